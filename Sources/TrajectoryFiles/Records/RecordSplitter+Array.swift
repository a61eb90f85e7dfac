import Glibc
import JSON

/// How an element of a top-level array begins: white space, brace, and the first key.
struct ElementOpening: Equatable, Sendable {
  /// The white space between the comma or bracket and the brace.
  var indentation: [UInt8]
  /// From the brace to the end of the first key.
  var head: [UInt8]
}

/// Records that are the elements of a top-level array.
extension RecordSplitter {
  /// The item at `position`; `nil` if there is nothing to report, or more bytes are needed.
  mutating func nextInArray(_ piece: JSONBytes.Pointer, _ byte: UInt8) -> Item? {
    switch byte {
    case UInt8(ascii: "]"):
      isInArray = false
      position += 1
      let last = comma
      comma = nil
      return last.map {
        between(piece, at: $0, "a comma stands before the closing bracket", "Remove the comma.")
      }
    case UInt8(ascii: ","):
      let isExpected = hasElement && comma == nil
      comma = position
      position += 1
      return isExpected
        ? nil : between(piece, at: position - 1, "a comma follows no record", "Remove the comma.")
    default:
      if hasElement, comma == nil {
        comma = position
        return between(
          piece, at: position, "a comma is missing between two records",
          "Add it after the first one.")
      }
      return nextElement(piece)
    }
  }

  private mutating func nextElement(_ piece: JSONBytes.Pointer) -> Item? {
    let start = position
    let visible = visible(piece, from: start)
    let own = elementOpening(visible, at: start)
    if opening == nil { opening = own }
    (comma, hasElement) = (nil, true)
    if let end = ElementScan(visible, from: start) {
      if let own { opening = own }
      position = end.position
      return record(piece, start..<position, lineFeeds: end.lineFeeds)
    }
    let (scanner, isWhole) = scan(visible, from: start)
    if reached(scanner.position, of: visible, from: start) { return nil }
    if isWhole {
      opening = own ?? opening
      position = scanner.position
      return record(piece, start..<position, fault: shifted(scanner.fault))
    }
    return brokenElement(piece, visible, scanner, from: start)
  }

  private mutating func brokenElement(
    _ piece: JSONBytes.Pointer, _ visible: JSONBytes.Pointer, _ scanner: JSONScanner,
    from start: Int
  ) -> Item? {
    let next = nextOpening(visible, from: start + 1)
    if next == nil, reached(visible.count, of: visible, from: start) {
      passing?.isBroken = true
      let fault = shifted(scanner.fault)
      passing?.fault = fault
      return nil
    }
    let end = endOfBrokenElement(visible, before: next, from: start)
    wasted += max(0, scanner.position - end)
    if let next {
      // The comma before the next element has been seen.
      (position, comma) = (next, end)
    } else {
      position = end
      isInArray = JSONBytes.afterWhitespace(visible, from: end) < visible.count
    }
    let found = scanner.fault.flatMap { $0.byteOffset < end ? shifted($0) : nil }
    return record(piece, start..<end, fault: found ?? fault(visible, in: start..<end))
  }

  // MARK: Layout

  /// The layout of the element that begins at `start`; `nil` if it has no first key, or the same
  /// layout as the one before.
  private func elementOpening(_ pointer: JSONBytes.Pointer, at start: Int) -> ElementOpening? {
    guard pointer[start] == UInt8(ascii: "{") else { return nil }
    var first = start
    while first > max(0, start - RecordSplitter.lookBack),
      JSONBytes.isWhitespace(pointer[first - 1])
    { first -= 1 }
    if let opening, opening.indentation.count == start - first,
      RecordSplitter.stands(opening.indentation, pointer, at: first),
      RecordSplitter.stands(opening.head, pointer, at: start)
    {
      return nil
    }
    let key = JSONBytes.afterWhitespace(pointer, from: start + 1)
    guard key < pointer.count, pointer[key] == JSONBytes.quote else { return nil }
    var scanner = JSONScanner(pointer, from: key)
    guard scanner.scanString() else { return nil }
    return ElementOpening(
      indentation: Array(pointer[first..<start]), head: Array(pointer[start..<scanner.position]))
  }

  private static func stands(
    _ bytes: [UInt8], _ pointer: JSONBytes.Pointer, at place: Int
  ) -> Bool {
    guard place >= 0, place + bytes.count <= pointer.count, let base = pointer.baseAddress else {
      return false
    }
    return bytes.withUnsafeBufferPointer { wanted in
      wanted.baseAddress.map { memcmp($0, base + place, wanted.count) == 0 } ?? true
    }
  }

  /// The next brace from `start` on that looks like the beginning of an element.
  func nextOpening(_ pointer: JSONBytes.Pointer, from start: Int) -> Int? {
    guard let opening, let base = pointer.baseAddress else { return nil }
    var place = start
    while place < pointer.count,
      let found = memchr(base + place, Int32(UInt8(ascii: "{")), pointer.count - place)
    {
      place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if matches(opening, pointer, at: place) { return place }
      place += 1
    }
    return nil
  }

  private func matches(
    _ opening: ElementOpening, _ pointer: JSONBytes.Pointer, at brace: Int
  ) -> Bool {
    let first = brace - opening.indentation.count
    guard first > 0, RecordSplitter.stands(opening.head, pointer, at: brace) else { return false }
    if opening.indentation.contains(JSONBytes.lineFeed) {
      return RecordSplitter.stands(opening.indentation, pointer, at: first)
    }
    // Without a line break to distinguish levels, at least a comma must precede it.
    return pointer[endOfText(pointer, before: brace) - 1] == UInt8(ascii: ",")
  }

  /// The end of a broken element, without what separates it from the next one, or from the closing
  /// bracket on a line of its own.
  private func endOfBrokenElement(
    _ pointer: JSONBytes.Pointer, before next: Int?, from start: Int
  ) -> Int {
    let end = endOfText(pointer, before: next ?? pointer.count)
    let separator = next == nil ? UInt8(ascii: "]") : UInt8(ascii: ",")
    guard end - 1 > start, pointer[end - 1] == separator else { return max(end, start + 1) }
    let inner = endOfText(pointer, before: end - 1)
    let isOwnLine = pointer[inner..<end].contains(JSONBytes.lineFeed)
    return next == nil && !isOwnLine ? end : max(inner, start + 1)
  }

  /// The place after the last byte before `end` that is not white space; at least 1.
  func endOfText(_ pointer: JSONBytes.Pointer, before end: Int) -> Int {
    var place = end
    while place > 1, JSONBytes.isWhitespace(pointer[place - 1]) { place -= 1 }
    return place
  }
}
