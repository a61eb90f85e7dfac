import Scoring
import Survival
import Trajectories

extension BuiltInModel {
  /// Fewer held-out labels than this are not conclusive.
  static let leastHeldOut = 10
  /// Fixed, so that a question held out once stays held out in every refit.
  private static let refitSeed: UInt64 = 13

  /// Refits the weights to a person's labels, pulled towards the present ones.
  ///
  /// Every fifth question is held out, to show whether the fit improves where it was not made; with
  /// too few labels for that, all are used. Takes a few seconds: at most 3,000 trajectories and 40
  /// iterations. With 40 labels or more the decision rule is chosen again, on the fitted part.
  /// - Parameter trajectories: with their labels; others are ignored.
  /// - Returns: the new model, and what it was fitted to.
  /// - Throws: ``BuiltInModelError/tooFewLabels`` with fewer than 5; `CancellationError`.
  public func refit(
    on trajectories: [Trajectory]
  ) throws -> (model: BuiltInModel, fitting: ModelFitting) {
    var corpus = try RefitCorpus(trajectories.prefix(3_000), pairsOf: description.weights)
    guard corpus.set.examples.count >= 5 else {
      throw BuiltInModelError.tooFewLabels(found: corpus.set.examples.count, needed: 5)
    }
    corpus.split(seed: Self.refitSeed, leastHeldOut: Self.leastHeldOut)
    let weights = try HazardFit.refitted(
      corpus.set, to: corpus.training, from: description.weights)
    var file = description
    for (name, weight) in zip(corpus.set.names, weights) where weight.magnitude >= 0.02 {
      file.weights[name] = weight
    }
    file.command = "refitted to \(corpus.training.count) labels; before: \(description.command)"
    let cases = try corpus.cases(corpus.training, weights)
    if cases.count >= 40 { file.rule = RuleChoice.best(for: cases).rule }
    var fitting = ModelFitting(labels: corpus.labels)
    let heldOut = corpus.heldOut
    if !heldOut.isEmpty,
      let before = RuleChoice.score(of: try corpus.cases(heldOut, prior(corpus.set)), rule: rule),
      let after = RuleChoice.score(of: try corpus.cases(heldOut, weights), rule: file.rule)
    {
      fitting.heldOut = .init(count: heldOut.count, before: before, after: after)
    }
    return (BuiltInModel(try BuiltInModelFile(json: file.json)), fitting)
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
    _ trajectories: some Sequence<Trajectory>, pairsOf weights: [String: Double]
  ) throws {
    for trajectory in trajectories {
      try Task.checkCancellation()
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

  func cases(
    _ examples: [TrainingSet.Example], _ weights: [Double]
  ) throws -> [RuleChoice.Case] {
    try examples.compactMap { try BuiltInTraining.labelledCase($0, set, weights) }
  }
}
