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
  /// The area under the precision-recall curve, in 0...1; nil without true labels.
  public let averagePrecision: Double?

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
    let ranking = try Ranking(scores: probabilities, labels: labels)
    areaUnderROC = ranking.areaUnderROC()
    averagePrecision = ranking.averagePrecision()
  }

  /// Σ over bins of (count / all) · |mean probability − rate of true labels|; nil if all are empty.
  public var expectedCalibrationError: Double? {
    let total = bins.reduce(0) { $0 + $1.count }
    guard total > 0 else { return nil }
    return bins.reduce(0) { $0 + abs($1.probabilitySum - Double($1.positives)) } / Double(total)
  }
}

extension Calibration {
  /// How many bins there are.
  public static let binCount = 10

  // The edges are the doubles nearest to the tenths: 0.3 belongs to (0.2, 0.3].
  private static let upperEdges = (1...binCount).map { Double($0) / Double(binCount) }

  /// The place of the bin that a probability in 0...1 falls into.
  public static func bin(of probability: Double) -> Int {
    upperEdges.firstIndex { probability <= $0 } ?? binCount - 1
  }

  private static func bins(_ probabilities: [Double], _ labels: [Bool]) -> [Bin] {
    var bins = [Bin](repeating: Bin(), count: binCount)
    for (probability, label) in zip(probabilities, labels) {
      let index = bin(of: probability)
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
}
