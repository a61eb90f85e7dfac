import JSON

/// Walks the records of a source from the front, holding little more than one of them.
struct RecordCursor: ~Copyable {
  private let source: any ByteSource
  /// What is known about the current place.
  private(set) var splitter: RecordSplitter
  /// At most this many bytes are read at once.
  var pieceSize: Int
  private var buffer: UnsafeMutableRawBufferPointer
  private var count = 0
  /// Whether the source has nothing after the bytes in the buffer.
  private(set) var isEnd = false

  enum Step: Equatable {
    case item(RecordSplitter.Item)
    /// The source has no more now, but may have later.
    case waiting
    /// A long record is in progress; ask again.
    case busy
    case end
  }

  /// A cursor at the start of the source, or at a place that another one reached.
  init(
    _ source: any ByteSource, from place: SplitterPlace? = nil, recordLimit: Int,
    pieceSize: Int = 1 << 20
  ) {
    self.source = source
    self.pieceSize = max(1, pieceSize)
    splitter =
      place.map { RecordSplitter($0, recordLimit: recordLimit) }
      ?? RecordSplitter(recordLimit: recordLimit)
    buffer = .allocate(byteCount: self.pieceSize, alignment: 64)
  }

  deinit { buffer.deallocate() }

  /// The bytes at hand; the first of them is at ``RecordSplitter/base`` of the file.
  private var piece: JSONBytes.Pointer {
    UnsafeBufferPointer(rebasing: buffer.bindMemory(to: UInt8.self)[..<count])
  }

  /// The next item; reads as much as it takes.
  mutating func next() throws(FileError) -> Step {
    var hasRead = false
    while true {
      switch splitter.next(in: piece, isEnd: isEnd) {
      case .item(let item): return .item(item)
      case .end: return .end
      case .needsMore:
        if hasRead { return .busy }
        guard try readMore() else { return .waiting }
        hasRead = true
      }
    }
  }

  /// The bytes of the item that ``next()`` or ``nextIfEnded()`` returned last, until the next call.
  ///
  /// Empty if it was too long to be held.
  func bytes(of item: RecordSplitter.Item) -> JSONBytes.Pointer {
    let start = item.range.lowerBound - splitter.base
    let end = item.range.upperBound - splitter.base
    guard start >= 0, end <= count else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(rebasing: piece[start..<end])
  }

  /// The next item if the source ended here; does not move the cursor.
  func nextIfEnded() -> RecordSplitter.Item? {
    var trial = splitter
    guard case .item(let item) = trial.next(in: piece, isEnd: true) else { return nil }
    return item
  }

  /// The current place, for another cursor to continue from; see ``RecordSplitter/leavePlace()``.
  mutating func leavePlace() -> SplitterPlace? { splitter.leavePlace() }

  /// Skips records that are whole lines in the bytes at hand; see
  /// ``RecordSplitter/skipRecords(_:before:until:)``, where `offset` counts from the file's start.
  mutating func skipRecords(before number: Int, until offset: Int) {
    splitter.skipRecords(piece, before: number, until: offset - splitter.base)
  }

  /// Moves past the item that ``nextIfEnded()`` returned.
  mutating func takeUnended() { _ = splitter.next(in: piece, isEnd: true) }

  /// Offset in the file after the bytes at hand.
  var readEnd: Int { splitter.base + count }

  /// How many bytes at hand follow the current place.
  var restCount: Int { count - splitter.position }

  // MARK: Reading

  private mutating func readMore() throws(FileError) -> Bool {
    if isEnd { return true }
    let wanted = max(pieceSize, restCount)
    makeRoom(for: wanted)
    let free = UnsafeMutableRawBufferPointer(rebasing: buffer[count..<count + wanted])
    let delivery = try source.read(into: free, at: splitter.base + count)
    count += delivery.count
    isEnd = delivery.isEnd
    return delivery.count > 0 || delivery.isEnd
  }

  private mutating func makeRoom(for wanted: Int) {
    let kept = min(splitter.keptFrom, count)
    let rest = count - kept
    if rest + wanted > buffer.count || buffer.count / 8 > rest + wanted {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: 2 * (rest + wanted), alignment: 64)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[kept..<count]))
      buffer.deallocate()
      buffer = larger
    } else if kept > 0, let base = buffer.baseAddress {
      base.copyMemory(from: base + kept, byteCount: rest)
    }
    count = rest
    splitter.slide(by: kept)
  }
}
