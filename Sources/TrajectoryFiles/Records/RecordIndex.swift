import Algorithms

/// Where the records of a file lie: a checkpoint every so many bytes, never an entry per record.
struct RecordIndex: Sendable, Equatable {
  /// In order of records; the start of the file is the first.
  private(set) var checkpoints: [IndexCheckpoint] = []
  /// Layouts of array elements, which checkpoints share.
  private(set) var openings: [ElementOpening] = []
  /// Records that are too long to be read.
  private(set) var tooLong: [RecordSplitter.Item] = []
  /// The place after the last known record.
  var end = SplitterPlace()

  /// Adds a place after the others; ignores one with the same next record.
  mutating func add(_ place: SplitterPlace) {
    if let last = checkpoints.last, last.record >= place.record { return }
    checkpoints.append(IndexCheckpoint(place, opening: number(of: place.opening)))
  }

  mutating func addTooLong(_ item: RecordSplitter.Item) { tooLong.append(item) }

  private mutating func number(of opening: ElementOpening?) -> Int32 {
    guard let opening else { return -1 }
    if openings.last != opening { openings.append(opening) }
    return Int32(clamping: openings.count - 1)
  }

  // MARK: Kept indices

  mutating func addOpening(_ opening: ElementOpening) { openings.append(opening) }

  mutating func addKept(_ checkpoint: IndexCheckpoint) { checkpoints.append(checkpoint) }

  /// Whether offsets and records never decrease, as required.
  var isInOrder: Bool {
    guard let first = checkpoints.first, first.offset == 0, first.record == 0,
      let last = checkpoints.last, last.offset <= end.offset, last.record <= end.record
    else { return false }
    return zip(checkpoints, checkpoints.dropFirst()).allSatisfy {
      $0.offset <= $1.offset && $0.record < $1.record
    }
  }

  // MARK: Finding

  var lastCheckpoint: SplitterPlace { place(checkpoints.count - 1) }

  /// The place of the last checkpoint at or before a record.
  func checkpoint(before record: Int) -> Int {
    max(0, checkpoints.partitioningIndex { $0.record > record } - 1)
  }

  func place(_ checkpoint: Int) -> SplitterPlace {
    guard checkpoints.indices.contains(checkpoint) else { return end }
    let found = checkpoints[checkpoint]
    let opening = Int(found.opening)
    return found.place(opening: openings.indices.contains(opening) ? openings[opening] : nil)
  }

  func tooLong(record: Int) -> RecordSplitter.Item? {
    let place = tooLong.partitioningIndex { $0.record >= record }
    return place < tooLong.count && tooLong[place].record == record ? tooLong[place] : nil
  }

  /// The records between checkpoints `first` and `last`, and where their bytes are.
  func span(from first: Int, to last: Int) -> RecordSpan {
    let start = place(first)
    let end = place(last)
    // A broken element before a comma ends where the next one's layout begins.
    let tail = end.comma == nil ? 0 : end.opening?.head.count ?? 0
    return RecordSpan(
      start: start, records: start.record..<end.record, bytes: start.start..<end.offset + tail,
      tooLong: start.record + 1 == end.record ? tooLong(record: start.record) : nil)
  }

  /// The spans of about `size` bytes that together hold `records`.
  func spans(of records: Range<Int>, size: Int) -> [RecordSpan] {
    var spans: [RecordSpan] = []
    var first = checkpoint(before: records.lowerBound)
    while first < checkpoints.count, place(first).record < records.upperBound {
      var last = first + 1
      while last < checkpoints.count, checkpoints[last].record < records.upperBound,
        checkpoints[last].offset - checkpoints[first].offset < size,
        !isAloneAt(last - 1), !isAloneAt(last)
      { last += 1 }
      spans.append(span(from: first, to: last))
      first = last
    }
    return spans
  }

  /// Whether a record too long to be read begins at the checkpoint: it is a span of its own.
  private func isAloneAt(_ checkpoint: Int) -> Bool {
    !tooLong.isEmpty && tooLong(record: checkpoints[checkpoint].record) != nil
  }
}

/// Consecutive records, and the bytes to find them in.
struct RecordSpan: Sendable, Equatable {
  var start: SplitterPlace
  var records: Range<Int>
  /// Of the file.
  var bytes: Range<Int>
  /// Set for a single record that is too long to be read: its bytes are not loaded.
  var tooLong: RecordSplitter.Item?
}

/// A place between records, packed: a file has one for each 64 KiB.
struct IndexCheckpoint: Sendable, Equatable {
  var offset: Int
  var record: Int
  var line: Int
  var wasted: Int
  /// How far before `offset` the comma is; −1 for none.
  var comma: Int32
  /// How far before `offset` the place is that `line` refers to.
  var lineBack: Int32
  /// The number of its layout; −1 for none.
  var opening: Int32
  /// Bit 0: in an array; bit 1: after an element of it.
  var flags: UInt32

  init(_ place: SplitterPlace, opening: Int32) {
    offset = place.offset
    record = place.record
    line = place.line
    wasted = place.wasted
    comma = place.comma.map { Int32(clamping: place.offset - $0) } ?? -1
    lineBack = Int32(clamping: place.offset - place.lineOffset)
    self.opening = opening
    flags = (place.isInArray ? 1 : 0) | (place.hasElement ? 2 : 0)
  }

  func place(opening: ElementOpening?) -> SplitterPlace {
    SplitterPlace(
      offset: offset, record: record, line: line, lineOffset: offset - Int(lineBack),
      isInArray: flags & 1 != 0, hasElement: flags & 2 != 0,
      comma: comma < 0 ? nil : offset - Int(comma), opening: opening,
      wasted: wasted)
  }
}
