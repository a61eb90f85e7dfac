import JSON

/// BIG-Bench-Mistake, chains of thought with the place of their first mistake (arXiv:2311.08516).
///
/// Base 0: `mistake_index`; null means that there is no mistake, not that nobody looked. The answer
/// is right if it equals `target`; null counts as wrong.
struct BigBenchMistakeFormat: TrajectoryFormat {
  let name = "bigbench-mistake"
  let summary = "input, steps and mistake_index, null for none (BIG-Bench-Mistake)"
  let container = "jsonl"
  let traits: RecordTraits = .oneTrajectory
  let interpretedKeys: Set<String> = ["input", "steps", "mistake_index", "target", "answer"]

  func recognizes(_ record: JSONElement) -> Bool {
    record["input"]?.string != nil && record["steps"]?.array != nil
      && record["mistake_index"] != nil
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    let steps = try fields.strings("steps")
    var outcome: Bool?
    if let answer = fields["answer"], let target = fields.text("target") {
      outcome = answer.scalarText.map { Array($0.utf8) == Array(target.utf8) } ?? false
    }
    let trajectory = Trajectory(
      id: record.identifier(["id"]), problem: try fields.string("input"), steps: steps,
      label: try Self.label(fields, stepCount: steps.count), outcome: outcome,
      referenceAnswer: fields.text("target"), source: record.source(self))
    return RecordReading(trajectories: [trajectory])
  }

  private static func label(_ fields: RecordFields, stepCount: Int) throws(RecordFault) -> Label? {
    guard let member = fields["mistake_index"], !member.isMissing else { return nil }
    if member.isNull { return .noError }
    guard let index = member.integer else {
      throw fields.fault(
        "mistake_index", "`mistake_index` is \(member.kind.words)",
        remedy: "It must be the first wrong step from 0, or null for none.")
    }
    return try LabelReading.firstError(
      index, base: 0, stepCount: stepCount, path: ["mistake_index"], none: "null")
  }
}
