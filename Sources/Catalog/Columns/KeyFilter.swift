/// Says quickly that a digest key is not in a set: one bit for each value of 16 of its bits.
///
/// Keys are random, so that 1,000 of them answer wrongly for one stranger in 65.
struct KeyFilter: Sendable {
  private var words = [UInt64](repeating: 0, count: 1024)

  init() {}

  init(_ keys: some Sequence<UInt64>) {
    for key in keys { insert(key) }
  }

  mutating func insert(_ key: UInt64) { words[Int(key >> 6 & 1023)] |= 1 << (key & 63) }

  func mayContain(_ key: UInt64) -> Bool { words[Int(key >> 6 & 1023)] & 1 << (key & 63) != 0 }
}
