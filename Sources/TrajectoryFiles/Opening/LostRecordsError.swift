import Trajectories

/// A file was truncated or rewritten while open: its records are no longer what was read.
public struct LostRecordsError: Error, Equatable, Sendable {
  /// The path as the user gave it.
  public var path: String
  /// How many records can no longer be read; all of them if the file was rewritten.
  public var lost: Int
  /// The first lost record; all later ones are lost too.
  public var first: Int
  /// The line of the first lost record, from 1.
  public var line: Int
  /// How many bytes are left unchanged.
  public var byte: Int

  /// An error about the file at `path`, all of which is lost by default.
  public init(path: String, lost: Int, first: Int = 0, line: Int = 1, byte: Int = 0) {
    self.path = path
    self.lost = lost
    self.first = first
    self.line = line
    self.byte = byte
  }

  /// The same as an issue of the file, at the place where the loss begins.
  public var issue: RecordIssue {
    let records = lost == 1 ? "1 record was" : "\(lost) records were"
    let what = byte > 0 ? "cut" : "cut or written anew"
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return RecordIssue(
      severity: .bad, file: path, line: line, byte: byte, record: first,
      reason: "\(records) lost when \(name) was \(what)",
      remedy: "Put the file back as it was and open it again.")
  }
}

extension LostRecordsError: CustomStringConvertible {
  /// What happened and how to fix it, with the foreign path last.
  public var description: String {
    let records = lost == 1 ? "1 record is" : "\(lost) records are"
    return "\(records) lost, cut or changed while open; open it again: \(path)"
  }
}

extension TrajectoryFile {
  /// Records that can no longer be read as they were; `nil` while all can.
  ///
  /// A file that grew, or whose name another file has now, still holds all of them. Costs at most
  /// two small reads while nothing is lost, and then one more of what is left of a stretch.
  public var lostRecords: LostRecordsError? {
    guard let left = source.bytesLeftAfterLoss else { return nil }
    let (count, cut) = state.withLock { state in
      let count = state.index.end.record
      let spans = state.index.spans(of: 0..<count, size: 0)
      return (count, spans.first { $0.bytes.upperBound > left })
    }
    guard let cut else { return nil }
    var loss = LostRecordsError(
      path: path, lost: count - cut.records.lowerBound, first: cut.records.lowerBound,
      line: cut.start.line, byte: left)
    if left > cut.bytes.lowerBound, let rest = try? LoadedSpan(cut, from: source) {
      rest.split(recordLimit: options.recordLimit)
      loss.first += rest.intactRecords
      loss.lost -= rest.intactRecords
      loss.line += rest.bytes.count { $0 == UInt8(ascii: "\n") }
    }
    return loss.lost > 0 ? loss : nil
  }

  /// Refuses a file with ``lostRecords``.
  public func checkIsWhole() throws(LostRecordsError) {
    if let loss = lostRecords { throw loss }
  }
}
