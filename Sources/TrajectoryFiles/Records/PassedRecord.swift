import Glibc
import JSON

/// A record too long to be held: its end is searched piece by piece, and nothing is kept.
struct PassedRecord: Equatable, Sendable {
  /// Offset in the file of its first byte.
  let start: Int
  /// The line on which it begins.
  let line: Int
  /// Whether it begins with a brace.
  let isObject: Bool
  /// In an array: why it is broken, if that was seen.
  var fault: JSONFault?
  /// Offset in the file after the last byte that is not white space, and that byte.
  private(set) var textEnd: Int
  private(set) var lastByte: UInt8 = 0
  /// The same without a trailing comma.
  private var endBeforeComma: Int
  /// Outside an array: whether its first line has not ended yet.
  var isFirstLine = true
  /// Whether the next byte begins a line.
  var isLineStart = false
  /// In an array: open brackets and braces.
  var depth = 0
  var isInString = false
  var isEscaped = false
  /// In an array: whether it is broken, so that the next element is searched by its layout.
  var isBroken = false

  init(start: Int, line: Int, isObject: Bool) {
    self.start = start
    self.line = line
    self.isObject = isObject
    textEnd = start
    endBeforeComma = start
  }

  /// Excludes the comma that separates a broken element from the next.
  mutating func dropComma() {
    if lastByte == UInt8(ascii: ",") { textEnd = endBeforeComma }
  }

  /// Processes the text in `range` of a piece that begins at `base` of the file.
  mutating func note(_ piece: JSONBytes.Pointer, _ range: Range<Int>, base: Int) {
    guard let bytes = piece.baseAddress else { return }
    let end = LineScan.trimmed(bytes, from: range.lowerBound, to: range.upperBound)
    guard end > range.lowerBound else { return }
    let inner = LineScan.trimmed(bytes, from: range.lowerBound, to: end - 1)
    endBeforeComma = inner > range.lowerBound ? base + inner : textEnd
    textEnd = base + end
    lastByte = bytes[end - 1]
  }
}

extension RecordSplitter {
  /// Skips the bytes of a record that is too long; returns the item once its end is seen.
  mutating func pass(_ piece: JSONBytes.Pointer, isEnd: Bool) -> Item? {
    guard var passed = passing else { return nil }
    let hasEnded = isInArray ? passElement(&passed, piece, isEnd: isEnd) : passLines(&passed, piece)
    countLines(piece, to: position)
    guard hasEnded || isEnd else {
      passing = passed
      touchedEnd = true
      return nil
    }
    passing = nil
    if !hasEnded { isInArray = false }
    // A record padded past the limit with trailing whitespace is also rejected.
    let least = passed.fault == nil ? limit + 1 : 1
    return numbered(
      passed.start..<max(passed.textEnd, passed.start + least), line: passed.line,
      fault: passed.fault)
  }

  // MARK: Outside of an array

  /// Ends like a broken record, or with the brace that ends its first line.
  private mutating func passLines(_ passed: inout PassedRecord, _ piece: JSONBytes.Pointer) -> Bool
  {
    while position < piece.count {
      if passed.isLineStart {
        guard RecordSplitter.continuesRecord(piece[position]) else { return true }
        passed.isLineStart = false
      }
      let end = RecordSplitter.endOfLine(piece, from: position)
      passed.note(piece, position..<end, base: base)
      position = end
      guard end < piece.count else { return false }
      if !passed.isObject || passed.isFirstLine && passed.lastByte == UInt8(ascii: "}") {
        return true
      }
      (passed.isFirstLine, passed.isLineStart) = (false, true)
      position += 1
    }
    return false
  }

  static func endOfLine(_ piece: JSONBytes.Pointer, from start: Int) -> Int {
    guard let base = piece.baseAddress, start < piece.count,
      let found = memchr(base + start, Int32(JSONBytes.lineFeed), piece.count - start)
    else { return piece.count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  // MARK: In an array

  private mutating func passElement(
    _ passed: inout PassedRecord, _ piece: JSONBytes.Pointer, isEnd: Bool
  ) -> Bool {
    let start = position
    while position < piece.count, !passed.isBroken {
      let hasEnded = passed.advance(over: piece[position])
      position += 1
      if hasEnded {
        passed.note(piece, start..<position, base: base)
        return true
      }
    }
    let searched = max(position, passed.start - base + 1)
    guard passed.isBroken, let next = nextOpening(piece, from: searched) else {
      // An opening may begin in this piece and end in the next.
      let overlap = isEnd || !passed.isBroken ? 0 : opening?.head.count ?? 0
      position = min(max(searched, piece.count - overlap), piece.count)
      passed.note(piece, start..<position, base: base)
      return false
    }
    passed.note(piece, start..<next, base: base)
    passed.dropComma()
    (position, comma) = (next, next)
    return true
  }
}

extension PassedRecord {
  /// Processes one byte of an element; whether it closes the element.
  fileprivate mutating func advance(over byte: UInt8) -> Bool {
    if isInString {
      if byte == JSONBytes.lineFeed { isBroken = true }
      if isEscaped {
        isEscaped = false
      } else if byte == JSONBytes.backslash {
        isEscaped = true
      } else if byte == JSONBytes.quote {
        isInString = false
        return depth == 0
      }
      return false
    }
    switch byte {
    case JSONBytes.quote: isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      return depth <= 0
    default: break
    }
    return false
  }
}
