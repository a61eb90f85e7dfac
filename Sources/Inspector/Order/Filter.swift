import Annotations
import Trajectories

/// Which trajectories are shown: all of its terms must hold.
///
/// Written as words: `labelled`, `differs`, `!marked`, `id:gsm`, `"two words"`, anything else is
/// text looked for in problem, steps, id, generator and note.
struct Filter: Equatable, Sendable {
  enum Status: String, CaseIterable, Equatable, Sendable {
    case labelled, unlabelled, unsure, marked, noted, differs, right, wrong, error, noerror
  }

  enum Field: String, CaseIterable, Equatable, Sendable {
    case id, generator, problem, step, note
  }

  enum Condition: Equatable, Sendable {
    case status(Status)
    case text(TextSearch, in: Field?)
  }

  struct Term: Equatable, Sendable {
    var condition: Condition
    var negated: Bool
  }

  /// As it was typed.
  let source: String
  let terms: [Term]

  /// `nil` when nothing but blanks was typed.
  init?(_ source: String) {
    terms = Self.words(of: source).compactMap(Self.term)
    guard !terms.isEmpty else { return nil }
    self.source = source
  }

  private static func term(_ word: Word) -> Term? {
    var text = word.text
    let negated = !word.quoted && text.count > 1 && text.hasPrefix("!")
    if negated { text.removeFirst() }
    if !word.quoted, let status = Status(rawValue: text.lowercased()) {
      return Term(condition: .status(status), negated: negated)
    }
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    if !word.quoted, parts.count == 2, let field = Field(rawValue: parts[0].lowercased()) {
      return TextSearch(parts[1]).map { Term(condition: .text($0, in: field), negated: negated) }
    }
    return TextSearch(text).map { Term(condition: .text($0, in: nil), negated: negated) }
  }

  private struct Word {
    var text: String
    var quoted: Bool
  }

  /// Splits at blanks; double quotes keep blanks and make everything in them text.
  private static func words(of source: String) -> [Word] {
    var words: [Word] = []
    for (place, part) in source.split(separator: "\"", omittingEmptySubsequences: false)
      .enumerated()
    {
      if place % 2 == 1 {
        words.append(Word(text: String(part), quoted: true))
      } else {
        words += part.split(separator: " ").map { Word(text: String($0), quoted: false) }
      }
    }
    return words
  }
}

extension Filter {
  /// The word that one of the terms probably was meant to be, when it is looked for as text.
  var nearMiss: String? {
    let fields = Field.allCases.map { $0.rawValue + ":" }
    for case .text(let search, in: nil) in terms.map(\.condition) {
      let parts = search.needle.split(separator: ":", maxSplits: 1).map(String.init)
      let near =
        parts.count == 2
        ? NearMiss.nearest(to: parts[0] + ":", among: fields).map { $0 + parts[1] }
        : NearMiss.nearest(to: search.needle, among: Status.allCases.map(\.rawValue))
      if let near { return near }
    }
    return nil
  }
}

extension Filter {
  /// What a trajectory's terms are judged by; figures that are hidden are not in it.
  struct Subject {
    var trajectory: Trajectory
    var standing: Standing
    /// ẑ from 0 in an optional that is `nil` without figures, or when they are hidden.
    var prediction: Int??
    /// The file's label, unless it is hidden.
    var fileLabel: Label?

    var label: Label? { standing.verdict ?? fileLabel }
  }

  func accepts(_ subject: Subject) -> Bool {
    terms.allSatisfy { $0.holds(for: subject) != $0.negated }
  }
}

extension Filter.Term {
  fileprivate func holds(for subject: Filter.Subject) -> Bool {
    switch condition {
    case .status(let status): Self.holds(status, for: subject)
    case .text(let search, let field): Self.holds(search, in: field, for: subject)
    }
  }

  private static func holds(_ status: Filter.Status, for subject: Filter.Subject) -> Bool {
    switch status {
    case .labelled: subject.standing.verdict != nil
    case .unlabelled: subject.standing.verdict == nil
    case .unsure: subject.standing.verdict == .unsure
    case .marked: subject.standing.marked
    case .noted: !subject.standing.note.isEmpty
    case .differs: Comparison(label: subject.label, prediction: subject.prediction) == .differ
    case .right: subject.trajectory.outcome == true
    case .wrong: subject.trajectory.outcome == false
    case .error: if case .firstError = subject.label { true } else { false }
    case .noerror: subject.label == .noError
    }
  }

  private static func holds(
    _ search: TextSearch, in field: Filter.Field?, for subject: Filter.Subject
  ) -> Bool {
    let trajectory = subject.trajectory
    return switch field {
    case .id: search.matches(trajectory.id)
    case .generator: search.matches(trajectory.generator ?? "")
    case .problem: search.matches(trajectory.problem)
    case .step: trajectory.steps.contains(where: search.matches)
    case .note: search.matches(subject.standing.note)
    case nil:
      search.matches(trajectory.problem) || search.matches(trajectory.id)
        || search.matches(trajectory.generator ?? "") || search.matches(subject.standing.note)
        || trajectory.steps.contains(where: search.matches)
    }
  }
}
