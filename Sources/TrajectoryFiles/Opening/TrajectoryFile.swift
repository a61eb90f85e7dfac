import Glibc
import JSON
import Synchronization
import Trajectories

/// An open file: its records by number, any of them read on demand.
///
/// Opening reads next to nothing. A thread of the caller's indexes the file beside the screen, and
/// any thread may read records that already have a number. Numbers never change.
public final class TrajectoryFile: Sendable {
  /// The path as the user gave it; `-` for standard input.
  public let path: String
  /// How it is read.
  public let options: ReadingOptions
  let source: any ByteSource
  let sizes: IndexSizes
  let state = Mutex(State())
  /// Held by the thread that indexes.
  let indexing = Mutex(())
  /// Touched only by that thread.
  let work: IndexingWork
  let readers = ReaderPool()

  struct State {
    var index = RecordIndex()
    var progress = FileProgress()
    var format: (any TrajectoryFormat)?
    var issues: [RecordIssue] = []
    var cache = SpanCache()
  }

  /// Opens a file; `-` is standard input, from which nothing is read yet.
  ///
  /// - Throws: ``FileError``.
  public convenience init(
    path: String, options: ReadingOptions = ReadingOptions()
  ) throws(FileError) {
    self.init(try SourceOpening.open(path, options: options), options: options)
    if let failure = progress.failure { throw failure }
  }

  /// A file whose bytes are already in memory, under a name for messages.
  ///
  /// What would be thrown for a file becomes its ``FileProgress/failure``.
  public convenience init(
    path: String, bytes: [UInt8], options: ReadingOptions = ReadingOptions()
  ) {
    let memory = MemorySource(path: path, bytes: bytes)
    do throws(FileError) {
      let unpacked = try SourceOpening.unpacked(memory, options)
      self.init(LineOpening.open(unpacked, options), options: options)
    } catch {
      self.init(memory, options: options)
      state.withLock { $0.progress.failure = error }
    }
  }

  init(_ source: any ByteSource, options: ReadingOptions, sizes: IndexSizes = IndexSizes()) {
    path = source.path
    self.options = options
    self.source = source
    self.sizes = sizes
    work = IndexingWork(RecordIndexer(source, options: options, sizes: sizes))
    state.withLock { state in
      state.index.add(SplitterPlace())
      guard let name = options.format else { return }
      if TrajectoryFormats.named(name) == nil {
        state.progress.failure = FileError(path: source.path, reason: .noSuchFormat(name: name))
      }
    }
  }

  /// How far it is indexed.
  public var progress: FileProgress { state.withLock(\.progress) }

  /// The format; `nil` until the first records are known, and if none of them is good.
  public var format: (any TrajectoryFormat)? { state.withLock(\.format) }

  /// Faults between records, such as an unclosed array; at most 10,000.
  public var issues: [RecordIssue] { state.withLock(\.issues) }

  // MARK: Reading

  /// Reads one record; `nil` if no record has that number yet.
  ///
  /// Neighbours are cheap. A record that can no longer be read because the file was truncated has
  /// an issue that says so.
  public func outcome(ofRecord number: Int) -> RecordOutcome? {
    guard number >= 0, number < progress.recordCount else { return nil }
    return readers.withReader(format, options.splitting) { reader in
      do throws(FileError) {
        let loaded = try loadedSpan(record: number)
        return loaded.outcome(of: number, path: path, keepsBytes: true, with: reader)
      } catch {
        let place = state.withLock { $0.index.place($0.index.checkpoint(before: number)) }
        let source = SourceRecord(
          file: path, line: place.line, record: number, byte: place.offset)
        return RecordOutcome(issues: [RecordIssue(error, at: source)])
      }
    }
  }

  private func loadedSpan(record number: Int) throws(FileError) -> LoadedSpan {
    let (cached, span) = state.withLock { state in
      let first = state.index.checkpoint(before: number)
      return (state.cache.span(holding: number), state.index.span(from: first, to: first + 1))
    }
    if let cached { return cached }
    let loaded = try LoadedSpan(span, from: source)
    loaded.split(recordLimit: options.recordLimit)
    state.withLock { $0.cache.add(loaded) }
    return loaded
  }
}

/// The spans read last, for neighbours of their records.
struct SpanCache {
  private static let byteLimit = 4 << 20
  /// The most recently used one at the end.
  private var spans: [LoadedSpan] = []

  mutating func span(holding record: Int) -> LoadedSpan? {
    guard let place = spans.lastIndex(where: { $0.span.records.contains(record) }) else {
      return nil
    }
    let found = spans.remove(at: place)
    spans.append(found)
    return found
  }

  mutating func add(_ loaded: LoadedSpan) {
    // The last span of a growing file is read repeatedly, longer each time.
    spans.removeAll { $0.span.records.lowerBound == loaded.span.records.lowerBound }
    spans.append(loaded)
    while spans.count > 1, spans.reduce(0, { $0 + $1.byteCount }) > SpanCache.byteLimit {
      spans.removeFirst()
    }
  }
}

/// Record readers that no thread uses at the moment: a parser's buffers are worth keeping.
final class ReaderPool: @unchecked Sendable {
  private let idle = Mutex<[Idle]>([])

  /// A reader that is in the hands of one thread at a time.
  private struct Idle: @unchecked Sendable {
    let reader: RecordReader
  }

  private static let limit = 4

  /// Calls `body` with a reader that no other thread uses.
  ///
  /// Without a format there are no good records: any format finds the faults of bad ones.
  func withReader<Result>(
    _ format: (any TrajectoryFormat)?, _ splitting: StepSplitting, _ body: (RecordReader) -> Result
  ) -> Result {
    let format = format ?? TrajectoryFormats.native
    let found = idle.withLock { $0.popLast() }
    let reader =
      found.flatMap { $0.reader.format.name == format.name ? $0.reader : nil }
      ?? RecordReader(format: format, splitting: splitting)
    defer {
      let kept = Idle(reader: reader)
      idle.withLock { if $0.count < ReaderPool.limit { $0.append(kept) } }
    }
    return body(reader)
  }
}
