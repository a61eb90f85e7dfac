import Annotations
import Queries
import Drawing
import Scoring
import Survival
import Trajectories

/// `misstep score`: native JSONL with a model's figures beside every record.
package struct ScoreCommand {
  package var input: TrajectoryInput
  package var model: any RewardModel
  package var rule: PredictionRule?
  /// `nil` for standard output.
  package var output: String?
  package var labels: LabelStoreLocation
  /// `nil` for all.
  package var query: Query?
  /// Keeps what an interrupted run wrote, and goes on with it.
  package var resumes: Bool
  /// Whether a file that stands where the output goes is replaced.
  package var replaces: Bool

  package init(
    input: TrajectoryInput, model: any RewardModel, rule: PredictionRule?, output: String?,
    labels: LabelStoreLocation = .memory, query: Query? = nil, resumes: Bool = false,
    replaces: Bool = false
  ) {
    self.input = input
    self.model = model
    self.rule = rule
    self.output = output
    self.labels = labels
    self.query = query
    self.resumes = resumes
    self.replaces = replaces
  }

  /// Counts that an interrupted run keeps.
  private struct Report: Codable {
    var scored = 0
    var unscored = UnscoredTally()
    var filtered = 0
  }

  /// Scores in the batches that the model likes best, keeping the order of the files.
  package func run(console: Console) throws -> ExitStatus {
    try OutputPlace.check(output, inputs: input.files, replaces: replaces)
    let filter = try whereFilter()
    let place = try outputFiles()
    let journal: ResumeJournal<Report>? = place.journal(parts: 1)
    let sink = try place.sink(
      output, console: console, asArray: false, bytes: journal?.bytes.first ?? 0,
      records: journal?.records.first ?? 0)
    var report = journal?.report ?? Report()
    let earlier = journal?.consumed ?? 0
    if earlier > 0 {
      console.say(
        "going on after " + NumberText.counted(earlier, "trajectory", plural: "trajectories"))
    }
    var issues = IssueTally()
    var progress = Progress("scoring", unit: "MB", console: console)
    var clock = CheckpointClock()
    var seen = 0
    var sample: [Trajectory] = []
    let rule = rule
    let ending = try input.forEachScored(filter: filter, model: model, after: earlier) {
      (Self.records($0, $1, rule: rule), Array($0.prefix(Self.sampleSize)))
    } _: { batch, mapped in
      issues.add(batch.issues)
      seen += mapped.total
      progress.update(done: batch.bytesRead >> 20, total: batch.byteCount >> 20)
      guard seen > earlier else { return }
      guard seen - mapped.total >= earlier else { throw ResumeFailure.mismatch(output) }
      report.filtered += mapped.filtered
      report.unscored.add(mapped.unjudged)
      sample += mapped.value.1.prefix(Self.sampleSize - sample.count)
      try write(mapped.value.0, into: sink, &report)
      if let resume = place.resume, let output, clock.isDue() {
        try ResumeJournal(
          command: resume, consumed: seen, bytes: [try sink.checkpoint()], records: [sink.count],
          report: report
        ).save(beside: output)
      }
    }
    try sink.finish()
    if place.resume != nil, let output { ResumeJournal<Report>.remove(beside: output) }
    progress.finish()
    sayPrecision(on: sample, console)
    return console.report(ending.failures) ?? Self.say(report, issues, console)
  }

  private func write(
    _ records: [Record], into sink: RecordSink, _ report: inout Report
  ) throws(CommandFailure) {
    for record in records {
      switch record {
      case .scored(let bytes):
        report.scored += 1
        try sink.write(bytes)
      case .unscored(let reason): report.unscored.add(reason)
      }
    }
  }

  /// What is written of one trajectory.
  private enum Record: Sendable {
    case scored([UInt8])
    case unscored(String)
  }

  private static func records(
    _ trajectories: [Trajectory], _ outcomes: [ScoringOutcome], rule: PredictionRule?
  ) -> [Record] {
    zip(trajectories, outcomes).map { trajectory, outcome in
      switch outcome {
      case .success(let score):
        let record = ExportTrajectory(trajectory: trajectory, scores: score.json(by: rule))
        return TrajectoryFormats.native.write(record).bytes.map { .scored($0) }
          ?? .unscored("\(trajectory.id) cannot be written")
      case .failure(let error): return .unscored(error.description)
      }
    }
  }

  private func whereFilter() throws -> TrajectoryFilter? {
    guard let query else { return nil }
    return try TrajectoryFilter(query, store: labels.openExisting(), model: model, rule: rule)
  }

  private func outputFiles() throws(CommandFailure) -> OutputFiles {
    guard resumes else { return OutputFiles(path: output, inputs: input.files) }
    guard output != nil else {
      throw CommandFailure(.usage, "--resume goes on with a file: name it with -o.")
    }
    let words = ["score", model.identity, rule?.description ?? "", query?.source ?? ""]
    return OutputFiles(
      path: output, inputs: input.files,
      resume: (words + [input.fingerprint]).joined(separator: "|"))
  }

  /// Trajectories on which a coarse precision is compared with float32.
  private static let sampleSize = 8

  /// Says what the model's precision does to the figures, where that is worth knowing.
  private func sayPrecision(on sample: [Trajectory], _ console: Console) {
    let threads = WorkerThreads("precision", count: 1, givesWay: false)
    defer { threads.close() }
    let model = model
    let note = threads.waitFor { () async -> Result<String?, RequestFailure> in
      do throws(RequestFailure) {
        return .success(try await model.precisionNote(on: sample))
      } catch {
        return .failure(error)
      }
    }
    switch note {
    case .success(let note): if let note { console.say(note) }
    case .failure(let failure):
      console.say("the effect of the model's precision could not be measured: \(failure)")
    }
  }

  private static func say(
    _ report: Report, _ issues: IssueTally, _ console: Console
  ) -> ExitStatus {
    console.report(issues)
    for reason in report.unscored.reasons { console.say("not scored: \(reason)") }
    let leftOut = issues.bad + report.unscored.count
    let scored = NumberText.counted(report.scored, "trajectory", plural: "trajectories")
    console.say("scored \(scored), left out \(leftOut)")
    if report.filtered > 0 {
      console.say("passed over \(report.filtered): not asked for by --where")
    }
    return leftOut == 0 ? .done : .badData
  }
}
