import Glibc
import Survival

/// Whether S(T) can be trusted: how well it is calibrated, and how well it ranks.
///
/// Counted one by one in bounded memory, for trajectories whose label names a first error or none.
public struct ReliabilityFigures: Equatable, Sendable {
  /// The trajectories in one tenth of S(T).
  public struct Bin: Equatable, Sendable {
    /// Their S(T).
    public internal(set) var survival = MeanFigure()
    /// How many have no error.
    public internal(set) var right = 0

    /// How many there are.
    public var count: Int { survival.count }
    /// Their share without an error, in 0...1; `nil` of none.
    public var rightShare: Double? { count > 0 ? Double(right) / Double(count) : nil }
  }

  /// Ten bins (i / 10, (i + 1) / 10], the first including 0, as in ``Calibration``.
  public private(set) var bins = [Bin](repeating: Bin(), count: 10)
  /// Squared differences between S(T) and the label.
  private var squares = MeanFigure()
  /// Counts by logit of S(T), in steps of ``Self/logitStep``.
  private var ranks: [Int16: Rank] = [:]

  private struct Rank: Equatable, Sendable {
    var right = 0
    var wrong = 0
  }

  /// Nothing counted yet.
  public init() {}

  /// How many were counted.
  public var count: Int { bins.reduce(0) { $0 + $1.count } }

  /// The mean squared difference between S(T) and the label; `nil` of none.
  public var brierScore: Double? { squares.mean }

  /// Σ over bins of (count / all) · |mean S(T) − share without an error|; `nil` of none.
  public var expectedCalibrationError: Double? {
    let all = count
    guard all > 0 else { return nil }
    return bins.reduce(0) { sum, bin in
      guard let mean = bin.survival.mean, let share = bin.rightShare else { return sum }
      return sum + abs(mean - share) * Double(bin.count) / Double(all)
    }
  }

  /// The chance that S(T) of one without an error is above that of one with an error, a tie
  /// counting one half; `nil` unless there are both.
  ///
  /// Differences below ``Self/logitStep`` in logits count as ties: the error is at most half the
  /// share of such pairs.
  public var areaUnderROC: Double? {
    var (right, wrong, halfPairs) = (0, 0, 0.0)
    for (_, rank) in ranks.sorted(by: { $0.key < $1.key }) {
      halfPairs += Double(rank.right) * Double(2 * wrong + rank.wrong)
      right += rank.right
      wrong += rank.wrong
    }
    guard right > 0, wrong > 0 else { return nil }
    return halfPairs / 2 / Double(right) / Double(wrong)
  }

  mutating func add(survival: Double, isRight: Bool) {
    guard let bin = Self.upperEdges.firstIndex(where: { survival <= $0 }), survival >= 0 else {
      return
    }
    bins[bin].survival.add(survival)
    if isRight { bins[bin].right += 1 }
    let difference = survival - (isRight ? 1 : 0)
    squares.add(difference * difference)
    let rank = Self.rank(of: survival)
    if isRight {
      ranks[rank, default: Rank()].right += 1
    } else {
      ranks[rank, default: Rank()].wrong += 1
    }
  }

  mutating func add(_ other: ReliabilityFigures) {
    for (place, bin) in other.bins.enumerated() {
      bins[place].survival.add(bin.survival)
      bins[place].right += bin.right
    }
    squares.add(other.squares)
    for (rank, counts) in other.ranks {
      ranks[rank, default: Rank()].right += counts.right
      ranks[rank, default: Rank()].wrong += counts.wrong
    }
  }

  /// The doubles nearest to the tenths.
  private static let upperEdges = (1...10).map { Double($0) / 10 }
  private static let logitStep = 1.0 / 512

  /// 0 and 1, and anything closer to them than a logit of 63, rank beyond all others.
  private static func rank(of survival: Double) -> Int16 {
    guard survival > 0 else { return .min }
    guard survival < 1 else { return .max }
    let logit = log(survival) - log1p(-survival)
    return Int16((max(-63, min(63, logit)) / logitStep).rounded(.down))
  }
}

/// How each threshold would perform: how many first errors, and how many trajectories without one,
/// it finds.
public struct ThresholdFigures: Equatable, Sendable {
  /// Of S(t), ascending.
  public static let thresholds = [
    0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99,
  ]

  /// Trajectories with a first error, and how many of them each threshold finds.
  private var wrong = 0
  private var foundWrong = [Int](repeating: 0, count: thresholds.count)
  /// The same for those without.
  private var right = 0
  private var foundRight = [Int](repeating: 0, count: thresholds.count)

  /// Nothing counted yet.
  public init() {}

  /// The score of the rule with the threshold at `place`.
  public func score(at place: Int) -> ProcessBenchScore {
    ProcessBenchScore(
      wrong: wrong, foundWrong: foundWrong[place], correct: right, foundCorrect: foundRight[place])
  }

  mutating func add(label: FirstError, _ figures: CompactFigures) {
    if label == .noError { right += 1 } else { wrong += 1 }
    for place in Self.thresholds.indices
    where figures.firstError(atThreshold: place) == CompactFigures.thresholdCode(of: label) {
      if label == .noError { foundRight[place] += 1 } else { foundWrong[place] += 1 }
    }
  }

  mutating func add(_ other: ThresholdFigures) {
    wrong += other.wrong
    right += other.right
    for place in Self.thresholds.indices {
      foundWrong[place] += other.foundWrong[place]
      foundRight[place] += other.foundRight[place]
    }
  }
}
