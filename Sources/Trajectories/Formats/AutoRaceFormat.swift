import JSON

/// AutoRace, reasoning chains that people judged as a whole (LLM Reasoners, arXiv:2404.05221).
///
/// `human_label` is the verdict on the chain: true means that no step is wrong; false names no
/// step, so the record is not labelled. It says nothing about the answer; `answer` is the
/// reference. Steps begin at "Step 1 - ".
struct AutoRaceFormat: TrajectoryFormat {
  let name = "autorace"
  let summary = "question and reasoning_chain with one human_label for all of it (AutoRace)"
  let container = "json, jsonl"
  let traits: RecordTraits = .oneTrajectory
  let interpretedKeys: Set<String> = [
    "id", "index", "question", "reasoning_chain", "answer", "human_label",
  ]

  func recognizes(_ record: JSONElement) -> Bool {
    record["question"]?.text != nil && record["reasoning_chain"]?.text != nil
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    let chain = try fields.string("reasoning_chain")
    var label: Label?
    if fields["human_label"]?.outcome == true { label = .noError }
    let response = ResponseSteps(
      Self.steps(chain, splitting).map { ResponsePart($0) })
    let trajectory = Trajectory(
      id: record.identifier(["id", "index"]), problem: try fields.string("question"),
      steps: response.steps, label: response.steps.isEmpty ? nil : label,
      referenceAnswer: fields.text("answer"), generator: fields.text("model"),
      source: record.source(self))
    return RecordReading(trajectories: [trajectory])
  }

  private static func steps(_ chain: String, _ splitting: StepSplitting) -> [String] {
    let marked = splitting == .automatic ? StepSplitting.pattern(mark).split(chain) : []
    return marked.count > 1 ? marked : splitting.split(chain)
  }

  /// At the beginning of a line: "Step 1 - ".
  private static let mark = #"(?m)^Step \d+ ?[-–:] "#
}
