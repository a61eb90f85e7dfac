/// How far a figure would vary with other questions: resampling with replacement, seeded.
///
/// Whole questions are drawn, since candidates of one question are not independent. The same seed
/// draws the same questions for every figure and every model, so that differences are paired.
/// Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, percentile intervals.
public struct Bootstrap: Equatable, Sendable {
  /// Another seed draws others.
  public var seed: UInt64
  /// How many resamples; 0 gives no intervals.
  public var draws: Int

  /// A thousand draws unless told otherwise.
  public init(seed: UInt64 = 1, draws: Int = 1000) {
    self.seed = seed
    self.draws = max(0, draws)
  }

  /// Where 95 % of the resampled figures lie.
  public struct Interval: Equatable, Sendable {
    /// The 2.5th percentile.
    public var low: Double
    /// The 97.5th percentile.
    public var high: Double
  }

  /// Resamples figures that are computed together.
  ///
  /// - Parameters:
  ///   - questions: which question each case belongs to, shape `(cases)`.
  ///   - figures: gives the figures, always as many, where each case counts as often as its weight
  ///     says; weights have shape `(cases)`.
  /// - Returns: for each figure its value in every draw, shape `(figures, draws)`.
  public func samples(
    of questions: [UInt64], _ figures: (_ weights: [Int]) -> [Double?]
  ) -> [[Double?]] {
    let (places, count) = Self.numbered(questions)
    guard count > 0, draws > 0 else { return [] }
    var random = RandomSequence(seed: seed)
    var samples: [[Double?]] = []
    var weights = [Int](repeating: 0, count: questions.count)
    for _ in 0..<draws {
      var drawn = [Int](repeating: 0, count: count)
      for _ in 0..<count { drawn[random.next(below: count)] += 1 }
      for (place, question) in places.enumerated() { weights[place] = drawn[question] }
      let values = figures(weights)
      if samples.isEmpty { samples = Array(repeating: [], count: values.count) }
      for (figure, value) in values.enumerated() { samples[figure].append(value) }
    }
    return samples
  }

  /// The intervals of figures that are computed together; `nil` for one that is undefined in more
  /// than half of the draws.
  ///
  /// Parameters are those of ``samples(of:_:)``.
  public func intervals(
    of questions: [UInt64], _ figures: (_ weights: [Int]) -> [Double?]
  ) -> [Interval?] {
    samples(of: questions, figures).map { Self.interval(of: $0) }
  }

  /// From the defined values of all draws.
  static func interval(of samples: [Double?]) -> Interval? {
    let sorted = samples.compactMap(\.self).sorted()
    guard sorted.count * 2 > samples.count else { return nil }
    return Interval(low: percentile(0.025, of: sorted), high: percentile(0.975, of: sorted))
  }

  /// Linear between neighbours, as numpy's default.
  static func percentile(_ share: Double, of sorted: [Double]) -> Double {
    let position = share * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    let fraction = position - Double(below)
    return sorted[below] + (sorted[above] - sorted[below]) * fraction
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

/// Repeatable random numbers (SplitMix64), the same on every machine.
struct RandomSequence {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// In 0..<count: the upper half of a product, whose bias is below count / 2⁶⁴.
  mutating func next(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }
}
