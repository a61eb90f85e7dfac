import Glibc
import Survival
import Trajectories

/// Labels as numbers: steps from 1, words below 0.
enum LabelCode {
  static func of(_ word: LabelWord) -> Double {
    switch word {
    case .error: 0
    case .noError: -1
    case .unsure: -2
    case .badProblem: -3
    case .unlabelled: -4
    }
  }

  static func of(_ label: Label?) -> Double {
    switch label {
    case .known(.step(let step)): Double(step) + 1
    case .known(.noError): of(LabelWord.noError)
    case .unsure: of(.unsure)
    case .badProblem: of(.badProblem)
    case nil: of(.unlabelled)
    }
  }
}

extension QueryFigures {
  /// Pr of the file's own label, in 0...1; `nil` if the file names no first error.
  public var fileLabelProbability: Double? { fileLabelLogProbability.map { exp($0) } }
}

extension QueryRow {
  /// A person's verdict, else the file's label.
  var label: Label? { verdict ?? fileLabel }

  /// The value of a field other than a text, for a test; NaN if missing.
  func testNumber(_ field: QueryField, now: Double) -> Double {
    switch field {
    case .label: LabelCode.of(label)
    case .verdict: LabelCode.of(verdict)
    case .fileLabel: LabelCode.of(fileLabel)
    case .prediction: figures.map { Self.code($0.firstError) } ?? .nan
    case .secondPrediction: second.map { Self.code($0.firstError) } ?? .nan
    case .outcome: outcome.map { $0 ? 1 : 0 } ?? -1
    default: number(field, now: now)
    }
  }

  private static func code(_ prediction: FirstError) -> Double {
    LabelCode.of(Label.known(prediction))
  }

  /// The value of a field other than a text, for sorting; NaN if missing.
  ///
  /// Flags are 0 and 1, an outcome 0 for wrong and 1 for right. A prediction of "none" is T + 1.
  /// Labels are ordered as first errors by step, then none, unsure and bad problem.
  public func number(_ field: QueryField, now: Double) -> Double {
    switch field {
    case .steps: Double(stepCount)
    case .trainingStep: trainingStep.map(Double.init) ?? .nan
    case .number: Double(index) + 1
    case .survival: figures?.noneProbability ?? .nan
    case .prediction:
      figures.map { Double($0.firstError.step ?? stepCount) + 1 } ?? .nan
    case .secondSurvival: second?.noneProbability ?? .nan
    case .secondPrediction: second.map { Double($0.firstError.step ?? stepCount) + 1 } ?? .nan
    case .largestHazard: figures?.largestHazard ?? .nan
    case .smallestReward: figures?.smallestReward ?? .nan
    case .entropy: figures?.entropy ?? .nan
    case .fileLabelProbability: figures?.fileLabelProbability ?? .nan
    case .disagreement: disagreement ?? .nan
    case .random: randomRank ?? .nan
    case .age: verdictTime.map { now - $0 } ?? .nan
    case .outcome: outcome.map { $0 ? 1 : 0 } ?? .nan
    case .label: QueryRow.rank(label)
    case .verdict: QueryRow.rank(verdict)
    case .fileLabel: QueryRow.rank(fileLabel)
    case .labelled, .unlabelled, .marked, .noted, .differs, .conflict, .scored, .readable:
      flag(field) ? 1 : 0
    case .id, .problem, .step, .text, .generator, .question, .file, .format, .reference, .note,
      .annotator:
      .nan
    }
  }

  private static func rank(_ label: Label?) -> Double {
    switch label {
    case .known(.step(let step)): Double(step) + 1
    case .known(.noError): 0x1p60
    case .unsure: 0x1p61
    case .badProblem: 0x1p62
    case nil: .nan
    }
  }

  private func flag(_ field: QueryField) -> Bool {
    switch field {
    case .labelled: verdict != nil
    case .unlabelled: verdict == nil
    case .marked: isMarked
    case .noted: !note.isEmpty
    case .differs: differs
    case .conflict: isInConflict
    case .scored: figures != nil
    case .readable: isReadable
    default: false
    }
  }

  /// Whether label and prediction name different first errors; false if either is missing.
  private var differs: Bool {
    guard let figures, let known = label?.firstError else { return false }
    return figures.firstError != known
  }
}

extension QueryRow {
  /// The text of a field with a single text; empty if missing.
  public func text(_ field: QueryField) -> String {
    switch field {
    case .id: trajectory?.id ?? ""
    case .problem: trajectory?.problem ?? ""
    case .generator: generator ?? ""
    case .question: trajectory?.question ?? ""
    case .file: file
    case .format: trajectory?.source.format ?? ""
    case .reference: isReferenceHidden ? "" : trajectory?.referenceAnswer ?? ""
    case .note: note
    case .annotator: annotator ?? ""
    default: ""
    }
  }

  /// Whether one of the field's texts is accepted.
  @inline(__always)
  func anyText(_ field: QueryField, _ accepts: (String) -> Bool) -> Bool {
    switch field {
    case .step: trajectory?.steps.contains(where: accepts) ?? false
    case .text: anyTextAtAll(accepts)
    default: accepts(text(field))
    }
  }

  private func anyTextAtAll(_ accepts: (String) -> Bool) -> Bool {
    if accepts(note) { return true }
    guard let trajectory else { return false }
    return accepts(trajectory.problem) || accepts(trajectory.id)
      || accepts(trajectory.generator ?? "") || trajectory.steps.contains(where: accepts)
  }
}
