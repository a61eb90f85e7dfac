import Checkpoints
import Inspector
import Learning
import ScoreCache
import Scoring
import Survival
import Trajectories
import Transformer

/// Trains the head of a checkpoint on, as `misstep train --tune head` trains a new one.
///
/// The decoder is the one that scores: its states are read where the model reads them, of every text once.
struct HeadFitting: LabelFitting {
  private let model: CheckpointModel
  private let head: (name: String, head: RewardHead)
  private let objective: TrainingObjective
  private let states: StateTables

  /// Fewer say nothing.
  static let leastLabels = 10
  /// Of the questions; the seed is fixed, so that one that is held out once is so in every fit.
  private static let (heldOutShare, seed) = (0.2, UInt64(13))
  /// Smaller than a command's, so that what the screen waits for comes between.
  private static let tokenBudget = 1024

  /// - Throws: ``CommandFailure`` for a model without a head.
  init(_ model: CheckpointModel, states: StateTables) throws(CommandFailure) {
    guard let head = model.head, let objective = TrainingObjective(model.kind) else {
      throw CommandFailure(
        .usage,
        model.kind == .iprm
          ? "implicit rewards have no head: 'misstep train --objective iprm' trains them"
          : "\(model.name) reads two words of its language model, it has no head: 'misstep train'")
    }
    (self.model, self.head, self.objective, self.states) = (model, head, objective, states)
  }

  /// People judge steps: outcomes alone teach only what is read at the end.
  var need: LabelledSet.Need { objective == .crm ? .firstErrors : .any(objective) }

  func candidate(
    _ labelled: [Trajectory], _ course: FittingCourse
  ) throws -> FittedCandidate? {
    guard !labelled.isEmpty else { throw FittingRefusal.noLabels }
    let reader = try model.stepReader()
    let readings = try TrainingReadings(
      labelled, reader, for: objective, seed: Self.seed, isInterrupted: course.isStopped)
    let split = try split(readings, of: labelled.count)
    let training = try ModelTraining(
      options, reader, material(reader, readings, split, course))
    try run(training, course)
    guard let first = training.course.losses.first, training.course.bestLoss < first else {
      return nil
    }
    let labels = split.training.map { labelled[readings.origins[$0]] }
    return try candidate(training, labels: labels)
  }

  private var options: TrainModelCommand.Options {
    var options = TrainModelCommand.Options(
      objective: objective, tune: .head, body: model.bodyFolder, output: "")
    options.seed = Self.seed
    options.validationShare = Self.heldOutShare
    options.arguments = ["open --model \(model.name), then :train"]
    return options
  }

  // MARK: Material

  private func split(
    _ readings: TrainingReadings, of labels: Int
  ) throws -> (training: [Int], validation: [Int]) {
    let count = readings.readings.count
    if let reason = readings.unreadable.reasons.first, count < Self.leastLabels, labels > count {
      throw CommandFailure(
        .badData, "\(labels - count) of \(labels) labels cannot be read: \(reason)")
    }
    guard count >= Self.leastLabels else {
      throw FittingRefusal.tooFew(count, needed: Self.leastLabels)
    }
    try requireClasses(readings, Array(readings.readings.indices), isPart: false)
    guard let split = try? readings.split(share: Self.heldOutShare) else {
      throw FittingRefusal.oneQuestion
    }
    try requireClasses(readings, split.training, isPart: true)
    return split
  }

  private func requireClasses(
    _ readings: TrainingReadings, _ places: [Int], isPart: Bool
  ) throws {
    do throws(TrainingError) {
      try readings.requireClasses(places, for: objective)
    } catch {
      guard case .oneClass(let allCorrect, _) = error else { throw error }
      throw FittingRefusal.oneClass(places.count, allCorrect: allCorrect, isPart: isPart)
    }
  }

  private func material(
    _ reader: StepReader, _ readings: TrainingReadings,
    _ split: (training: [Int], validation: [Int]), _ course: FittingCourse
  ) throws -> ModelTraining.Material {
    let states = try hiddenStates(reader, readings.readings, course)
    let head = try NamedParameters(
      head: head.head, named: head.name, temperature: model.temperature)
    return ModelTraining.Material(
      readings: readings, split: split, examples: readings.stateExamples,
      model: .head(head, name: self.head.name, states: states), identity: "")
  }

  /// Only what is not known yet is computed; what is, is kept when it is stopped too.
  private func hiddenStates(
    _ reader: StepReader, _ readings: [TrainingReading], _ course: FittingCourse
  ) throws -> HiddenStates {
    var table = states.table(reader.identity, width: reader.configuration.hiddenSize)
    let pass = StatePass(
      reader: reader, cache: nil, console: Console(), isInterrupted: course.isStopped,
      tokenBudget: Self.tokenBudget)
    let start = ContinuousClock.now
    var clock = CheckpointClock(interval: .seconds(120))
    var computed = 0
    do {
      try pass.add(readings, to: &table) { table, done, total in
        computed = done
        course.report(
          TrainingProgress(.states, done: done, total: total, since: start))
        if clock.isDue() { states.keep(table, reader.identity) }
        course.giveWay()
      }
    } catch let error as CheckpointModelError where error.isCancelled {
      if computed > 0 { states.keep(table, reader.identity) }
      throw FittingStopped()
    }
    if computed > 0 {
      if table.byteCount > Self.mostStates { table.keepOnly(readings) }
      states.keep(table, reader.identity)
    }
    return table.states(readings)
  }

  /// Bytes; states of labels that are no more go when there are more.
  private static let mostStates = 1 << 30

  // MARK: Course

  private func run(_ training: ModelTraining, _ course: FittingCourse) throws {
    let run = training.course.run
    let start = ContinuousClock.now
    while let advance = try next(training, course) {
      try course.checkStopped()
      guard case .step(let step) = advance else { continue }
      var progress = TrainingProgress(
        .fitting, done: step.step, total: step.stepCount, since: start)
      progress.epoch = step.epoch
      progress.epochCount = run.settings.epochs
      progress.loss = step.loss
      progress.heldOutLoss = training.course.losses.last
      course.report(progress)
    }
  }

  private func next(
    _ training: ModelTraining, _ course: FittingCourse
  ) throws -> ModelTraining.Advance? {
    do throws(TrainingError) {
      return try training.advance(course.isStopped)
    } catch {
      if error == .decoder(.cancelled) { throw FittingStopped() }
      guard case .notFinite = error else { throw error }
      throw CommandFailure(
        .badData, "the loss became no number: nothing was changed; look for strange texts")
    }
  }

  // MARK: Result

  private func candidate(
    _ training: ModelTraining, labels: [Trajectory]
  ) throws -> FittedCandidate {
    let (before, after) = try training.heldOutFigures()
    let best = training.course.bestModel
    let head = try RewardHead(
      named: head.name, in: best.trained, inputs: head.head.inputCount)
    var export = try training.export(before, after)
    export.adapter = try model.adapterBesideHead()
    export.files += try model.adapterCompanionFiles()
    let fitting = ModelFitting(
      labels: Dictionary(
        labels.compactMap { label in label.label.map { (label.digest, $0) } },
        uniquingKeysWith: { $1 }),
      heldOut: .init(
        count: training.judged.count, questions: Set(training.judged.map(\.question)).count,
        before: before.fitting, after: after.fitting),
      course: training.course.fitting)
    return FittedCandidate(
      model: model.reading(by: head, rule: after.rule, temperature: after.temperature),
      fitting: fitting, place: .init(model: model.name)
    ) { [model, export] path in
      try best.save(to: path, export)
      return ModelChoice.cached(try model.sibling(inFolder: path))
    }
  }
}

extension TrainingObjective {
  /// What trains a head of a kind; `nil` for the kind that has none.
  fileprivate init?(_ kind: TrajectoryScore.Kind) {
    switch kind {
    case .crm: self = .crm
    case .prm: self = .prm
    case .orm: self = .orm
    case .pqm: self = .pqm
    case .iprm: return nil
    }
  }
}

extension ValidationFigures {
  fileprivate var fitting: ModelFitting.Figures { .init(score: score, loss: loss, rule: rule) }
}

extension ValidatedRun {
  fileprivate var fitting: ModelFitting.Course {
    .init(
      steps: stepLosses,
      looks: losses.enumerated().map { .init(step: step(ofLoss: $0.offset), loss: $0.element) })
  }
}
