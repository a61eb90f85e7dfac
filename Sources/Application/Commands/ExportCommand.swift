import Annotations
import Catalog
import Drawing
import Foundation
import Queries
import Scoring
import Survival
import Trajectories
import TrajectoryFiles

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
  /// `nil` for all.
  package var query: Query?
  /// Asked only where the query is about figures.
  package var model: (any RewardModel)?
  package var rule: PredictionRule?
  /// Keeps what an interrupted run wrote, and goes on with it.
  package var resumes: Bool
  /// Whether a file that stands where the output goes is replaced.
  package var replaces: Bool
  /// Whether shares of right continuations are written in place of marks.
  package var writesSoftLabels = false

  package init(
    input: TrajectoryInput, labels: LabelStoreLocation, format: String, output: String?,
    only: ExportSelection = .all, split: String? = nil, seed: UInt64 = 0, query: Query? = nil,
    model: (any RewardModel)? = nil, rule: PredictionRule? = nil, resumes: Bool = false,
    replaces: Bool = false
  ) {
    self.input = input
    self.labels = labels
    self.format = format
    self.output = output
    self.only = only
    self.split = split
    self.seed = seed
    self.query = query
    self.model = model
    self.rule = rule
    self.resumes = resumes
    self.replaces = replaces
  }

  /// - Returns: ``ExitStatus/badData`` if any record was left out because it is bad.
  package func run(console: Console) throws -> ExitStatus {
    let split = try questionSplit()
    let store = try labels.openExisting()
    let filter = try query.map { try TrajectoryFilter($0, store: store, model: model, rule: rule) }
    var plan = ExportPlan(selection: only, split: split, work: try store.work())
    plan.writesSoftLabels = writesSoftLabels
    var writer = try ExportWriter(
      format: try writableFormat(), plan: plan,
      output: try outputFiles(), console: console)
    if writer.consumed > 0 {
      console.say(
        "going on after "
          + NumberText.counted(writer.consumed, "trajectory", plural: "trajectories"))
    }
    let run = try writeAll(&writer, filter: filter, console: console)
    let report = writer.report
    try writer.finish()
    console.report(run.issues)
    for line in report.lines(split: split) { console.say(line) }
    if run.filtered > 0 { console.say("left out \(run.filtered): not asked for by --where") }
    if run.issues.bad > 0 { console.say("left out \(run.issues.bad): bad records") }
    return console.report(run.ending) ?? (run.issues.bad == 0 ? .done : .badData)
  }

  private struct Run {
    var issues = IssueTally()
    var filtered = 0
    var ending = TrajectoryInput.Ending()
  }

  private func writeAll(
    _ writer: inout ExportWriter, filter: TrajectoryFilter?, console: Console
  ) throws -> Run {
    var run = Run()
    var progress = Progress("exporting", unit: "MB", console: console)
    var seen = 0
    let earlier = writer.consumed
    run.ending = try input.forEachMapped(filter: filter, map: writer.deciding) { batch, mapped in
      run.issues.add(batch.issues)
      seen += mapped.total
      run.filtered += mapped.filtered
      progress.update(done: batch.bytesRead >> 20, total: batch.byteCount >> 20)
      guard seen > earlier else { return }
      guard seen - mapped.total >= earlier else { throw ResumeFailure.mismatch(output) }
      try writer.write(mapped.value)
      try writer.note(consumed: seen)
    }
    progress.finish()
    return run
  }

  /// Writes everything that the inspector has open, for `:export`.
  ///
  /// - Returns: a line that says what was written.
  func write(
    all catalog: TrajectoryCatalog, verdicts store: any AnnotationStore
  ) throws -> String {
    let plan = ExportPlan(selection: only, split: nil, work: try store.work())
    var writer = try ExportWriter(
      format: try writableFormat(), plan: plan,
      output: OutputFiles(path: output, inputs: input.files, replaces: replaces),
      console: Console())
    let deciding = writer.deciding
    try catalog.forEach(now: Date().timeIntervalSince1970) { _, trajectory in
      try writer.write(deciding([trajectory]))
    }
    let report = writer.report
    try writer.finish()
    return report.lines().joined(separator: ", ")
  }

  private func outputFiles() throws(CommandFailure) -> OutputFiles {
    guard resumes else {
      return OutputFiles(path: output, inputs: input.files, replaces: replaces)
    }
    guard output != nil else {
      throw CommandFailure(.usage, "--resume goes on with a file: name it with -o.")
    }
    let soft = writesSoftLabels ? "soft labels" : ""
    let words = [
      "export", format, only.rawValue, split ?? "", "\(seed)", query?.source ?? "", soft,
    ]
    return OutputFiles(
      path: output, inputs: input.files, replaces: replaces,
      resume: (words + [input.fingerprint]).joined(separator: "|"))
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
