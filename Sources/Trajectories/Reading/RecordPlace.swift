import JSON

/// A record's bytes and where they lie, from which faults become issues that say where they are.
struct RecordPlace {
  let bytes: UnsafeBufferPointer<UInt8>
  var source: SourceRecord

  /// An issue at `offset`, counted from the first byte of the record.
  func issue(
    _ reason: String, _ remedy: String, at offset: Int, severity: RecordIssue.Severity = .bad
  ) -> RecordIssue {
    let offset = min(max(offset, 0), bytes.count)
    let lineFeeds = bytes[..<offset].count { $0 == .lineFeed }
    return RecordIssue(
      severity: severity, file: source.file, line: source.line + lineFeeds,
      byte: source.byte + offset, record: source.record, reason: reason, remedy: remedy)
  }

  /// An issue at the nearest place on the fault's path that the record has.
  func issue(_ fault: RecordFault) -> RecordIssue {
    issue(
      fault.reason, fault.remedy, at: JSONStructure.nearestOffset(to: fault.path, in: slice),
      severity: fault.severity)
  }

  /// The key at the end of `path`, which its object holds twice.
  func duplicate(_ path: [String]) -> RecordIssue {
    issue(
      "the key `\(path.joined(separator: "."))` occurs twice",
      "Readers disagree on which one counts: keep one.",
      at: JSONStructure.offsetOfDuplicate(of: path, in: slice) ?? 0)
  }

  /// So many invalid sequences were read as U+FFFD.
  func replaced(_ count: Int, first: Int) -> RecordIssue {
    issue(
      count == 1
        ? "a sequence of bytes is not UTF-8" : "\(count) sequences of bytes are not UTF-8",
      "Shown as U+FFFD and exported as it stands; save the file as UTF-8.", at: first,
      severity: .warning)
  }

  /// A copy, for a fault only.
  private var slice: ArraySlice<UInt8> { Array(bytes)[...] }
}
