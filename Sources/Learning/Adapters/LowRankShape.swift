import Transformer

/// Which matrices of a decoder get a low-rank update (LoRA), and how large it is.
///
/// ΔW = alpha / rank · B A. Source: Hu et al. 2021, arXiv:2106.09685; names and files are peft's.
public struct LowRankShape: Equatable, Sendable {
  /// r.
  public var rank: Int
  /// What r divides.
  public var alpha: Double
  /// Modules by their last name, such as `q_proj`.
  public var targets: [String]

  /// All seven matrices of a layer.
  public static let allTargets = [
    "q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj",
  ]

  /// An adapter of that size.
  public init(rank: Int = 16, alpha: Double = 32, targets: [String] = LowRankShape.allTargets) {
    self.rank = rank
    self.alpha = alpha
    self.targets = targets
  }

  var scale: Float { Float(alpha / Double(rank)) }

  /// In front of the names of the base's modules.
  static let prefix = "base_model.model."

  func nameOfA(_ weight: String) -> String { name(weight, "lora_A") }
  func nameOfB(_ weight: String) -> String { name(weight, "lora_B") }

  private func name(_ weight: String, _ part: String) -> String {
    let module = weight.hasSuffix(".weight") ? String(weight.dropLast(".weight".count)) : weight
    return "\(Self.prefix)\(module).\(part).weight"
  }

  /// Whether the matrix of that name is updated.
  func contains(_ weight: String) -> Bool {
    targets.contains { weight.hasSuffix("." + $0 + ".weight") }
  }
}

extension NamedParameters {
  /// An adapter that changes nothing yet, with its head: A drawn, B zero, the head drawn.
  ///
  /// A is uniform within ±1 / √inputs, as peft draws it; what a parameter gets depends on seed and name only.
  /// - Throws: ``TrainingError/unknownTarget(_:)``, or lack of memory.
  public init(
    adapter shape: LowRankShape, of base: DecoderParameters, head: HeadShape?, seed: UInt64
  ) throws(TrainingError) {
    for target in shape.targets where !LowRankShape.allTargets.contains(target) {
      throw .unknownTarget(target)
    }
    let layout = base.values.layout
    var own = ParameterLayout()
    self = try TrainingError.making { () throws(ParameterError) in
      for layer in base.parts.layers {
        for weight in layer.matrices where shape.contains(weight) {
          let matrix = try layout.parameter(weight)
          try own.append(shape.nameOfA(weight), shape: [shape.rank, matrix.shape[1]])
          try own.append(shape.nameOfB(weight), shape: [matrix.shape[0], shape.rank])
        }
      }
      if let head {
        for (name, shape) in head.parameters(inputs: base.configuration.hiddenSize) {
          try own.append(LowRankShape.prefix + name, shape: shape)
        }
      }
      return try NamedParameters(zeros: own)
    }
    for parameter in own where parameter.shape.count > 1 && !parameter.name.contains("lora_B") {
      drawUniform(parameter, seed: seed)
    }
  }

  /// A new head by itself, for hidden states of that size.
  ///
  /// - Throws: ``TrainingError``: lack of memory.
  public init(head: HeadShape, inputs: Int, seed: UInt64) throws(TrainingError) {
    var own = ParameterLayout()
    self = try TrainingError.making { () throws(ParameterError) in
      for (name, shape) in head.parameters(inputs: inputs) { try own.append(name, shape: shape) }
      return try NamedParameters(zeros: own)
    }
    for parameter in own where parameter.shape.count > 1 { drawUniform(parameter, seed: seed) }
  }

  private mutating func drawUniform(_ parameter: Parameter, seed: UInt64) {
    let hash = parameter.name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
    var random = RandomStream(seed: seed, stream: hash)
    let limit = 1 / Float(parameter.shape.last ?? 1).squareRoot()
    withMutableFloats(of: parameter) { floats in
      for index in floats.indices {
        floats[index] = (Float(random.next() >> 40) / Float(1 << 23) - 1) * limit
      }
    }
  }
}

extension DecoderWeights.Layer {
  /// The names of its seven matrices.
  var matrices: [String] { [query, key, value, output, gate, up, down].map(\.weight) }
}
