import Glibc
import JSON

/// Finds every occurrence of some bytes, from left to right, without overlaps, in linear time.
///
/// The Knuth-Morris-Pratt table keeps hostile texts, such as a tag's prefix repeated, linear.
struct ByteSearch {
  private let wanted: [UInt8]
  /// Length of the longest border of each prefix; shape `(wanted.count)`.
  private let borders: [Int]

  init(_ wanted: [UInt8]) {
    self.wanted = wanted
    var borders = [Int](repeating: 0, count: wanted.count)
    var length = 0
    for place in wanted.indices.dropFirst() {
      while length > 0, wanted[place] != wanted[length] { length = borders[length - 1] }
      if wanted[place] == wanted[length] { length += 1 }
      borders[place] = length
    }
    self.borders = borders
  }

  /// Empty if `wanted` is empty.
  func ranges(in bytes: Bytes) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while let range = first(in: bytes, from: start) {
      ranges.append(range)
      start = range.upperBound
    }
    return ranges
  }

  /// The first occurrence from `start` on.
  func first(in bytes: Bytes, from start: Int = 0) -> Range<Int>? {
    guard let first = wanted.first else { return nil }
    var matched = 0
    var offset = start
    while offset < bytes.count {
      if matched == 0 {
        guard let next = bytes.firstPlace(of: first, from: offset) else { return nil }
        offset = next
      }
      while matched > 0, bytes[offset] != wanted[matched] { matched = borders[matched - 1] }
      if bytes[offset] == wanted[matched] { matched += 1 }
      offset += 1
      if matched == wanted.count { return offset - matched..<offset }
    }
    return nil
  }
}

/// Text in place in a record or a string: UTF-8, valid as long as its owner.
typealias Bytes = UnsafeBufferPointer<UInt8>

extension Bytes {
  /// A part of it, with places counted from 0 again.
  func part(_ range: Range<Int>) -> Bytes { Bytes(rebasing: self[range]) }

  /// Everything from a place on.
  func part(from start: Int) -> Bytes { part(start..<count) }

  /// The place of the next such byte, found by the C library's vectorized search.
  func firstPlace(of byte: UInt8, from start: Int = 0) -> Int? {
    guard let base = baseAddress, let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Whether both hold the same bytes.
  func equals(_ other: Bytes) -> Bool { JSONBytes.areEqual(self, other) }

  /// The text as an independent string.
  var string: String { String(validUTF8: self) }
}

extension Sequence where Element == UInt8 {
  /// Whether it contains anything but white space.
  var holdsText: Bool { contains { !$0.isWhiteSpace } }
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")

  /// Space, tab, line feed, carriage return, vertical tab or form feed.
  var isWhiteSpace: Bool { self == .space || (9...13).contains(self) }
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
