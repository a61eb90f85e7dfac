/// The result of merging two adjacent tokens: rank in the high half, new id in the low half.
struct MergeTable: Sendable {
  /// The outcome of two tokens that never merge; larger than every other outcome.
  static let none = UInt64.max

  /// Alternating keys and outcomes, at the key's hash or after it; free keys are `none`.
  private var slots: [UInt64]
  private var count = 0
  private let hash = SeededHash()

  /// Creates an empty table for this many merges; the number must be verified, not read from a
  /// file.
  init(capacity: Int = 0) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: Self.none, count: size * 2)
  }

  @inline(__always)
  private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  /// Sets the result of merging two ids; the last call for a pair wins.
  mutating func set(_ left: Int32, _ right: Int32, rank: Int, id: Int32) {
    let key = Self.key(left, right)
    let slot = slot(of: key)
    if slots[slot] == Self.none { count += 1 }
    slots[slot] = key
    slots[slot + 1] = UInt64(rank) << 32 | UInt64(UInt32(bitPattern: id))
    if count * 4 > slots.count { grow() }
  }

  /// The outcome for two ids, ``none`` if they never merge.
  @inline(__always)
  func outcome(_ left: Int32, _ right: Int32) -> UInt64 {
    slots[slot(of: Self.key(left, right)) + 1]
  }

  /// Whether two ids merge.
  func holds(_ left: Int32, _ right: Int32) -> Bool { outcome(left, right) != Self.none }

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash.hash(key) << 1) & mask
    while slots[slot] != key, slots[slot] != Self.none { slot = (slot + 2) & mask }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Self.none, count: old.count * 2)
    for index in stride(from: 0, to: old.count, by: 2) where old[index] != Self.none {
      let slot = slot(of: old[index])
      slots[slot] = old[index]
      slots[slot + 1] = old[index + 1]
    }
  }
}
