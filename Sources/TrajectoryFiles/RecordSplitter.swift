import JSON
import Trajectories

/// Cuts a file into records before any of them is parsed, so that a bad one does not hide the others.
///
/// What a file is, is seen from its content: a top-level array's elements are records; any other
/// top-level value is one, whether it stands on one line (JSONL), spans many, or follows another on
/// the same line. A UTF-8 byte order mark and blank lines are passed over.
///
/// After a broken record the next one is looked for: in an array, where the layout and the first
/// key of the records before it come again; outside, at the next line that is not indented.
public struct RecordSplitter {
  /// No record longer than this is read: 64 MiB.
  public static let defaultLimit = 64 << 20

  let bytes: [UInt8]
  let limit: Int
  /// The next byte to look at.
  var position: Int
  /// Whether `position` is inside a top-level array.
  var isInArray = false
  /// In an array: the place of a comma that nothing has followed yet.
  var comma: Int?
  /// In an array: whether there has been an element.
  var hasElement = false
  /// How the elements of the array begin, learnt from the last good one.
  var opening: ElementOpening?
  /// Bytes looked at for a record that turned out to end before them.
  var wasted = 0
  /// Once too much was wasted: no record that begins before it goes beyond it.
  var horizon = 0
  private(set) var recordCount = 0
  private var counter: LineCounter

  /// A splitter at the start of a file's bytes.
  public init(_ bytes: [UInt8], recordLimit: Int = RecordSplitter.defaultLimit) {
    self.bytes = bytes
    limit = recordLimit
    counter = LineCounter()
    position = bytes.withUnsafeBufferPointer { JSONBytes.byteOrderMarkLength($0) }
  }

  /// One thing that the file holds, in order.
  public struct Item: Equatable, Sendable {
    /// Empty for a fault between two records.
    public var range: Range<Int>
    /// The line on which it begins, counted from 1.
    public var line: Int
    /// Its place among the records, counted from 0; between two, that of the one that follows.
    public var record: Int
    /// Why it is not to be parsed; offsets count from the start of the file.
    public var fault: JSONFault?

    /// Whether it stands between two records, and is none itself.
    public var isBetweenRecords: Bool { range.isEmpty }
  }

  /// The next record or fault; `nil` at the end of the file.
  public mutating func next() -> Item? {
    bytes.withUnsafeBufferPointer { pointer in nextItem(pointer) }
  }

  private mutating func nextItem(_ pointer: JSONBytes.Pointer) -> Item? {
    while true {
      position = JSONBytes.afterWhitespace(pointer, from: position)
      guard position < pointer.count else { return endOfFile() }
      let byte = pointer[position]
      if isInArray {
        if let item = nextInArray(pointer, byte) { return item }
      } else if byte == UInt8(ascii: "[") {
        isInArray = true
        (comma, hasElement, opening) = (nil, false, nil)
        position += 1
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") {
        position += 1
        return between(
          at: position - 1, "\(JSONBytes.name(byte)) stands between records",
          "Remove it, or put all records into one array.")
      } else {
        return nextOutside(pointer)
      }
    }
  }

  private mutating func endOfFile() -> Item? {
    guard isInArray else { return nil }
    isInArray = false
    return between(
      at: position, "the array is not closed: ']' is missing",
      "The file may be cut off: fetch it again, or add the bracket.")
  }

  // MARK: Bounds

  /// Scans the value at `start`, seldom beyond where it seems to end.
  ///
  /// A broken record seems to go on through those behind it, and in a file of nothing else each one
  /// would be scanned to the end of the file: time in the square of its size. So after a while the
  /// likely end is looked for first, and the scan ends there.
  mutating func scan(
    _ pointer: JSONBytes.Pointer, from start: Int
  ) -> (scanner: JSONScanner, isWhole: Bool) {
    var bound = pointer.count
    if wasted > RecordSplitter.wasteLimit + pointer.count {
      if horizon <= start { horizon = likelyEnd(pointer, from: start) }
      bound = horizon
    }
    var scanner = JSONScanner(UnsafeBufferPointer(rebasing: pointer[..<bound]), from: start)
    let isWhole = scanner.scanValue()
    return (scanner, isWhole)
  }

  private func likelyEnd(_ pointer: JSONBytes.Pointer, from start: Int) -> Int {
    isInArray
      ? nextOpening(pointer, from: start + 1) ?? pointer.count
      : endOfBrokenRecord(pointer, from: start)
  }

  private static let wasteLimit = 1 << 20

  // MARK: Items

  mutating func between(at offset: Int, _ reason: String, _ remedy: String) -> Item {
    counter.advance(to: offset, in: bytes)
    return Item(
      range: offset..<offset, line: counter.line, record: recordCount,
      fault: JSONFault(byteOffset: offset, reason: reason, remedy: remedy))
  }

  mutating func record(_ range: Range<Int>, fault: JSONFault?) -> Item {
    counter.advance(to: range.lowerBound, in: bytes)
    recordCount += 1
    var item = Item(range: range, line: counter.line, record: recordCount - 1, fault: fault)
    if range.count > limit {
      item.fault = JSONFault(
        byteOffset: range.lowerBound,
        reason: "the record has \(range.count) bytes, more than the limit of \(limit)",
        remedy: "Split it into smaller records.")
    }
    return item
  }

  /// The first fault of a record that ends at `end`, offsets from the start of the file.
  func fault(_ pointer: JSONBytes.Pointer, in range: Range<Int>) -> JSONFault? {
    let record = UnsafeBufferPointer(rebasing: pointer[range])
    return JSONScanner.firstFault(in: record).map {
      JSONFault(
        byteOffset: $0.byteOffset + range.lowerBound, reason: $0.reason, remedy: $0.remedy)
    }
  }
}

/// Counts lines once, forwards.
private struct LineCounter {
  private var offset = 0
  /// Counted from 1.
  private(set) var line = 1

  mutating func advance(to target: Int, in bytes: [UInt8]) {
    guard offset < target else { return }
    line += bytes[offset..<target].lineFeedCount
    offset = target
  }
}

extension ArraySlice<UInt8> {
  var lineFeedCount: Int {
    withUnsafeBufferPointer { pointer in
      var count = 0
      for byte in pointer where byte == JSONBytes.lineFeed { count += 1 }
      return count
    }
  }
}
