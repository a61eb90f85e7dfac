import Scoring
import Survival
import Trajectories

extension BuiltInModel {
  /// Fewer held-out labels than this are not conclusive.
  static let leastHeldOut = 10
  /// More trajectories are not worth the wait.
  static let refitLimit = 3_000

  /// How far a refit is.
  public enum RefitProgress: Equatable, Sendable {
    /// Trajectories whose features are read.
    case reading(Int, of: Int)
    /// Iterations done; losses in nats, of the held-out labels where there are any.
    case fitting(iteration: Int, of: Int, loss: Double, heldOutLoss: Double?)
  }

  /// Fixed, so that a question held out once stays held out in every refit.
  private static let refitSeed: UInt64 = 13

  /// Refits the weights to a person's labels, pulled towards the present ones.
  ///
  /// Every fifth question is held out, to show whether the fit improves where it was not made; with
  /// too few labels for that, all are used. Takes a few seconds: at most 3,000 trajectories and 40
  /// iterations. With 40 labels or more the decision rule is chosen again, on the fitted part.
  /// - Parameters:
  ///   - trajectories: with their labels; others are ignored. The first count where they are too many.
  ///   - onProgress: asked before each trajectory and each iteration; what it throws ends the fit.
  /// - Returns: the new model, and what it was fitted to.
  /// - Throws: ``BuiltInModelError/tooFewLabels`` with fewer than 5; what `onProgress` throws.
  public func refit(
    on trajectories: [Trajectory], onProgress: (RefitProgress) throws -> Void = { _ in }
  ) throws -> (model: BuiltInModel, fitting: ModelFitting) {
    var corpus = try RefitCorpus(
      trajectories.prefix(Self.refitLimit), pairsOf: description.weights, onProgress)
    guard corpus.set.examples.count >= 5 else {
      throw BuiltInModelError.tooFewLabels(found: corpus.set.examples.count, needed: 5)
    }
    corpus.split(seed: Self.refitSeed, leastHeldOut: Self.leastHeldOut)
    var course = ModelFitting.Course()
    let weights = try HazardFit.refitted(
      corpus.set, to: corpus.training, from: description.weights, judged: corpus.heldOut
    ) { progress in
      course.steps.append(progress.trainingLoss)
      if let loss = progress.judgedLoss {
        course.looks.append(.init(step: progress.iteration, loss: loss))
      }
      try onProgress(
        .fitting(
          iteration: progress.iteration, of: HazardFit.refitIterations, loss: progress.trainingLoss,
          heldOutLoss: progress.judgedLoss))
    }
    var file = description
    for (name, weight) in zip(corpus.set.names, weights) where weight.magnitude >= 0.02 {
      file.weights[name] = weight
    }
    file.command = "refitted to \(corpus.training.count) labels; before: \(description.command)"
    let cases = try corpus.cases(corpus.training, weights)
    if cases.count >= 40 { file.rule = RuleChoice.best(for: cases).rule }
    var fitting = ModelFitting(labels: corpus.labels, course: course)
    if let before = try corpus.heldOutFigures(prior(corpus.set), rule),
      let after = try corpus.heldOutFigures(weights, file.rule)
    {
      fitting.heldOut = .init(
        count: corpus.heldOut.count, questions: Set(corpus.heldOut.map(\.question)).count,
        before: before, after: after)
    }
    return (BuiltInModel(try BuiltInModelFile(json: file.json), name: name), fitting)
  }

  /// The present weights in the order of the set's features.
  private func prior(_ set: TrainingSet) -> [Double] {
    set.names.map { description.weights[$0] ?? 0 }
  }
}

/// Labelled trajectories for a refit: those to fit and those held out.
private struct RefitCorpus {
  private(set) var set = TrainingSet()
  private(set) var training: [TrainingSet.Example] = []
  private(set) var heldOut: [TrainingSet.Example] = []
  /// The trajectory and label of each example, by its first row.
  private var origins: [Int: (digest: TrajectoryDigest, label: Label)] = [:]

  init(
    _ trajectories: some Collection<Trajectory>, pairsOf weights: [String: Double],
    _ onProgress: (BuiltInModel.RefitProgress) throws -> Void
  ) throws {
    for (place, trajectory) in trajectories.enumerated() {
      try onProgress(.reading(place, of: trajectories.count))
      let count = set.examples.count
      set.add(trajectory, source: 0)
      if set.examples.count > count, let label = trajectory.label, let last = set.examples.last {
        origins[last.rows.lowerBound] = (trajectory.digest, label)
      }
    }
    set.add(pairsOf: weights)
    training = set.examples
  }

  /// Holds every fifth question out, if both parts then have enough labels.
  mutating func split(seed: UInt64, leastHeldOut: Int) {
    let parts = set.split(seed: seed)
    guard parts.validation.count >= leastHeldOut, parts.training.count >= leastHeldOut else {
      return
    }
    (training, heldOut) = parts
  }

  /// The labels in the fitted part.
  var labels: [TrajectoryDigest: Label] {
    let fitted = training.compactMap { origins[$0.rows.lowerBound] }
    return Dictionary(fitted.map { ($0.digest, $0.label) }, uniquingKeysWith: { $1 })
  }

  /// What weights make of the held-out labels; `nil` without any.
  func heldOutFigures(
    _ weights: [Double], _ rule: PredictionRule
  ) throws -> ModelFitting.Figures? {
    guard !heldOut.isEmpty,
      let score = RuleChoice.score(of: try cases(heldOut, weights), rule: rule)
    else { return nil }
    return .init(score: score, loss: try loss(weights), rule: rule)
  }

  private func loss(_ weights: [Double]) throws -> Double {
    var sum = 0.0
    for example in heldOut {
      sum += try SurvivalObjective.loss(
        of: set.logits(of: example, weights: weights), label: example.label)
    }
    return sum / Double(heldOut.count)
  }

  func cases(
    _ examples: [TrainingSet.Example], _ weights: [Double]
  ) throws -> [RuleChoice.Case] {
    try examples.compactMap { try BuiltInTraining.labelledCase($0, set, weights) }
  }
}
