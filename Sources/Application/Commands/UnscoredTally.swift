/// Trajectories that a model could not score: how many, and why the first few.
struct UnscoredTally: Codable, Equatable, Sendable {
  private(set) var count = 0
  private(set) var reasons: [String] = []

  /// More reasons say nothing new.
  private static let limit = 20

  mutating func add(_ reason: String) {
    count += 1
    if reasons.count < Self.limit { reasons.append(reason) }
  }

  mutating func add(_ other: UnscoredTally) {
    count += other.count
    reasons += other.reasons.prefix(Self.limit - reasons.count)
  }
}
