import Algorithms
import JSON
import Trajectories

/// The bytes of some consecutive records in memory, and where each of them lies.
///
/// Used by one thread until ``split(recordLimit:)`` was called; constant afterwards.
final class LoadedSpan: @unchecked Sendable {
  let span: RecordSpan
  private let buffer: UnsafeMutableRawBufferPointer
  /// How many bytes are there; fewer than the span has if the file was truncated.
  private let available: Int
  private var places: [Place] = []
  private var faults: [Int: JSONFault] = [:]
  private var isSplit = false

  /// Relative to the span's first byte and line.
  private struct Place {
    var start: UInt32
    var end: UInt32
    var line: UInt32
  }

  /// Reads the span's bytes; of a truncated file, those that are left.
  ///
  /// - Throws: ``FileError``, also if the whole file is gone.
  init(_ span: RecordSpan, from source: any ByteSource) throws(FileError) {
    self.span = span
    let count = span.tooLong == nil ? span.bytes.count : 0
    buffer = .allocate(byteCount: count + JSONParser.padding, alignment: 64)
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
    UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).initializeMemory(
      as: UInt8.self, repeating: 0)
    do {
      available = try LoadedSpan.read(part, of: span, from: source)
    } catch {
      guard let left = source.bytesLeftAfterLoss, left > 0 else { throw error }
      let rest = part[..<max(0, min(left - span.bytes.lowerBound, count))]
      available = try LoadedSpan.read(
        UnsafeMutableRawBufferPointer(rebasing: rest), of: span, from: source)
    }
  }

  private static func read(
    _ part: UnsafeMutableRawBufferPointer, of span: RecordSpan, from source: any ByteSource
  ) throws(FileError) -> Int {
    guard try source.read(into: part, at: span.bytes.lowerBound).count == part.count else {
      throw FileError(path: source.path, reason: .changedWhileOpen)
    }
    return part.count
  }

  deinit { buffer.deallocate() }

  var byteCount: Int { buffer.count }

  /// All available bytes from the span's first on.
  var bytes: JSONBytes.Pointer {
    UnsafeBufferPointer(rebasing: buffer.bindMemory(to: UInt8.self)[..<available])
  }

  /// How many records are intact from the first on; all of them unless the file was truncated.
  var intactRecords: Int { places.count }

  // MARK: Splitting

  /// Locates the single records; O(bytes), at the first call.
  func split(recordLimit: Int) {
    guard !isSplit else { return }
    isSplit = true
    guard span.tooLong == nil else { return }
    places.reserveCapacity(span.records.count)
    var splitter = RecordSplitter(span.start, recordLimit: recordLimit)
    while places.count < span.records.count,
      case .item(let item) = splitter.next(in: bytes, isEnd: true)
    {
      guard !item.isBetweenRecords else { continue }
      let start = item.range.lowerBound - span.bytes.lowerBound
      // A record that ends where the file was truncated may have been longer.
      if available < span.bytes.count, start + item.range.count >= available { return }
      places.append(
        Place(
          start: UInt32(clamping: start), end: UInt32(clamping: start + item.range.count),
          line: UInt32(clamping: item.line - span.start.line)))
      if let fault = item.fault { faults[item.record] = fault }
    }
  }

  /// Where a record lies in ``bytes``; `nil` if the file changed and it is no longer there.
  func range(of record: Int) -> Range<Int>? {
    let place = record - span.records.lowerBound
    guard places.indices.contains(place) else { return nil }
    return Int(places[place].start)..<Int(places[place].end)
  }

  /// The first record that ends after `offset` of ``bytes``; the end if there is none.
  func record(at offset: Int) -> Int {
    span.records.lowerBound + places.partitioningIndex { Int($0.end) > offset }
  }

  // MARK: Reading

  /// Reads one record; with `keepsBytes` its trajectories carry a copy of their bytes.
  func outcome(
    of record: Int, path: String, keepsBytes: Bool, with reader: RecordReader
  ) -> RecordOutcome {
    var source = SourceRecord(file: path, line: span.start.line, record: record)
    if let tooLong = span.tooLong, let fault = tooLong.fault {
      (source.line, source.byte) = (tooLong.line, tooLong.range.lowerBound)
      return RecordOutcome(issues: [issue(fault, source)])
    }
    guard let range = range(of: record) else {
      source.byte = span.bytes.lowerBound
      let error = FileError(path: path, reason: .changedWhileOpen)
      return RecordOutcome(issues: [RecordIssue(error, at: source)])
    }
    source.line += Int(places[record - span.records.lowerBound].line)
    source.byte = span.bytes.lowerBound + range.lowerBound
    if let fault = faults[record] { return RecordOutcome(issues: [issue(fault, source)]) }
    let record = UnsafeBufferPointer(rebasing: bytes[range])
    if keepsBytes { source.bytes = Array(record)[...] }
    return reader.read(record, padding: buffer.count - range.upperBound, source: source)
  }

  private func issue(_ fault: JSONFault, _ source: SourceRecord) -> RecordIssue {
    let start = source.byte - span.bytes.lowerBound
    let offset = min(max(fault.byteOffset - span.bytes.lowerBound, start), bytes.count)
    let lineFeeds = offset > start ? bytes[start..<offset].count { $0 == JSONBytes.lineFeed } : 0
    return RecordIssue(fault, line: source.line + lineFeeds, source)
  }
}

extension RecordIssue {
  /// A fault found by a splitter in a record or between two.
  init(_ fault: JSONFault, line: Int, _ source: SourceRecord) {
    self.init(
      severity: .bad, file: source.file, line: line, byte: fault.byteOffset, record: source.record,
      reason: fault.reason, remedy: fault.remedy)
  }

  /// Why a record that was there can no longer be read.
  init(_ error: FileError, at source: SourceRecord) {
    self.init(
      severity: .bad, file: source.file, line: source.line, byte: source.byte,
      record: source.record, reason: error.what, remedy: error.remedy)
  }
}
