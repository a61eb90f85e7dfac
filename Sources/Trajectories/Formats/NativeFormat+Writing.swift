import JSON

extension NativeFormat: WritableTrajectoryFormat {
  /// One record a line.
  public var writesArray: Bool { false }

  /// Never skips anything.
  ///
  /// A native or ProcessBench record keeps its bytes except for what changed, on one line; any
  /// other record goes whole into `source`.
  public func write(_ export: ExportTrajectory) -> WrittenRecord {
    .record(
      RecordPatch.onOneLine(JSONParser.withBorrowed { patched(export, with: $0) } ?? fresh(export)))
  }

  // MARK: Records of this format and of ProcessBench

  private func patched(_ export: ExportTrajectory, with parser: JSONParser) -> [UInt8]? {
    let trajectory = export.trajectory
    guard ["native", "processbench"].contains(trajectory.source.format),
      var patch = RecordPatch(trajectory.source.bytes),
      let (value, original) = trajectory.source.bytes.withUnsafeBufferPointer({
        onlyTrajectory(of: $0, source: trajectory.source, with: parser)
      })
    else { return nil }
    for (member, before) in zip(Self.members(trajectory), Self.members(original))
    where member.value != before.value {
      patch.set(member.name, member.value ?? .null)
    }
    patchLabel(trajectory.label, export.annotation, in: value, &patch)
    if let annotation = export.annotation { patch.set("annotation", annotation.json) }
    if let scores = export.scores { patch.set("scores", scores) }
    return patch.result
  }

  /// `label` and, for what no number expresses, `verdict`.
  private func patchLabel(
    _ label: Label?, _ annotation: ExportAnnotation?, in value: JSONElement,
    _ patch: inout RecordPatch
  ) {
    let index = label?.processBenchIndex
    if value["label"]?.integer != index { patch.set("label", index.map { JSONValue($0) } ?? .null) }
    let annotated = annotation.map { $0.verdict?.word } ?? value["annotation"]?["verdict"]?.string
    guard index == nil else {
      if Label(word: value["verdict"]?.string) != nil { patch.remove("verdict") }
      return
    }
    let said = value["verdict"].map { $0.string } ?? annotated
    guard Label(word: said) != label else { return }
    if Label(word: annotated) == label {
      patch.remove("verdict")
    } else {
      patch.set("verdict", JSONValue(label?.word))
    }
  }

  /// The members that follow the trajectory, except the label; `nil` means absent.
  private static func members(_ trajectory: Trajectory) -> [(name: String, value: JSONValue?)] {
    [
      ("problem", .string(trajectory.problem)),
      ("steps", .array(trajectory.steps.map { .string($0) })),
      ("step_kinds", trajectory.kinds.isEmpty ? nil : trajectory.kindsJSON),
      ("final_answer_correct", trajectory.outcome.map { .bool($0) }),
      ("generator", trajectory.generator.map { .string($0) }),
      ("ratings", trajectory.ratings.isEmpty ? nil : trajectory.ratingsJSON),
      ("reference_answer", trajectory.referenceAnswer.map { .string($0) }),
      (
        "question_key",
        trajectory.question == trajectory.problem ? nil : .string(trajectory.question)
      ),
      ("scores", trajectory.recordedScores.map(\.json)),
    ]
  }

  // MARK: Records of other formats

  private func fresh(_ export: ExportTrajectory) -> [UInt8] {
    let trajectory = export.trajectory
    let index = trajectory.label?.processBenchIndex
    var members = [JSONObject.Member(key: "id", value: .string(trajectory.id))]
    func add(_ key: String, _ value: JSONValue?) {
      if let value { members.append(JSONObject.Member(key: key, value: value)) }
    }
    for (name, value) in Self.members(trajectory) where name != "scores" { add(name, value) }
    add("label", index.map { JSONValue($0) } ?? .null)
    if index == nil, let label = trajectory.label, export.annotation?.verdict != label {
      add("verdict", .string(label.word))
    }
    add("scores", export.scores ?? trajectory.recordedScores?.json)
    add("annotation", export.annotation?.json)
    var output = JSONWriter.bytes(of: .object(JSONObject(members)))
    guard !trajectory.source.bytes.isEmpty else { return output }
    output.removeLast()
    output += Array(",\"source\":".utf8) + trajectory.source.nativeMember + [UInt8(ascii: "}")]
    return output
  }
}

extension Label {
  /// −1, or the first wrong step from 0; `nil` if no number expresses it.
  var processBenchIndex: Int? {
    switch self {
    case .known(.noError): -1
    case .known(.step(let step)): step
    case .unsure, .badProblem: nil
    }
  }
}

extension Trajectory {
  fileprivate var kindsJSON: JSONValue { .array(kinds.map { .string($0.rawValue) }) }

  fileprivate var ratingsJSON: JSONValue {
    .array(ratings.map { rating in rating.map { JSONValue($0.rawValue) } ?? .null })
  }
}

extension SourceRecord {
  /// The native format's `source`: the record as it stood, invalid UTF-8 included.
  fileprivate var nativeMember: [UInt8] {
    var output = Array("{\"format\":".utf8)
    JSONWriter.append(format, to: &output)
    if let candidate { output += Array(",\"candidate\":\(candidate)".utf8) }
    return output + Array(",\"record\":".utf8) + bytes + [UInt8(ascii: "}")]
  }
}

extension ExportAnnotation {
  /// The native format's `annotation`; every member is always there.
  var json: JSONValue {
    var firstError: JSONValue = .null
    if case .known(.step(let step)) = verdict { firstError = JSONValue(step) }
    return [
      "annotator": .string(annotator), "time": .string(time),
      "seconds": seconds.map { JSONValue($0) } ?? .null, "verdict": JSONValue(verdict?.word),
      "first_error": firstError, "note": JSONValue(note), "model": JSONValue(model),
      "suggested": suggested.map { JSONValue($0) } ?? .null, "visible": .bool(visible),
    ]
  }
}
