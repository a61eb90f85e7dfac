import JSON

/// What a writer plans for one trajectory before it becomes bytes.
enum RecordDraft: Equatable {
  /// The members that the format names, in order; `rule` names a mapping of docs/formats.md.
  case members([JSONObject.Member], rule: String? = nil)
  case skipped(reason: String)

  static func members(_ members: KeyValuePairs<String, JSONValue?>, rule: String? = nil) -> Self {
    .members(
      members.compactMap { key, value in value.map { JSONObject.Member(key: key, value: $0) } },
      rule: rule)
  }
}

/// Why trajectories are left out; an export's report counts them by these words.
enum SkipReason {
  static let unlabelled = "not labelled"
  static let unsure = "unsure"
  static let badProblem = "bad problem"
  static let noSteps = "no steps"
  static let noSuchStep = "the label names no step"
  static let ambiguous = "its text would read back differently"
}

/// A format whose records are written from a draft and checked by reading them back.
protocol DraftingFormat: WritableTrajectoryFormat {
  /// The members to write; with `original`, the record it came from, only what must change.
  func draft(_ export: ExportTrajectory, original: JSONElement?) -> RecordDraft
  /// Whether a record that came from this format may be written back without a label that it could
  /// hold.
  var keepsUnlabelled: Bool { get }
  /// Whether a fresh draft has the problem and each step as a JSON string of its own and the label
  /// in numbers or marks. Such a draft cannot read back differently, so it is not read back.
  var keepsTextsApart: Bool { get }
}

extension DraftingFormat {
  var keepsUnlabelled: Bool { false }
  var keepsTextsApart: Bool { false }

  /// Writes from the draft.
  ///
  /// A record written back to the format it came from keeps its unknown members, and with its label
  /// unchanged every byte. Anything that would not read back with the same problem, steps and label
  /// is skipped: no text can make an export lie.
  func write(_ export: ExportTrajectory) -> WrittenRecord {
    JSONParser.withBorrowed { parser in
      write(export, over: OriginalRecord(of: export.trajectory, in: self, with: parser))
    }
  }

  private func write(_ export: ExportTrajectory, over original: OriginalRecord?) -> WrittenRecord {
    let draft = draft(export, original: original?.value)
    if let original, original.trajectory.label == export.trajectory.label {
      if case .skipped(let reason) = draft, !keepsUnlabelled { return .skipped(reason: reason) }
      return .record(finished(Array(original.bytes)))
    }
    guard case .members(let members, let rule) = draft else {
      if case .skipped(let reason) = draft { return .skipped(reason: reason) }
      return .skipped(reason: SkipReason.ambiguous)
    }
    let bytes = original.map { finished($0.patched(members)) } ?? JSONWriter.bytes(of: members)
    guard (original == nil && keepsTextsApart) || readsBack(bytes, as: export.trajectory) else {
      return .skipped(reason: SkipReason.ambiguous)
    }
    return rule.map { .mapped(bytes, rule: $0) } ?? .record(bytes)
  }

  private func finished(_ bytes: [UInt8]) -> [UInt8] {
    writesArray ? bytes : RecordPatch.onOneLine(bytes)
  }

  private func readsBack(_ bytes: [UInt8], as trajectory: Trajectory) -> Bool {
    JSONParser.withBorrowed { parser in
      bytes.withUnsafeBufferPointer { bytes in
        guard let copy = onlyTrajectory(of: bytes, source: SourceRecord(), with: parser)?.trajectory
        else { return false }
        return copy.hasText(of: trajectory) && copy.label == trajectory.label
      }
    }
  }
}

extension TrajectoryFormat {
  /// The record's only trajectory; `nil` if it cannot be read or holds several.
  func onlyTrajectory(
    of bytes: Bytes, source: SourceRecord, with parser: JSONParser
  ) -> (value: JSONElement, trajectory: Trajectory)? {
    guard let value = try? parser.document(bytes).root,
      let reading = try? read(RecordView(value: value, source: source), splitting: .automatic),
      reading.trajectories.count == 1, let trajectory = reading.trajectories.first
    else { return nil }
    return (value, trajectory)
  }
}

extension Trajectory {
  /// Whether problem and steps are the same, byte for byte.
  func hasText(of other: Trajectory) -> Bool {
    problem.hasSameBytes(as: other.problem)
      && steps.elementsEqual(other.steps) { $0.hasSameBytes(as: $1) }
  }

  /// One mark per step, wrong from the first wrong one on; or why there are none.
  var exportMarks: ExportMarks {
    switch label {
    case nil: return .none(reason: SkipReason.unlabelled)
    case .unsure: return .none(reason: SkipReason.unsure)
    case .badProblem: return .none(reason: SkipReason.badProblem)
    case .known(.noError):
      return steps.isEmpty
        ? .none(reason: SkipReason.noSteps) : .marks(steps.map { _ in true })
    case .known(.step(let step)):
      guard steps.indices.contains(step) else { return .none(reason: SkipReason.noSuchStep) }
      return .marks(steps.indices.map { $0 < step })
    }
  }

  /// The rule that applies if a format cannot express a right answer after an error.
  var outcomeRule: String? {
    if case .known(.step) = label, outcome == true { return "right-answer-left-out" }
    return nil
  }
}

/// See ``Trajectory/exportMarks``.
enum ExportMarks: Equatable {
  case marks([Bool])
  case none(reason: String)
}

/// The record, in its original format, that a trajectory came from, directly or through a native
/// record.
struct OriginalRecord {
  let bytes: ArraySlice<UInt8>
  /// Valid until the parser's next document.
  let value: JSONElement
  let trajectory: Trajectory

  /// `nil` if it came from another format, shares its record with other candidates, or has changed
  /// since it was read.
  init?(of trajectory: Trajectory, in format: some TrajectoryFormat, with parser: JSONParser) {
    guard let bytes = Self.bytes(trajectory.source, format: format.name), !bytes.isEmpty,
      let original = bytes.withUnsafeBufferPointer({
        format.onlyTrajectory(of: $0, source: trajectory.source, with: parser)
      }),
      original.trajectory.hasText(of: trajectory)
    else { return nil }
    self.bytes = bytes
    value = original.value
    self.trajectory = original.trajectory
  }

  private static func bytes(_ source: SourceRecord, format: String) -> ArraySlice<UInt8>? {
    if source.format == format { return source.candidate == nil ? source.bytes : nil }
    guard source.format == "native", let inner = JSONStructure.member("source", of: source.bytes)
    else { return nil }
    let object = source.bytes[inner.value]
    guard let name = JSONStructure.member("format", of: object),
      JSONStructure.key(object[name.value]) == format,
      JSONStructure.member("candidate", of: object) == nil,
      let record = JSONStructure.member("record", of: object)
    else { return nil }
    return object[record.value]
  }

  /// The record with those members replaced that differ from its own.
  func patched(_ members: [JSONObject.Member]) -> [UInt8] {
    guard var patch = RecordPatch(bytes) else { return Array(bytes) }
    for member in members where value[member.key]?.value != member.value {
      patch.set(member.key, member.value)
    }
    return patch.result
  }
}
