import Ensembles
import Evaluation
import Scoring
import Survival
import Trajectories

/// Labelled trajectories that every part of an ensemble has scored.
struct StackedCases {
  /// One of them, with the score of each part, shape `(parts)`.
  struct Row {
    var parts: [EvaluationCase]
    var label: ObjectiveLabel

    var logits: [[Double]] { parts.map(\.score.curve.logits) }
  }

  let rows: [Row]
  /// A part that judges outcomes, if there is one.
  let outcomePart: Int?

  /// - Parameter parts: the cases of each part in the order of the files, shape `(parts, trajectories)`;
  ///   `nil` for what a part could not score.
  init(_ parts: [[EvaluationCase?]]) {
    outcomePart = parts.firstIndex { $0.contains { $0?.score.kind == .orm } }
    let count = parts.map(\.count).min() ?? 0
    rows = (0..<count).compactMap { place in
      let scored = parts.compactMap { $0[place] }
      guard scored.count == parts.count, let first = scored.first,
        let label = Self.label(of: first), Self.canBeAdded(scored)
      else { return nil }
      return Row(parts: scored, label: label)
    }
  }

  private init(_ rows: [Row]) { (self.rows, outcomePart) = (rows, nil) }

  var count: Int { rows.count }
  var questionCount: Int { Set(rows.compactMap { $0.parts.first?.question }).count }
  var examples: [EnsembleFit.Example] {
    rows.map { EnsembleFit.Example(logits: $0.logits, label: $0.label) }
  }
  /// Whether there are right and wrong ones.
  var hasBothClasses: Bool {
    rows.contains { $0.label == .correct } && rows.contains { $0.label != .correct }
  }

  /// What one part says of each.
  func cases(of part: Int) -> [EvaluationCase] { rows.map { $0.parts[part] } }

  /// Questions by chance, but always both halves have some; the same seed gives the same halves.
  func halves(seed: UInt64) -> (StackedCases, StackedCases) {
    let keys = Set(rows.map { Self.key($0, seed) }).sorted()
    guard let middle = keys.dropFirst(keys.count / 2).first else { return (self, self) }
    return (
      StackedCases(rows.filter { Self.key($0, seed) < middle }),
      StackedCases(rows.filter { Self.key($0, seed) >= middle })
    )
  }

  private static func key(_ row: Row, _ seed: UInt64) -> UInt64 {
    let mixed = ((row.parts.first?.question ?? 0) ^ seed) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 29
  }

  /// The first error where it is known, else whether there is one.
  private static func label(of trajectory: EvaluationCase) -> ObjectiveLabel? {
    let steps = trajectory.score.curve.stepCount
    if let known = trajectory.label, known.isWithin(steps), steps > 0 { return .known(known) }
    return steps == 0 ? nil : trajectory.outcome.map { $0 ? .correct : .wrongSomewhere }
  }

  /// Not where one part is certain that a step is wrong and another that it is right.
  private static func canBeAdded(_ parts: [EvaluationCase]) -> Bool {
    let all = parts.map(\.score.curve.logits)
    return (all.first ?? []).indices.allSatisfy { step in
      !(all.contains { $0[step] == .infinity } && all.contains { $0[step] == -.infinity })
    }
  }
}
