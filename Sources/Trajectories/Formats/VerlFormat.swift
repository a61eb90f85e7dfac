import JSON

/// verl's rollouts, one JSONL file per training step; never labelled.
///
/// The file's stem is the training step. `acc` where it is there, else a `score` of at least a
/// half, says that the answer is right. `gts`, the reference answer, may be null; extra keys are
/// details of the reward.
struct VerlFormat: TrajectoryFormat {
  let name = "verl"
  let summary = "input, output and score of a training rollout (verl)"
  let container = "jsonl"
  let traits: RecordTraits = .oneTrajectory
  let interpretedKeys: Set<String> = ["input", "output", "gts", "score", "acc", "step"]

  func recognizes(_ record: JSONElement) -> Bool {
    record["input"]?.text != nil && record["output"]?.text != nil
      && record["score"]?.number != nil && (record["gts"] != nil || record["step"] != nil)
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    let score = fields["score"]?.number.map { $0 >= 0.5 }
    let trajectory = Trajectory(
      id: record.identifier(["id", "uid"]), problem: try fields.string("input"),
      steps: splitting.split(try fields.bytes("output")),
      outcome: fields["acc"]?.outcome ?? score, referenceAnswer: fields.text("gts"),
      source: record.source(self))
    return RecordReading(trajectories: [trajectory])
  }
}
