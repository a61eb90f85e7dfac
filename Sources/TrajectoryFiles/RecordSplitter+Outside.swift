import JSON
import Trajectories

/// Records that stand by themselves: JSONL, one value over many lines, values behind each other.
extension RecordSplitter {
  mutating func nextOutside(_ pointer: JSONBytes.Pointer) -> Item {
    let start = position
    let (scanner, isWhole) = scan(pointer, from: start)
    let isWord = scanner.fault != nil && !endsByItself(pointer[start])
    if isWhole, !isWord, isSeparated(pointer, at: scanner.position, from: start) {
      position = scanner.position
      return record(start..<position, fault: scanner.fault)
    }
    let end = endOfBrokenRecord(pointer, from: start)
    position = end
    wasted += max(0, scanner.position - end)
    return record(start..<end, fault: fault(pointer, in: start..<end))
  }

  /// A word or number ends at white space only; brackets and quotes end by themselves.
  private func isSeparated(_ pointer: JSONBytes.Pointer, at end: Int, from start: Int) -> Bool {
    endsByItself(pointer[start]) || end == pointer.count || JSONBytes.isWhitespace(pointer[end])
  }

  private func endsByItself(_ first: UInt8) -> Bool {
    first == UInt8(ascii: "{") || first == JSONBytes.quote
  }

  /// The end of the last line that belongs to a broken record.
  ///
  /// An object may span lines, and its inner lines are indented as a rule: it ends before the next
  /// line that is neither indented nor begins with a closing bracket. Anything else is one line.
  func endOfBrokenRecord(_ pointer: JSONBytes.Pointer, from start: Int) -> Int {
    var end = JSONBytes.endOfLine(pointer, from: start)
    if pointer[start] == UInt8(ascii: "{") {
      while end + 1 < pointer.count, continuesRecord(pointer[end + 1]) {
        end = JSONBytes.endOfLine(pointer, from: end + 1)
      }
    }
    while end > start + 1, JSONBytes.isWhitespace(pointer[end - 1]) { end -= 1 }
    return end
  }

  private func continuesRecord(_ first: UInt8) -> Bool {
    JSONBytes.isWhitespace(first) || first == UInt8(ascii: "}") || first == UInt8(ascii: "]")
  }
}
