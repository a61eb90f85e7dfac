import Glibc

/// Finds every occurrence of some bytes, from left to right, none overlapping, in linear time.
///
/// Knuth, Morris and Pratt's table keeps hostile texts, such as a tag's prefix repeated, linear.
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

  /// Empty when nothing is wanted.
  func ranges(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    guard let first = wanted.first else { return [] }
    return bytes.withUnsafeBufferPointer { pointer in
      var ranges: [Range<Int>] = []
      var matched = 0
      var offset = 0
      while offset < pointer.count {
        if matched == 0 {
          guard let next = Self.next(first, in: pointer, from: offset) else { break }
          offset = next
        }
        while matched > 0, pointer[offset] != wanted[matched] { matched = borders[matched - 1] }
        if pointer[offset] == wanted[matched] { matched += 1 }
        offset += 1
        if matched == wanted.count {
          let end = bytes.startIndex + offset
          ranges.append(end - matched..<end)
          matched = 0
        }
      }
      return ranges
    }
  }

  /// The place of the next such byte, by the C library's search, which takes many at a time.
  private static func next(
    _ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
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

extension Sequence where Element == UInt8 {
  /// Whether it holds anything but white space.
  var holdsText: Bool { contains { !$0.isWhiteSpace } }
}
