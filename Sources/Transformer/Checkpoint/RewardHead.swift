/// The small layers that make logits of a hidden state: one matrix, or two with ReLU between.
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
  /// d, the size of the hidden state that it takes.
  public let inputCount: Int
  /// The number of logits.
  public var outputCount: Int { layers.last?.outputs ?? 0 }

  /// Reads `name.weight` and perhaps `name.bias`, or else `name.0` and `name.2` with ReLU between.
  ///
  /// - Throws: ``CheckpointError``: neither is there, or it does not take `inputs` values.
  public init(
    named name: String, in tensors: TensorFiles, inputs: Int
  ) throws(CheckpointError) {
    inputCount = inputs
    guard tensors[name + ".weight"] == nil, tensors[name + ".0.weight"] != nil else {
      layers = [try RewardHead.layer(name, tensors, inputs: inputs)]
      return
    }
    let first = try RewardHead.layer(name + ".0", tensors, inputs: inputs)
    layers = [first, try RewardHead.layer(name + ".2", tensors, inputs: first.outputs)]
  }

  private static func layer(
    _ name: String, _ tensors: TensorFiles, inputs: Int
  ) throws(CheckpointError) -> Layer {
    let weight = try tensors.description(of: name + ".weight")
    guard weight.shape.count == 2, weight.shape[1] == inputs, weight.shape[0] > 0 else {
      throw CheckpointError(
        path: tensors.path,
        reason: .wrongShape(
          tensor: CheckpointError.shortened(weight.name), found: weight.shape,
          expected: [max(1, weight.rowCount), inputs]))
    }
    var bias: [Float] = []
    if let stored = tensors[name + ".bias"] {
      guard stored.shape == [weight.shape[0]] else {
        throw CheckpointError(
          path: tensors.path,
          reason: .wrongShape(
            tensor: CheckpointError.shortened(stored.name), found: stored.shape,
            expected: [weight.shape[0]]))
      }
      bias = try tensors.floats(stored.name)
    }
    return Layer(weight: try tensors.floats(weight.name), bias: bias, inputs: inputs)
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
