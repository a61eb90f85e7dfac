/// One sample's random numbers: SplitMix64, one number for each token.
///
/// Source: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators".
public struct SampleStream: Equatable, Sendable {
  private var state: UInt64

  /// A stream; the seeds of samples come from ``seed(_:text:sample:)``.
  public init(seed: UInt64) { state = seed }

  /// In 0 ..< 1, a multiple of 2⁻⁵³.
  public mutating func next() -> Double {
    state &+= Self.step
    return Double(Self.mixed(state) >> 11) * 0x1p-53
  }

  /// A seed for one of the samples of a text, which depends on nothing else.
  ///
  /// - Parameters:
  ///   - seed: of all samples.
  ///   - text: what is continued, such as the problem.
  ///   - sample: counted from 0.
  /// - Returns: what ``init(seed:)`` takes.
  public static func seed(_ seed: UInt64, text: String, sample: Int) -> UInt64 {
    // FNV-1a.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return mixed(mixed(mixed(seed &+ step) ^ hash) &+ UInt64(bitPattern: Int64(sample)) &* step)
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
