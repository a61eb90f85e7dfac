import Annotations
import Drawing
import Queries
import Scoring
import Selection
import Survival
import Trajectories
import TrajectoryFiles

/// `misstep select`: the best candidate of every question, as native JSONL.
package struct SelectCommand {
  package var input: TrajectoryInput
  package var rule: SelectionRule
  /// Asked only where the rule, or the query, is about figures.
  package var model: (any RewardModel)?
  /// Chooses among the first so many candidates of each question; `nil` among all.
  package var among: Int?
  /// `nil` for standard output.
  package var output: String?
  package var labels: LabelStoreLocation
  /// `nil` for all.
  package var query: Query?
  /// How the query reads predictions off curves.
  package var prediction: PredictionRule?
  /// Prints the summary as JSON; without an output, in place of the records.
  package var asJSON: Bool
  /// Whether a file that stands where the output goes is replaced.
  package var replaces: Bool

  package init(
    input: TrajectoryInput, rule: SelectionRule, model: (any RewardModel)? = nil,
    among: Int? = nil, output: String? = nil, labels: LabelStoreLocation = .memory,
    query: Query? = nil, prediction: PredictionRule? = nil, asJSON: Bool = false,
    replaces: Bool = false
  ) {
    self.input = input
    self.rule = rule
    self.model = model
    self.among = among
    self.output = output
    self.labels = labels
    self.query = query
    self.prediction = prediction
    self.asJSON = asJSON
    self.replaces = replaces
  }

  /// Whether the chosen are written anywhere.
  private var writes: Bool { output != nil || !asJSON }

  /// - Returns: ``ExitStatus/badData`` if a record was bad or could not be scored.
  package func run(console: Console) throws -> ExitStatus {
    try OutputPlace.check(output, inputs: input.files, replaces: replaces)
    guard among.map({ $0 > 0 }) ?? true else {
      throw CommandFailure(.usage, "--among takes a number of candidates from 1.")
    }
    guard rule.aggregation == nil || model != nil else {
      throw CommandFailure(
        .usage, "The rule '\(rule.argument)' needs a model: name it with --model.")
    }
    let filter = try query.map {
      try TrajectoryFilter($0, store: labels.openExisting(), model: model, rule: prediction)
    }
    var gathered = GatheredCandidates(
      spool: LazySpool(
        folder: CacheFolder.standard, path: output ?? "standard output"))
    let run = try gather(into: &gathered, filter: filter, console: console)
    var report = SelectionReport(rule: rule, model: rule.aggregation == nil ? nil : model?.name)
    try choose(among: gathered, &report, console)
    report.badRecords = run.issues.bad
    report.unscored = gathered.unscored.count
    console.report(run.issues)
    for reason in gathered.unscored.reasons { console.say("not scored: \(reason)") }
    if asJSON { try console.print(json: report.json) }
    for line in report.lines { console.say(line) }
    if run.filtered > 0 { console.say("left out \(run.filtered): not asked for by --where") }
    return console.report(run.ending)
      ?? (run.issues.bad + report.unscored == 0 ? .done : .badData)
  }

  // MARK: Reading

  private struct Run {
    var issues = IssueTally()
    var filtered = 0
    var ending = TrajectoryInput.Ending()
  }

  private func gather(
    into gathered: inout GatheredCandidates, filter: TrajectoryFilter?, console: Console
  ) throws -> Run {
    var run = Run()
    var progress = Progress("reading", unit: "MB", console: console)
    let (aggregation, writes) = (rule.aggregation, writes)
    let scoring = aggregation != nil || filter?.needsFigures == true ? model : nil
    run.ending = try input.forEachScored(filter: filter, model: scoring) { trajectories, outcomes in
      trajectories.enumerated().map { place, trajectory in
        GatheredCandidates.Entry(
          trajectory, outcome: outcomes.indices.contains(place) ? outcomes[place] : nil,
          aggregation: aggregation, keepsRecord: writes)
      }
    } _: { batch, mapped in
      run.issues.add(batch.issues)
      run.filtered += mapped.filtered
      for entry in mapped.value { try gathered.add(entry) }
      progress.update(done: batch.bytesRead >> 20, total: batch.byteCount >> 20)
    }
    progress.finish()
    return run
  }

  // MARK: Choosing

  private func choose(
    among gathered: GatheredCandidates, _ report: inout SelectionReport, _ console: Console
  ) throws {
    let sink = writes ? try RecordSink(path: output, console: console) : nil
    for question in gathered.questions {
      let candidates = among.map { Array(question.candidates.prefix($0)) } ?? question.candidates
      let set = CandidateSet(candidates)
      let choice = set.choice(by: rule)
      report.add(set, choice)
      if let choice, let sink, let record = try gathered.record(choice.candidate, of: question) {
        try sink.write(record)
      }
    }
    report.comparison = gathered.comparison
    try sink?.finish()
  }
}
