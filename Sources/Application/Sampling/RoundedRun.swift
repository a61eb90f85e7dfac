import Transformer

/// A long run through a list of questions or trajectories, in rounds.
///
/// What is computed together decides the last bits of a figure. An interrupted run therefore goes on behind its last
/// whole round, where nothing was under way.
protocol RoundedRun {
  /// Counts that an interrupted run keeps.
  associatedtype Report: Codable
  /// The output and how far it is.
  var records: ResumableRecords<Report> { get set }
}

extension RoundedRun {
  /// Does all rounds that are left.
  ///
  /// - Parameters:
  ///   - size: of the list's members, how many a round has.
  ///   - total: how many there are.
  ///   - unit: what one is called, and many.
  ///   - isInterrupted: asked between rounds, and when a round was cancelled.
  ///   - round: does one and writes it.
  /// - Throws: ``CommandFailure`` when interrupted, with what is written kept for `--resume`.
  mutating func inRounds(
    of size: Int, total: Int, unit: (one: String, many: String), isInterrupted: () -> Bool,
    _ round: (inout Self, Range<Int>) throws -> Void
  ) throws {
    while records.done < total {
      let range = records.done..<min(records.done + max(1, size), total)
      do {
        try round(&self, range)
      } catch DecoderError.cancelled where isInterrupted() {
        throw records.stopped(of: total, unit.one, plural: unit.many)
      }
      try records.note(done: range.upperBound)
      if isInterrupted(), records.done < total {
        throw records.stopped(of: total, unit.one, plural: unit.many)
      }
    }
  }
}
