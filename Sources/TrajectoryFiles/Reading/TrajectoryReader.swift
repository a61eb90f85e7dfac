import Trajectories

/// Reads trajectory files of any format and size, a batch at a time, in bounded memory.
///
/// Reading is synchronous: call it off the screen's thread, in a task of its own; a second thread
/// helps to parse. It ends early if that task is cancelled or `onBatch` throws.
public struct TrajectoryReader: Sendable {
  /// The same for every file.
  public var options: ReadingOptions
  /// Bytes read from a file at once; smaller in tests.
  var pieceSize = 1 << 20

  /// A reader without state: one may read any number of files.
  public init(options: ReadingOptions = ReadingOptions()) { self.options = options }

  /// Reads one file; `-` is standard input.
  ///
  /// A file without records gives one empty batch; `isLast` is set on the last of each file.
  /// - Throws: ``FileError``, after the batches before the unreadable place; `CancellationError`;
  ///   whatever `onBatch` throws.
  public func read(path: String, onBatch: (TrajectoryBatch) throws -> Void) throws {
    try read(SourceOpening.open(path, options: options), onBatch: onBatch)
  }

  /// Reads bytes already in memory; see ``read(path:onBatch:)``.
  public func read(_ source: FileSource, onBatch: (TrajectoryBatch) throws -> Void) throws {
    let memory = MemorySource(path: source.path, bytes: source.bytes)
    try read(
      LineOpening.open(SourceOpening.unpacked(memory, options), options), onBatch: onBatch)
  }

  /// Reads one file and hands over the trajectories as mapped by the reading threads.
  ///
  /// The batches carry no trajectories; see ``read(path:onBatch:)`` for the rest.
  public func read<Mapped: Sendable>(
    path: String, work: RecordWork<Mapped>, onBatch: (TrajectoryBatch, Mapped) throws -> Void
  ) throws {
    let chunkWork = ChunkWork(candidates: work.candidates, map: work.map)
    let empty = work.map([])
    try read(SourceOpening.open(path, options: options), work: chunkWork) { batch, mapped in
      try onBatch(batch, mapped as? Mapped ?? empty)
    }
  }

  func read(
    _ source: any ByteSource, onBatch: (TrajectoryBatch) throws -> Void
  ) throws {
    try read(source, work: .none) { batch, _ in try onBatch(batch) }
  }

  private func read(
    _ source: any ByteSource, work: ChunkWork,
    onBatch: (TrajectoryBatch, (any Sendable)?) throws -> Void
  ) throws {
    var reading = try SequentialReading(
      source, options: options, pieceSize: pieceSize, work: work)
    defer { reading.close() }
    var seen = 0
    while true {
      try Task.checkCancellation()
      guard let (batch, mapped) = try reading.nextBatch() else { break }
      // A stream that sends nothing for a while is asked again.
      if batch.isLast || batch.recordsSeen > seen || !batch.issues.isEmpty {
        try onBatch(batch, mapped)
      }
      seen = batch.recordsSeen
    }
    if let failure = reading.failure { throw failure }
  }

  /// Reads several files whole; one that cannot be read is noted and the others are read.
  ///
  /// - Throws: only `CancellationError`.
  public func readAll(paths: [String]) throws -> ReadingResult {
    var result = ReadingResult()
    for path in paths {
      var recordCount = 0
      do {
        try read(path: path) { batch in
          result.trajectories += batch.trajectories
          result.issues += batch.issues
          recordCount = batch.recordsSeen
        }
      } catch let error as FileError {
        result.fileErrors.append(error)
      }
      result.recordCount += recordCount
    }
    return result
  }
}
