import JSON

extension ProcessBenchFormat: WritableTrajectoryFormat {
  var writesArray: Bool { true }

  /// The native format's own members, which ProcessBench does not know.
  static let nativeMembers = [
    "annotation", "ratings", "scores", "verdict", "reference_answer", "question_key", "source",
    "step_kinds",
  ]

  /// Skips what is not labelled, unsure or a bad problem.
  ///
  /// Unknown members of ProcessBench and native records stay in place, a `source` that is a mere
  /// text included; the native ones go.
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
