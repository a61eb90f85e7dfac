import JSON

/// R-PRM's rows, one for each step; consecutive rows with one `origin_id` are one trajectory.
///
/// Base 0: `label` is the first wrong step, −1 for none, the same in each row. The file's reader
/// puts the rows of a trajectory into one record, the list ``rowsKey``; a single row is read as far
/// as it goes, after what `previous_steps` holds.
struct StepRowsFormat: TrajectoryFormat {
  let name = "r-prm-steps"
  let summary = "origin_id, previous_steps and now_step, a row for each step (R-PRM)"
  let container = "jsonl"
  let traits: RecordTraits = .oneTrajectory
  let interpretedKeys: Set<String> = [
    "step_rows", "step_rows.origin_id", "step_rows.question", "step_rows.now_step",
    "step_rows.previous_steps", "step_rows.label", "origin_id", "question", "now_step",
    "previous_steps", "label",
  ]

  /// Where a record holds its rows.
  static let rowsKey = "step_rows"

  func recognizes(_ record: JSONElement) -> Bool {
    let row = record[Self.rowsKey]?.array?.first ?? record
    return row["origin_id"]?.scalarText != nil && row["now_step"]?.text != nil
      && row["question"]?.text != nil
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    var rows: [RecordFields] = []
    for row in record.value[Self.rowsKey]?.array.map(Array.init) ?? [record.value] {
      rows.append(try RecordFields(row))
    }
    guard let first = rows.first else {
      throw RecordFault(
        reason: "the record has no rows", remedy: "There must be one for each step.")
    }
    let steps = try Self.steps(rows)
    let trajectory = Trajectory(
      id: first.text("origin_id") ?? record.identifier(["id"]),
      problem: try first.string("question"), steps: steps,
      label: try Self.label(rows, stepCount: steps.count), source: record.source(self))
    return RecordReading(trajectories: [trajectory])
  }

  /// The steps before the first row, then each row's own step; a row that repeats a step adds none.
  private static func steps(_ rows: [RecordFields]) throws(RecordFault) -> [String] {
    var steps: [String] = []
    if let before = rows.first?["previous_steps"]?.string, before != "none" {
      steps = StepSplitting.automatic.split(before)
    }
    for (place, row) in rows.enumerated() {
      let step = try row.string("now_step")
      let repeats =
        place > 0 && row["previous_steps"]?.string == rows[place - 1]["previous_steps"]?.string
        && steps.last?.hasSameBytes(as: step) == true
      if !repeats { steps.append(step) }
    }
    return steps
  }

  private static func label(
    _ rows: [RecordFields], stepCount: Int
  ) throws(RecordFault) -> Label? {
    var labels: Set<Int> = []
    for row in rows {
      guard let member = row["label"], !member.isNull else { continue }
      guard let label = member.integer else {
        throw row.fault(
          "label", "`label` is \(member.kind.words)",
          remedy: "It must be the first wrong step from 0, or -1 for none.")
      }
      labels.insert(label)
    }
    guard let label = labels.first else { return nil }
    guard labels.count == 1 else {
      throw RecordFault(
        path: [rowsKey], reason: "rows of one `origin_id` have different labels",
        remedy: "`label` is the first wrong step of the whole trajectory, the same in each row.")
    }
    if label == -1 { return .noError }
    return try LabelReading.firstError(
      label, base: 0, stepCount: stepCount, path: rows[0].path + ["label"], none: "-1")
  }
}
