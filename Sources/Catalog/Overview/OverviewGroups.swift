import Queries

/// A running mean of figures in 0...1 that does not depend on their order.
public struct MeanFigure: Equatable, Sendable {
  /// The number of figures.
  public private(set) var count = 0
  /// In units of 2⁻⁶⁰: sums of doubles would depend on how the work was divided.
  private var sum: Int128 = 0

  private static let unit = 0x1p60

  /// Of nothing yet.
  public init() {}

  /// In 0...1; `nil` of nothing.
  public var mean: Double? { count > 0 ? Double(sum) / Self.unit / Double(count) : nil }

  /// Adds a figure in 0...1; ignores others and NaN.
  mutating func add(_ value: Double) {
    guard (0...1).contains(value) else { return }
    count += 1
    sum += Int128(Int64((value * Self.unit).rounded()))
  }

  mutating func add(_ other: MeanFigure) {
    count += other.count
    sum += other.sum
  }
}

/// Counts for the trajectories of one generator or training step.
public struct GroupFigures: Equatable, Sendable {
  /// Its members.
  public var count = 0
  /// Final answers known to be right.
  public var right = 0
  /// Final answers known to be wrong.
  public var wrong = 0
  /// How many carry a verdict.
  public var labelled = 0
  /// S(T) of those that were scored.
  public var survival = MeanFigure()

  /// Nothing counted yet.
  public init() {}

  /// Among those whose final answer is known, 0...1; `nil` without any.
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

  mutating func add(_ other: GroupFigures) {
    count += other.count
    right += other.right
    wrong += other.wrong
    labelled += other.labelled
    survival.add(other.survival)
  }
}

/// Figures by key for a limited number of keys; the others are counted together.
public struct GroupTable<Key: Hashable & Comparable & Sendable>: Equatable, Sendable {
  /// By key.
  public private(set) var groups: [Key: GroupFigures] = [:]
  /// Of keys that came after ``limit`` was reached.
  public private(set) var others = GroupFigures()

  /// A larger table would be no overview.
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

  /// Adds groups counted elsewhere, the largest first while there is room.
  mutating func add(_ other: GroupTable) {
    others.add(other.others)
    for (key, figures) in other.groups where groups[key] != nil { groups[key]?.add(figures) }
    var fresh = other.groups.filter { groups[$0.key] == nil }
    let room = max(0, Self.limit - groups.count)
    if fresh.count > room {
      for (key, figures) in other.bySize.filter({ fresh[$0.key] != nil }).dropFirst(room) {
        others.add(figures)
        fresh[key] = nil
      }
    }
    groups.merge(fresh) { known, _ in known }
  }

  /// Largest first, equal sizes by key.
  var bySize: [(key: Key, value: GroupFigures)] {
    groups.sorted {
      $0.value.count == $1.value.count ? $0.key < $1.key : $0.value.count > $1.value.count
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

  /// The number of different keys so far, approximately.
  public var count: Int { keys.count * Int(mask + 1) }

  mutating func add(_ key: UInt64) {
    guard key & mask == 0 else { return }
    keys.insert(key)
    thin()
  }

  /// Adds keys seen elsewhere; the same as if all had been seen here.
  mutating func add(_ other: QuestionCounter) {
    if other.mask > mask {
      mask = other.mask
      keys = keys.filter { $0 & mask == 0 }
    }
    for key in other.keys where key & mask == 0 { keys.insert(key) }
    thin()
  }

  private mutating func thin() {
    while keys.count > limit {
      mask = mask << 1 | 1
      keys = keys.filter { $0 & mask == 0 }
    }
  }
}
