/// How well numbers of any scale rank what is true above what is not.
///
/// Sorted once, then asked for as many weightings as a bootstrap needs, each in O(n).
public struct Ranking: Equatable, Sendable {
  /// Places in descending order of their scores.
  private let order: [Int]
  /// Where in `order` each group of equal scores ends; ascending.
  private let groupEnds: [Int]
  private let labels: [Bool]

  /// Ranks scores, one for each label; equal ones are ties.
  ///
  /// - Throws: ``SurvivalError/listsDiffer(predictions:labels:)`` if one list is longer,
  ///   ``SurvivalError/scoreIsNotANumber(place:)`` for the first NaN.
  public init(scores: [Double], labels: [Bool]) throws(SurvivalError) {
    guard scores.count == labels.count else {
      throw .listsDiffer(predictions: scores.count, labels: labels.count)
    }
    if let place = scores.firstIndex(where: \.isNaN) { throw .scoreIsNotANumber(place: place) }
    order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    var groupEnds: [Int] = []
    for (rank, place) in order.enumerated()
    where rank + 1 == order.count
      || scores[order[rank + 1]] != scores[place]
    { groupEnds.append(rank + 1) }
    self.groupEnds = groupEnds
    self.labels = labels
  }

  /// The number of true labels.
  public var positives: Int { labels.count { $0 } }

  /// The area under the ROC curve, in 0...1; nil unless both labels occur.
  ///
  /// The chance that a true label's score is above a false one's, a tie counting one half. Each place
  /// counts as often as its weight says, or once.
  public func areaUnderROC(weights: [Int]? = nil) -> Double? {
    var (positives, negatives) = (0, 0)
    var halfPairs = 0  // twice the number of ordered pairs, so that a tie counts 1
    forEachGroup(weights) { groupPositives, groupNegatives in
      halfPairs += groupNegatives * (2 * positives + groupPositives)
      positives += groupPositives
      negatives += groupNegatives
    }
    guard positives > 0, negatives > 0 else { return nil }
    return Double(halfPairs) / 2 / Double(positives) / Double(negatives)
  }

  /// Average precision, the area under the precision-recall curve as a sum of steps, in 0...1; nil
  /// without true labels.
  ///
  /// Σ (R_n − R_{n−1}) P_n over descending scores, equal ones at once. Chance level is the share of
  /// true labels. Each place counts as often as its weight says, or once.
  public func averagePrecision(weights: [Int]? = nil) -> Double? {
    var (positives, negatives) = (0, 0)
    var sum = 0.0
    forEachGroup(weights) { groupPositives, groupNegatives in
      positives += groupPositives
      negatives += groupNegatives
      guard groupPositives > 0 else { return }
      sum += Double(groupPositives) * Double(positives) / Double(positives + negatives)
    }
    return positives == 0 ? nil : sum / Double(positives)
  }

  /// Groups of equal scores, largest first, as weighted counts of true and false labels.
  private func forEachGroup(_ weights: [Int]?, _ body: (_ positives: Int, _ negatives: Int) -> Void)
  {
    var start = 0
    for end in groupEnds {
      var (positives, negatives) = (0, 0)
      for place in order[start..<end] {
        let weight = weights?[place] ?? 1
        if labels[place] { positives += weight } else { negatives += weight }
      }
      if positives + negatives > 0 { body(positives, negatives) }
      start = end
    }
  }
}
