/// Repeatable random numbers: SplitMix64, one stream for each purpose of a seed.
///
/// Source: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators".
struct RandomStream: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64, stream: UInt64) {
    state = Self.mixed(Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) ^ stream)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// Fisher and Yates; not the standard library's, whose order may change with its version.
  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for last in elements.indices.reversed() where last > 0 {
      elements.swapAt(last, Int(next().multipliedFullWidth(by: UInt64(last + 1)).high))
    }
    return elements
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
