import JSON

extension RecordSplitter {
  /// One item of a file, in order.
  public struct Item: Equatable, Sendable {
    /// Bytes from the start of the file; empty for a fault between two records.
    public var range: Range<Int>
    /// The line on which it begins, counted from 1.
    public var line: Int
    /// Its place among the records, counted from 0; for a fault between two, the place of the
    /// following one.
    public var record: Int
    /// Why it is not parsed; offsets count from the start of the file.
    public var fault: JSONFault?

    /// Whether it is a fault between two records.
    public var isBetweenRecords: Bool { range.isEmpty }
  }

  /// What a splitter found in the given bytes.
  enum Step: Equatable {
    case item(Item)
    /// These bytes do not decide what comes next: give more, from ``keptFrom`` on.
    case needsMore
    case end
  }
}

/// A place between two records from which a splitter can resume as if it had come all the way.
struct SplitterPlace: Equatable, Sendable {
  /// The byte after a record; in bytes from the start of the file.
  var offset = 0
  /// The record that comes next.
  var record = 0
  /// The line of `lineOffset`, counted from 1; line feeds from there on are not counted yet.
  var line = 1
  var lineOffset = 0
  var isInArray = false
  var hasElement = false
  /// The place of a comma with nothing after it yet.
  var comma: Int?
  var opening: ElementOpening?
  var wasted = 0

  /// The first byte that a splitter must be given.
  var start: Int { min(offset, lineOffset, comma ?? offset) }
}
