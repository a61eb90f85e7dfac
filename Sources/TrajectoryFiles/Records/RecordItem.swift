import JSON

extension RecordSplitter {
  /// One thing that a file holds, in order.
  public struct Item: Equatable, Sendable {
    /// Bytes from the start of the file; empty for a fault between two records.
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

  /// What a splitter found in the bytes it was shown.
  enum Step: Equatable {
    case item(Item)
    /// What comes next cannot be told from these bytes: show more, from ``keptFrom`` on.
    case needsMore
    case end
  }
}

/// A place between two records from which a splitter can go on as if it had come all the way.
struct SplitterPlace: Equatable, Sendable {
  /// The byte behind a record; in bytes from the start of the file.
  var offset = 0
  /// The record that comes next.
  var record = 0
  /// The line of `lineOffset`, counted from 1; line feeds from there on are not counted yet.
  var line = 1
  var lineOffset = 0
  var isInArray = false
  var hasElement = false
  /// The place of a comma that nothing has followed yet.
  var comma: Int?
  var opening: ElementOpening?
  var wasted = 0

  /// The first byte that a splitter must be shown.
  var start: Int { min(offset, lineOffset, comma ?? offset) }
}
