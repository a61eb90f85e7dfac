import JSON
import Trajectories

/// The state of reading one file: from bytes to records, from records to trajectories.
struct FileReading {
  private let source: FileSource
  private let options: ReadingOptions
  private let parser = JSONParser()
  private var splitter: RecordSplitter
  private var format: (any TrajectoryFormat)?
  /// Records read before the format is known.
  private var waiting: [ParsedRecord] = []
  private var batch: TrajectoryBatch

  /// This many good records decide the format.
  private static let sniffedCount = 16
  /// At most this many keys are named when none is known.
  private static let namedKeys = 12

  init(_ source: FileSource, options: ReadingOptions) throws(FileError) {
    self.source = source
    self.options = options
    splitter = RecordSplitter(source.bytes, recordLimit: options.recordLimit)
    batch = TrajectoryBatch(file: source.path, byteCount: source.bytes.count)
    guard let name = options.format else { return }
    guard let named = TrajectoryFormats.named(name) else {
      throw FileError(path: source.path, reason: .noSuchFormat(name: name))
    }
    format = named
  }

  /// Reads on until `size` records or faults have been seen, or the file ends.
  mutating func nextBatch(size: Int) throws(FileError) -> TrajectoryBatch {
    batch.trajectories = []
    batch.issues = []
    for _ in 0..<size {
      guard let item = splitter.next() else {
        batch.isLast = true
        break
      }
      batch.bytesRead = item.range.upperBound
      if let record = parse(item) { try take(record) }
    }
    if batch.isLast {
      try settleFormat()
      batch.bytesRead = batch.byteCount
    }
    batch.recordsSeen = splitter.recordCount
    batch.format = format?.name
    batch.issues.sort { ($0.record, $0.byte) < ($1.record, $1.byte) }
    return batch
  }

  // MARK: Bytes to records

  private mutating func parse(_ item: RecordSplitter.Item) -> ParsedRecord? {
    let place = SourceRecord(
      file: source.path, line: item.line, record: item.record, byte: item.range.lowerBound,
      bytes: source.bytes[item.range])
    if let fault = item.fault {
      report(fault.reason, fault.remedy, at: fault.byteOffset - place.byte, in: place)
      return nil
    }
    do throws(JSONFault) {
      let parsed = try parser.parse(place.bytes)
      if let first = parsed.firstReplacement {
        report(
          parsed.replacements == 1
            ? "a sequence of bytes is not UTF-8"
            : "\(parsed.replacements) sequences of bytes are not UTF-8",
          "Shown as U+FFFD and exported as it stands; save the file as UTF-8.",
          at: first, in: place, severity: .warning)
      }
      return ParsedRecord(value: parsed.value, source: place)
    } catch {
      report(error.reason, error.remedy, at: error.byteOffset, in: place)
      return nil
    }
  }

  // MARK: Records to trajectories

  private mutating func take(_ record: ParsedRecord) throws(FileError) {
    if let format {
      read(record, as: format)
    } else {
      waiting.append(record)
      if waiting.count == FileReading.sniffedCount { try settleFormat() }
    }
  }

  private mutating func settleFormat() throws(FileError) {
    guard format == nil, !waiting.isEmpty else { return }
    let values = waiting.map(\.value)
    guard let found = TrajectoryFormats.sniff(values) else {
      throw FileError(path: source.path, reason: .unknownFormat(keys: keys(of: values)))
    }
    format = found
    for record in waiting { read(record, as: found) }
    waiting = []
  }

  private func keys(of values: [JSONValue]) -> [String] {
    var keys: [String] = []
    for member in values.flatMap({ $0.object?.members ?? [] }) where !keys.contains(member.key) {
      keys.append(member.key)
      if keys.count == FileReading.namedKeys { break }
    }
    return keys
  }

  private mutating func read(_ record: ParsedRecord, as format: any TrajectoryFormat) {
    var place = record.source
    place.format = format.name
    if let path = record.value.duplicatedPath(among: format.interpretedKeys) {
      let offset = JSONStructure.offsetOfDuplicate(of: path, in: place.bytes) ?? 0
      report(
        "the key `\(path.joined(separator: "."))` occurs twice",
        "Readers disagree on which one counts: keep one.", at: offset, in: place)
      return
    }
    do throws(RecordFault) {
      let reading = try format.read(
        ParsedRecord(value: record.value, source: place), splitting: options.splitting)
      batch.trajectories += reading.trajectories.map(withIdentifier)
      for fault in reading.faults { report(fault, in: place) }
    } catch {
      report(error, in: place)
    }
  }

  /// A trajectory whose format gave it no identifier gets its place: `gsm8k-17`, from 0.
  private func withIdentifier(_ trajectory: Trajectory) -> Trajectory {
    guard trajectory.id.isEmpty else { return trajectory }
    var named = trajectory
    let record = ParsedRecord(value: .null, source: trajectory.source)
    named.id = record.identifier([]) + (trajectory.source.candidate.map { "-\($0)" } ?? "")
    return named
  }

  // MARK: Issues

  private mutating func report(_ fault: RecordFault, in place: SourceRecord) {
    report(
      fault.reason, fault.remedy,
      at: JSONStructure.nearestOffset(to: fault.path, in: place.bytes), in: place,
      severity: fault.severity)
  }

  /// Adds an issue; `offset` counts from the first byte of the record.
  private mutating func report(
    _ reason: String, _ remedy: String, at offset: Int, in place: SourceRecord,
    severity: RecordIssue.Severity = .bad
  ) {
    let end = min(max(place.byte + offset, place.byte), source.bytes.count)
    batch.issues.append(
      RecordIssue(
        severity: severity, file: place.file,
        line: place.line + source.bytes[place.byte..<end].lineFeedCount, byte: end,
        record: place.record, reason: reason, remedy: remedy))
  }
}
