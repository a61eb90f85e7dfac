import JSON
import Trajectories

/// Cuts a file into chunks of records, and detects its format.
struct ChunkCutter: ~Copyable {
  private let source: any ByteSource
  private var cursor: RecordCursor
  private var sniffer: FormatSniffer?
  private(set) var format: (any TrajectoryFormat)?
  /// Records that wait for the format.
  private var waiting: ReadingChunk?
  /// Why reading stopped before the end of the file.
  private(set) var failure: FileError?
  private var seen = 0
  private let faultReader: RecordReader

  /// Chunks end here even with few records in them.
  private static let byteLimit = 2 << 20
  /// Where the records waiting for the format end, however few they are: the length of the longest
  /// record allowed.
  private let waitingLimit: Int

  init(
    _ source: any ByteSource, options: ReadingOptions, pieceSize: Int
  ) throws(FileError) {
    self.source = source
    waitingLimit = max(options.recordLimit, ChunkCutter.byteLimit)
    cursor = RecordCursor(source, recordLimit: options.recordLimit, pieceSize: pieceSize)
    faultReader = RecordReader(format: TrajectoryFormats.native, splitting: options.splitting)
    guard let name = options.format else {
      sniffer = FormatSniffer()
      return
    }
    guard let named = TrajectoryFormats.named(name) else {
      throw FileError(path: source.path, reason: .noSuchFormat(name: name))
    }
    sniffer = FormatSniffer(for: named)
  }

  /// The next records, at most `size`; empty if a stream has none yet.
  ///
  /// - Throws: ``FileError`` if no format recognizes the records.
  mutating func next(size: Int) throws(FileError) -> ReadingChunk {
    let chunk = ReadingChunk()
    if size > 64 { chunk.reserve(ChunkCutter.byteLimit + ChunkCutter.byteLimit / 8) }
    if let waiting { chunk.takeRecords(of: waiting) }
    waiting = nil
    var count = 0
    let limit = sniffer == nil ? ChunkCutter.byteLimit : waitingLimit
    filling: while count < size, chunk.byteCount < limit {
      do throws(FileError) {
        switch try cursor.next() {
        case .item(let item):
          count += 1
          chunk.offset = item.range.upperBound
          take(item, into: chunk)
        case .busy: continue filling
        case .waiting:
          chunk.isAllThereIs = true
          break filling
        case .end:
          chunk.isLast = true
          break filling
        }
      } catch {
        failure = error
        chunk.isLast = true
        break filling
      }
    }
    chunk.recordsSeen = seen
    try settle(chunk)
    return chunk
  }

  private mutating func take(_ item: RecordSplitter.Item, into chunk: ReadingChunk) {
    if !item.isBetweenRecords { seen = item.record + 1 }
    let bytes = cursor.bytes(of: item)
    if let fault = item.fault {
      chunk.issues.append(issue(fault, of: item, bytes))
    } else if sniffer != nil, sniffer?.add(bytes) == false {
      chunk.issues += faultReader.read(bytes, source: place(item)).issues
    } else {
      chunk.add(item, bytes)
    }
  }

  private func place(_ item: RecordSplitter.Item) -> SourceRecord {
    SourceRecord(
      file: source.path, line: item.line, record: item.record, byte: item.range.lowerBound)
  }

  private func issue(
    _ fault: JSONFault, of item: RecordSplitter.Item, _ bytes: JSONBytes.Pointer
  ) -> RecordIssue {
    let end = min(max(fault.byteOffset - item.range.lowerBound, 0), bytes.count)
    let lineFeeds = bytes[..<end].count { $0 == JSONBytes.lineFeed }
    return RecordIssue(fault, line: item.line + lineFeeds, place(item))
  }

  private mutating func settle(_ chunk: ReadingChunk) throws(FileError) {
    guard let seen = sniffer else { return }
    let isFull = chunk.byteCount >= waitingLimit
    guard seen.count >= FormatSniffer.enough || chunk.isLast || isFull else {
      let held = ReadingChunk()
      held.takeRecords(of: chunk)
      waiting = held
      return
    }
    guard seen.count > 0 else {
      if chunk.isLast, self.seen > 0, failure == nil {
        failure = FileError(noRecordsIn: source, refused: self.seen)
      }
      return
    }
    guard let found = seen.format else {
      throw FileError(path: source.path, unknownFormat: seen)
    }
    if let concern = seen.concern(file: source.path) { chunk.issues.insert(concern, at: 0) }
    (format, sniffer) = (found, nil)
  }
}
