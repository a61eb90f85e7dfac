import JSON

/// TRL's stepwise supervision: a prompt, its steps, and one label for each.
///
/// Base 0: the first false, or the first figure below a half, is the first wrong step. In
/// trl-lib/prm800k a rating of 0 became false; nothing in a record shows it, so it is read as
/// written.
struct TRLFormat: TrajectoryFormat {
  let name = "trl"
  let summary = "prompt, completions and labels, one per step (TRL stepwise supervision)"
  let container = "json, jsonl"
  let traits: RecordTraits = .oneTrajectory
  let interpretedKeys: Set<String> = ["prompt", "completions", "labels"]

  func recognizes(_ record: JSONElement) -> Bool {
    record["prompt"]?.text != nil && record["completions"]?.holdsStringsOnly == true
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    let steps = try fields.strings("completions")
    var label: Label?
    var scores: RecordedScores?
    if let member = fields["labels"], !member.isNull {
      let values = try fields.array("labels")
      label = LabelReading.marks(
        try LabelReading.marks(in: values, stepCount: steps.count, path: ["labels"]))
      scores = LabelReading.probabilities(in: values)
    }
    let trajectory = Trajectory(
      id: record.identifier(["id"]), problem: try fields.string("prompt"), steps: steps,
      label: label, recordedScores: scores, source: record.source(self))
    return RecordReading(trajectories: [trajectory])
  }
}
