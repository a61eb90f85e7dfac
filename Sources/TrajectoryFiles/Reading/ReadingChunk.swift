import JSON
import Trajectories

/// Neighbouring records on their way through the reader: cut out by one thread, read by another.
///
/// In the hands of one thread at a time.
final class ReadingChunk: @unchecked Sendable {
  /// Records to read, their bytes one behind the other in ``bytes``.
  private(set) var records: [Place] = []
  private(set) var bytes: [UInt8] = []
  /// In file order once it is read.
  var trajectories: [Trajectory] = []
  var issues: [RecordIssue] = []
  /// What the batch will say of the file at this place.
  var recordsSeen = 0
  var offset = 0
  var isLast = false
  /// Whether the source had no more when the chunk was cut.
  var isAllThereIs = false

  struct Place {
    var item: RecordSplitter.Item
    var bytes: Range<Int>
  }

  var byteCount: Int { bytes.count }

  func add(_ item: RecordSplitter.Item, _ record: JSONBytes.Pointer) {
    let start = bytes.count
    bytes.append(contentsOf: record)
    records.append(Place(item: item, bytes: start..<bytes.count))
  }

  /// Takes over records that wait for the format to be known.
  func takeRecords(of other: ReadingChunk) {
    for place in other.records {
      other.bytes[place.bytes].withUnsafeBufferPointer { add(place.item, $0) }
    }
    other.records = []
  }

  /// Reads the records; what is found goes before nothing that was there.
  func read(path: String, with reader: RecordReader) {
    trajectories.reserveCapacity(records.count)
    for place in records {
      let source = SourceRecord(
        file: path, line: place.item.line, record: place.item.record,
        byte: place.item.range.lowerBound, bytes: bytes[place.bytes])
      let outcome = bytes.withUnsafeBufferPointer {
        reader.read(
          UnsafeBufferPointer(rebasing: $0[place.bytes]),
          padding: $0.count - place.bytes.upperBound,
          source: source)
      }
      trajectories += outcome.trajectories
      if !outcome.issues.isEmpty { issues += outcome.issues }
    }
    records = []
    issues.sort { ($0.record, $0.byte) < ($1.record, $1.byte) }
  }
}
