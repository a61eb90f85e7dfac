import Queries
import Synchronization
import Trajectories
import TrajectoryFiles

extension TrajectoryCatalog {
  /// Hands out trajectories in the order of their indices, whole, with the bytes they came from.
  ///
  /// Read on both cores, some thousands at a time, past the cache of what is looked at; what cannot
  /// be read is left out, unless it could be before: a file that was cut or changed while it was open
  /// is an error, before the first call of `body` or behind the last one.
  /// - Parameters:
  ///   - filter: `nil` hands out all.
  ///   - now: seconds since 1970, for ages in the filter.
  ///   - isCancelled: asked every few milliseconds, from several threads; once true it stays so.
  ///   - body: called on this thread, with ascending indices.
  /// - Returns: `false` when cancelled.
  /// - Throws: ``LostRecordsError``, ``FileError``, or what `body` throws.
  @discardableResult
  public func forEach(
    where filter: Query? = nil, now: Double,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    _ body: (_ index: Int, Trajectory) throws -> Void
  ) throws -> Bool {
    let arrangement = Arrangement(filter: filter)
    guard let order = arrange(arrangement, now: now, isCancelled: isCancelled) else { return false }
    let contents = contents
    try contents.checkFilesAreWhole()
    var failure: FileError?
    for start in stride(from: 0, to: order.indices.count, by: Self.windowSize) {
      let end = min(start + Self.windowSize, order.indices.count)
      let window = IndexList.listed((start..<end).map { UInt32(order.indices[$0]) })
      let read = Mutex([Trajectory?](repeating: nil, count: window.count))
      let finished = contents.forEachTrajectory(
        of: window, keepsBytes: true, isCancelled: isCancelled, onFailure: { failure = $0 }
      ) { index, _, trajectory in
        guard let position = window.position(of: index) else { return }
        read.withLock { $0[position] = trajectory }
      }
      guard finished else { return false }
      if let failure {
        try contents.checkFilesAreWhole()
        throw failure
      }
      for (position, trajectory) in read.withLock({ $0 }).enumerated() {
        if let trajectory { try body(window[position], trajectory) }
      }
    }
    try contents.checkFilesAreWhole()
    return true
  }

  private static var windowSize: Int { 4096 }
}

extension CatalogContents {
  /// Refuses files that were cut or written anew while they were open.
  fileprivate func checkFilesAreWhole() throws(LostRecordsError) {
    for file in segments.files { try file.file.checkIsWhole() }
  }
}
