import Annotations
import Trajectories

/// Sends each trajectory to the file of its part, and counts what became of it.
struct ExportWriter {
  private let format: any WritableTrajectoryFormat
  private let plan: ExportPlan
  /// Shape `(parts)`; one without a split.
  private let sinks: [RecordSink]
  private let output: OutputFiles
  private(set) var report: ExportReport
  /// Trajectories of an earlier run that need not be looked at again.
  private(set) var consumed = 0
  private var clock = CheckpointClock()

  /// - Throws: ``CommandFailure`` when an output cannot be made.
  init(
    format: any WritableTrajectoryFormat, plan: ExportPlan, output: OutputFiles, console: Console
  ) throws(CommandFailure) {
    self.format = format
    self.plan = plan
    self.output = output
    let paths = output.paths(split: plan.split)
    for path in paths {
      try OutputPlace.check(path, inputs: output.inputs, replaces: output.replaces)
    }
    let journal: ResumeJournal<ExportReport>? = output.journal(parts: paths.count)
    report = journal?.report ?? ExportReport(parts: paths.count)
    consumed = journal?.consumed ?? 0
    var sinks: [RecordSink] = []
    for (part, path) in paths.enumerated() {
      sinks.append(
        try output.sink(
          path, console: console, asArray: format.writesArray, bytes: journal?.bytes[part] ?? 0,
          records: journal?.records[part] ?? 0))
    }
    self.sinks = sinks
  }

  /// What becomes of trajectories, for threads that read them; ``write(_:)-([ExportOutcome])``
  /// takes it in order.
  var deciding: @Sendable ([Trajectory]) -> [ExportOutcome] {
    { [plan, format] trajectories in
      trajectories.map { ExportOutcome($0, plan: plan, format: format) }
    }
  }

  mutating func write(_ outcomes: [ExportOutcome]) throws(CommandFailure) {
    for outcome in outcomes {
      switch outcome {
      case .leftOut: report.countLeftOut()
      case .refused(let reason): report.countSkipped(reason)
      case .written(let record, let part, let isContested):
        guard let bytes = report.count(record, part: part) else { continue }
        if isContested { report.countContested() }
        try sinks[part].write(bytes)
      }
    }
  }

  /// Notes how many trajectories are done, about once a second, so that a later run can go on.
  mutating func note(consumed: Int) throws(CommandFailure) {
    self.consumed = consumed
    guard let resume = output.resume, let path = output.path, clock.isDue() else { return }
    var bytes: [Int] = []
    for sink in sinks { bytes.append(try sink.checkpoint()) }
    try ResumeJournal(
      command: resume, consumed: consumed, bytes: bytes, records: sinks.map(\.count),
      report: report
    ).save(beside: path)
  }

  /// All parts are on disk before the first takes its place.
  func finish() throws(CommandFailure) {
    for sink in sinks { try sink.prepare() }
    for sink in sinks { try sink.finish() }
    if output.resume != nil, let path = output.path {
      ResumeJournal<ExportReport>.remove(beside: path)
    }
  }
}

/// What became of one trajectory.
enum ExportOutcome: Sendable {
  case leftOut
  case refused(String)
  case written(WrittenRecord, part: Int, isContested: Bool)

  init(_ trajectory: Trajectory, plan: ExportPlan, format: any WritableTrajectoryFormat) {
    switch plan.decide(trajectory) {
    case .leftOut: self = .leftOut
    case .refused(let reason): self = .refused(reason)
    case .write(let export, let part, let isContested):
      self = .written(format.write(export), part: part, isContested: isContested)
    }
  }
}

/// Where an export goes.
struct OutputFiles {
  /// `nil` for standard output.
  var path: String?
  /// Files that are read, which it must not replace.
  var inputs: [String]
  /// Whether a file that stands there may be replaced.
  var replaces = false
  /// What was asked for, when an interrupted run may be continued.
  var resume: String?

  /// One path for each part of a split.
  func paths(split: QuestionSplit?) -> [String?] {
    guard let split, let path else { return [path] }
    return split.parts.indices.map { split.path(of: $0, output: path) }
  }

  /// How far an interrupted run of the same command came.
  func journal<Report: Codable>(parts: Int) -> ResumeJournal<Report>? {
    guard let resume, let path,
      let journal = ResumeJournal<Report>.load(beside: path, command: resume),
      journal.bytes.count == parts, journal.records.count == parts
    else { return nil }
    return journal
  }

  /// The sink of one part; the bytes and records of an earlier run stay in it.
  func sink(
    _ path: String?, console: Console, asArray: Bool, bytes: Int, records: Int
  ) throws(CommandFailure) -> RecordSink {
    if resume != nil, let path {
      return try RecordSink(
        continuing: path, console: console, asArray: asArray, bytes: bytes, records: records)
    }
    return try RecordSink(path: path, console: console, asArray: asArray)
  }
}
