/// The random initialization of a decoder before training.
public struct RandomInitialization: Equatable, Sendable {
  /// σ of matrices and the embedding; 0.02 as in Hugging Face's `initializer_range`.
  public var deviation: Double
  /// Whether matrices that add to the residual stream (`o_proj`, `down_proj`) are drawn with σ / √(2 L).
  ///
  /// Source: Radford et al. 2019, section 2.3.
  public var scalesResidualOutputs: Bool

  /// Such an initialization.
  public init(deviation: Double = 0.02, scalesResidualOutputs: Bool = true) {
    (self.deviation, self.scalesResidualOutputs) = (deviation, scalesResidualOutputs)
  }
}

extension DecoderParameters {
  /// A decoder to train from scratch: random matrices, norms of 1, biases of 0.
  ///
  /// A seed gives the same bytes on any machine. The values of a parameter depend only on seed, name and shape.
  /// - Throws: ``ParameterError``: two heads of one name, or lack of memory.
  public init(
    random configuration: DecoderConfiguration, seed: UInt64, heads: [HeadShape] = [],
    _ initialization: RandomInitialization = RandomInitialization()
  ) throws(ParameterError) {
    try self.init(zeros: configuration, heads: heads)
    for parameter in values.layout { draw(parameter, seed: seed, initialization) }
  }

  /// Appends a head with random matrices and biases of 0.
  ///
  /// - Throws: ``ParameterError``.
  public mutating func addRandom(
    _ head: HeadShape, seed: UInt64, _ initialization: RandomInitialization = .init()
  ) throws(ParameterError) {
    let known = values.layout.count
    try add(head)
    for parameter in values.layout.dropFirst(known) { draw(parameter, seed: seed, initialization) }
  }

  private mutating func draw(
    _ parameter: Parameter, seed: UInt64, _ initialization: RandomInitialization
  ) {
    let name = parameter.name
    guard parameter.shape.count > 1 else {
      guard name.hasSuffix("norm.weight") else { return }
      return values.withMutableFloats(of: parameter) { $0.update(repeating: 1) }
    }
    var deviation = initialization.deviation
    let endsInResidual = ["o_proj.weight", "down_proj.weight"].contains { name.hasSuffix($0) }
    if initialization.scalesResidualOutputs, endsInResidual {
      deviation /= Double(2 * configuration.layerCount).squareRoot()
    }
    var draws = WeightDraws(seed: seed, name: name, deviation: deviation)
    values.withMutableFloats(of: parameter) { floats in
      for index in floats.indices { floats[index] = draws.next() }
    }
  }
}

/// Nearly normal random numbers that are identical on every machine.
///
/// Each is a scaled sum of four uniform 16-bit integers, with at most 3.5 standard deviations. It avoids `log` and
/// `cos`, whose last bits differ between machines.
struct WeightDraws {
  private var state: UInt64
  private let factor: Float

  /// The sum of four uniform integers 0 ..< 2¹⁶ has variance 4 (2³² − 1) / 12.
  private static let sumDeviation = (4 * (4_294_967_296.0 - 1) / 12).squareRoot()
  private static let sumMean: Int32 = 2 * 65535

  init(seed: UInt64, name: String, deviation: Double) {
    // FNV-1a of the name, so that adding parameters does not change the others.
    let hash = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
    state = WeightDraws.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) ^ hash
    factor = Float(deviation / WeightDraws.sumDeviation)
  }

  mutating func next() -> Float {
    state &+= 0x9E37_79B9_7F4A_7C15
    let bits = WeightDraws.mixed(state)
    let sum = (0..<4).reduce(Int32(0)) { $0 + Int32(bits >> (16 * $1) & 0xFFFF) }
    return Float(sum - WeightDraws.sumMean) * factor
  }

  /// SplitMix64.
  ///
  /// Source: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators".
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
