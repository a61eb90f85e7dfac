import JSON
import Trajectories

/// Builds the index of one file, piece by piece, and sees its format on the way.
///
/// Used by one thread at a time.
struct RecordIndexer: ~Copyable {
  private var cursor: RecordCursor
  private var sniffer: FormatSniffer?
  private let options: ReadingOptions
  private let spacing: Int
  /// Behind the last item.
  private var before: SplitterPlace?

  /// So far the format is looked for before the first page is shown.
  private static let sniffedBytes = 8 << 20

  /// What one piece gave.
  struct Findings {
    var checkpoints: [SplitterPlace] = []
    var tooLong: [RecordSplitter.Item] = []
    var between: [RecordSplitter.Item] = []
    /// Behind the last record.
    var end: SplitterPlace?
    /// The format was seen in this piece, or is known to be none of ours.
    var sniffer: FormatSniffer?
    var state = State.going

    enum State: Equatable {
      case going
      /// The file may grow.
      case waiting
      case ended
    }
  }

  init(_ source: any ByteSource, options: ReadingOptions, sizes: IndexSizes) {
    self.options = options
    spacing = sizes.spacing
    cursor = RecordCursor(
      source, recordLimit: options.recordLimit, pieceSize: sizes.firstPiece)
    sniffer = FormatSniffer(for: options.format.flatMap(TrajectoryFormats.named))
  }

  /// Goes on behind what an index from elsewhere holds.
  mutating func resume(_ source: any ByteSource, at place: SplitterPlace, pieceSize: Int) {
    cursor = RecordCursor(
      source, from: place, recordLimit: options.recordLimit, pieceSize: pieceSize)
    sniffer = nil
  }

  /// From now on larger pieces are read.
  mutating func setPieceSize(_ size: Int) { cursor.pieceSize = size }

  /// Indexes about `size` bytes.
  ///
  /// On a failure `findings` holds what was found before.
  mutating func advance(
    _ size: Int, behind last: SplitterPlace, _ findings: inout Findings
  ) throws(FileError) {
    let goal = cursor.splitter.offset + size
    var next = last.offset + spacing
    defer { findings.end = cursor.leavePlace() }
    // Without a format no record can be shown.
    while cursor.splitter.offset < goal + (sniffer == nil ? 0 : RecordIndexer.sniffedBytes) {
      if sniffer == nil { cursor.skipRecords(before: .max, until: next) }
      if cursor.splitter.offset >= next, let place = cursor.leavePlace() {
        findings.checkpoints.append(place)
        next = place.offset + spacing
      }
      // In the midst of a long record there is no place to leave: the one before it counts.
      before = cursor.leavePlace() ?? before
      switch try cursor.next() {
      case .item(let item): note(item, before: before, &findings)
      case .busy: if cursor.readEnd > goal { return }
      case .waiting:
        settle(&findings)
        return findings.state = .waiting
      case .end:
        settle(&findings)
        return findings.state = .ended
      }
    }
  }

  private mutating func note(
    _ item: RecordSplitter.Item, before: SplitterPlace?, _ findings: inout Findings
  ) {
    if item.isBetweenRecords { return findings.between.append(item) }
    if item.range.count > options.recordLimit {
      findings.tooLong.append(item)
      if let before { findings.checkpoints.append(before) }
      if let place = cursor.leavePlace() { findings.checkpoints.append(place) }
    } else if item.fault == nil, sniffer != nil {
      _ = sniffer?.add(cursor.bytes(of: item))
      if sniffer?.count == FormatSniffer.enough { settle(&findings) }
    }
  }

  /// Decides the format by what was seen so far; nothing when that is nothing.
  mutating func settle(_ findings: inout Findings) {
    guard let seen = sniffer, seen.count > 0 else { return }
    findings.sniffer = seen
    sniffer = nil
  }

  /// Takes the last line of a file that seems to have stopped growing, when it is a whole record.
  mutating func takeUnended(_ findings: inout Findings) -> Bool {
    guard let item = cursor.nextIfEnded(), item.fault == nil, !item.isBetweenRecords,
      JSONScanner.firstFault(in: cursor.bytes(of: item), dialect: .lenient) == nil
    else { return false }
    cursor.takeUnended()
    note(item, before: nil, &findings)
    settle(&findings)
    findings.end = cursor.leavePlace()
    return true
  }
}

/// How much is read at once; smaller in tests, so that every boundary is hit.
struct IndexSizes: Sendable {
  /// Bytes between two checkpoints.
  var spacing = 64 << 10
  /// The first page needs no more.
  var firstPiece = 128 << 10
  var piece = 1 << 20
  /// Bytes indexed by one call.
  var step = 8 << 20
  /// Bytes of a block in a scan.
  var block = 1 << 20
  /// A line without its end is a record after so many seconds without growth.
  var quietTime = 0.5
  /// Indices of smaller files are not kept: they are made anew in no time.
  var keptFrom = 32 << 20
  /// In nanoseconds.
  var settledAfter: Int64 = 2_000_000_000
}
