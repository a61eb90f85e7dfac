import Survival
import Trajectories

extension BuiltInModel {
  /// Fits the weights anew to a person's labels, pulled towards the present ones.
  ///
  /// Takes a few seconds at most: at most 3,000 trajectories and 40 iterations. The decision rule
  /// is chosen again when there are 40 labels or more.
  /// - Parameter trajectories: with their labels; others are ignored.
  /// - Returns: the new model, and what changed in words.
  /// - Throws: ``BuiltInModelError/tooFewLabels`` with fewer than 5; `CancellationError`.
  public func refit(
    on trajectories: [Trajectory]
  ) throws -> (model: BuiltInModel, summary: String) {
    var set = TrainingSet()
    for trajectory in trajectories.prefix(3_000) {
      try Task.checkCancellation()
      set.add(trajectory, source: 0)
    }
    set.add(pairsOf: description.weights)
    guard set.examples.count >= 5 else {
      throw BuiltInModelError.tooFewLabels(found: set.examples.count, needed: 5)
    }
    let prior = set.names.map { description.weights[$0] ?? 0 }
    let counts = set.questionCounts()
    let active = zip(counts, set.names).map { $0 >= 3 || description.weights[$1] != nil }
    var fit = HazardFit(
      set: set, training: set.examples, validation: [],
      ridge: 4 / Double(set.examples.count), prior: prior, active: active)
    fit.iterationLimit = 40
    let before = try fit.meanLoss(prior, over: set.examples)
    let weights = try fit.run { _ in try Task.checkCancellation() }
    let after = try fit.meanLoss(weights, over: set.examples)
    var file = description
    for (name, weight) in zip(set.names, weights) where weight.magnitude >= 0.02 {
      file.weights[name] = weight
    }
    file.command = "refitted to \(set.examples.count) labels; before: \(description.command)"
    let cases = try set.examples.compactMap { try BuiltInTraining.labelledCase($0, set, weights) }
    if cases.count >= 40 { file.rule = RuleChoice.best(for: cases).rule }
    let summary =
      "loss \(BuiltInTraining.rounded(before)) → \(BuiltInTraining.rounded(after)), rule \(file.rule)"
    return (BuiltInModel(try BuiltInModelFile(json: file.json)), summary)
  }
}
