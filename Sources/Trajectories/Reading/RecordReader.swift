import JSON

/// Reads records one at a time: from bytes to trajectories and faults.
///
/// It reuses its parser and buffers, so one reader for many records is fast. It is not `Sendable`:
/// each thread makes its own.
public final class RecordReader {
  /// How the records are read; ``FormatSniffer`` finds it if it is not known.
  public let format: any TrajectoryFormat
  /// How formats that hold a response as one text split it into steps.
  public let splitting: StepSplitting

  /// Additional checks.
  public let checks: RecordChecks

  private let parser: JSONParser
  private let interpretedKeys: JSONKeyPaths
  private var unshownTexts: UnshownTexts?

  /// A reader for records of one format.
  public init(
    format: any TrajectoryFormat, splitting: StepSplitting = .automatic, checks: RecordChecks = []
  ) {
    self.format = format
    self.splitting = splitting
    self.checks = checks
    parser = JSONParser(checks.dialect)
    interpretedKeys = JSONKeyPaths(format.interpretedKeys)
    unshownTexts = checks.contains(.unshownTexts) ? UnshownTexts(format) : nil
  }

  /// Reads one record, which may lie anywhere in a larger buffer.
  ///
  /// Keeps nothing of `bytes`. `source` is the record's place; its `bytes` go into the trajectories
  /// as they are, so they may be empty if nobody exports; its `format` is filled in here. `padding`
  /// is how many bytes past the record may be read, whatever they hold: with at least
  /// ``JSONParser/padding`` of them, the record is parsed in place instead of from a copy. Linear
  /// in the record.
  public func read(
    _ bytes: UnsafeBufferPointer<UInt8>, padding: Int = 0, source: SourceRecord
  ) -> RecordOutcome {
    var source = source
    source.format = format.name
    do throws(JSONFault) {
      let document = try parser.document(bytes, padding: padding)
      let record = RecordView(value: document.root, source: source)
      var outcome = read(record, bytes)
      if document.firstReplacement != nil || !document.oddities.isEmpty {
        let place = RecordPlace(bytes: bytes, source: record.source)
        outcome.issues += document.oddities.map(place.odd)
        if let first = document.firstReplacement {
          outcome.issues.append(place.replaced(document.replacements, first: first))
        }
        outcome.issues.sort { $0.byte < $1.byte }
      }
      return outcome
    } catch {
      let place = RecordPlace(bytes: bytes, source: source)
      return RecordOutcome(issues: [place.issue(error.reason, error.remedy, at: error.byteOffset)])
    }
  }

  /// Reads the record that `source` holds.
  public func read(_ source: SourceRecord) -> RecordOutcome {
    source.bytes.withUnsafeBufferPointer { read($0, source: source) }
  }

  /// Most records have no fault; only those that do get a place.
  private func read(_ record: RecordView, _ bytes: UnsafeBufferPointer<UInt8>) -> RecordOutcome {
    func place() -> RecordPlace { RecordPlace(bytes: bytes, source: record.source) }
    if let path = record.value.duplicatedPath(among: interpretedKeys) {
      return RecordOutcome(issues: [place().duplicate(path)])
    }
    do throws(RecordFault) {
      var reading = try format.read(record, splitting: splitting)
      reading.nameNamelessTrajectories()
      reading.noteEmptySteps()
      if let faults = unshownTexts?.faults(in: record.value, of: reading.trajectories) {
        reading.faults += faults
      }
      let issues = reading.faults.isEmpty ? [] : place().issues(reading.faults)
      return RecordOutcome(trajectories: reading.trajectories, issues: issues)
    } catch {
      return RecordOutcome(issues: place().issues([error]))
    }
  }
}

extension RecordReading {
  /// A trajectory without an identifier of its own gets one from its place: `gsm8k-17`, from 0.
  fileprivate mutating func nameNamelessTrajectories() {
    for place in trajectories.indices where trajectories[place].id.isEmpty {
      let source = trajectories[place].source
      trajectories[place].id = source.placeName + (source.candidate.map { "-\($0)" } ?? "")
    }
  }

  /// Warns of steps without text; accesses trajectories in place, as copies cost time.
  fileprivate mutating func noteEmptySteps() {
    for place in trajectories.indices
    where trajectories[place].steps.contains(where: { !$0.utf8.holdsText }) {
      faults.append(Self.emptySteps(of: trajectories[place]))
    }
  }

  private static func emptySteps(of trajectory: Trajectory) -> RecordFault {
    let steps = trajectory.steps
    let empty = steps.indices.filter { !steps[$0].utf8.holdsText }.map { String($0 + 1) }
    let list = empty.prefix(8).joined(separator: ", ") + (empty.count > 8 ? ", …" : "")
    let name = empty.count == 1 ? "step \(list) has no text" : "steps \(list) have no text"
    let candidate = trajectory.source.candidate.map { " in response \($0 + 1)" } ?? ""
    return RecordFault(
      severity: .warning, reason: name + candidate,
      remedy: "Fill it in or remove it; if its text is in another member, name the --format.")
  }
}
