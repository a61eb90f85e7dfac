import JSON
import Trajectories

/// Consecutive records on their way through the reader: cut out by one thread, read by another.
///
/// Owned by one thread at a time.
final class ReadingChunk: @unchecked Sendable {
  /// Records to read; their bytes are concatenated in ``bytes``.
  private(set) var records: [Place] = []
  private(set) var bytes: [UInt8] = []
  /// In file order, once read.
  var trajectories: [Trajectory] = []
  var issues: [RecordIssue] = []
  /// The result of mapping the trajectories on the reading thread.
  private(set) var mapped: (any Sendable)?
  /// What the batch will report about the file at this place.
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

  /// Takes over records that were waiting for the format.
  func takeRecords(of other: ReadingChunk) {
    for place in other.records {
      other.bytes[place.bytes].withUnsafeBufferPointer { add(place.item, $0) }
    }
    other.records = []
  }

  /// Reserves room for this many bytes, so that none is copied twice.
  func reserve(_ byteCount: Int) { bytes.reserveCapacity(byteCount) }

  /// Reads the records and maps their trajectories.
  func read(
    path: String, with reader: RecordReader,
    candidates: RecordWork<Int>.CandidateSearch? = nil,
    map: (@Sendable ([Trajectory]) -> any Sendable)? = nil
  ) {
    trajectories.reserveCapacity(records.count)
    // A copy of its own: otherwise both threads would contend for one reference count.
    let path = String(decoding: Array(path.utf8), as: UTF8.self)
    bytes.withUnsafeBufferPointer { pointer in
      var next = candidates.map { $0(pointer, 0) ?? pointer.count } ?? 0
      for place in records where next < place.bytes.upperBound {
        read(place, of: pointer, path: path, with: reader)
        if let candidates {
          next = candidates(pointer, place.bytes.upperBound) ?? pointer.count
        }
      }
    }
    records = []
    issues.sort { ($0.record, $0.byte) < ($1.record, $1.byte) }
    guard let map else { return }
    mapped = map(trajectories)
    trajectories = []
  }

  private func read(
    _ place: Place, of pointer: JSONBytes.Pointer, path: String, with reader: RecordReader
  ) {
    let source = SourceRecord(
      file: path, line: place.item.line, record: place.item.record,
      byte: place.item.range.lowerBound, bytes: bytes[place.bytes])
    var outcome = reader.read(
      UnsafeBufferPointer(rebasing: pointer[place.bytes]),
      padding: pointer.count - place.bytes.upperBound, source: source)
    // Most records hold one trajectory, which is moved; a sequence would be copied.
    if outcome.trajectories.count == 1, let only = outcome.trajectories.popLast() {
      trajectories.append(consume only)
    } else {
      trajectories += outcome.trajectories
    }
    if !outcome.issues.isEmpty { issues += outcome.issues }
  }
}
