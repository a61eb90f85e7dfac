import Trajectories

/// One file on its way from bytes to batches, in file order.
struct SequentialReading: ~Copyable {
  private let source: any ByteSource
  private let options: ReadingOptions
  private let work: ChunkWork
  private var cutter: ChunkCutter
  private var pipeline: ReadingPipeline?
  private var size = SequentialReading.firstBatch
  private var isCut = false

  /// The first batch is a page; later ones are large, since each costs a message.
  private static let firstBatch = 64
  private static let laterBatch = 1024

  init(
    _ source: any ByteSource, options: ReadingOptions, pieceSize: Int, work: ChunkWork = .none
  ) throws(FileError) {
    self.work = work
    self.source = source
    self.options = options
    cutter = try ChunkCutter(source, options: options, pieceSize: pieceSize)
  }

  /// Why reading stopped before the end of the file.
  var failure: FileError? { cutter.failure }

  /// Ends the helper thread.
  func close() { pipeline?.close() }

  /// The next batch and its mapped trajectories; `nil` after the last one.
  ///
  /// Empty while a stream sends nothing.
  /// - Throws: ``FileError`` if no format recognizes the records.
  mutating func nextBatch() throws(FileError) -> (batch: TrajectoryBatch, mapped: (any Sendable)?)?
  {
    while !isCut, (pipeline?.count ?? 0) < ReadingPipeline.depth {
      let chunk = try cutter.next(size: size)
      isCut = chunk.isLast
      if pipeline == nil {
        guard let format = cutter.format else { return batch(chunk) }
        pipeline = ReadingPipeline(
          path: source.path, format: format, options: options, work: work)
      }
      pipeline?.add(chunk)
      // The first page does not wait, nor does what a stream has sent so far.
      let isFirst = size == SequentialReading.firstBatch
      size = SequentialReading.laterBatch
      if isFirst || chunk.isAllThereIs { break }
    }
    guard let chunk = pipeline?.takeFirst() else { return nil }
    return batch(chunk)
  }

  private func batch(
    _ chunk: ReadingChunk
  ) -> (batch: TrajectoryBatch, mapped: (any Sendable)?) {
    var batch = TrajectoryBatch(file: source.path, format: cutter.format?.name)
    batch.trajectories = chunk.trajectories
    batch.issues = chunk.issues
    batch.recordsSeen = chunk.recordsSeen
    batch.byteCount = source.storedSize
    batch.isLast = chunk.isLast
    batch.bytesRead =
      chunk.isLast && failure == nil ? batch.byteCount : source.storedBytes(before: chunk.offset)
    return (batch, chunk.mapped)
  }
}
