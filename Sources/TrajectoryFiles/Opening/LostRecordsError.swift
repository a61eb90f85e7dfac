/// A file that was cut or written anew while it was open: its records are no longer what was read.
public struct LostRecordsError: Error, Equatable, Sendable {
  /// The path as the user gave it.
  public var path: String
  /// Records that can no longer be read, all of a file that was written anew.
  public var lost: Int

  /// An error about the file at `path`.
  public init(path: String, lost: Int) {
    self.path = path
    self.lost = lost
  }
}

extension LostRecordsError: CustomStringConvertible {
  /// What happened and how to mend it, the foreign path last.
  public var description: String {
    let records = lost == 1 ? "1 record is" : "\(lost) records are"
    return "\(records) lost, cut or changed while open; open it again: \(path)"
  }
}

extension TrajectoryFile {
  /// Refuses a file whose records can no longer be read as they were.
  ///
  /// One that grew, or whose name another file has now, still holds all of them. Costs two small
  /// readings at most.
  public func checkIsWhole() throws(LostRecordsError) {
    guard let left = source.bytesLeftAfterLoss else { return }
    let lost = state.withLock { state in
      let count = state.index.end.record
      let spans = state.index.spans(of: 0..<count, size: 0)
      let first = spans.first { $0.bytes.upperBound > left }?.records.lowerBound ?? count
      return count - min(first, count)
    }
    throw LostRecordsError(path: path, lost: lost)
  }
}
