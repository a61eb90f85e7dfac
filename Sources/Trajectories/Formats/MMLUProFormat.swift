import JSON

/// Outputs of MMLU-Pro's evaluation, and other questions with a chain of thought beside the answer.
///
/// The response is `model_outputs`, else `cot`; never `answer`, the right letter or number, nor
/// `cot_content`, which belongs to the data set. Not labelled. The answer is right if `pred` equals
/// `answer`.
struct MMLUProFormat: TrajectoryFormat {
  let name = "mmlu-pro"
  let summary = "question, options and model_outputs or cot beside the answer (MMLU-Pro)"
  let container = "json, jsonl"
  let traits: RecordTraits = [.oneTrajectory, .joinedTexts]
  let interpretedKeys: Set<String> = [
    "id", "question_id", "question", "options", "answer", "pred", "model_outputs", "cot",
    "cot_content",
  ]

  private static let responseKeys = ["model_outputs", "cot"]

  func recognizes(_ record: JSONElement) -> Bool {
    guard record["question"]?.text != nil, record["answer"]?.scalarText != nil else { return false }
    return Self.responseKeys.contains { record[$0]?.text != nil }
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    guard let (_, text) = fields.firstString(Self.responseKeys) else {
      throw RecordFault(
        reason: "the record has no response", remedy: "`model_outputs` or `cot` must be a string.")
    }
    let response = ResponseSteps([ResponsePart(text)], splitting: splitting)
    let trajectory = Trajectory(
      id: record.identifier(["id", "question_id"]), problem: try Self.problem(fields),
      steps: response.steps, outcome: Self.outcome(fields), referenceAnswer: fields.text("answer"),
      generator: fields.text("model"), source: record.source(self))
    return RecordReading(trajectories: [trajectory])
  }

  /// The question and its options, lettered as the answer names them.
  private static func problem(_ fields: RecordFields) throws(RecordFault) -> String {
    let options = fields["options"]?.strings ?? []
    let lettered = options.enumerated().compactMap { place, option in
      UnicodeScalar(65 + place).map { "\(Character($0)). \(option)" }
    }
    return ([try fields.string("question")] + lettered).joined(separator: "\n")
  }

  private static func outcome(_ fields: RecordFields) -> Bool? {
    guard fields["pred"] != nil, let answer = fields.text("answer") else { return nil }
    return fields.text("pred")?.hasSameBytes(as: answer) ?? false
  }
}
