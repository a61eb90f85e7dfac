import JSON

/// A record's bytes and place, from which faults become issues with a place.
struct RecordPlace {
  let bytes: UnsafeBufferPointer<UInt8>
  var source: SourceRecord

  /// An issue at `offset`, counted from the first byte of the record.
  func issue(
    _ reason: String, _ remedy: String, at offset: Int, severity: RecordIssue.Severity = .bad
  ) -> RecordIssue {
    issue(
      reason, remedy, at: offset, lineFeeds: lineFeeds(before: [offset])[0], severity: severity)
  }

  private func issue(
    _ reason: String, _ remedy: String, at offset: Int, lineFeeds: Int,
    severity: RecordIssue.Severity
  ) -> RecordIssue {
    RecordIssue(
      severity: severity, file: source.file, line: source.line + lineFeeds,
      byte: source.byte + min(max(offset, 0), bytes.count), record: source.record, reason: reason,
      remedy: remedy)
  }

  /// How many lines end before each offset; one pass over the bytes.
  private func lineFeeds(before offsets: [Int]) -> [Int] {
    var counts = [Int](repeating: 0, count: offsets.count)
    var (count, next) = (0, 0)
    for place in offsets.indices.sorted(by: { offsets[$0] < offsets[$1] }) {
      let seen = bytes.part(0..<min(max(offsets[place], 0), bytes.count))
      while let found = seen.firstPlace(of: .lineFeed, from: next) {
        count += 1
        next = found + 1
      }
      next = max(next, seen.count)
      counts[place] = count
    }
    return counts
  }

  /// Issues at the innermost existing places on the faults' paths.
  ///
  /// O(bytes + faults): a record of 65,536 candidates may have as many faults.
  func issues(_ faults: [RecordFault]) -> [RecordIssue] {
    let offsets = JSONStructure.nearestOffsets(to: faults.map(\.path), in: slice)
    let lines = lineFeeds(before: offsets)
    return faults.indices.map { place in
      issue(
        faults[place].reason, faults[place].remedy, at: offsets[place], lineFeeds: lines[place],
        severity: faults[place].severity)
    }
  }

  /// A duplicate of the key at the end of `path`.
  func duplicate(_ path: [String]) -> RecordIssue {
    issue(
      "the key `\(path.joined(separator: "."))` occurs twice",
      "Readers disagree on which one counts: keep one.",
      at: JSONStructure.offsetOfDuplicate(of: path, in: slice) ?? 0)
  }

  /// Invalid sequences that were read as U+FFFD.
  func replaced(_ count: Int, first: Int) -> RecordIssue {
    issue(
      count == 1
        ? "a sequence of bytes is not UTF-8" : "\(count) sequences of bytes are not UTF-8",
      "Shown as U+FFFD and exported as it stands; save the file as UTF-8.", at: first,
      severity: .warning)
  }

  /// Something that only some programs accept as JSON.
  func odd(_ oddity: JSONOddity) -> RecordIssue {
    let name = oddity.path.isEmpty ? "the record" : "`\(oddity.path.joined(separator: "."))`"
    let others = oddity.count == 1 ? "" : ", and \(oddity.count - 1) more such"
    let (what, remedy) = oddity.kind.words
    return issue(
      "\(name) \(what)\(others)", remedy, at: oddity.byteOffset, severity: .warning)
  }

  /// A copy, made only for a fault.
  private var slice: ArraySlice<UInt8> { Array(bytes)[...] }
}

extension JSONOddity.Kind {
  /// What is said about a member, and the remedy.
  fileprivate var words: (what: String, remedy: String) {
    switch self {
    case .longInteger:
      (
        "is an integer of more than 64 bits",
        "Shown and exported as it is written; other programs may refuse or round it, so write a string."
      )
    case .hugeNumber:
      (
        "is a number beyond 1.8e308",
        "Shown and exported as it is written, and as a figure it is missing; write a string."
      )
    case .notANumber:
      (
        "is NaN or infinite, which JSON does not have",
        "It counts as missing and is exported as it is written; write null."
      )
    case .loneSurrogate:
      (
        "has half of a surrogate pair",
        "Shown as U+FFFD and exported as it is written; its text was cut inside a character."
      )
    }
  }
}
