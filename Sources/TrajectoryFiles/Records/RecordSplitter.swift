import JSON

/// Cuts a file into records before any of them is parsed, so that a bad one does not hide the
/// others.
///
/// The content decides: elements of a top-level array are records; outside one, a line that begins
/// with `{` and ends with `}` is a record (JSONL), and so is any other value, whether it spans many
/// lines or follows another on the same line. A UTF-8 byte order mark and blank lines are skipped.
///
/// After a broken record the next one is searched: in an array, where the layout and the first key
/// of earlier records recur; outside, at the next line that is not indented.
///
/// The splitter is given the file piece by piece, and its results do not depend on the pieces:
/// where the end of a piece could matter, it asks for more. Places inside are offsets in the piece.
public struct RecordSplitter: Sendable {
  /// No record longer than this is read: 64 MiB.
  public static let defaultLimit = 64 << 20
  /// At most this much white space before an element counts as its layout.
  static let lookBack = 4096

  let limit: Int
  /// Offset in the file of the piece's first byte.
  private(set) var base = 0
  /// The next byte to look at.
  var position = 0
  /// Whether `position` is inside a top-level array.
  var isInArray = false
  /// In an array: the place of a comma with nothing after it yet.
  var comma: Int?
  /// In an array: whether there has been an element.
  var hasElement = false
  /// How the elements of the array begin, learnt from the last good one.
  var opening: ElementOpening?
  /// Bytes examined past the end of the record they were examined for.
  var wasted = 0
  /// Once too much was wasted: no record that begins before this place extends past it.
  var horizon = 0
  /// A record too long to be held, whose end is being searched.
  var passing: PassedRecord?
  /// Whether the result depends on the piece's end.
  var touchedEnd = false
  /// Records so far, bad ones included.
  private(set) var recordCount = 0
  /// The line of ``lineOffset``, counted from 1.
  private(set) var line = 1
  /// Line feeds before this place have been counted.
  private var lineOffset = 0

  /// A splitter at the start of a file.
  public init(recordLimit: Int = RecordSplitter.defaultLimit) { limit = recordLimit }

  // MARK: Places

  /// A splitter at a place that another one reached; give it bytes from its `start` on.
  init(_ place: SplitterPlace, recordLimit: Int) {
    limit = recordLimit
    base = place.start
    position = place.offset - base
    lineOffset = place.lineOffset - base
    (recordCount, line) = (place.record, place.line)
    (isInArray, hasElement) = (place.isInArray, place.hasElement)
    comma = place.comma.map { $0 - place.start }
    (opening, wasted) = (place.opening, place.wasted)
  }

  /// The current place, after an item; `nil` inside a record that is being skipped.
  ///
  /// A splitter that begins there behaves like this one.
  mutating func leavePlace() -> SplitterPlace? {
    guard passing == nil, lineOffset <= position else { return nil }
    horizon = 0
    return SplitterPlace(
      offset: base + position, record: recordCount, line: line, lineOffset: base + lineOffset,
      isInArray: isInArray, hasElement: hasElement, comma: comma.map { $0 + base },
      opening: opening, wasted: wasted)
  }

  /// Offset in the file of the next byte to look at.
  var offset: Int { base + position }

  /// The first byte of the piece that must be given again.
  var keptFrom: Int { max(0, min(position, comma ?? position) - RecordSplitter.lookBack) }

  /// Notes that the next piece begins this many bytes further on.
  mutating func slide(by count: Int) {
    base += count
    position -= count
    comma = comma.map { $0 - count }
    horizon -= count
    lineOffset -= count
  }

  // MARK: Items

  /// The next item in the bytes from ``keptFrom`` of the last call on; `isEnd` if they are all.
  mutating func next(in piece: JSONBytes.Pointer, isEnd: Bool) -> Step {
    let before = self
    touchedEnd = false
    let item = nextItem(piece, isEnd: isEnd)
    guard touchedEnd, !isEnd else { return item.map { .item($0) } ?? .end }
    let isOnWay = item == nil && (passing != nil || position == piece.count)
    if !isOnWay { self = before }
    return .needsMore
  }

  private mutating func nextItem(_ piece: JSONBytes.Pointer, isEnd: Bool) -> Item? {
    if passing != nil { return pass(piece, isEnd: isEnd) }
    if base == 0, position == 0 {
      guard piece.count >= 3 || isEnd else {
        touchedEnd = true
        return nil
      }
      position = JSONBytes.byteOrderMarkLength(piece)
    }
    while true {
      position = JSONBytes.afterWhitespace(piece, from: position)
      guard position < piece.count else {
        touchedEnd = true
        return isEnd ? endOfFile(piece) : nil
      }
      if let item = nextValue(piece, isEnd: isEnd) { return item }
      if passing != nil { return pass(piece, isEnd: isEnd) }
      if touchedEnd, !isEnd { return nil }
    }
  }

  private mutating func nextValue(_ piece: JSONBytes.Pointer, isEnd: Bool) -> Item? {
    let byte = piece[position]
    if isInArray { return nextInArray(piece, byte) }
    switch byte {
    case UInt8(ascii: "["):
      isInArray = true
      (comma, hasElement, opening) = (nil, false, nil)
      position += 1
      return nil
    case UInt8(ascii: ","), UInt8(ascii: "]"):
      position += 1
      return between(
        piece, at: position - 1, "\(JSONBytes.name(byte)) stands between records",
        "Remove it, or put all records into one array.")
    default: return nextOutside(piece)
    }
  }

  private mutating func endOfFile(_ piece: JSONBytes.Pointer) -> Item? {
    guard isInArray else { return nil }
    isInArray = false
    return between(
      piece, at: position, "the array is not closed: ']' is missing",
      "The file may be cut off: download it again, or add the bracket.")
  }

  mutating func between(
    _ piece: JSONBytes.Pointer, at place: Int, _ reason: String, _ remedy: String
  ) -> Item {
    countLines(piece, to: place)
    return Item(
      range: base + place..<base + place, line: line, record: recordCount,
      fault: JSONFault(byteOffset: base + place, reason: reason, remedy: remedy))
  }

  /// The record at `range` of the piece; `lineFeeds` in it if known.
  mutating func record(
    _ piece: JSONBytes.Pointer, _ range: Range<Int>, fault: JSONFault? = nil, lineFeeds: Int? = nil
  ) -> Item {
    countLines(piece, to: range.lowerBound)
    let first = line
    if let lineFeeds {
      skipLines(to: range.upperBound, lineFeeds: lineFeeds)
    } else {
      countLines(piece, to: range.upperBound)
    }
    return numbered(base + range.lowerBound..<base + range.upperBound, line: first, fault: fault)
  }

  /// The next record, at `range` of the file.
  mutating func numbered(_ range: Range<Int>, line: Int, fault: JSONFault?) -> Item {
    recordCount += 1
    var item = Item(range: range, line: line, record: recordCount - 1, fault: fault)
    if range.count > limit {
      item.fault = JSONFault(
        byteOffset: range.lowerBound,
        reason: "the record has \(range.count) bytes, more than the limit of \(limit)",
        remedy: "Split it into smaller records.")
    }
    return item
  }

  // MARK: Lines

  mutating func countLines(_ piece: JSONBytes.Pointer, to place: Int) {
    guard lineOffset < place else { return }
    // A record of megabytes may be one line: the C library's search skips it at once.
    let seen = UnsafeBufferPointer(rebasing: piece[..<place])
    var next = RecordSplitter.endOfLine(seen, from: max(0, lineOffset))
    while next < place {
      line += 1
      next = RecordSplitter.endOfLine(seen, from: next + 1)
    }
    lineOffset = place
  }

  mutating func skipLines(to place: Int, lineFeeds: Int) {
    line += lineFeeds
    lineOffset = place
  }

  /// Skips records that are lines without returning them: used for indexing.
  ///
  /// Stops before record `number`, at the first record that begins at or after `end`, a place in
  /// the piece, and before anything that is not a whole line.
  mutating func skipRecords(_ piece: JSONBytes.Pointer, before number: Int, until end: Int) {
    guard !isInArray, passing == nil, base + position > 0, recordCount < number else { return }
    let scan = LineScan(
      piece, from: position, limit: limit, count: number - recordCount, until: end)
    guard scan.count > 0 else { return }
    countLines(piece, to: position)
    position = scan.position
    recordCount += scan.count
    skipLines(to: position, lineFeeds: scan.lineFeeds)
  }
}
