/// How far a figure would vary with other questions: they are drawn anew with replacement, seeded.
///
/// Whole questions are drawn, since candidates of one question are not independent. All figures that are
/// computed together see the same draws, so that their differences are paired. The same seed gives the same
/// bits on every machine.
/// Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, percentile intervals.
public struct QuestionBootstrap: Equatable, Sendable {
  /// Where the draws start.
  public var seed: UInt64
  /// How often all questions are drawn; at least 1.
  public var resamples: Int
  /// How much of the resampled figures lies inside an interval, in 0...1.
  public var level: Double

  /// 95 % of 1,000 draws.
  public init(seed: UInt64 = 0, resamples: Int = 1000, level: Double = 0.95) {
    self.seed = seed
    self.resamples = max(1, resamples)
    self.level = min(max(level.isNaN ? 0.95 : level, 0), 1)
  }
}

// MARK: Means over questions

extension QuestionBootstrap {
  /// The interval of each column's mean.
  ///
  /// Takes O(resamples · rows · columns).
  /// - Parameter rows: one for each question, all of one length.
  /// - Returns: one interval for each column; none without rows.
  public func intervals(of rows: [[Double]]) -> [ClosedRange<Double>] {
    guard let width = rows.map(\.count).min(), width > 0 else { return [] }
    return means(of: rows.flatMap { $0.prefix(width) }, width: width).map { interval($0.sorted()) }
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

  /// Of B figures in order those at ⌊B (1 − level) / 2⌋ from either end.
  private func interval(_ sorted: [Double]) -> ClosedRange<Double> {
    let outside = min(Int(Double(sorted.count) * (1 - level) / 2), (sorted.count - 1) / 2)
    return sorted[outside]...sorted[sorted.count - 1 - outside]
  }
}

// MARK: Any figure

extension QuestionBootstrap {
  /// Resamples figures that are no means over questions, such as F1 or an area under a curve.
  ///
  /// - Parameters:
  ///   - questions: which question each trajectory belongs to, shape (trajectories).
  ///   - figures: gives the figures, always as many, where each trajectory counts as often as its weight
  ///     says; weights have shape (trajectories). `nil` for one that is undefined.
  /// - Returns: shape (figures, resamples); empty without trajectories.
  public func samples(
    of questions: [UInt64], _ figures: (_ weights: [Int]) -> [Double?]
  ) -> [[Double?]] {
    let (places, count) = Self.numbered(questions)
    guard count > 0 else { return [] }
    var draws = Draws(state: seed)
    var samples: [[Double?]] = []
    var weights = [Int](repeating: 0, count: questions.count)
    for _ in 0..<resamples {
      var drawn = [Int](repeating: 0, count: count)
      for _ in 0..<count { drawn[draws.below(count)] += 1 }
      for (place, question) in places.enumerated() { weights[place] = drawn[question] }
      let values = figures(weights)
      if samples.isEmpty { samples = Array(repeating: [], count: values.count) }
      for (figure, value) in values.enumerated() { samples[figure].append(value) }
    }
    return samples
  }

  /// The intervals of figures that are no means over questions.
  ///
  /// Parameters are those of ``samples(of:_:)``; `nil` as in ``interval(of:)``.
  public func intervals(
    of questions: [UInt64], _ figures: (_ weights: [Int]) -> [Double?]
  ) -> [ClosedRange<Double>?] {
    samples(of: questions, figures).map { interval(of: $0) }
  }

  /// The interval of a figure from its values in all draws; `nil` unless more than half of them have one.
  public func interval(of samples: [Double?]) -> ClosedRange<Double>? {
    let sorted = samples.compactMap(\.self).filter { !$0.isNaN }.sorted()
    guard sorted.count * 2 > samples.count else { return nil }
    return interval(sorted)
  }

  /// Questions numbered from 0 as they first occur, and how many there are.
  private static func numbered(_ questions: [UInt64]) -> (places: [Int], count: Int) {
    var numbers: [UInt64: Int] = [:]
    var places: [Int] = []
    for question in questions {
      let number = numbers[question] ?? numbers.count
      numbers[question] = number
      places.append(number)
    }
    return (places, numbers.count)
  }
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
