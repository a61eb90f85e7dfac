import JSON

/// A problem and a response, whatever they are called; never labelled.
///
/// The first of the names below that is there as a string counts. `answer` is the response only
/// where no other one is there; else it is the reference answer.
struct PlainFormat: TrajectoryFormat {
  let name = "plain"
  let summary = "a problem and a response, which is split into steps"
  let container = "json, jsonl"
  let traits: RecordTraits = .oneTrajectory

  static let problemKeys = ["problem", "question", "prompt", "query", "instruction", "input"]
  static let responseKeys = ["response", "solution", "completion", "output", "answer", "text"]
  static let outcomeKeys = ["correct", "is_correct", "correctness", "acc", "score"]
  static let referenceKeys = ["reference_answer", "ground_truth", "target", "gts", "answer"]

  var interpretedKeys: Set<String> {
    Set(
      ["id", "unique_id", "model", "generator"] + Self.problemKeys + Self.responseKeys
        + Self.outcomeKeys + Self.referenceKeys)
  }

  func recognizes(_ record: JSONElement) -> Bool {
    guard let fields = try? RecordFields(record) else { return false }
    return fields.firstString(Self.problemKeys) != nil
      && fields.firstString(Self.responseKeys) != nil
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    guard let problem = fields.firstString(Self.problemKeys) else {
      throw Self.missing("problem", Self.problemKeys)
    }
    guard let response = fields.firstString(Self.responseKeys) else {
      throw Self.missing("response", Self.responseKeys)
    }
    let outcome = Self.outcomeKeys.lazy.compactMap { fields[$0] }.first
    let reference = Self.referenceKeys.lazy.filter { $0 != response.key }
    let trajectory = Trajectory(
      id: record.identifier(["id", "unique_id"]), problem: problem.text,
      steps: splitting.split(response.text),
      outcome: outcome?.number.map { $0 >= 0.5 } ?? outcome?.outcome,
      referenceAnswer: reference.compactMap { fields.text($0) }.first,
      generator: fields.text("generator") ?? fields.text("model"), source: record.source(self))
    return RecordReading(trajectories: [trajectory])
  }

  private static func missing(_ what: String, _ keys: [String]) -> RecordFault {
    RecordFault(
      reason: "the record has no \(what)",
      remedy: "One of \(keys.map { "`\($0)`" }.joined(separator: ", ")) must be a string.")
  }
}
