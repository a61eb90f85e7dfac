/// Intervals of means over questions, by drawing the questions anew with replacement.
///
/// Questions and not candidates are drawn, since candidates of one question are not independent. All columns
/// see the same draws, so that differences between them can be compared too. The same seed gives the same
/// bits on every machine.
public struct QuestionBootstrap: Equatable, Sendable {
  /// Where the draws start.
  public var seed: UInt64
  /// How often all questions are drawn; at least 1.
  public var resamples: Int
  /// How much of the means lies inside, in 0...1.
  public var level: Double

  /// 95 % of 1,000 draws.
  public init(seed: UInt64 = 0, resamples: Int = 1000, level: Double = 0.95) {
    self.seed = seed
    self.resamples = max(1, resamples)
    self.level = min(max(level.isNaN ? 0.95 : level, 0), 1)
  }

  /// The interval of each column's mean: of B means in order those at ⌊B (1 − level) / 2⌋ from either end.
  ///
  /// Takes O(resamples · rows · columns).
  /// - Parameter rows: one for each question, all of one length.
  /// - Returns: one interval for each column; none without rows.
  public func intervals(of rows: [[Double]]) -> [ClosedRange<Double>] {
    guard let width = rows.map(\.count).min(), width > 0 else { return [] }
    let means = means(of: rows.flatMap { $0.prefix(width) }, width: width)
    let outside = min(Int(Double(resamples) * (1 - level) / 2), (resamples - 1) / 2)
    return means.map { column in
      let sorted = column.sorted()
      return sorted[outside]...sorted[resamples - 1 - outside]
    }
  }

  /// Shape (columns, resamples).
  private func means(of values: [Double], width: Int) -> [[Double]] {
    let questions = values.count / width
    var draws = Draws(state: seed)
    var means = [[Double]](repeating: [], count: width)
    var sums = [Double](repeating: 0, count: width)
    for _ in 0..<resamples {
      for column in 0..<width { sums[column] = 0 }
      for _ in 0..<questions {
        let start = draws.below(questions) * width
        for column in 0..<width { sums[column] += values[start + column] }
      }
      for column in 0..<width { means[column].append(sums[column] / Double(questions)) }
    }
    return means
  }

  /// SplitMix64 and the upper half of a product: whole numbers only.
  private struct Draws {
    var state: UInt64

    mutating func below(_ count: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((mixed ^ (mixed >> 31)).multipliedFullWidth(by: UInt64(count)).high)
    }
  }
}
