import Trajectories

/// Reads trajectory files of any format, a batch at a time, so that the first page need not wait.
///
/// Reading is synchronous and belongs beside the screen, in a task of its own. It ends early when
/// that task is cancelled or when `onBatch` throws.
public struct TrajectoryReader: Sendable {
  /// The same for every file read.
  public var options: ReadingOptions

  /// The first batch is a page; later ones are large, since each costs a message.
  private static let firstBatch = 64
  private static let laterBatch = 1024

  /// A reader without state of its own: one may read any number of files.
  public init(options: ReadingOptions = ReadingOptions()) { self.options = options }

  /// Reads one file; `-` is standard input.
  ///
  /// A file without records gives one empty batch; `isLast` is set on the last of each file.
  /// - Throws: ``FileError``; `CancellationError`; whatever `onBatch` throws.
  public func read(path: String, onBatch: (TrajectoryBatch) throws -> Void) throws {
    try read(FileSource(path: path, limit: options.fileLimit), onBatch: onBatch)
  }

  /// Reads bytes that are in memory; see ``read(path:onBatch:)``.
  public func read(_ source: FileSource, onBatch: (TrajectoryBatch) throws -> Void) throws {
    var reading = try FileReading(source, options: options)
    var size = TrajectoryReader.firstBatch
    while true {
      try Task.checkCancellation()
      let batch = try reading.nextBatch(size: size)
      try onBatch(batch)
      if batch.isLast { return }
      size = TrajectoryReader.laterBatch
    }
  }

  /// Reads several files whole; a file that cannot be read is noted and the others are read.
  ///
  /// - Throws: `CancellationError` only.
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
