import Annotations
import Catalog
import Drawing
import JSON
import Labeling
import Queries
import Scoring
import Survival
import Trajectories
import TrajectoryFiles
import VisibleText

/// `misstep next`: which trajectories should be labelled first, as the inspector offers them.
package struct NextCommand {
  package var input: TrajectoryInput
  package var plan: LabelingPlan
  /// How many are listed.
  package var count: Int
  package var labels: LabelStoreLocation
  /// Not asked for a random order, unless the query is about figures.
  package var model: any RewardModel
  package var rule: PredictionRule?
  /// `nil` for all.
  package var query: Query?
  package var asJSON: Bool

  package init(
    input: TrajectoryInput, plan: LabelingPlan, count: Int, labels: LabelStoreLocation,
    model: any RewardModel, rule: PredictionRule? = nil, query: Query? = nil, asJSON: Bool = false
  ) {
    self.input = input
    self.plan = plan
    self.count = count
    self.labels = labels
    self.model = model
    self.rule = rule
    self.query = query
    self.asJSON = asJSON
  }

  /// What is told of a trajectory.
  private struct Place: Sendable {
    var id: String
    var file: String
    var line: Int
    var digest: TrajectoryDigest
  }

  /// What the reading threads make of one.
  private struct Seen: Sendable {
    var entry: LabelingQueue<Place>.Entry
    var isLabelled: Bool
  }

  /// - Returns: ``ExitStatus/badData`` if a record was bad or could not be scored.
  package func run(console: Console) throws -> ExitStatus {
    guard !plan.order.comparesModels else {
      throw CommandFailure(
        .usage,
        "The order 'disagreement' compares two models, which only the inspector does: --compare.")
    }
    var queue = LabelingQueue<Place>(plan, count: count)
    var unscored = UnscoredTally()
    var issues = IssueTally()
    let ending = try read(console) { batch, seen, failed in
      issues.add(batch.issues)
      unscored.add(failed)
      for one in seen { queue.add(one.entry, isLabelled: one.isLabelled) }
    }
    try tell(queue, console)
    console.report(issues)
    for reason in unscored.reasons { console.say("not scored: \(reason)") }
    return console.report(ending) ?? (issues.bad + unscored.count == 0 ? .done : .badData)
  }

  private func read(
    _ console: Console, _ body: (TrajectoryBatch, [Seen], UnscoredTally) throws -> Void
  ) throws -> TrajectoryInput.Ending {
    let store = try labels.openExisting()
    let filter = try query.map {
      try TrajectoryFilter($0, store: store, model: model, rule: rule)
    }
    let work = try store.work()
    let order = plan.order
    var progress = Progress("reading", unit: "MB", console: console)
    defer { progress.finish() }
    return try input.forEachScored(filter: filter, model: order == .random ? nil : model) {
      trajectories, outcomes -> ([Seen], UnscoredTally) in
      var failed = UnscoredTally()
      let seen = trajectories.enumerated().map { place, trajectory in
        var score: TrajectoryScore?
        switch outcomes.indices.contains(place) ? outcomes[place] : nil {
        case .success(let known): score = known
        case .failure(let error): failed.add(error.description)
        case nil: break
        }
        return Self.seen(trajectory, score, order, work)
      }
      return (seen, failed)
    } _: { batch, mapped in
      var failed = mapped.unjudged
      failed.add(mapped.value.1)
      try body(batch, mapped.value.0, failed)
      progress.update(done: batch.bytesRead >> 20, total: batch.byteCount >> 20)
    }
  }

  private static func seen(
    _ trajectory: Trajectory, _ score: TrajectoryScore?, _ order: LabelingOrder,
    _ work: [TrajectoryDigest: [AnnotatorWork]]
  ) -> Seen {
    let digest = trajectory.digest
    let figures = score.map { QueryFigures($0, rule: nil, fileLabel: trajectory.label) }
    let priority = order.priority(
      of: LabelingFigures(
        entropy: figures?.entropy, noneProbability: figures?.noneProbability,
        outcome: trajectory.outcome, labelLogProbability: figures?.fileLabelLogProbability))
    let place = Place(
      id: trajectory.id, file: trajectory.source.file, line: trajectory.source.line, digest: digest)
    return Seen(
      entry: .init(
        item: place, priority: priority, key: digest.prefix,
        sketch: order.isDiverse ? TextSketch(of: trajectory) : nil),
      isLabelled: work[digest]?.latestVerdict != nil)
  }

  // MARK: Telling

  private func tell(_ queue: LabelingQueue<Place>, _ console: Console) throws {
    let first = queue.first
    if asJSON {
      try console.print(
        json: .members([
          ("order", .string(plan.order.rawValue)), ("random_share", .number(plan.randomShare)),
          ("labelled", JSONValue(queue.labelledCount)), ("unlabelled", JSONValue(queue.openCount)),
          (
            "random_sample",
            .members([
              ("below", .number(queue.sample.share)), ("labelled", JSONValue(queue.sample.count)),
            ])
          ),
          ("next", .array(first.map(Self.json))),
        ]))
      return
    }
    try console.print(
      lines: first.map { entry in
        let place = entry.item
        return VisibleText(place.id) + VisibleText("  \(place.file):\(place.line)")
      })
    let labelled = NumberText.count(queue.labelledCount)
    console.say(
      "\(first.count) of \(NumberText.count(queue.openCount)) without a verdict, \(labelled) with one: "
        + plan.order.words)
    let sample = queue.sample
    guard sample.count > 0 else { return }
    console.say(
      "\(NumberText.count(sample.count)) of the verdicts are a random sample: "
        + "--where 'random < \(sample.share)'")
  }

  private static func json(_ entry: LabelingQueue<Place>.Entry) -> JSONValue {
    let place = entry.item
    return .members([
      ("id", .string(place.id)), ("file", .string(place.file)), ("line", JSONValue(place.line)),
      ("digest", .string(place.digest.hexadecimal)),
      ("priority", entry.priority.isNaN ? .null : .number(entry.priority)),
      ("random", .number(RandomRank.share(of: place.digest))),
    ])
  }
}
