import Synchronization
import Trajectories

extension TrajectoryFile {
  /// Hands out the blocks that together hold `records`, each of about a megabyte, on `workers`
  /// threads.
  ///
  /// - Parameters:
  /// - records: numbers; those not assigned yet are ignored.
  /// - workers: the calling thread is one of them.
  /// - backward: begins at the last block.
  /// - isCancelled: asked before each block, on any of the threads.
  /// - body: called in nearly but not exactly the given order, with the number of the worker from
  ///   0; never twice at a time for the same worker. If it returns `false`, no later block (in the
  ///   given direction) is begun, and all earlier ones are finished.
  /// - Throws: ``FileError`` if bytes cannot be read any more.
  /// - Returns: `false` if it was cancelled.
  @discardableResult
  public func forEachBlock(
    of records: Range<Int>, workers: Int = 2, backward: Bool = false,
    isCancelled: @Sendable () -> Bool = { false },
    _ body: @Sendable (RecordBlock, _ worker: Int) -> Bool
  ) throws(FileError) -> Bool {
    let records = records.clamped(to: 0..<progress.recordCount)
    guard !records.isEmpty else { return true }
    let spans = state.withLock { $0.index.spans(of: records, size: sizes.block) }
    let format = format
    let next = Atomic(0)
    // No span from this one on is begun.
    let end = Atomic(spans.count)
    let wasCancelled = Atomic(false)
    let failure = Mutex<FileError?>(nil)
    Workers.run(min(workers, spans.count)) { worker in
      readers.withReader(format, options.splitting) { reader in
        while true {
          let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard place < end.load(ordering: .relaxed) else { return }
          if isCancelled() {
            wasCancelled.store(true, ordering: .relaxed)
            return end.store(0, ordering: .relaxed)
          }
          do throws(FileError) {
            let loaded = try LoadedSpan(
              spans[backward ? spans.count - 1 - place : place], from: source)
            let block = RecordBlock(
              loaded, records: records, reader: reader, path: path,
              recordLimit: options.recordLimit)
            if !body(block, worker) { end.min(place, ordering: .relaxed) }
          } catch {
            failure.withLock { if $0 == nil { $0 = error } }
            end.store(0, ordering: .relaxed)
          }
        }
      }
    }
    if let error = failure.withLock(\.self) { throw error }
    return !wasCancelled.load(ordering: .relaxed)
  }
}
