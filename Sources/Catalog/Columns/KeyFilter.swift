/// Quickly excludes digest keys that are not in a set: one bit for each value of 16 of their bits.
///
/// Keys are random, so that with 1,000 in the set one stranger in 65 passes.
struct KeyFilter: Sendable {
  private var words = [UInt64](repeating: 0, count: 1024)

  init() {}

  init(_ keys: some Sequence<UInt64>) {
    for key in keys { insert(key) }
  }

  mutating func insert(_ key: UInt64) { words[Int(key >> 6 & 1023)] |= 1 << (key & 63) }

  func mayContain(_ key: UInt64) -> Bool { words[Int(key >> 6 & 1023)] & 1 << (key & 63) != 0 }
}
