import BuiltIn
import Ensembles
import Labeling
import Survival

extension BuiltInRefitter: SimulatedLearner {}

/// Any model whose weights stay as they are: a factor and a bias of its logits are fitted.
///
/// Two numbers learn quickly, and soon nothing more: orders differ by little.
struct StackedLearner: SimulatedLearner {
  /// Shape `(trajectories, T)`.
  let logits: [[Double]]
  /// Shape `(trajectories)`.
  let labels: [ObjectiveLabel]

  /// A hazard of 1 − 1e-13 is as certain as 1, and infinite logits cannot be multiplied by 0.
  private static let bound = 30.0

  init(_ curves: [HazardCurve], labels: [FirstError]) {
    logits = curves.map { $0.logits.map { min(max($0, -Self.bound), Self.bound) } }
    self.labels = labels.map { .known($0) }
  }

  func curves(fittedTo labelled: [Int]) throws -> [HazardCurve] {
    guard !labelled.isEmpty else { return try logits.map { try HazardCurve(logits: $0) } }
    let fit = try EnsembleFit(
      labelled.map { EnsembleFit.Example(logits: [logits[$0]], label: labels[$0]) })
    return try logits.map { try HazardCurve(logits: fit.logits([$0])) }
  }
}
