import Survival
import Trajectories

/// The built-in model refitted again and again, each time to the labels of some of the same trajectories.
///
/// Texts are read once. One fit to a few hundred labels takes some hundredths of a second.
public struct BuiltInRefitter: Sendable {
  private let texts: TrainingSet
  /// What weights are pulled towards; none from scratch.
  private let weights: [String: Double]

  /// Reads the texts.
  ///
  /// - Parameters:
  ///   - trajectories: each with steps and a label that is one of them, or none.
  ///   - model: what the weights begin with and are pulled towards; `nil` fits from scratch, where words
  ///     and signs of the texts get weights, and pairs of them do not.
  public init(_ trajectories: [Trajectory], from model: BuiltInModel?) {
    var set = TrainingSet()
    for trajectory in trajectories { set.add(trajectory, source: 0) }
    weights = model?.description.weights ?? [:]
    set.add(pairsOf: weights)
    texts = set
  }

  /// How many trajectories there are to learn from.
  public var count: Int { texts.examples.count }

  /// The curves of all trajectories, fitted to the labels at some places.
  ///
  /// - Parameter places: without any, the curves of the weights as they began.
  /// - Returns: shape `(trajectories)`.
  /// - Throws: ``SurvivalError``, `CancellationError`.
  public func curves(fittedTo places: [Int]) throws -> [HazardCurve] {
    let training = places.map { texts.examples[$0] }
    let fitted = try HazardFit.refitted(texts, to: training, from: weights)
    return try texts.examples.map { try HazardCurve(logits: texts.logits(of: $0, weights: fitted)) }
  }
}

extension HazardFit {
  /// Of a fit to few labels.
  static let refitIterations = 40

  /// Weights fitted to few labels: pulled towards present ones by as much as four labels weigh.
  ///
  /// Features of fewer than three questions keep the weight they have.
  /// `onIteration` is told the loss of the `judged` examples too; what it throws ends the fit.
  static func refitted(
    _ set: TrainingSet, to training: [TrainingSet.Example], from weights: [String: Double],
    judged: [TrainingSet.Example] = [],
    onIteration: (Progress) throws -> Void = { _ in try Task.checkCancellation() }
  ) throws -> [Double] {
    let prior = set.names.map { weights[$0] ?? 0 }
    guard !training.isEmpty else { return prior }
    let counts = set.questionCounts(of: training)
    var fit = HazardFit(
      set: set, training: training, validation: [], ridge: 4 / Double(training.count),
      prior: prior, active: zip(counts, set.names).map { $0 >= 3 || weights[$1] != nil })
    fit.iterationLimit = refitIterations
    fit.judged = judged
    return try fit.run(onIteration: onIteration)
  }
}
