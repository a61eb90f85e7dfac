/// A head that maps hidden states to logits: one matrix, or two with ReLU between.
public struct RewardHead: Equatable, Sendable {
  /// y = x Wᵀ + b.
  struct Layer: Equatable {
    /// Shape (outputs, inputs).
    var weight: [Float]
    /// Shape (outputs); empty when the checkpoint has none.
    var bias: [Float]
    var inputs: Int

    var outputs: Int { weight.count / inputs }
  }

  /// In order; ReLU stands between two.
  let layers: [Layer]
  /// d, the size of its input.
  public let inputCount: Int
  /// The number of logits.
  public var outputCount: Int { layers.last?.outputs ?? 0 }

  /// Reads `name.weight` and perhaps `name.bias`, or else `name.0` and `name.2` with ReLU between.
  ///
  /// - Throws: ``CheckpointError``: neither is there, or it does not take `inputs` values.
  public init(
    named name: String, in tensors: TensorFiles, inputs: Int
  ) throws(CheckpointError) {
    try self.init(named: name, tensors, inputs: inputs)
  }

  /// Copies the head of that name out of parameters.
  ///
  /// - Throws: ``CheckpointError`` as for files.
  public init(
    named name: String, in parameters: NamedParameters, inputs: Int
  ) throws(CheckpointError) {
    try self.init(named: name, parameters, inputs: inputs)
  }

  private init(
    named name: String, _ tensors: some TensorSource, inputs: Int
  ) throws(CheckpointError) {
    inputCount = inputs
    guard tensors.shape(of: name + ".weight") == nil, tensors.shape(of: name + ".0.weight") != nil
    else {
      layers = [try RewardHead.layer(name, tensors, inputs: inputs)]
      return
    }
    let first = try RewardHead.layer(name + ".0", tensors, inputs: inputs)
    layers = [first, try RewardHead.layer(name + ".2", tensors, inputs: first.outputs)]
  }

  private static func layer(
    _ name: String, _ tensors: some TensorSource, inputs: Int
  ) throws(CheckpointError) -> Layer {
    let weight = name + ".weight"
    guard let shape = tensors.shape(of: weight) else { throw tensors.missing(weight) }
    guard shape.count == 2, shape[1] == inputs, shape[0] > 0 else {
      throw wrongShape(weight, shape, [max(1, shape.first ?? 1), inputs], tensors)
    }
    var bias: [Float] = []
    if let stored = tensors.shape(of: name + ".bias") {
      guard stored == [shape[0]] else {
        throw wrongShape(name + ".bias", stored, [shape[0]], tensors)
      }
      bias = try tensors.floats(of: name + ".bias")
    }
    return Layer(weight: try tensors.floats(of: weight), bias: bias, inputs: inputs)
  }

  private static func wrongShape(
    _ name: String, _ found: [Int], _ expected: [Int], _ tensors: some TensorSource
  ) -> CheckpointError {
    CheckpointError(
      path: tensors.path,
      reason: .wrongShape(
        tensor: CheckpointError.shortened(name), found: found, expected: expected))
  }

  /// The logits of hidden states; hidden (rows, d); gives (rows, ``outputCount``).
  public func logits(_ hidden: [Float]) -> [Float] {
    var values = hidden
    for (index, layer) in layers.enumerated() {
      if index > 0 { values = values.map { max($0, 0) } }
      values = ReferenceKernels.project(
        values, layer.weight, bias: layer.bias, inputs: layer.inputs)
    }
    return values
  }
}
