/// Which labels are probably wrong, judged by a model that did not learn from them.
///
/// A label i is doubted where the model is more confident of another class j than it is, on average,
/// of trajectories that carry the label j. Counting such pairs estimates how labels are confused.
/// Source: Northcutt, Jiang and Chuang 2021, Confident Learning, arXiv:1911.00068.
public struct ConfidentLearning: Equatable, Sendable {
  /// Mean probability of each class over those labelled with it; `nil` for a class without any.
  public let thresholds: [Double?]
  /// Labels (rows) against confident classes (columns); those without a confident class are left out.
  public let counts: [[Int]]
  /// The class of which the model is confident, shape `(n)`; `nil` where it is of none.
  public let confident: [Int?]
  /// How many carry each label.
  private let labelCounts: [Int]

  /// - Parameters:
  ///   - labels: classes from 0.
  ///   - probabilities: of each class, shape `(n, classes)`.
  ///   - classCount: how many classes there are.
  public init(labels: [Int], probabilities: [[Double]], classCount: Int) {
    var sums = [Double](repeating: 0, count: classCount)
    var members = [Int](repeating: 0, count: classCount)
    for (label, row) in zip(labels, probabilities) {
      sums[label] += row[label]
      members[label] += 1
    }
    let thresholds = zip(sums, members).map { $1 == 0 ? nil : $0 / Double($1) }
    let confident = probabilities.map { row in
      (0..<classCount).filter { row[$0] >= thresholds[$0] ?? .infinity }
        .reduce(nil as Int?) { best, next in row[next] > best.map { row[$0] } ?? -1 ? next : best }
    }
    var counts = [[Int]](repeating: Array(repeating: 0, count: classCount), count: classCount)
    for (label, found) in zip(labels, confident) {
      if let found { counts[label][found] += 1 }
    }
    self.thresholds = thresholds
    self.counts = counts
    self.confident = confident
    labelCounts = members
  }

  /// The estimated share of each pair of label and true class; sums to 1, `nil` without labels.
  ///
  /// Rows are scaled so that each label keeps its own share.
  public var joint: [[Double]]? {
    let rows = zip(counts, labelCounts).map { row, members -> [Double] in
      let sum = row.reduce(0, +)
      return row.map { sum == 0 ? 0 : Double($0) / Double(sum) * Double(members) }
    }
    let total = rows.joined().reduce(0, +)
    return total > 0 ? rows.map { $0.map { $0 / total } } : nil
  }

  /// The estimated share of wrong labels, in 0...1; `nil` without labels.
  public var noise: Double? {
    joint.map { joint in max(0, 1 - joint.indices.reduce(0) { $0 + joint[$1][$1] }) }
  }
}
