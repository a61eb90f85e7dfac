import JSON
import Trajectories

/// How an element of a top-level array begins: white space, brace, and the first key.
struct ElementOpening: Equatable {
  /// The white space between the comma or bracket and the brace.
  var indentation: [UInt8]
  /// From the brace to the end of the first key.
  var head: [UInt8]
}

/// Records that are the elements of a top-level array.
extension RecordSplitter {
  /// The item at `position`; `nil` when there is nothing to report there.
  mutating func nextInArray(_ pointer: JSONBytes.Pointer, _ byte: UInt8) -> Item? {
    switch byte {
    case UInt8(ascii: "]"):
      isInArray = false
      position += 1
      return comma.map {
        between(at: $0, "a comma stands before the closing bracket", "Remove the comma.")
      }
    case UInt8(ascii: ","):
      let isExpected = hasElement && comma == nil
      comma = position
      position += 1
      return isExpected
        ? nil : between(at: position - 1, "a comma follows no record", "Remove the comma.")
    default:
      if hasElement, comma == nil {
        comma = position
        return between(
          at: position, "a comma is missing between two records", "Add it after the first one.")
      }
      return nextElement(pointer)
    }
  }

  private mutating func nextElement(_ pointer: JSONBytes.Pointer) -> Item {
    let start = position
    let own = elementOpening(pointer, at: start)
    if opening == nil { opening = own }
    (comma, hasElement) = (nil, true)
    let (scanner, isWhole) = scan(pointer, from: start)
    if isWhole {
      opening = own ?? opening
      position = scanner.position
      return record(start..<position, fault: scanner.fault)
    }
    let next = nextOpening(pointer, from: start + 1)
    let end = endOfBrokenElement(pointer, before: next, from: start)
    wasted += max(0, scanner.position - end)
    if let next {
      // The comma in front of the next element has been seen.
      (position, comma) = (next, end)
    } else {
      position = end
      isInArray = JSONBytes.afterWhitespace(pointer, from: end) < pointer.count
    }
    let found = scanner.fault.flatMap { $0.byteOffset < end ? $0 : nil }
    return record(start..<end, fault: found ?? fault(pointer, in: start..<end))
  }

  /// The layout of the element that begins at `start`; `nil` when it has no first key.
  private func elementOpening(_ pointer: JSONBytes.Pointer, at start: Int) -> ElementOpening? {
    guard pointer[start] == UInt8(ascii: "{") else { return nil }
    var first = start
    while first > 0, JSONBytes.isWhitespace(pointer[first - 1]) { first -= 1 }
    let key = JSONBytes.afterWhitespace(pointer, from: start + 1)
    guard key < pointer.count, pointer[key] == JSONBytes.quote else { return nil }
    var scanner = JSONScanner(pointer, from: key)
    guard scanner.scanString() else { return nil }
    return ElementOpening(
      indentation: Array(pointer[first..<start]), head: Array(pointer[start..<scanner.position]))
  }

  /// The next brace from `start` on that looks like the beginning of an element.
  func nextOpening(_ pointer: JSONBytes.Pointer, from start: Int) -> Int? {
    guard let opening else { return nil }
    var place = start
    while place < pointer.count {
      if pointer[place] == UInt8(ascii: "{"), matches(opening, pointer, at: place) { return place }
      place += 1
    }
    return nil
  }

  private func matches(
    _ opening: ElementOpening, _ pointer: JSONBytes.Pointer, at brace: Int
  ) -> Bool {
    let first = brace - opening.indentation.count
    guard first > 0, brace + opening.head.count <= pointer.count,
      pointer[brace..<brace + opening.head.count].elementsEqual(opening.head)
    else { return false }
    if opening.indentation.contains(JSONBytes.lineFeed) {
      return pointer[first..<brace].elementsEqual(opening.indentation)
    }
    // With no line break to tell the levels apart, at least a comma must stand in front.
    return pointer[endOfText(pointer, before: brace) - 1] == UInt8(ascii: ",")
  }

  /// The end of a broken element, without what separates it from the next one, or from the bracket
  /// that closes the array on a line of its own.
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

  /// The place behind the last byte before `end` that is not white space; at least 1.
  private func endOfText(_ pointer: JSONBytes.Pointer, before end: Int) -> Int {
    var place = end
    while place > 1, JSONBytes.isWhitespace(pointer[place - 1]) { place -= 1 }
    return place
  }
}
