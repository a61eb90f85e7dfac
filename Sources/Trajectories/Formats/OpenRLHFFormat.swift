import JSON

/// OpenRLHF's process rewards: a text with a ки after each step, and a list of marks.
///
/// Base 0: the first wrong entry of `value`, `label` or `labels` (`-`, false, 0, or a figure below
/// a half) is the first wrong step. The list's key is a setting there, so all three are read.
struct OpenRLHFFormat: TrajectoryFormat {
  let name = "openrlhf"
  let summary = "input with a ки after each step, value or label with a mark for each (OpenRLHF)"
  let container = "jsonl"
  let traits: RecordTraits = .oneTrajectory
  let interpretedKeys: Set<String> = ["input", "value", "label", "labels"]

  static let keys = ["value", "label", "labels"]

  func recognizes(_ record: JSONElement) -> Bool {
    Self.keys.contains { record[$0]?.array != nil }
      && (record["input"]?.text.map(MarkedText.holdsTag) ?? false)
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    var (pieces, rest) = MarkedText.pieces(try fields.bytes("input"))
    if rest.holdsText { pieces.append(rest) }
    let (problem, firstStep, isCertain) = MarkedText.parted(
      pieces.first ?? Bytes(start: nil, count: 0))
    let steps = pieces.indices.map { place in
      let piece = MarkedText.step(place == 0 ? firstStep : pieces[place], isFirst: place == 0)
      return MarkedText.withoutNumber(piece, index: place)
    }
    let key = Self.keys.first { fields[$0]?.array != nil } ?? "value"
    let values = try fields.array(key)
    // A last step without a tag has no mark either.
    let lacksLast = rest.holdsText && values.count == steps.count - 1
    var marks = try LabelReading.marks(
      in: values, stepCount: steps.count - (lacksLast ? 1 : 0), path: [key])
    if lacksLast { marks.append(nil) }
    let trajectory = Trajectory(
      id: record.identifier(["id"]), problem: problem, steps: steps,
      label: LabelReading.marks(marks),
      recordedScores: lacksLast ? nil : LabelReading.probabilities(in: values),
      source: record.source(self))
    return RecordReading(
      trajectories: [trajectory],
      faults: isCertain ? [] : [MarkedText.uncertainQuestion("input")])
  }
}
