import Trajectories

/// Consecutive records of a file with their bytes in memory; valid only inside the call that
/// received it.
///
/// The single records are located at the first question, so that skipping a whole block costs only
/// reading its bytes.
public final class RecordBlock {
  /// The requested records, by number.
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

  /// Bytes that hold all the records, whatever lies between them, and perhaps some neighbours.
  ///
  /// `JSONParser.padding` more bytes may be read past the end. Empty for a single record that is
  /// too long.
  public var bytes: UnsafeBufferPointer<UInt8> { loaded.bytes }

  /// Where a record lies in ``bytes``; `nil` if it cannot be read.
  public func range(of record: Int) -> Range<Int>? {
    loaded.split(recordLimit: recordLimit)
    return records.contains(record) ? loaded.range(of: record) : nil
  }

  /// The record that holds the byte at `place` of ``bytes``, or the next one.
  ///
  /// The end of ``records`` if there is none. O(log records).
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
