/// A decoder in plain float32, whole texts at a time: what the fast one must agree with.
///
/// Pre-norm blocks of grouped-query attention and SwiGLU, as in Hugging Face transformers' Qwen2,
/// Qwen3, Llama and Mistral. Letters as in ``DecoderConfiguration``; T is the number of tokens.
package struct ReferenceDecoder: Sendable {
  /// A matrix (outputs, inputs) and its bias, empty when there is none.
  struct Projection {
    var weight: [Float]
    var bias: [Float]

    init(_ part: DecoderWeights.Projection, _ tensors: TensorFiles) throws(CheckpointError) {
      weight = try tensors.floats(part.weight)
      bias = []
      if let name = part.bias { bias = try tensors.floats(name) }
    }

    func apply(_ x: [Float], inputs: Int) -> [Float] {
      ReferenceKernels.project(x, weight, bias: bias, inputs: inputs)
    }
  }

  /// The weights of one block; norms of heads are empty where the family has none.
  struct Layer {
    var inputNorm, feedForwardNorm, queryNorm, keyNorm: [Float]
    var query, key, value, output, gate, up, down: Projection
    var window: Int?
  }

  /// Its shape and constants.
  package let configuration: DecoderConfiguration
  private let embedding: [Float]
  private let layers: [Layer]
  private let finalNorm: [Float]
  private let languageHead: [Float]?
  private let frequencies: [Double]

  /// Reads all weights as floats.
  ///
  /// - Throws: ``CheckpointError`` when a file cannot be read any more.
  package init(
    _ configuration: DecoderConfiguration, _ weights: DecoderWeights, in tensors: TensorFiles
  ) throws(CheckpointError) {
    self.configuration = configuration
    embedding = try tensors.floats(weights.embedding)
    var layers: [Layer] = []
    for (layer, window) in zip(weights.layers, configuration.slidingWindows) {
      layers.append(try ReferenceDecoder.layer(layer, window, tensors))
    }
    self.layers = layers
    finalNorm = try tensors.floats(weights.finalNorm)
    languageHead =
      if let name = weights.languageHead { try tensors.floats(name) } else { nil }
    frequencies = configuration.rotary.frequencies(headDimension: configuration.headDimension)
  }

  /// Reads the checkpoint of a folder.
  ///
  /// - Throws: ``CheckpointError``.
  package init(folder: String) throws(CheckpointError) {
    let configuration = try DecoderConfiguration(folder: folder)
    let tensors = try TensorFiles(folder: folder)
    try self.init(configuration, DecoderWeights(configuration, in: tensors), in: tensors)
  }

  private static func layer(
    _ names: DecoderWeights.Layer, _ window: Int?, _ tensors: TensorFiles
  ) throws(CheckpointError) -> Layer {
    var (queryNorm, keyNorm): ([Float], [Float]) = ([], [])
    if let name = names.queryNorm { queryNorm = try tensors.floats(name) }
    if let name = names.keyNorm { keyNorm = try tensors.floats(name) }
    return Layer(
      inputNorm: try tensors.floats(names.inputNorm),
      feedForwardNorm: try tensors.floats(names.feedForwardNorm),
      queryNorm: queryNorm, keyNorm: keyNorm,
      query: try Projection(names.query, tensors), key: try Projection(names.key, tensors),
      value: try Projection(names.value, tensors), output: try Projection(names.output, tensors),
      gate: try Projection(names.gate, tensors), up: try Projection(names.up, tensors),
      down: try Projection(names.down, tensors), window: window)
  }

  // MARK: Forward

  /// The hidden states behind the final norm; shape (T, d).
  ///
  /// Every id must be in 0 ..< V.
  package func hiddenStates(_ ids: [Int32]) -> [Float] {
    let d = configuration.hiddenSize
    var x = ids.flatMap { embedding[Int($0) * d..<(Int($0) + 1) * d] }
    for layer in layers {
      add(attention(normalize(x, layer.inputNorm), layer), to: &x)
      add(feedForward(normalize(x, layer.feedForwardNorm), layer), to: &x)
    }
    return normalize(x, finalNorm)
  }

  /// x (T, d); gives (T, d).
  private func attention(_ x: [Float], _ layer: Layer) -> [Float] {
    let (heads, keyHeads) = (configuration.headCount, configuration.keyValueHeadCount)
    let d = configuration.hiddenSize
    var q = layer.query.apply(x, inputs: d)  // (T, H, D)
    var k = layer.key.apply(x, inputs: d)  // (T, K, D)
    let v = layer.value.apply(x, inputs: d)  // (T, K, D)
    if configuration.normalizesQueriesAndKeys {
      q = normalize(q, layer.queryNorm)
      k = normalize(k, layer.keyNorm)
    }
    ReferenceKernels.rotate(&q, heads: heads, frequencies: frequencies)
    ReferenceKernels.rotate(&k, heads: keyHeads, frequencies: frequencies)
    let seen = ReferenceKernels.attend(
      q, k, v, heads: heads, keyHeads: keyHeads, size: configuration.headDimension,
      window: layer.window)
    return layer.output.apply(seen, inputs: configuration.querySize)
  }

  /// x (T, d); gives (T, d).
  private func feedForward(_ x: [Float], _ layer: Layer) -> [Float] {
    let d = configuration.hiddenSize
    let inner = ReferenceKernels.swiglu(
      gate: layer.gate.apply(x, inputs: d), up: layer.up.apply(x, inputs: d))  // (T, F)
    return layer.down.apply(inner, inputs: configuration.intermediateSize)
  }

  private func normalize(_ x: [Float], _ weight: [Float]) -> [Float] {
    ReferenceKernels.normalize(x, weight: weight, epsilon: configuration.normEpsilon)
  }

  private func add(_ y: [Float], to x: inout [Float]) {
    for index in x.indices { x[index] += y[index] }
  }

  // MARK: Output matrix

  /// The logits of some tokens; hidden (rows, d); gives (rows, tokens), empty without the matrix.
  package func logits(of tokens: [Int32], _ hidden: [Float]) -> [Float] {
    guard let head = languageHead else { return [] }
    let d = configuration.hiddenSize
    let rows = tokens.flatMap { head[Int($0) * d..<(Int($0) + 1) * d] }
    return ReferenceKernels.project(hidden, rows, inputs: d)
  }

  /// log p(next token | text) in nats: one token a row of hidden (tokens, d); gives (tokens).
  package func logProbabilities(of tokens: [Int32], _ hidden: [Float]) -> [Double] {
    guard let head = languageHead else { return [] }
    let d = configuration.hiddenSize
    return tokens.enumerated().map { row, token in
      let logits = ReferenceKernels.project(
        Array(hidden[row * d..<(row + 1) * d]), head, inputs: d)
      return ReferenceKernels.logProbability(of: Int(token), logits)
    }
  }
}
