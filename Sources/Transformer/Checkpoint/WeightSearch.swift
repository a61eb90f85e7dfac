/// Looks for the parts of a decoder among the tensors of a checkpoint, and keeps count of failures.
struct WeightSearch {
  private let configuration: DecoderConfiguration
  let tensors: TensorFiles
  private(set) var bodyPrefix = ""
  private var found: Set<String> = []
  private var missing: [String] = []
  private var missingCount = 0
  private(set) var firstError: CheckpointError?

  var layerCount: Int { configuration.layerCount }

  /// At most this many missing tensors are named.
  private static let namedCount = 8
  static let embedding = "embed_tokens.weight"
  static let finalNorm = "norm.weight"
  static let languageHead = "lm_head.weight"

  init(_ configuration: DecoderConfiguration, in tensors: TensorFiles) {
    self.configuration = configuration
    self.tensors = tensors
  }

  /// What stands in front of the one `embed_tokens.weight`, and of all parts from now on.
  mutating func prefix() throws(CheckpointError) -> String {
    bodyPrefix = try Self.bodyPrefix(in: tensors)
    return bodyPrefix
  }

  /// What stands in front of the one `embed_tokens.weight`.
  static func bodyPrefix(in tensors: TensorFiles) throws(CheckpointError) -> String {
    let ending = "." + embedding
    let candidates = tensors.names.filter { $0.hasSuffix(ending) || $0 == embedding }
    guard let name = candidates.first else {
      throw CheckpointError(path: tensors.path, reason: .noDecoder)
    }
    guard candidates.count == 1 else {
      throw CheckpointError(
        path: tensors.path,
        reason: .severalDecoders(candidates.prefix(4).map(CheckpointError.shortened)))
    }
    return String(name.dropLast(embedding.count))
  }

  // MARK: Parts

  /// Looks for a tensor of the decoder; what is wrong with it is said by ``finish()``.
  mutating func require(_ name: String, _ shape: [Int]) {
    found.insert(name)
    do throws(CheckpointError) {
      try check(name, shape)
    } catch {
      if case .missingTensors(let names, _) = error.reason {
        missingCount += 1
        if missing.count < WeightSearch.namedCount { missing += names }
      } else if firstError == nil {
        firstError = error
      }
    }
  }

  /// Checks that a tensor is there with that shape, in a type that can be computed with.
  func check(_ name: String, _ shape: [Int]) throws(CheckpointError) {
    let tensor = try tensors.description(of: name)
    guard tensor.shape == shape else {
      throw CheckpointError(
        path: tensors.path,
        reason: .wrongShape(
          tensor: CheckpointError.shortened(name), found: tensor.shape, expected: shape))
    }
    guard tensor.type.isComputable else {
      throw CheckpointError(
        path: tensors.path,
        reason: .unsuitedType(tensor: CheckpointError.shortened(name), tensor.type))
    }
  }

  // MARK: The whole

  /// - Throws: what the weights are in place of numbers to compute with, or the missing tensors
  ///   together, or the first other failure, or what is there and would not be read.
  func finish() throws(CheckpointError) {
    try refuseForeign()
    guard missing.isEmpty else {
      throw CheckpointError(
        path: tensors.path, reason: .missingTensors(missing, count: missingCount))
    }
    if let firstError { throw firstError }
    try refuseUnread()
  }

  /// `lm_head.weight` beside the body, inside a wrapper or not.
  func languageHead() -> String? {
    Self.languageHeads(bodyPrefix: bodyPrefix).first { tensors[$0] != nil }
  }

  /// Where the output matrix may be: beside the body, in it, or in front of everything.
  static func languageHeads(bodyPrefix: String) -> [String] {
    let wrapper =
      bodyPrefix.hasSuffix("model.") ? String(bodyPrefix.dropLast("model.".count)) : bodyPrefix
    return [wrapper, bodyPrefix, ""].map { $0 + languageHead }
  }

  func others(except head: String?) -> [String] {
    tensors.names.filter { !found.contains($0) && $0 != head }
  }
}
