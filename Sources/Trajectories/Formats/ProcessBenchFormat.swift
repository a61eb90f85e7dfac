import JSON

/// ProcessBench, a JSON array of labelled solutions (arXiv:2412.06559).
///
/// Base 0: `label` is the first wrong step from 0, −1 for none. `final_answer_correct` is
/// independent of it: 521 of the 3,400 rows have an error and the right answer. Steps span lines.
struct ProcessBenchFormat: TrajectoryFormat {
  let name = "processbench"
  let summary = "problem, steps and the first wrong one (Qwen's ProcessBench)"
  let container = "json"
  let traits: RecordTraits = .oneTrajectory
  let interpretedKeys = NativeFormat().interpretedKeys

  init() {}

  func recognizes(_ record: JSONElement) -> Bool {
    record["problem"]?.text != nil && record["steps"]?.holdsStringsOnly == true
      && record["label"]?.integer != nil
      && !Self.nativeMembers.contains { record[$0] != nil }
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    try NativeFormat.read(record, as: self)
  }

  /// The members that ProcessBench and the native format share.
  static func core(
    _ record: RecordView, _ fields: RecordFields, as format: some TrajectoryFormat
  ) throws(RecordFault) -> (trajectory: Trajectory, faults: [RecordFault]) {
    let steps = try fields.strings("steps")
    var faults: [RecordFault] = []
    let stated = fields["final_answer_correct"]
    if let stated, stated.bool == nil, !stated.isNull {
      faults.append(
        fields.fault(
          "final_answer_correct", "`final_answer_correct` is \(stated.kind.words)",
          remedy: "It is ignored; use true, false or null.", severity: .warning))
    }
    // Others name it differently; our own name comes first, and alone if present.
    let outcome = stated.map(\.bool) ?? (fields["is_correct"] ?? fields["correct"])?.outcome
    return (
      Trajectory(
        id: record.identifier(["id"]), problem: try fields.string("problem"), steps: steps,
        label: try label(fields, stepCount: steps.count), outcome: outcome,
        generator: fields.text("generator"), source: record.source(format)), faults
    )
  }

  private static func label(
    _ fields: RecordFields, stepCount: Int
  ) throws(RecordFault) -> Label? {
    guard let member = fields["label"], !member.isNull else { return nil }
    guard let index = member.integer else {
      throw fields.fault(
        "label", "`label` is \(member.kind.words)\(member.number == nil ? "" : " with a fraction")",
        remedy: "`label` must be the first wrong step from 0, -1 for none, or null.")
    }
    if index == -1 { return .noError }
    return try LabelReading.firstError(
      index, base: 0, stepCount: stepCount, path: ["label"], none: "-1")
  }
}

extension ProcessBenchFormat: WritableTrajectoryFormat {
  var writesArray: Bool { true }

  /// The native format's own members, which ProcessBench does not know.
  static let nativeMembers = [
    "annotation", "ratings", "scores", "verdict", "reference_answer", "question_key", "source",
    "step_kinds",
  ]

  /// Skips what is not labelled, unsure or a bad problem.
  ///
  /// Unknown members of ProcessBench and native records stay in place, even a `source` that is
  /// plain text; the native ones are removed.
  func write(_ export: ExportTrajectory) -> WrittenRecord {
    let trajectory = export.trajectory
    guard let index = trajectory.label?.processBenchIndex else {
      if case .none(let reason) = trajectory.exportMarks { return .skipped(reason: reason) }
      return .skipped(reason: SkipReason.unlabelled)
    }
    guard index < trajectory.steps.count, index >= -1 else {
      return .skipped(reason: SkipReason.noSuchStep)
    }
    let patched = JSONParser.withBorrowed { self.patched(trajectory, index, with: $0) }
    return .record(patched ?? fresh(trajectory, index))
  }

  private func patched(
    _ trajectory: Trajectory, _ index: Int, with parser: JSONParser
  ) -> [UInt8]? {
    guard
      let original = OriginalRecord(of: trajectory, in: self, with: parser)
        ?? OriginalRecord(of: trajectory, in: NativeFormat(), with: parser),
      var patch = RecordPatch(original.bytes)
    else { return nil }
    if trajectory.source.format == "native" {
      for name in Self.nativeMembers
      where name != "source" || original.value[name]?.text == nil {
        patch.remove(name)
      }
    }
    if original.value["label"]?.integer != index { patch.set("label", JSONValue(index)) }
    return patch.result
  }

  private func fresh(_ trajectory: Trajectory, _ index: Int) -> [UInt8] {
    let members: KeyValuePairs<String, JSONValue?> = [
      "id": .string(trajectory.id), "generator": trajectory.generator.map { .string($0) },
      "problem": .string(trajectory.problem),
      "steps": .array(trajectory.steps.map { .string($0) }),
      "final_answer_correct": trajectory.outcome.map { .bool($0) }, "label": JSONValue(index),
    ]
    let present = members.compactMap { key, value in
      value.map { JSONObject.Member(key: key, value: $0) }
    }
    return JSONWriter.bytes(of: .object(JSONObject(present)))
  }
}
