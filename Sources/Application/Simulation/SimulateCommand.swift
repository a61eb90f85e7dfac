import BuiltIn
import Evaluation
import JSON
import Labeling
import Reporting
import Scoring
import Survival
import Synchronization
import Trajectories
import VisibleText

/// `misstep simulate`: labels a labelled set once more, in several orders, and tells what each was worth.
package struct SimulateCommand {
  /// Files, labels and filter; the first model learns, a second one disagrees with it.
  package var request: EvaluationRequest
  package var orders: [LabelingOrder]
  /// Each splits and starts in another way.
  package var seeds: [UInt64]
  package var settings: LabelingSimulation.Settings
  /// The F1 to be reached; `nil` for what chance reaches with half of the labels.
  package var target: Double?
  /// Whether the built-in model forgets what it knows.
  package var fromScratch: Bool

  package init(
    _ request: EvaluationRequest, orders: [LabelingOrder] = Self.usualOrders,
    seeds: [UInt64] = [1, 2, 3, 4, 5], settings: LabelingSimulation.Settings = .init(),
    target: Double? = nil, fromScratch: Bool = false
  ) {
    self.request = request
    self.orders = orders
    self.seeds = seeds
    self.settings = settings
    self.target = target
    self.fromScratch = fromScratch
  }

  /// Those that any labelled file can be replayed by; ``LabelingOrder/noise`` is about labels that are there.
  package static let usualOrders: [LabelingOrder] = [
    .random, .uncertain, .informative, .disagreement, .convincing,
  ]

  /// The names in a list with commas.
  ///
  /// - Throws: ``CommandFailure`` for a name that is no order, or none that can be replayed.
  package static func orders(_ list: String) throws(CommandFailure) -> [LabelingOrder] {
    var orders: [LabelingOrder] = [.random]
    for name in list.split(separator: ",").map({ $0.filter { $0 != " " } }) {
      guard let order = LabelingOrder(rawValue: name), usualOrders.contains(order) else {
        let names = usualOrders.map(\.rawValue).joined(separator: ", ")
        let why = name == "noise" ? " It orders labels that exist, and here they are hidden." : ""
        throw CommandFailure(
          .usage, "--orders: '\(name)' cannot be replayed.\(why) Write some of \(names).")
      }
      if !orders.contains(order) { orders.append(order) }
    }
    return orders
  }

  /// Reads, labels, and prints the figures.
  package func run(console: Console) throws -> ExitStatus {
    let set = try JointSet<Trajectory>(request, console: console) { trajectory, judged in
      guard let label = judged.label, label.isWithin(judged.score.curve.stepCount),
        judged.score.curve.stepCount > 0
      else { return nil }
      var kept = copy trajectory
      kept.source.bytes = []
      // The label that counts, which may be a verdict.
      kept.label = .known(label)
      return kept
    }
    let cases = set.cases.first ?? []
    try check(cases)
    let simulation = simulation(of: set)
    let curves = try replay(simulation, cases, set.extras, console)
    let figures = SimulationFigures(curves, target: target)
    let subject = SimulationSubject(
      evaluation: request.subject(set), simulation: simulation, seeds: seeds, rule: rule,
      fitting: fitting, before: before(simulation, cases))
    return try answer(SimulationReport(figures: figures, subject: subject), of: set, console)
  }

  private func answer(
    _ report: SimulationReport, of set: JointSet<Trajectory>, _ console: Console
  ) throws -> ExitStatus {
    let status = try request.answer(
      "simulate", report.report, report.members, of: set, console: console)
    if !request.asJSON {
      try console.print(lines: [.empty] + TextChart.lines(of: report.chart))
    }
    return status
  }

  /// The rule that predictions are read off by, before and after fitting.
  private var rule: PredictionRule { request.rule ?? request.models.first?.rule ?? .map }

  /// What is fitted, in words.
  private var fitting: VisibleText {
    guard request.models.first is BuiltInModel else {
      return "a factor and a bias of its logits, as its weights stay"
    }
    return fromScratch
      ? "all weights of the built-in model, from scratch"
      : "all weights of the built-in model, pulled towards those it has"
  }

  // MARK: The set

  private func check(_ cases: [EvaluationCase]) throws(CommandFailure) {
    guard cases.first?.score.kind != .orm else {
      throw CommandFailure(
        .usage,
        "\(request.models[0].name) judges the whole and no step. Take a model that judges steps.")
    }
    let questions = Set(cases.map(\.question)).count
    let right = cases.count { $0.label == .noError }
    guard questions > 3, right > 0, right < cases.count else {
      throw CommandFailure(
        .badData,
        "Labelling can be replayed on trajectories that are labelled, right and wrong ones of several "
          + "questions, and scored step by step. Found: \(cases.count), \(right) of them right, of "
          + "\(questions) questions.")
    }
    if fromScratch, !(request.models.first is BuiltInModel) {
      throw CommandFailure(
        .usage, "--from-scratch fits the built-in model anew. Leave it out, or --model.")
    }
    if orders.contains(.convincing), !cases.contains(where: { $0.outcome == false }) {
      throw CommandFailure(
        .badData,
        "The order 'convincing' takes wrong answers, and the files say of none that it is wrong. "
          + "Leave it out of --orders.")
    }
  }

  private func simulation(of set: JointSet<Trajectory>) -> LabelingSimulation {
    let cases = set.cases.first ?? []
    let trajectories = zip(cases, set.extras).compactMap { judged, trajectory in
      judged.label.map {
        SimulatedTrajectory(
          question: judged.question, label: $0, outcome: judged.outcome,
          key: trajectory.digest.prefix, sketch: TextSketch(of: trajectory))
      }
    }
    var settings = settings
    settings.rule = rule
    return LabelingSimulation(
      trajectories, second: set.cases.last?.map(\.score.curve), settings: settings)
  }

  /// F1 of the model as it is, on the parts that the seeds hold out.
  private func before(
    _ simulation: LabelingSimulation, _ cases: [EvaluationCase]
  ) -> LearningCurve.Spread? {
    LearningCurve.Spread(
      seeds.compactMap { seed in
        let held = simulation.split(seed: seed).heldOut.map { cases[$0] }
        return
          (try? ProcessBenchScore(
            labels: held.compactMap(\.label),
            predictions: held.map { $0.score.firstError(by: rule) }))?
          .f1
      })
  }

  // MARK: Labelling

  private func replay(
    _ simulation: LabelingSimulation, _ cases: [EvaluationCase], _ texts: [Trajectory],
    _ console: Console
  ) throws -> [LearningCurve] {
    guard let model = request.models.first as? BuiltInModel else {
      let learner = StackedLearner(
        cases.map(\.score.curve), labels: cases.compactMap(\.label))
      return try replay(simulation, learner, console)
    }
    let learner = BuiltInRefitter(texts, from: fromScratch ? nil : model)
    return try replay(simulation, learner, console)
  }

  private func replay(
    _ simulation: LabelingSimulation, _ learner: some SimulatedLearner, _ console: Console
  ) throws -> [LearningCurve] {
    var progress = Progress("labelling", unit: "runs", console: console)
    defer { progress.finish() }
    var runs = [[[SimulationLook]]](repeating: [], count: orders.count)
    for (number, seed) in seeds.enumerated() {
      progress.update(done: number * orders.count, total: seeds.count * orders.count)
      let looks = orders.parallelMap(chunk: 1) { _, order in
        Result { try simulation.run(order, seed: seed, learner: learner) }
      }
      for (place, result) in looks.enumerated() { runs[place].append(try result.get()) }
    }
    return zip(orders, runs).map { LearningCurve($0, runs: $1) }
  }
}
