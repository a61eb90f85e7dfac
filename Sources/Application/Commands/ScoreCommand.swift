import Annotations
import Queries
import Checkpoints
import Drawing
import Scoring
import ScoreCache
import Survival
import Trajectories
import Transformer

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
    var unscored = 0
    var filtered = 0
    /// The first few reasons.
    var reasons: [String] = []
  }

  /// Scores batch by batch on every processor, keeping the order of the files.
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
    let (model, rule) = (model, rule)
    let failures = try input.forEachMapped(filter: filter) { trajectories in
      // A model that keeps every processor busy is asked by one thread only, below.
      model.asking == .oneByOne
        ? (Self.outcomes(trajectories, model: model, rule: rule), []) : ([], trajectories)
    } _: { batch, mapped in
      issues.add(batch.issues)
      seen += mapped.total
      progress.update(done: batch.bytesRead >> 20, total: batch.byteCount >> 20)
      guard seen > earlier else { return }
      guard seen - mapped.total >= earlier else { throw ResumeFailure.mismatch(output) }
      report.filtered += mapped.total - mapped.kept
      let rest = Self.outcomes(mapped.value.1, model: model, rule: rule)
      try model.requireAble()
      sample += mapped.value.1.prefix(Self.sampleSize - sample.count)
      try write(mapped.value.0 + rest, into: sink, &report)
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
    Self.sayEffect(of: model, on: sample, console)
    return console.report(failures) ?? Self.say(report, issues, console)
  }

  private func write(
    _ outcomes: [Outcome], into sink: RecordSink, _ report: inout Report
  ) throws(CommandFailure) {
    for outcome in outcomes {
      switch outcome {
      case .record(let bytes):
        report.scored += 1
        try sink.write(bytes)
      case .unscored(let reason):
        report.unscored += 1
        if report.reasons.count < 20 { report.reasons.append(reason) }
      }
    }
  }

  private enum Outcome: Sendable {
    case record([UInt8])
    case unscored(String)
  }

  private static func outcomes(
    _ trajectories: [Trajectory], model: any RewardModel, rule: PredictionRule?
  ) -> [Outcome] {
    guard !trajectories.isEmpty else { return [] }
    let scores =
      model.asking == .oneByOne
      ? model.scores(of: trajectories) { false } ?? [] : scores(trajectories, model)
    return zip(trajectories, scores).map { trajectory, score in
      switch score {
      case .success(let score):
        let record = ExportTrajectory(trajectory: trajectory, scores: score.json(by: rule))
        return TrajectoryFormats.native.write(record).bytes.map { .record($0) }
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

  /// What 8-bit products do to the figures; the weights are loaded once more for it.
  private static func sayEffect(
    of model: any RewardModel, on sample: [Trajectory], _ console: Console
  ) {
    let inner = (model as? CachedModel)?.inner ?? model
    guard let checkpoint = inner as? CheckpointModel, !sample.isEmpty,
      checkpoint.description.precision == DecoderPrecision.int8.rawValue
    else { return }
    do throws(CheckpointModelError) {
      if let effect = try checkpoint.precisionEffect(on: sample) { console.say(effect.description) }
    } catch {
      console.say("the effect of int8 could not be measured: \(error.description)")
    }
  }

  private static func say(
    _ report: Report, _ issues: IssueTally, _ console: Console
  ) -> ExitStatus {
    console.report(issues)
    for reason in report.reasons { console.say("not scored: \(reason)") }
    let leftOut = issues.bad + report.unscored
    let scored = NumberText.counted(report.scored, "trajectory", plural: "trajectories")
    console.say("scored \(scored), left out \(leftOut)")
    if report.filtered > 0 {
      console.say("passed over \(report.filtered): not asked for by --where")
    }
    return leftOut == 0 ? .done : .badData
  }

  /// Shape `(trajectories.count)`, computed on every processor.
  static func scores(
    _ trajectories: [Trajectory], _ model: any RewardModel
  ) -> [Result<TrajectoryScore, ScoringError>] {
    guard case .batches(let size) = model.asking else {
      return trajectories.parallelMap(chunk: 16) { _, trajectory in
        Result { () throws(ScoringError) in try model.score(trajectory) }
      }
    }
    return stride(from: 0, to: trajectories.count, by: size).flatMap { start in
      let batch = Array(trajectories[start..<min(start + size, trajectories.count)])
      return model.scores(of: batch) { false } ?? []
    }
  }
}
