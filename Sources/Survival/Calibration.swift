/// How far predicted probabilities can be trusted: calibration, sharpness and ranking.
///
/// Each prediction is the probability of a statement, each label whether it was true.
public struct Calibration: Equatable, Sendable {
  /// The predictions in one tenth.
  public struct Bin: Equatable, Sendable {
    /// How many predictions fell into it.
    public internal(set) var count = 0
    /// The sum of their probabilities.
    var probabilitySum = 0.0
    /// How many of their labels are true.
    public internal(set) var positives = 0

    /// The mean of the predictions, in 0...1; nil for an empty bin.
    public var meanProbability: Double? { count == 0 ? nil : probabilitySum / Double(count) }
    /// The fraction of true labels, in 0...1; nil for an empty bin.
    public var positiveRate: Double? { count == 0 ? nil : Double(positives) / Double(count) }
  }

  /// Ten bins (i / 10, (i + 1) / 10], the first with 0 as well.
  public let bins: [Bin]
  /// The mean squared difference of probability and label, in 0...1; nil without predictions.
  public let brierScore: Double?
  /// The area under the ROC curve, in 0...1; nil unless both labels occur.
  ///
  /// The chance that a true label's probability is above a false one's, a tie counting one half.
  public let areaUnderROC: Double?

  /// Compares probabilities with labels, one of each per prediction.
  ///
  /// - Throws: ``SurvivalError/listsDiffer(predictions:labels:)`` if one list is longer,
  ///   ``SurvivalError/notAProbability(step:value:)`` for the first value outside 0...1, or NaN.
  public init(probabilities: [Double], labels: [Bool]) throws(SurvivalError) {
    guard probabilities.count == labels.count else {
      throw .listsDiffer(predictions: probabilities.count, labels: labels.count)
    }
    if let index = probabilities.firstIndex(where: { !(0...1).contains($0) }) {
      throw .notAProbability(step: index, value: probabilities[index])
    }
    bins = Self.bins(probabilities, labels)
    brierScore = Self.brierScore(probabilities, labels)
    areaUnderROC = Self.areaUnderROC(probabilities, labels)
  }

  /// Σ over bins of (count / all) · |mean probability − rate of true labels|; nil if all are empty.
  public var expectedCalibrationError: Double? {
    let total = bins.reduce(0) { $0 + $1.count }
    guard total > 0 else { return nil }
    return bins.reduce(0) { $0 + abs($1.probabilitySum - Double($1.positives)) } / Double(total)
  }
}

extension Calibration {
  private static func bins(_ probabilities: [Double], _ labels: [Bool]) -> [Bin] {
    var bins = [Bin](repeating: Bin(), count: 10)
    // The edges are the doubles nearest to the tenths: 0.3 belongs to (0.2, 0.3].
    let upperEdges = (1...10).map { Double($0) / 10 }
    for (probability, label) in zip(probabilities, labels) {
      guard let index = upperEdges.firstIndex(where: { probability <= $0 }) else { continue }
      bins[index].count += 1
      bins[index].probabilitySum += probability
      bins[index].positives += label ? 1 : 0
    }
    return bins
  }

  private static func brierScore(_ probabilities: [Double], _ labels: [Bool]) -> Double? {
    guard !probabilities.isEmpty else { return nil }
    let sum = zip(probabilities, labels).reduce(0.0) { sum, pair in
      let difference = pair.0 - (pair.1 ? 1 : 0)
      return sum + difference * difference
    }
    return sum / Double(probabilities.count)
  }

  /// Counts the correctly ordered pairs of a true and a false label, in one sorted pass.
  private static func areaUnderROC(_ probabilities: [Double], _ labels: [Bool]) -> Double? {
    let sorted = zip(probabilities, labels).sorted { $0.0 < $1.0 }
    var (positives, negatives) = (0, 0)
    var halfPairs = 0  // twice the number of ordered pairs, so that a tie counts 1
    var start = 0
    while start < sorted.count {
      let end = sorted[start...].firstIndex { $0.0 > sorted[start].0 } ?? sorted.count
      let tiedPositives = sorted[start..<end].count { $0.1 }
      let tiedNegatives = end - start - tiedPositives
      halfPairs += tiedPositives * (2 * negatives + tiedNegatives)
      positives += tiedPositives
      negatives += tiedNegatives
      start = end
    }
    guard positives > 0, negatives > 0 else { return nil }
    return Double(halfPairs) / 2 / Double(positives) / Double(negatives)
  }
}
