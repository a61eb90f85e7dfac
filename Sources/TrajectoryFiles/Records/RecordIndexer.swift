import JSON
import Trajectories

/// Builds the index of one file, piece by piece, and detects its format on the way.
///
/// Used by one thread at a time.
struct RecordIndexer: ~Copyable {
  private var cursor: RecordCursor
  private var sniffer: FormatSniffer?
  private let options: ReadingOptions
  private let spacing: Int
  /// The place after the last item.
  private var before: SplitterPlace?

  /// The format is searched this far before the first page is shown.
  private static let sniffedBytes = 8 << 20

  /// The results of one piece.
  struct Findings {
    var checkpoints: [SplitterPlace] = []
    var tooLong: [RecordSplitter.Item] = []
    var between: [RecordSplitter.Item] = []
    /// The place after the last record.
    var end: SplitterPlace?
    /// Set if the format was decided in this piece, even as unknown.
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

  /// Continues after the part covered by a kept index.
  mutating func resume(_ source: any ByteSource, at place: SplitterPlace, pieceSize: Int) {
    cursor = RecordCursor(
      source, from: place, recordLimit: options.recordLimit, pieceSize: pieceSize)
    sniffer = nil
  }

  /// Sets the size of pieces read from now on.
  mutating func setPieceSize(_ size: Int) { cursor.pieceSize = size }

  /// Indexes about `size` bytes.
  ///
  /// After a failure `findings` holds what was found before it.
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
      // Inside a long record there is no place to resume: the one before it counts.
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

  /// Decides the format by what was seen so far, if anything.
  mutating func settle(_ findings: inout Findings) {
    guard let seen = sniffer, seen.count > 0 else { return }
    findings.sniffer = seen
    sniffer = nil
  }

  /// Takes the last line of a file that seems to have stopped growing, if it is a whole record.
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
  /// Enough for the first page.
  var firstPiece = 128 << 10
  var piece = 1 << 20
  /// Bytes indexed by one call.
  var step = 8 << 20
  /// Bytes of a block in a scan.
  var block = 1 << 20
  /// After so many seconds without growth, a line without its line feed is a record.
  var quietTime = 0.5
  /// Indices of smaller files are not kept: rebuilding them takes no time.
  var keptFrom = 32 << 20
  /// In nanoseconds.
  var settledAfter: Int64 = 2_000_000_000
}
