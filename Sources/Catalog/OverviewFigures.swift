import Queries
import Trajectories

/// Some trajectories at a glance: first errors by position, lengths, S(T), labels, generators.
///
/// Filled one row at a time, in memory that depends on what differs in them, not on how many there
/// are; `O` draws it and `stats --json` prints it.
public struct OverviewFigures: Equatable, Sendable {
  /// How many trajectories were counted.
  public var shown = 0
  /// The sum of T.
  public var steps = 0
  /// Different questions; exact up to a million.
  public var questions = QuestionCounter()
  /// Counts in ten equal parts of a trajectory: where z lies in 0..<T.
  public var labelledPlaces = [Int](repeating: 0, count: 10)
  /// The same for ẑ.
  public var predictedPlaces = [Int](repeating: 0, count: 10)
  /// Counts by z, steps from 0.
  public var labelledSteps: [Int: Int] = [:]
  /// Counts by ẑ, steps from 0.
  public var predictedSteps: [Int: Int] = [:]
  /// With figures, and no predicted error.
  public var predictedRight = 0
  /// With figures.
  public var scored = 0
  /// Counts of S(T) in tenths, of right answers.
  public var survivalOfRight = [Int](repeating: 0, count: 10)
  /// The same of wrong answers.
  public var survivalOfWrong = [Int](repeating: 0, count: 10)
  /// The same where it is not known.
  public var survivalOfUnknown = [Int](repeating: 0, count: 10)
  /// Hazards in ten equal parts of a trajectory, each trajectory with the mean of its part.
  public var hazardPlaces = [MeanFigure](repeating: MeanFigure(), count: 10)
  /// Counts by T.
  public var lengths: [Int: Int] = [:]
  /// What people say.
  public var verdicts = LabelCounts()
  /// What the files say.
  public var fileLabels = LabelCounts()
  /// Verdicts by hour, in hours since 1970.
  public var verdictHours: [Int: Int] = [:]
  /// All of them as one group.
  public var outcomes = GroupFigures()
  /// By generator; "" for those that name none.
  public var generators = GroupTable<String>()
  /// By training step, where the file's name tells one.
  public var trainingSteps = GroupTable<Int>()
  /// How often model and label say what of each other.
  public var pairs = Pairs()

  /// Nothing counted yet.
  public init() {}

  /// Trajectories with both a prediction and a label that names a step or none.
  public struct Pairs: Equatable, Sendable {
    /// Both say that no step is wrong.
    public var agreeOnNone = 0
    /// Both name the same step.
    public var agreeOnStep = 0
    /// They name different steps.
    public var otherStep = 0
    /// Only the model names a step.
    public var onlyModel = 0
    /// Only the label names a step.
    public var onlyLabel = 0

    /// None yet.
    public init() {}

    /// Where they say the same.
    public var agreeing: Int { agreeOnNone + agreeOnStep }
    /// Where they do not.
    public var differing: Int { otherStep + onlyModel + onlyLabel }
  }
}

/// A mean that is added up.
public struct MeanFigure: Equatable, Sendable {
  /// Of how many.
  public private(set) var count = 0
  private var sum = 0.0

  /// Of nothing yet.
  public init() {}

  /// `nil` of nothing.
  public var mean: Double? { count > 0 ? sum / Double(count) : nil }

  mutating func add(_ value: Double) {
    count += 1
    sum += value
  }
}

/// What is counted of the trajectories of one generator or training step.
public struct GroupFigures: Equatable, Sendable {
  /// Its members.
  public var count = 0
  /// Final answers that are known to be right.
  public var right = 0
  /// Final answers that are known to be wrong.
  public var wrong = 0
  /// How many carry a verdict.
  public var labelled = 0
  /// S(T) of those that were scored.
  public var survival = MeanFigure()

  /// Nothing counted yet.
  public init() {}

  /// Of those whose final answer is known, 0...1; `nil` without any.
  public var shareRight: Double? {
    right + wrong > 0 ? Double(right) / Double(right + wrong) : nil
  }

  /// 0...1; 0 without any.
  public var shareLabelled: Double { count > 0 ? Double(labelled) / Double(count) : 0 }

  mutating func add(_ row: QueryRow, outcome: Bool?) {
    count += 1
    if outcome == true { right += 1 }
    if outcome == false { wrong += 1 }
    if row.verdict != nil { labelled += 1 }
    if let figures = row.figures { survival.add(figures.noneProbability) }
  }
}

/// Figures by key, for so many keys at most; the others are counted together.
public struct GroupTable<Key: Hashable & Sendable>: Equatable, Sendable {
  /// By key.
  public private(set) var groups: [Key: GroupFigures] = [:]
  /// Of the keys that came when there were ``limit`` already.
  public private(set) var others = GroupFigures()

  /// A table larger than that is no overview.
  public static var limit: Int { 4096 }

  /// Empty.
  public init() {}

  mutating func add(_ row: QueryRow, outcome: Bool?, to key: Key) {
    if groups[key] != nil || groups.count < Self.limit {
      groups[key, default: GroupFigures()].add(row, outcome: outcome)
    } else {
      others.add(row, outcome: outcome)
    }
  }
}

/// How many different keys were seen: exact up to a limit, then to about a part in a thousand.
///
/// Beyond the limit only keys whose last bits are zero are kept, one more bit each time it is
/// reached: Wegman's adaptive sampling (Flajolet 1990, "On adaptive sampling").
public struct QuestionCounter: Equatable, Sendable {
  private var keys: Set<UInt64> = []
  private var mask: UInt64 = 0
  private let limit: Int

  /// Keeps no more than `limit` keys.
  public init(limit: Int = 1 << 20) { self.limit = max(16, limit) }

  /// Whether ``count`` is exact.
  public var isExact: Bool { mask == 0 }

  /// Different keys so far, nearly.
  public var count: Int { keys.count * Int(mask + 1) }

  mutating func add(_ key: UInt64) {
    guard key & mask == 0 else { return }
    keys.insert(key)
    while keys.count > limit {
      mask = mask << 1 | 1
      keys = keys.filter { $0 & mask == 0 }
    }
  }
}
