/// Caches the most recently used values, up to a total cost.
///
/// Two generations: what was used since the young one began survives it. Every call is O(1).
struct RecentCache<Value: Sendable>: Sendable {
  private var young: [Int: (value: Value, cost: Int)] = [:]
  private var old: [Int: (value: Value, cost: Int)] = [:]
  private var youngCost = 0
  private let limit: Int

  /// Holds values whose costs add up to no more than `limit`; one alone may cost more.
  init(limit: Int) { self.limit = limit }

  /// The value of a key, which becomes recent.
  mutating func value(for key: Int) -> Value? {
    if let found = young[key] { return found.value }
    guard let found = old[key] else { return nil }
    insert(found.value, for: key, cost: found.cost)
    return found.value
  }

  mutating func insert(_ value: Value, for key: Int, cost: Int) {
    if youngCost + cost > limit / 2 {
      old = young
      young = [:]
      youngCost = 0
    }
    if let before = young.updateValue((value, cost), forKey: key) { youngCost -= before.cost }
    youngCost += cost
  }

  mutating func removeAll() {
    young = [:]
    old = [:]
    youngCost = 0
  }

  /// Everything cached.
  var values: [Int: Value] {
    old.mapValues(\.value).merging(young.mapValues(\.value)) { $1 }
  }
}
