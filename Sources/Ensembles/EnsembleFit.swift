import Glibc
import Survival

/// Fits an ensemble's weights and bias to labels, by the objective that conditional reward models have.
///
/// Minimises the mean of L_S, L_W and L_z over the trajectories, plus a pull of the weights towards equal
/// ones that matters only where labels are few. Source of the objective: Zhang et al. 2025,
/// arXiv:2509.26578, equations 11–13.
public struct EnsembleFit: Sendable {
  /// One labelled trajectory.
  public struct Example: Sendable {
    /// The logits of each part, shape `(parts, T)`.
    public var logits: [[Double]]
    /// What is known of it.
    public var label: ObjectiveLabel

    /// Logits of one trajectory and its label.
    public init(logits: [[Double]], label: ObjectiveLabel) {
      (self.logits, self.label) = (logits, label)
    }
  }

  /// wᵢ, shape `(parts)`.
  public private(set) var weights: [Double]
  /// b.
  public private(set) var bias: Double
  /// The mean loss before, with equal weights, and after; in nats.
  public private(set) var losses: (before: Double, after: Double)

  private static let iterationLimit = 200
  /// ½·ridge·‖w − 1/n‖² is added to the sum over all trajectories.
  private static let ridge = 1.0
  /// Logits beyond ±30 are taken as that: a hazard of 1 − 1e-13 is as certain, and infinities have no
  /// gradient.
  private static let bound = 30.0

  /// Fits to some trajectories.
  ///
  /// - Parameter examples: all with the same number of parts; those without steps tell nothing.
  /// - Throws: ``SurvivalError`` for a first error that is not one of the steps, for NaN, or without
  ///   examples.
  public init(_ examples: [Example]) throws(SurvivalError) {
    let examples = examples.filter { $0.logits.first?.isEmpty == false }.map(Self.bounded)
    guard let count = examples.first?.logits.count else { throw .emptyBatch }
    let equal = [Double](repeating: 1 / Double(count), count: count)
    var search = LimitedMemorySearch(start: equal + [0])
    let first = try Self.objective(examples, at: search.point, equal)
    var (value, gradient) = first
    for _ in 0..<Self.iterationLimit {
      guard gradient.contains(where: { $0.magnitude > 1e-7 }) else { break }
      do {
        guard
          let next = try search.advance(
            value, gradient, evaluate: { try Self.objective(examples, at: $0, equal) })
        else { break }
        (value, gradient) = next
      } catch let error as SurvivalError { throw error } catch { break }
    }
    weights = Array(search.point.dropLast())
    bias = search.point[count]
    losses = (first.loss, value)
  }

  /// The logits of one trajectory, shape `(T)`, by what was fitted.
  public func logits(_ parts: [[Double]]) -> [Double] {
    EnsembleSum(weights: weights, bias: bias).logits(parts)
  }

  private static func bounded(_ example: Example) -> Example {
    Example(
      logits: example.logits.map { $0.map { min(max($0, -bound), bound) } }, label: example.label)
  }

  /// The mean loss with the pull, and its gradient, shape `(parts + 1)`.
  private static func objective(
    _ examples: [Example], at point: [Double], _ equal: [Double]
  ) throws(SurvivalError) -> (loss: Double, gradient: [Double]) {
    let sum = EnsembleSum(weights: Array(point.dropLast()), bias: point[equal.count])
    var loss = 0.0
    var gradient = [Double](repeating: 0, count: point.count)
    for example in examples {
      let (part, slopes) = try SurvivalObjective.lossAndGradient(
        of: sum.logits(example.logits), label: example.label)
      loss += part
      for (index, logits) in example.logits.enumerated() {
        for (slope, logit) in zip(slopes, logits) { gradient[index] += slope * logit }
      }
      gradient[equal.count] += slopes.reduce(0, +)
    }
    for index in equal.indices {
      let distance = point[index] - equal[index]
      loss += 0.5 * ridge * distance * distance
      gradient[index] += ridge * distance
    }
    let share = 1 / Double(examples.count)
    return (loss * share, gradient.map { $0 * share })
  }
}
