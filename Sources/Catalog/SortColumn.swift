import Queries
import Trajectories

/// The values of one sort term, one for each trajectory that is sorted.
struct SortColumn: Sendable {
  private let term: SortTerm
  /// NaN where it is missing; empty for texts.
  private var numbers: [Double]
  /// Empty for numbers.
  private var texts: [String?]

  init(_ term: SortTerm, count: Int) {
    self.term = term
    let isText = term.field.sortsAsText
    numbers = [Double](repeating: .nan, count: isText ? 0 : count)
    texts = [String?](repeating: nil, count: isText ? count : 0)
  }

  /// Notes the value of the trajectory at `place`.
  mutating func set(_ row: QueryRow, at place: Int, now: Double) {
    if numbers.isEmpty {
      texts[place] = term.field.text(of: row)
    } else {
      numbers[place] = term.field.number(of: row, now: now) ?? .nan
    }
  }

  /// - Returns: `nil` when cancelled.
  func ranks(isCancelled: () -> Bool) -> [UInt64]? {
    guard term.field.sortsAsText else {
      return SortRanks.ranks(numbers, descending: term.descending)
    }
    return SortRanks.ranks(texts, descending: term.descending, isCancelled: isCancelled)
  }
}

extension QueryField {
  var sortsAsText: Bool {
    switch self {
    case .id, .problem, .step, .generator, .question, .file, .format, .reference, .note,
      .annotator, .text:
      true
    default: false
    }
  }

  /// What a row must hold to be sorted by this.
  var sortNeeds: QueryNeeds {
    switch self {
    case .id, .problem, .step, .question, .format, .reference, .text: .text
    case .generator, .steps, .outcome, .fileLabel: .facts
    case .note, .annotator, .age, .verdict, .labelled, .unlabelled, .marked, .noted: .standing
    case .label: [.facts, .standing]
    case .prediction: [.facts, .figures]
    case .differs: [.facts, .figures, .standing]
    case .survival, .largestHazard, .smallestReward, .entropy, .disagreement, .scored: .figures
    case .file, .trainingStep, .number, .readable: []
    }
  }

  func text(of row: QueryRow) -> String? {
    switch self {
    case .id: row.trajectory?.id
    case .problem, .text: row.trajectory?.problem
    case .step: row.trajectory?.steps.first
    case .generator: row.generator
    case .question: row.trajectory?.question
    case .file: row.file
    case .format: row.trajectory?.source.format
    case .reference: row.trajectory?.referenceAnswer
    case .note: row.note.isEmpty ? nil : row.note
    case .annotator: row.annotator
    default: nil
    }
  }

  func number(of row: QueryRow, now: Double) -> Double? {
    switch self {
    case .steps: Double(row.stepCount)
    case .trainingStep: row.trainingStep.map { Double($0) }
    case .number: Double(row.index + 1)
    case .survival: row.figures?.noneProbability
    case .prediction: row.figures.map { Double($0.firstError ?? row.stepCount) + 1 }
    case .largestHazard: row.figures?.largestHazard
    case .smallestReward: row.figures?.smallestReward
    case .entropy: row.figures?.entropy
    case .disagreement: row.disagreement
    case .age: row.verdictTime.map { now - $0 }
    case .outcome: row.outcome.map { $0 ? 1 : 0 }
    case .label: (row.verdict ?? row.fileLabel).map(Self.rank)
    case .verdict: row.verdict.map(Self.rank)
    case .fileLabel: row.fileLabel.map(Self.rank)
    default: flag(of: row).map { $0 ? 1 : 0 }
    }
  }

  private func flag(of row: QueryRow) -> Bool? {
    switch self {
    case .labelled: row.verdict != nil
    case .unlabelled: row.verdict == nil
    case .marked: row.isMarked
    case .noted: !row.note.isEmpty
    case .differs: row.differs
    case .scored: row.figures != nil
    case .readable: row.isReadable
    default: nil
    }
  }

  /// First errors by step, then no error, unsure and bad problem.
  private static func rank(_ label: Label) -> Double {
    switch label {
    case .firstError(let step): Double(step)
    case .noError: 1e9
    case .unsure: 2e9
    case .badProblem: 3e9
    }
  }
}

extension QueryRow {
  /// Whether the label that counts and the prediction name different first errors.
  var differs: Bool? {
    guard let figures else { return nil }
    return switch verdict ?? fileLabel {
    case .noError: figures.firstError != nil
    case .firstError(let step): figures.firstError != step
    case .unsure, .badProblem, nil: nil
    }
  }
}
