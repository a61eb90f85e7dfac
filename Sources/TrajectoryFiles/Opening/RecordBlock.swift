import Trajectories

/// Neighbouring records of a file, their bytes in memory; valid only where it was handed out.
///
/// Where the single records lie is found out at the first question, so a block that is skipped as a
/// whole costs no more than its bytes.
public final class RecordBlock {
  /// The records, by number; those that were asked for.
  public let records: Range<Int>
  private let loaded: LoadedSpan
  private let reader: RecordReader
  private let path: String
  private let recordLimit: Int

  init(
    _ loaded: LoadedSpan, records: Range<Int>, reader: RecordReader, path: String, recordLimit: Int
  ) {
    self.loaded = loaded
    self.records = records.clamped(to: loaded.span.records)
    self.reader = reader
    self.path = path
    self.recordLimit = recordLimit
  }

  /// Bytes that hold all the records, what stands between them, and perhaps some neighbours.
  ///
  /// Behind the last byte, `JSONParser.padding` more may be read. Empty for a single record that is
  /// too long to be read.
  public var bytes: UnsafeBufferPointer<UInt8> { loaded.bytes }

  /// Where a record lies in ``bytes``; `nil` when it cannot be read.
  public func range(of record: Int) -> Range<Int>? {
    loaded.split(recordLimit: recordLimit)
    return records.contains(record) ? loaded.range(of: record) : nil
  }

  /// The record that holds the byte at `place` of ``bytes``, or the next one behind it.
  ///
  /// The end of ``records`` when there is none. O(log records).
  public func record(at place: Int) -> Int {
    loaded.split(recordLimit: recordLimit)
    return min(max(loaded.record(at: place), records.lowerBound), records.upperBound)
  }

  /// Reads one record; with `keepsBytes` its trajectories carry a copy of the bytes they came from.
  public func outcome(of record: Int, keepsBytes: Bool = true) -> RecordOutcome {
    loaded.split(recordLimit: recordLimit)
    return loaded.outcome(of: record, path: path, keepsBytes: keepsBytes, with: reader)
  }
}
