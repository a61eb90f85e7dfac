import Synchronization
import Trajectories

/// An open file: its records by number, any of them read on demand.
///
/// Opening reads next to nothing. A thread of the caller's indexes the file beside the screen, and
/// any thread may read the records that have a number already. Numbers never change.
public final class TrajectoryFile: Sendable {
  /// The path as the user gave it; `-` for standard input.
  public let path: String
  /// How it is read.
  public let options: ReadingOptions
  private let source: FileSource
  private let state = Mutex(State())

  private struct State {
    var items: [RecordSplitter.Item] = []
    var progress = FileProgress()
    var format: (any TrajectoryFormat)?
  }

  /// Opens a file; `-` is standard input, from which nothing is read yet.
  ///
  /// - Throws: ``FileError``.
  public init(path: String, options: ReadingOptions = ReadingOptions()) throws(FileError) {
    self.path = path
    self.options = options
    source = try FileSource(path: path)
  }

  /// A file whose bytes are in memory already, under the name that messages give it.
  public init(path: String, bytes: [UInt8], options: ReadingOptions = ReadingOptions()) {
    self.path = path
    self.options = options
    source = FileSource(path: path, bytes: bytes)
  }

  // MARK: Indexing

  /// How far it is indexed.
  public var progress: FileProgress { state.withLock(\.progress) }

  /// The format; `nil` until its first records are known.
  public var format: (any TrajectoryFormat)? { state.withLock(\.format) }

  /// Faults that stand between records, such as an array that is not closed; at most 10,000.
  public var issues: [RecordIssue] { [] }

  /// Indexes the next few megabytes, the first time no more than the first page needs.
  ///
  /// One thread at a time; others wait. It waits for a pipe no longer than some milliseconds.
  /// - Returns: `false` when there is nothing more to index now: the end, or ``FileProgress/failure``.
  @discardableResult public func indexNext() -> Bool {
    state.withLock { state in
      guard !state.progress.isComplete else { return false }
      var splitter = RecordSplitter(source.bytes, recordLimit: options.recordLimit)
      var sniffer = FormatSniffer()
      while let item = splitter.next() {
        guard !item.isBetweenRecords else { continue }
        state.items.append(item)
        if sniffer.count < FormatSniffer.enough, item.fault == nil {
          source.bytes[item.range].withUnsafeBufferPointer { _ = sniffer.add($0) }
        }
      }
      state.format = options.format.flatMap(TrajectoryFormats.named) ?? sniffer.format
      state.progress.recordCount = state.items.count
      state.progress.byteCount = source.bytes.count
      state.progress.bytesIndexed = source.bytes.count
      state.progress.isComplete = true
      return false
    }
  }

  /// Indexes to the end, on the caller's thread.
  public func index(
    isCancelled: () -> Bool = { false }, onProgress: (FileProgress) -> Void = { _ in }
  ) {
    while !isCancelled(), indexNext() { onProgress(progress) }
    onProgress(progress)
  }

  // MARK: Reading

  /// Reads one record; `nil` when no record has that number yet. Neighbours are cheap.
  ///
  /// A record that cannot be read any more, for the file was cut, has an issue that says so.
  public func outcome(ofRecord number: Int) -> RecordOutcome? {
    guard let format, number >= 0, number < progress.recordCount else { return nil }
    return withBlock(number..<number + 1, format) { $0.outcome(of: number) }
  }

  /// Hands out the blocks that together hold `records`, each of some megabytes, on `workers` threads.
  ///
  /// - Parameters:
  ///   - records: numbers; those that no record has yet are left out.
  ///   - workers: the calling thread is one of them.
  ///   - backward: begins at the last block.
  ///   - isCancelled: asked before each block.
  ///   - body: is called in no fixed order but nearly so, with the number of the worker from 0;
  ///     never twice at a time for the same worker. `false` ends it: no block that comes after this
  ///     one in the direction is begun, all that come before it are done.
  /// - Throws: ``FileError`` where bytes cannot be read any more.
  /// - Returns: `false` when it was cancelled.
  @discardableResult
  public func forEachBlock(
    of records: Range<Int>, workers: Int = 2, backward: Bool = false,
    isCancelled: @Sendable () -> Bool = { false },
    _ body: @Sendable (RecordBlock, _ worker: Int) -> Bool
  ) throws(FileError) -> Bool {
    guard let format else { return true }
    let records = records.clamped(to: 0..<progress.recordCount)
    guard !isCancelled() else { return false }
    if !records.isEmpty { withBlock(records, format) { _ = body($0, 0) } }
    return true
  }

  private func withBlock<Result>(
    _ records: Range<Int>, _ format: any TrajectoryFormat, _ body: (RecordBlock) -> Result
  ) -> Result {
    let items = Array(state.withLock { $0.items[records] })
    let start = items.first?.range.lowerBound ?? 0
    let end = items.last?.range.upperBound ?? start
    return source.bytes[start..<end].withUnsafeBufferPointer { bytes in
      body(
        RecordBlock(
          records: records, bytes: bytes, start: start, items: items,
          reader: RecordReader(format: format, splitting: options.splitting), path: path))
    }
  }

  // MARK: Following

  /// What happened to the file since the last call; cheap enough for several calls a second.
  ///
  /// After ``FileChange/grew`` there is more to index.
  public func poll() -> FileChange { .none }
}
