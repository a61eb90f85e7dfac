import Glibc
import JSON

/// Skips lines that are records, at the speed of `memchr`.
struct LineScan {
  /// The place after the last record skipped.
  private(set) var position: Int
  private(set) var count = 0
  private(set) var lineFeeds = 0

  init(_ piece: JSONBytes.Pointer, from start: Int, limit: Int, count wanted: Int, until end: Int) {
    position = start
    guard let base = piece.baseAddress else { return }
    while count < wanted {
      var first = position
      var passed = 0
      while first < piece.count, JSONBytes.isWhitespace(base[first]) {
        if base[first] == JSONBytes.lineFeed { passed += 1 }
        first += 1
      }
      guard first < min(end, piece.count),
        let range = LineScan.record(base, first, count: piece.count), range.count <= limit
      else { return }
      position = range.upperBound
      lineFeeds += passed
      count += 1
    }
  }

  /// The record that is the whole line from `first` on; `nil` for anything else, and if the line
  /// does not end.
  @inline(__always)
  static func record(_ base: UnsafePointer<UInt8>, _ first: Int, count: Int) -> Range<Int>? {
    guard base[first] == UInt8(ascii: "{"),
      let found = memchr(base + first, Int32(JSONBytes.lineFeed), count - first)
    else { return nil }
    let end = trimmed(base, from: first, to: UnsafeRawPointer(found) - UnsafeRawPointer(base))
    return base[end - 1] == UInt8(ascii: "}") ? first..<end : nil
  }

  /// The place after the last byte before `end` that is not white space; not before `start`.
  @inline(__always)
  static func trimmed(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    var place = end
    while place > start, JSONBytes.isWhitespace(base[place - 1]) { place -= 1 }
    return place
  }
}
