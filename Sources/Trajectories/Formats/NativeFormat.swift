import JSON

/// Misstep's own format: one JSON object a line, a superset of ProcessBench.
///
/// Base 0: `label` is the first wrong step from 0, −1 for none, null or absent for not labelled.
/// What a number cannot express is in `verdict` or `annotation.verdict`: `unsure`, `bad_problem`.
/// Everything else in the record stays as it is, byte for byte.
public struct NativeFormat: TrajectoryFormat {
  /// `native`.
  public let name = "native"
  /// One line for `misstep formats`.
  public let summary = "Misstep's own: ProcessBench plus ratings, scores, annotation and source"
  /// One record a line.
  public let container = "jsonl"
  /// One trajectory a record.
  public let traits: RecordTraits = .oneTrajectory
  /// The members of docs/formats.md; all others may be anything.
  public let interpretedKeys: Set<String> = [
    "id", "problem", "steps", "label", "final_answer_correct", "generator", "ratings", "scores",
    "annotation", "verdict", "reference_answer", "question_key", "source", "step_kinds",
    "is_correct", "correct", "ground_truth_answer",
  ]

  /// The format; it has no settings.
  public init() {}

  /// Whether there is a problem, and steps that are all strings.
  public func recognizes(_ record: JSONElement) -> Bool {
    record["problem"]?.text != nil && record["steps"]?.holdsStringsOnly == true
  }

  /// Reads the one trajectory of a record.
  ///
  /// - Throws: ``RecordFault`` when a text is missing or the label names no step.
  public func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    try Self.read(record, as: self)
  }

  /// Also reads ProcessBench records: only the name differs.
  static func read(
    _ record: RecordView, as format: some TrajectoryFormat
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    var (trajectory, faults) = try ProcessBenchFormat.core(record, fields, as: format)
    if trajectory.label == nil { trajectory.label = wordedLabel(fields) }
    trajectory.referenceAnswer =
      fields.text("reference_answer") ?? fields.text("ground_truth_answer")
    trajectory.question = fields["question_key"]?.string ?? trajectory.problem
    let stepCount = trajectory.steps.count
    do throws(RecordFault) {
      trajectory.ratings = try ratings(fields, stepCount: stepCount)
    } catch {
      faults.append(error)
    }
    do throws(RecordFault) {
      trajectory.kinds = try kinds(fields, stepCount: stepCount)
    } catch {
      faults.append(error)
    }
    do throws(RecordFault) {
      trajectory.recordedScores = try scores(fields, stepCount: stepCount)
    } catch {
      faults.append(error)
    }
    return RecordReading(trajectories: [trajectory], faults: faults)
  }

  /// The record's own `verdict` decides, even if null; else the annotation's.
  private static func wordedLabel(_ fields: RecordFields) -> Label? {
    Label(word: (fields["verdict"] ?? fields["annotation"]?["verdict"])?.string)
  }

  private static func kinds(
    _ fields: RecordFields, stepCount: Int
  ) throws(RecordFault) -> [StepKind] {
    guard let member = fields["step_kinds"], !member.isNull else { return [] }
    let values = member.array.map { $0.map { $0.string.flatMap(StepKind.init(rawValue:)) } } ?? []
    let kinds = values.compactMap(\.self)
    guard kinds.count == values.count, kinds.count == stepCount else {
      let words = StepKind.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      throw fields.fault(
        "step_kinds", "`step_kinds` does not hold one kind per step",
        remedy: "It is ignored; each entry must be one of \(words).", severity: .warning)
    }
    return kinds.allSatisfy { $0 == .answer } ? [] : kinds
  }

  private static func ratings(
    _ fields: RecordFields, stepCount: Int
  ) throws(RecordFault) -> [StepRating?] {
    guard let member = fields["ratings"], !member.isNull else { return [] }
    let remedy = "`ratings` must hold 1, 0, -1 or null for each step."
    guard let values = member.array, values.count == stepCount else {
      throw fields.fault(
        "ratings", "`ratings` does not hold one entry per step", remedy: remedy, severity: .warning)
    }
    var ratings: [StepRating?] = []
    for value in values {
      let rating = value.integer.flatMap(StepRating.init(rawValue:))
      guard rating != nil || value.isNoMark else {
        throw RecordFault(
          path: ["ratings", String(ratings.count)],
          reason: "the rating of step \(ratings.count + 1) is \(value.quotation)",
          remedy: remedy)
      }
      ratings.append(rating)
    }
    return ratings
  }
}

extension Label {
  /// The labels that no number expresses; `nil` for any other word.
  init?(word: String?) {
    switch word {
    case "unsure": self = .unsure
    case "bad_problem": self = .badProblem
    default: return nil
    }
  }

  /// The word in `verdict`.
  var word: String {
    switch self {
    case .known(.noError): "no_error"
    case .known(.step): "first_error"
    case .unsure: "unsure"
    case .badProblem: "bad_problem"
    }
  }
}
