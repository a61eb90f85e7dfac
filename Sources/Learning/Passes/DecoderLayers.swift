import Transformer

/// A decoder's parameters as its passes use them: places among all floats instead of names.
struct DecoderLayers {
  /// A norm's weight, shape (size).
  struct Norm {
    var offset: Int
    var size: Int

    init(_ parameter: Parameter) { (offset, size) = (parameter.offset, parameter.count) }
  }

  /// One block.
  struct Layer {
    var inputNorm, feedForwardNorm: Norm
    /// Of each head; Qwen3 only.
    var queryNorm, keyNorm: Norm?
    /// Queries, keys and values: (d) to ((H + 2 K) · D).
    var queryKeyValue: LinearGroup
    /// (H · D) to (d).
    var output: LinearGroup
    /// Gate and up: (d) to (2 F).
    var gateUp: LinearGroup
    /// (F) to (d).
    var down: LinearGroup

    /// The widest low-rank states of a group.
    var rankSums: [Int] { [queryKeyValue, output, gateUp, down].map(\.rankSum) }
  }

  let configuration: DecoderConfiguration
  let embedding: Parameter
  var layers: [Layer]
  let finalNorm: Norm
  /// (d) to (V); `nil` where there is no output matrix.
  let languageHead: LinearGroup?

  /// `adapter` is a low-rank update's shape and where its factors lie.
  init(
    _ parameters: DecoderParameters, adapter: (shape: LowRankShape, layout: ParameterLayout)? = nil
  ) throws(ParameterError) {
    let layout = parameters.values.layout
    let parts = parameters.parts
    configuration = parameters.configuration
    embedding = try layout.parameter(parts.embedding)
    finalNorm = Norm(try layout.parameter(parts.finalNorm))
    var layers: [Layer] = []
    for layer in parts.layers {
      layers.append(try Layer(layer, parameters.configuration, layout, adapter))
    }
    self.layers = layers
    var head = LinearGroup(inputs: configuration.hiddenSize)
    if let name = parts.languageHead { head.append(try layout.parameter(name), bias: nil) }
    languageHead = parts.languageHead == nil ? nil : head
  }
}

extension DecoderLayers.Layer {
  fileprivate init(
    _ names: DecoderWeights.Layer, _ configuration: DecoderConfiguration, _ layout: ParameterLayout,
    _ adapter: (shape: LowRankShape, layout: ParameterLayout)?
  ) throws(ParameterError) {
    func group(
      _ parts: [DecoderWeights.Projection], inputs: Int
    ) throws(ParameterError) -> LinearGroup {
      var group = LinearGroup(inputs: inputs)
      for part in parts {
        var bias: Parameter?
        if let name = part.bias { bias = try layout.parameter(name) }
        group.append(try layout.parameter(part.weight), bias: bias)
        guard let (shape, own) = adapter, shape.contains(part.weight) else { continue }
        group.appendLowRank(
          a: try own.parameter(shape.nameOfA(part.weight)),
          b: try own.parameter(shape.nameOfB(part.weight)), scale: shape.scale)
      }
      return group
    }
    let d = configuration.hiddenSize
    inputNorm = .init(try layout.parameter(names.inputNorm))
    feedForwardNorm = .init(try layout.parameter(names.feedForwardNorm))
    (queryNorm, keyNorm) = (nil, nil)
    if let name = names.queryNorm { queryNorm = .init(try layout.parameter(name)) }
    if let name = names.keyNorm { keyNorm = .init(try layout.parameter(name)) }
    queryKeyValue = try group([names.query, names.key, names.value], inputs: d)
    output = try group([names.output], inputs: configuration.querySize)
    gateUp = try group([names.gate, names.up], inputs: d)
    down = try group([names.down], inputs: configuration.intermediateSize)
  }
}

extension ParameterLayout {
  /// A parameter that must be there.
  ///
  /// - Throws: ``ParameterError/unknown(name:)``.
  func parameter(_ name: String) throws(ParameterError) -> Parameter {
    guard let parameter = self[name] else { throw .unknown(name: name) }
    return parameter
  }
}
