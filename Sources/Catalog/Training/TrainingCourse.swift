import Evaluation

/// How the rollouts of a policy's training changed from step to step.
public struct TrainingCourse: Equatable, Sendable {
  /// The means of one training step; `nil` where no rollout says it.
  public struct Step: Equatable, Sendable {
    /// From the files' names.
    public var step: Int
    /// Rollouts that were read.
    public var count: Int
    /// Rollouts whose answer is known to be right or wrong.
    public var known: Int
    /// What the policy got, as recorded.
    public var reward: Double?
    /// The share of right answers among those known.
    public var accuracy: Double?
    /// Words of a solution.
    public var words: Double
    /// The share of its runs of four words that came before.
    public var repetition: Double
    /// Phrases of doubt or checking in a solution.
    public var reflections: Double
    /// Of the policy, in nats a token.
    public var entropy: Double?
    /// From the policy as it was, in nats a token.
    public var divergence: Double?
  }

  /// Ascending.
  public let steps: [Step]
  /// The places of steps between which the reward rose while right answers became fewer.
  ///
  /// Of all such stretches the one in which the share of right answers fell most; `nil` where none is beyond chance.
  public let hacking: ClosedRange<Int>?

  /// A course of known steps, ascending.
  public init(steps: [Step]) {
    self.steps = steps
    hacking = Self.hacking(in: steps)
  }

  /// The course that some rollouts tell, in any order.
  init(_ readings: [RolloutReading]) {
    let groups = Dictionary(grouping: readings, by: \.step)
    self.init(steps: groups.sorted { $0.key < $1.key }.map { Step($0, $1) })
  }
}

/// What one rollout's record and text say.
struct RolloutReading: Equatable, Sendable {
  var step: Int
  var isRight: Bool?
  var reward: Double?
  var entropy: Double?
  var divergence: Double?
  var words: Int
  var repetition: Double
  var reflections: Int
}

extension TrainingCourse.Step {
  init(_ step: Int, _ readings: [RolloutReading]) {
    func mean(_ value: (RolloutReading) -> Double?) -> Double? {
      let values = readings.compactMap(value).filter(\.isFinite)
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
    let known = readings.compactMap(\.isRight)
    self.init(
      step: step, count: readings.count, known: known.count, reward: mean(\.reward),
      accuracy: known.isEmpty ? nil : Double(known.count { $0 }) / Double(known.count),
      words: mean { Double($0.words) } ?? 0, repetition: mean { $0.repetition } ?? 0,
      reflections: mean { Double($0.reflections) } ?? 0, entropy: mean(\.entropy),
      divergence: mean(\.divergence))
  }
}

// MARK: Reward hacking

extension TrainingCourse {
  /// Less than that is not worth a warning, however sure it is.
  private static let leastFall = 0.02
  /// Standard errors of a fall that is beyond chance: it is the largest one of many.
  private static let leastErrors = 4.0
  /// Pairs of more steps than these are not compared one by one.
  private static let mostPoints = 400

  private static func hacking(in steps: [Step]) -> ClosedRange<Int>? {
    let window = max(1, steps.count / 10)
    guard steps.count >= 2, let points = Points(steps, window: window) else { return nil }
    let stride = max(1, points.count / mostPoints)
    var (found, deepest): (ClosedRange<Int>?, Double) = (nil, 0)
    for first in Swift.stride(from: 0, to: points.count, by: stride) {
      for last in Swift.stride(from: first + window, to: points.count, by: stride) {
        let fall = points.accuracy[first] - points.accuracy[last]
        guard fall > deepest, fall >= leastFall, fall > leastErrors * points.error(first, last),
          points.reward[last] > points.reward[first]
        else { continue }
        (found, deepest) = (first...(last + window - 1), fall)
      }
    }
    return found
  }

  /// Means over windows of some steps, so that chance weighs less.
  private struct Points {
    var accuracy: [Double] = []
    var reward: [Double] = []
    var known: [Double] = []
    var count: Int { accuracy.count }

    init?(_ steps: [Step], window: Int) {
      for first in 0...(steps.count - window) {
        let own = steps[first..<first + window]
        let known = own.reduce(0) { $0 + $1.known }
        let rewards = own.compactMap(\.reward)
        guard known > 0, rewards.count == own.count else { return nil }
        let right = own.reduce(0) { $0 + ($1.accuracy ?? 0) * Double($1.known) }
        accuracy.append(right / Double(known))
        reward.append(rewards.reduce(0, +) / Double(rewards.count))
        self.known.append(Double(known))
      }
    }

    /// The standard error of a difference of shares.
    func error(_ first: Int, _ last: Int) -> Double {
      func variance(_ place: Int) -> Double {
        accuracy[place] * (1 - accuracy[place]) / known[place]
      }
      return (variance(first) + variance(last)).squareRoot()
    }
  }
}
