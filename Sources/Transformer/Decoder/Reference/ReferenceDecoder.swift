/// A decoder in plain float32, whole texts at a time: what the fast one must agree with.
///
/// Pre-norm blocks of grouped-query attention and SwiGLU, as in Hugging Face transformers' Qwen2,
/// Qwen3, Llama and Mistral. Letters as in ``DecoderConfiguration``; T is the number of tokens.
package struct ReferenceDecoder: Sendable {
  /// A matrix (outputs, inputs) and its bias, if there is one.
  fileprivate struct Projection {
    var weight: Parameter
    var bias: Parameter?
  }

  /// One block's parameters; norms of heads only where the family has them.
  fileprivate struct Layer {
    var inputNorm, feedForwardNorm: Parameter
    var queryNorm, keyNorm: Parameter?
    var query, key, value, output, gate, up, down: Projection
    var window: Int?
  }

  /// Its shape and constants.
  package var configuration: DecoderConfiguration { parameters.configuration }
  /// The numbers that it computes with.
  package let parameters: DecoderParameters
  private let embedding: Parameter
  private let layers: [Layer]
  private let finalNorm: Parameter
  private let languageHead: Parameter?
  private let frequencies: [Double]

  /// A decoder that computes with these parameters as they are; copies nothing.
  package init(_ parameters: DecoderParameters) {
    self.parameters = parameters
    let (parts, layout) = (parameters.parts, parameters.values.layout)
    embedding = layout.part(parts.embedding)
    layers = zip(parts.layers, parameters.configuration.slidingWindows).map {
      Layer($0, window: $1, in: layout)
    }
    finalNorm = layout.part(parts.finalNorm)
    languageHead = parts.languageHead.map(layout.part)
    let configuration = parameters.configuration
    frequencies = configuration.rotary.frequencies(headDimension: configuration.headDimension)
  }

  /// Reads all weights as floats.
  ///
  /// - Throws: ``CheckpointError`` when a file cannot be read any more.
  package init(
    _ configuration: DecoderConfiguration, _ weights: DecoderWeights, in tensors: TensorFiles
  ) throws(CheckpointError) {
    self.init(
      try DecoderParameters(configuration, weights, in: tensors, includesOthers: false))
  }

  /// Reads the checkpoint of a folder.
  ///
  /// - Throws: ``CheckpointError``.
  package init(folder: String) throws(CheckpointError) {
    self.init(try DecoderParameters(folder: folder))
  }

  // MARK: Forward

  /// The hidden states behind the final norm; shape (T, d).
  ///
  /// Every id must be in 0 ..< V.
  package func hiddenStates(_ ids: [Int32]) -> [Float] {
    let d = configuration.hiddenSize
    let table = parameters.values.floats(embedding)
    var x = ids.flatMap { table[Int($0) * d..<(Int($0) + 1) * d] }
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
    var q = project(x, layer.query, inputs: d)  // (T, H, D)
    var k = project(x, layer.key, inputs: d)  // (T, K, D)
    let v = project(x, layer.value, inputs: d)  // (T, K, D)
    if let norm = layer.queryNorm { q = normalize(q, norm) }
    if let norm = layer.keyNorm { k = normalize(k, norm) }
    ReferenceKernels.rotate(&q, heads: heads, frequencies: frequencies)
    ReferenceKernels.rotate(&k, heads: keyHeads, frequencies: frequencies)
    let seen = ReferenceKernels.attend(
      q, k, v, heads: heads, keyHeads: keyHeads, size: configuration.headDimension,
      window: layer.window)
    return project(seen, layer.output, inputs: configuration.querySize)
  }

  /// x (T, d); gives (T, d).
  private func feedForward(_ x: [Float], _ layer: Layer) -> [Float] {
    let d = configuration.hiddenSize
    let inner = ReferenceKernels.swiglu(
      gate: project(x, layer.gate, inputs: d), up: project(x, layer.up, inputs: d))  // (T, F)
    return project(inner, layer.down, inputs: configuration.intermediateSize)
  }

  private func project(_ x: [Float], _ part: Projection, inputs: Int) -> [Float] {
    ReferenceKernels.project(
      x, parameters.values.floats(part.weight),
      bias: part.bias.map(parameters.values.floats) ?? .init(start: nil, count: 0),
      inputs: inputs)
  }

  private func normalize(_ x: [Float], _ weight: Parameter) -> [Float] {
    ReferenceKernels.normalize(
      x, weight: parameters.values.floats(weight), epsilon: configuration.normEpsilon)
  }

  private func add(_ y: [Float], to x: inout [Float]) {
    for index in x.indices { x[index] += y[index] }
  }

  // MARK: Output matrix

  /// The logits of some tokens; hidden (rows, d); gives (rows, tokens), empty without the matrix.
  package func logits(of tokens: [Int32], _ hidden: [Float]) -> [Float] {
    guard let languageHead else { return [] }
    let head = parameters.values.floats(languageHead)
    let d = configuration.hiddenSize
    let rows = tokens.flatMap { head[Int($0) * d..<(Int($0) + 1) * d] }
    return ReferenceKernels.project(hidden, rows, inputs: d)
  }

  /// The logits of the whole vocabulary; hidden (rows, d); gives (rows, V), empty without the matrix.
  package func logits(_ hidden: [Float]) -> [Float] {
    guard let languageHead else { return [] }
    return ReferenceKernels.project(
      hidden, parameters.values.floats(languageHead), bias: .init(start: nil, count: 0),
      inputs: configuration.hiddenSize)
  }

  /// log p(next token | text) in nats: one token a row of hidden (tokens, d); gives (tokens).
  package func logProbabilities(of tokens: [Int32], _ hidden: [Float]) -> [Double] {
    guard languageHead != nil else { return [] }
    let d = configuration.hiddenSize
    return tokens.enumerated().map { row, token in
      let logits = logits(Array(hidden[row * d..<(row + 1) * d]))
      return ReferenceKernels.logProbability(of: Int(token), logits)
    }
  }
}

extension ReferenceDecoder.Layer {
  fileprivate init(_ names: DecoderWeights.Layer, window: Int?, in layout: ParameterLayout) {
    func projection(_ part: DecoderWeights.Projection) -> ReferenceDecoder.Projection {
      .init(weight: layout.part(part.weight), bias: part.bias.map(layout.part))
    }
    inputNorm = layout.part(names.inputNorm)
    feedForwardNorm = layout.part(names.feedForwardNorm)
    queryNorm = names.queryNorm.map(layout.part)
    keyNorm = names.keyNorm.map(layout.part)
    (query, key, value) = (projection(names.query), projection(names.key), projection(names.value))
    output = projection(names.output)
    (gate, up, down) = (projection(names.gate), projection(names.up), projection(names.down))
    self.window = window
  }
}

extension ParameterLayout {
  /// A part of a decoder, all of which are among its parameters.
  fileprivate func part(_ name: String) -> Parameter {
    guard let parameter = self[name] else { preconditionFailure("no parameter '\(name)'") }
    return parameter
  }
}
