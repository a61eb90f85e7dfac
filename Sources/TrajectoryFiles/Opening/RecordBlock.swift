import Trajectories

/// Neighbouring records of a file, their bytes in memory; valid only where it was handed out.
///
/// Where the single records lie is found out at the first question, so a block that is skipped as a
/// whole costs no more than its bytes.
public final class RecordBlock {
  /// The records, by number.
  public let records: Range<Int>
  /// All their bytes and what stands between them. Behind the last one, `JSONParser.padding` more
  /// bytes may be read.
  public let bytes: UnsafeBufferPointer<UInt8>
  private let items: [RecordSplitter.Item]
  private let start: Int
  private let reader: RecordReader
  private let path: String

  init(
    records: Range<Int>, bytes: UnsafeBufferPointer<UInt8>, start: Int,
    items: [RecordSplitter.Item], reader: RecordReader, path: String
  ) {
    self.records = records
    self.bytes = bytes
    self.start = start
    self.items = items
    self.reader = reader
    self.path = path
  }

  /// Where a record lies in ``bytes``.
  public func range(of record: Int) -> Range<Int> {
    let range = items[record - records.lowerBound].range
    return range.lowerBound - start..<range.upperBound - start
  }

  /// The record that holds the byte at `place` of ``bytes``, or the next one behind it; the end of
  /// ``records`` when there is none. O(log records).
  public func record(at place: Int) -> Int {
    records.first { range(of: $0).upperBound > place } ?? records.upperBound
  }

  /// Reads one record; its trajectories carry the bytes they came from.
  public func outcome(of record: Int) -> RecordOutcome {
    let item = items[record - records.lowerBound]
    let range = range(of: record)
    let source = SourceRecord(
      file: path, line: item.line, record: record, byte: item.range.lowerBound,
      bytes: Array(bytes[range])[...])
    return reader.read(UnsafeBufferPointer(rebasing: bytes[range]), source: source)
  }
}
