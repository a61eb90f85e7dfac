/// Spearman's rank correlation of two lists, for any weighting, as a bootstrap asks.
///
/// Ties share their mean rank. Sorted once; each weighting takes O(n).
struct RankCorrelation: Sendable {
  private let first: Ranks
  private let second: Ranks

  /// Lists of one length; NaN ranks lowest.
  init(_ first: [Double], _ second: [Double]) {
    self.first = Ranks(first)
    self.second = Ranks(second)
  }

  /// In −1...1; `nil` unless both lists vary.
  ///
  /// Each place counts as often as its weight says, shape `(n)`, or once.
  func value(weights: [Int]? = nil) -> Double? {
    let (x, y) = (first.ranks(weights: weights), second.ranks(weights: weights))
    var (count, sumX, sumY) = (0.0, 0.0, 0.0)
    for place in x.indices {
      let weight = Double(weights?[place] ?? 1)
      count += weight
      sumX += weight * x[place]
      sumY += weight * y[place]
    }
    guard count > 1 else { return nil }
    let (meanX, meanY) = (sumX / count, sumY / count)
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for place in x.indices {
      let weight = Double(weights?[place] ?? 1)
      xx += weight * (x[place] - meanX) * (x[place] - meanX)
      yy += weight * (y[place] - meanY) * (y[place] - meanY)
      xy += weight * (x[place] - meanX) * (y[place] - meanY)
    }
    guard xx > 0, yy > 0 else { return nil }
    return min(1, max(-1, xy / (xx * yy).squareRoot()))
  }

  /// Places in ascending order of their values, equal ones together.
  private struct Ranks: Sendable {
    let order: [Int]
    let groupEnds: [Int]

    init(_ values: [Double]) {
      let values = values.map { $0.isNaN ? -.infinity : $0 }
      let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
      groupEnds = order.indices.compactMap { rank in
        rank + 1 == order.count || values[order[rank + 1]] != values[order[rank]] ? rank + 1 : nil
      }
      self.order = order
    }

    func ranks(weights: [Int]?) -> [Double] {
      var ranks = [Double](repeating: 0, count: order.count)
      var (before, start) = (0, 0)
      for end in groupEnds {
        let group = order[start..<end]
        let weight = group.reduce(0) { $0 + (weights?[$1] ?? 1) }
        for place in group { ranks[place] = Double(before) + Double(weight + 1) / 2 }
        before += weight
        start = end
      }
      return ranks
    }
  }
}
