import JSON

/// Limits on how far a record is searched.
extension RecordSplitter {
  /// The bytes that may be examined for a record that begins at `start`: the limit and one more, so
  /// that the same records are too long however pieces fall.
  func visible(_ piece: JSONBytes.Pointer, from start: Int) -> JSONBytes.Pointer {
    let (end, overflows) = start.addingReportingOverflow(limit + 1)
    guard !overflows, end < piece.count else { return piece }
    return UnsafeBufferPointer(rebasing: piece[..<end])
  }

  /// Whether examining a record reached the end of the visible bytes.
  ///
  /// Then more are needed, or, if the limit is reached, the record is too long and will be skipped.
  mutating func reached(_ place: Int, of visible: JSONBytes.Pointer, from start: Int) -> Bool {
    guard place >= visible.count else { return false }
    if visible.count - start > limit {
      countLines(visible, to: start)
      passing = PassedRecord(
        start: base + start, line: line, isObject: visible[start] == UInt8(ascii: "{"))
      position = start
      return true
    }
    touchedEnd = true
    return false
  }

  /// Scans the value at `start`, seldom past where it seems to end.
  ///
  /// A broken record seems to continue through those after it; in a file full of them each would be
  /// scanned to the end of the file, in quadratic time. So after some wasted work the likely end is
  /// determined first, and the scan stops there.
  mutating func scan(
    _ visible: JSONBytes.Pointer, from start: Int
  ) -> (scanner: JSONScanner, isWhole: Bool) {
    var bound = visible.count
    if wasted > RecordSplitter.wasteLimit + base + start {
      if horizon <= start { horizon = likelyEnd(visible, from: start) }
      bound = min(horizon, bound)
    }
    var scanner = JSONScanner(
      UnsafeBufferPointer(rebasing: visible[..<bound]), from: start,
      dialect: RecordSplitter.dialect(visible, at: start))
    let isWhole = scanner.scanValue()
    return (scanner, isWhole)
  }

  private mutating func likelyEnd(_ visible: JSONBytes.Pointer, from start: Int) -> Int {
    guard isInArray else { return endOfBrokenRecord(visible, from: start).end }
    return nextOpening(visible, from: start + 1) ?? visible.count
  }

  /// Oddities are accepted in objects only: a line with only NaN is an ordinary word.
  private static func dialect(_ pointer: JSONBytes.Pointer, at start: Int) -> JSONDialect {
    pointer[start] == UInt8(ascii: "{") ? .lenient : .standard
  }

  private static let wasteLimit = 1 << 20

  // MARK: Faults

  /// The first fault of a record at `range`, with offsets from the start of the file.
  func fault(_ pointer: JSONBytes.Pointer, in range: Range<Int>) -> JSONFault? {
    let record = UnsafeBufferPointer(rebasing: pointer[range])
    return shifted(
      JSONScanner.firstFault(
        in: record, dialect: RecordSplitter.dialect(pointer, at: range.lowerBound)),
      by: range.lowerBound)
  }

  /// A fault whose offset counts from the piece, or from `start` in it.
  func shifted(_ fault: JSONFault?, by start: Int = 0) -> JSONFault? {
    fault.map {
      JSONFault(byteOffset: $0.byteOffset + base + start, reason: $0.reason, remedy: $0.remedy)
    }
  }
}
