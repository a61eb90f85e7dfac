import Survival

/// Brier score and calibration error for any weighting of the predictions, as a bootstrap asks.
///
/// With weights of 1 the same as ``Calibration``.
struct WeightedReliability: Sendable {
  private let probabilities: [Double]
  private let labels: [Bool]
  /// Which tenth each prediction falls into.
  private let bins: [Int]

  /// Probabilities must lie in 0...1.
  init(probabilities: [Double], labels: [Bool]) {
    self.probabilities = probabilities
    self.labels = labels
    bins = probabilities.map { Calibration.bin(of: $0) }
  }

  /// The mean squared difference of probability and label; `nil` if all weights are 0.
  func brierScore(weights: [Int]) -> Double? {
    var (sum, count) = (0.0, 0)
    for (place, weight) in weights.enumerated() where weight > 0 {
      let difference = probabilities[place] - (labels[place] ? 1 : 0)
      sum += Double(weight) * difference * difference
      count += weight
    }
    return count == 0 ? nil : sum / Double(count)
  }

  /// Σ over bins of (count / all) · |mean probability − rate of true labels|.
  func calibrationError(weights: [Int]) -> Double? {
    var differences = [Double](repeating: 0, count: Calibration.binCount)
    var count = 0
    for (place, weight) in weights.enumerated() where weight > 0 {
      differences[bins[place]] += Double(weight) * (probabilities[place] - (labels[place] ? 1 : 0))
      count += weight
    }
    return count == 0 ? nil : differences.reduce(0) { $0 + abs($1) } / Double(count)
  }
}
