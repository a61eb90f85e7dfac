import JSON

/// OpenR, a question and its process with a ки after each step.
///
/// Base 0: the first 0 in `labels` is the first wrong step. 222 of the 310 multi-step rows are not
/// monotone: they go back to 1. Step marks are written `Step: 2:`. Rows with one `label` show step
/// k without the ones before it: to look at, not to train on.
struct OpenRFormat: TrajectoryFormat {
  let name = "openr"
  let summary = "question, process with a ки after each step, labels 1 or 0 (OpenR)"
  let container = "json"
  let traits: RecordTraits = .oneTrajectory
  let interpretedKeys: Set<String> = ["question", "process", "labels", "label"]

  func recognizes(_ record: JSONElement) -> Bool {
    record["question"]?.text != nil
      && (record["process"]?.text.map(MarkedText.holdsTag) ?? false)
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    var (pieces, rest) = MarkedText.pieces(try fields.bytes("process"))
    if rest.holdsText { pieces.append(rest) }
    let steps = pieces.enumerated().map { place, piece in
      MarkedText.withoutNumber(MarkedText.step(piece, isFirst: place == 0), index: place)
    }
    let trajectory = Trajectory(
      id: record.identifier(["id"]), problem: try fields.string("question"), steps: steps,
      label: try Self.label(fields, stepCount: steps.count), source: record.source(self))
    return RecordReading(trajectories: [trajectory])
  }

  private static func label(_ fields: RecordFields, stepCount: Int) throws(RecordFault) -> Label? {
    if let values = fields["labels"]?.array {
      return LabelReading.marks(
        try LabelReading.marks(in: values, stepCount: stepCount, path: ["labels"]))
    }
    guard let value = fields["label"], !value.isNull else { return nil }
    return LabelReading.marks(
      try LabelReading.marks(in: [value], stepCount: stepCount, path: ["label"]))
  }
}
