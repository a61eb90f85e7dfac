import Annotations
import Trajectories

/// `misstep export`: corrected data sets, and conversion between formats.
package struct ExportCommand {
  package var input: TrajectoryInput
  package var labels: LabelStoreLocation
  /// Name of a writable format.
  package var format: String
  /// `nil` for standard output.
  package var output: String?
  package var only: ExportSelection
  /// Such as `train=0.9,test=0.1`; `nil` writes one file.
  package var split: String?
  package var seed: UInt64

  package init(
    input: TrajectoryInput, labels: LabelStoreLocation, format: String, output: String?,
    only: ExportSelection = .all, split: String? = nil, seed: UInt64 = 0
  ) {
    self.input = input
    self.labels = labels
    self.format = format
    self.output = output
    self.only = only
    self.split = split
    self.seed = seed
  }

  /// - Returns: ``ExitStatus/badData`` if any record was left out because it is bad.
  package func run(console: Console) throws -> ExitStatus {
    let split = try questionSplit()
    let work = try labels.openExisting().work()
    var writer = try ExportWriter(
      format: try writableFormat(), plan: ExportPlan(selection: only, split: split, work: work),
      output: OutputFiles(path: output, inputs: input.files), console: console)
    var issues: [RecordIssue] = []
    var progress = Progress("exporting", unit: "trajectories", console: console)
    let failures = try input.forEachBatch { batch in
      issues += batch.issues
      try writer.write(batch.trajectories)
      progress.update(done: writer.report.written, total: 0)
    }
    progress.finish()
    let report = writer.report
    try writer.finish()
    console.report(issues)
    for line in report.lines(split: split) { console.say(line) }
    let bad = issues.count { $0.severity == .bad }
    if bad > 0 { console.say("left out \(bad): bad records") }
    return console.report(failures) ?? (bad == 0 ? .done : .badData)
  }

  /// Writes trajectories that are already in memory, for `:export`.
  ///
  /// - Returns: a line that says what was written.
  func write(_ trajectories: [Trajectory], verdicts store: any AnnotationStore) throws -> String {
    let plan = ExportPlan(selection: only, split: nil, work: try store.work())
    var writer = try ExportWriter(
      format: try writableFormat(), plan: plan,
      output: OutputFiles(path: output, inputs: input.files, replacing: .refused),
      console: Console())
    try writer.write(trajectories)
    let report = writer.report
    try writer.finish()
    return report.lines().joined(separator: ", ")
  }

  private func questionSplit() throws(CommandFailure) -> QuestionSplit? {
    guard let split else { return nil }
    do {
      return try QuestionSplit(split, seed: seed)
    } catch {
      throw CommandFailure(.usage, error.description)
    }
  }

  private func writableFormat() throws(CommandFailure) -> any WritableTrajectoryFormat {
    let formats = TrajectoryFormats.writable
    guard let found = formats.first(where: { $0.name == format }) else {
      let names = formats.map(\.name).joined(separator: ", ")
      throw CommandFailure(.usage, "'\(format)' cannot be written. Formats to write are \(names).")
    }
    return found
  }
}

/// Sends each trajectory to the file of its part, and counts what became of it.
private struct ExportWriter {
  private let format: any WritableTrajectoryFormat
  private let plan: ExportPlan
  /// Shape `(parts)`; one without a split.
  private let sinks: [RecordSink]
  private(set) var report: ExportReport

  init(
    format: any WritableTrajectoryFormat, plan: ExportPlan, output: OutputFiles, console: Console
  ) throws(CommandFailure) {
    self.format = format
    self.plan = plan
    var sinks: [RecordSink] = []
    for path in output.paths(split: plan.split) {
      try OutputPlace.check(path, inputs: output.inputs, replacing: output.replacing)
      sinks.append(try RecordSink(path: path, console: console, asArray: format.writesArray))
    }
    self.sinks = sinks
    report = ExportReport(parts: sinks.count)
  }

  mutating func write(_ trajectories: [Trajectory]) throws(CommandFailure) {
    for trajectory in trajectories {
      switch plan.decide(trajectory) {
      case .leftOut: report.countLeftOut()
      case .refused(let reason): report.countSkipped(reason)
      case .write(let export, let part):
        if let bytes = report.count(format.write(export), part: part) {
          try sinks[part].write(bytes)
        }
      }
    }
  }

  /// All parts are on disk before the first takes its place.
  func finish() throws(CommandFailure) {
    for sink in sinks { try sink.prepare() }
    for sink in sinks { try sink.finish() }
  }
}

/// Where an export goes.
private struct OutputFiles {
  /// `nil` for standard output.
  var path: String?
  /// Files that are read, which it must not replace.
  var inputs: [String]
  var replacing = OutputPlace.Replacing.allowed

  /// One path for each part of a split.
  func paths(split: QuestionSplit?) -> [String?] {
    guard let split, let path else { return [path] }
    return split.parts.indices.map { split.path(of: $0, output: path) }
  }
}
