import Glibc
import JSON

/// Records outside an array: JSONL, one value over many lines, values in sequence.
extension RecordSplitter {
  /// The value at `position`; `nil` if more bytes are needed or it is too long.
  mutating func nextOutside(_ piece: JSONBytes.Pointer) -> Item? {
    let start = position
    let visible = visible(piece, from: start)
    if let end = endOfLineRecord(visible, from: start) {
      position = end
      return record(piece, start..<end, lineFeeds: 0)
    }
    guard passing == nil else { return nil }
    let (scanner, isWhole) = scan(visible, from: start)
    if reached(scanner.position, of: visible, from: start) { return nil }
    let isWord = scanner.fault != nil && !endsByItself(piece[start])
    if isWhole, !isWord, isSeparated(visible, at: scanner.position, from: start) {
      position = scanner.position
      return record(piece, start..<position, fault: shifted(scanner.fault))
    }
    let (end, seen) = endOfBrokenRecord(visible, from: start)
    if reached(seen, of: visible, from: start) { return nil }
    position = end
    wasted += max(0, scanner.position - end)
    return record(piece, start..<end, fault: fault(visible, in: start..<end))
  }

  /// The end of a record that takes up the whole line from `start` on.
  private mutating func endOfLineRecord(_ visible: JSONBytes.Pointer, from start: Int) -> Int? {
    guard let base = visible.baseAddress, base[start] == UInt8(ascii: "{") else { return nil }
    if let range = LineScan.record(base, start, count: visible.count), range.count <= limit {
      return range.upperBound
    }
    guard memchr(base + start, Int32(JSONBytes.lineFeed), visible.count - start) == nil else {
      return nil
    }
    if reached(visible.count, of: visible, from: start) { return nil }
    // The last line of the file needs no line feed.
    let end = LineScan.trimmed(base, from: start, to: visible.count)
    return base[end - 1] == UInt8(ascii: "}") ? end : nil
  }

  /// A word or number ends only at white space; brackets and quotes end by themselves.
  private func isSeparated(_ pointer: JSONBytes.Pointer, at end: Int, from start: Int) -> Bool {
    endsByItself(pointer[start]) || end == pointer.count || JSONBytes.isWhitespace(pointer[end])
  }

  private func endsByItself(_ first: UInt8) -> Bool {
    first == UInt8(ascii: "{") || first == JSONBytes.quote
  }

  /// The end of the last line of a broken record, and the place up to which one must look to know.
  ///
  /// An object may span lines, usually indented: it ends before the next line that is neither
  /// indented nor begins with a closing bracket. Anything else is one line.
  func endOfBrokenRecord(
    _ pointer: JSONBytes.Pointer, from start: Int
  ) -> (end: Int, seen: Int) {
    var end = JSONBytes.endOfLine(pointer, from: start)
    var seen = end
    if pointer[start] == UInt8(ascii: "{") {
      while end + 1 < pointer.count, RecordSplitter.continuesRecord(pointer[end + 1]) {
        end = JSONBytes.endOfLine(pointer, from: end + 1)
      }
      seen = min(end + 1, pointer.count)
    }
    while end > start + 1, JSONBytes.isWhitespace(pointer[end - 1]) { end -= 1 }
    return (end, seen)
  }

  /// Whether a line with this first byte continues the broken object before it.
  static func continuesRecord(_ first: UInt8) -> Bool {
    JSONBytes.isWhitespace(first) || first == UInt8(ascii: "}") || first == UInt8(ascii: "]")
  }
}
