import Glibc

/// A decoder whose weights can be read, changed and saved: its configuration, its parameters, and the names of its parts.
///
/// Heads and other tensors beside the decoder are included. A tied output matrix is one parameter with the embedding.
public struct DecoderParameters: Sendable {
  /// Its shape and constants.
  public let configuration: DecoderConfiguration
  /// The names of its parts.
  public let parts: DecoderWeights
  /// All numbers: the decoder's in the order of ``DecoderWeights/shapes(_:)``, then heads by name.
  public var values: NamedParameters

  /// Reads a decoder, with an adapter's updates applied, and the heads and other tensors beside it.
  ///
  /// Skips buffers that are derived from the configuration.
  /// - Parameters:
  ///   - configuration: the decoder's shape.
  ///   - parts: of that configuration, in `tensors`.
  ///   - tensors: the files.
  ///   - includesOthers: whether to read tensors outside the decoder.
  /// - Throws: ``CheckpointError``: a file that cannot be read any more, a tensor beside the decoder in a type that
  ///   is not computed with, or lack of memory.
  public init(
    _ configuration: DecoderConfiguration, _ parts: DecoderWeights, in tensors: TensorFiles,
    includesOthers: Bool = true
  ) throws(CheckpointError) {
    (self.configuration, self.parts) = (configuration, parts)
    let others = includesOthers ? parts.others.filter { !DecoderWeights.isBuffer($0) } : []
    var layout = ParameterLayout()
    for name in parts.shapes(configuration).map(\.name) + others {
      let tensor = try tensors.description(of: name)
      guard tensor.type.isComputable else {
        throw CheckpointError(
          path: tensors.path,
          reason: .unsuitedType(tensor: CheckpointError.shortened(name), tensor.type))
      }
      // Names in files are unique, so none is refused.
      try? layout.append(name, shape: tensor.shape, type: tensor.type)
    }
    guard let zeros = try? NamedParameters(zeros: layout) else {
      throw CheckpointError(path: tensors.path, errorNumber: ENOMEM)
    }
    values = zeros
    for parameter in layout {
      try values.withMutableFloats(of: parameter) { target throws(CheckpointError) in
        try tensors.readFloats(parameter.name, into: target)
      }
    }
  }

  /// Reads the checkpoint of a folder.
  ///
  /// - Throws: ``CheckpointError``.
  public init(folder: String) throws(CheckpointError) {
    let configuration = try DecoderConfiguration(folder: folder)
    let tensors = try TensorFiles(folder: folder)
    try self.init(configuration, DecoderWeights(configuration, in: tensors), in: tensors)
  }

  /// Zeros for a decoder of that shape under Hugging Face's names, with heads.
  ///
  /// - Throws: ``ParameterError``: two heads of one name, a head named as a part is, or lack of memory.
  public init(
    zeros configuration: DecoderConfiguration, heads: [HeadShape] = []
  ) throws(ParameterError) {
    self.configuration = configuration
    let shapes = heads.flatMap { $0.parameters(inputs: configuration.hiddenSize) }
      .sorted { $0.name < $1.name }
    parts = DecoderWeights(
      configuration, prefix: "model.",
      languageHead: configuration.tiesEmbeddings ? nil : "lm_head.weight",
      others: shapes.map(\.name))
    var layout = ParameterLayout()
    for (name, shape) in parts.shapes(configuration) + shapes {
      try layout.append(name, shape: shape)
    }
    values = try NamedParameters(zeros: layout)
  }

  /// Appends a new head of zeros after all other parameters.
  ///
  /// - Throws: ``ParameterError/duplicate(name:)``, or lack of memory.
  public mutating func add(_ head: HeadShape) throws(ParameterError) {
    var layout = values.layout
    let shapes = head.parameters(inputs: configuration.hiddenSize)
    for (name, shape) in shapes { try layout.append(name, shape: shape) }
    var grown = try NamedParameters(zeros: layout)
    let old = values
    grown.withAllMutableFloats { target in
      old.withAllFloats { source in
        guard let from = source.baseAddress else { return }
        target.baseAddress?.update(from: from, count: source.count)
      }
    }
    self = DecoderParameters(
      configuration: configuration, parts: parts.adding(shapes.map(\.name)), values: grown)
  }

  private init(
    configuration: DecoderConfiguration, parts: DecoderWeights, values: NamedParameters
  ) {
    (self.configuration, self.parts, self.values) = (configuration, parts, values)
  }
}

/// Names and sizes of a head: one matrix, or two with ReLU between; see ``RewardHead``.
public struct HeadShape: Equatable, Sendable {
  /// Such as `score` or `v_head.summary`.
  public var name: String
  /// The number of logits.
  public var outputs: Int
  /// The size between two matrices, which are then `name.0` and `name.2`; `nil` for one matrix.
  public var inner: Int?
  /// Whether each matrix has a bias.
  public var hasBias: Bool

  /// A head of that name and size.
  public init(name: String, outputs: Int, inner: Int? = nil, hasBias: Bool = true) {
    (self.name, self.outputs, self.inner, self.hasBias) = (name, outputs, inner, hasBias)
  }

  /// Its parameters, for hidden states of that size.
  package func parameters(inputs: Int) -> [(name: String, shape: [Int])] {
    guard let inner else { return layer(name, outputs, inputs) }
    return layer(name + ".0", inner, inputs) + layer(name + ".2", outputs, inner)
  }

  private func layer(
    _ name: String, _ outputs: Int, _ inputs: Int
  ) -> [(name: String, shape: [Int])] {
    [(name + ".weight", [outputs, inputs])] + (hasBias ? [(name + ".bias", [outputs])] : [])
  }
}
