/// The names of a decoder's parts among the tensors of a checkpoint; all exist with the right shapes.
///
/// Matrices have shape (outputs, inputs), as `y = x Wᵀ + b` wants them. Letters as in
/// ``DecoderConfiguration``: d hidden, H heads, K key heads, D head, F feed-forward, V vocabulary.
public struct DecoderWeights: Equatable, Sendable {
  /// A matrix and perhaps a bias, by name.
  public struct Projection: Equatable, Sendable {
    /// Shape (outputs, inputs).
    public var weight: String
    /// Shape (outputs).
    public var bias: String?
  }

  /// The tensors of one block, by name.
  public struct Layer: Equatable, Sendable {
    /// Shape (d), before attention.
    public var inputNorm: String
    /// (H·D, d).
    public var query: Projection
    /// (K·D, d).
    public var key: Projection
    /// (K·D, d).
    public var value: Projection
    /// (d, H·D).
    public var output: Projection
    /// Shape (D), of each query head; Qwen3 only.
    public var queryNorm: String?
    /// Shape (D), of each key head; Qwen3 only.
    public var keyNorm: String?
    /// Shape (d), before the feed-forward part.
    public var feedForwardNorm: String
    /// (F, d), the part that goes through SiLU.
    public var gate: Projection
    /// (F, d).
    public var up: Projection
    /// (d, F).
    public var down: Projection
  }

  /// The prefix of `embed_tokens.weight`: `model.`, `pretrained_model.model.`, or empty.
  public let prefix: String
  /// (V, d).
  public let embedding: String
  /// Of each block, shape (L).
  public let layers: [Layer]
  /// Shape (d).
  public let finalNorm: String
  /// (V, d), a separate matrix or the tied embedding; `nil` without an output matrix.
  public let languageHead: String?
  /// The sorted names of tensors outside the decoder, such as reward heads.
  ///
  /// A separate ``languageHead`` is not among them.
  public let others: [String]

  init(
    prefix: String, embedding: String, layers: [Layer], finalNorm: String, languageHead: String?,
    others: [String]
  ) {
    (self.prefix, self.embedding, self.layers) = (prefix, embedding, layers)
    (self.finalNorm, self.languageHead, self.others) = (finalNorm, languageHead, others)
  }

  /// Finds every part and checks its shape and type; reads no tensor.
  ///
  /// - Throws: ``CheckpointError``: no decoder or several, tensors that are missing, have another
  ///   shape than the configuration says, or are stored in a type that is not computed with; or
  ///   tensors of the decoder that the configuration has no use for.
  public init(
    _ configuration: DecoderConfiguration, in tensors: TensorFiles
  ) throws(CheckpointError) {
    var search = WeightSearch(configuration, in: tensors)
    let prefix = try search.prefix()
    let body = DecoderWeights(configuration, prefix: prefix, languageHead: nil)
    for (name, shape) in body.shapes(configuration) { search.require(name, shape) }
    try search.finish()
    let head = search.languageHead()
    // A separate matrix wins over a configuration that ties both: it was trained.
    self.init(
      configuration, prefix: prefix, languageHead: head, others: search.others(except: head))
    if let languageHead {
      try search.check(languageHead, [configuration.vocabularySize, configuration.hiddenSize])
    }
  }
}

extension DecoderWeights {
  /// The names of all parts behind a prefix, as Hugging Face's classes have them.
  ///
  /// - Parameters:
  ///   - configuration: the decoder's shape.
  ///   - prefix: such as `model.`, or nothing.
  ///   - languageHead: a separate output matrix; `nil` for the embedding if the configuration ties both, else none.
  ///   - others: the names of tensors outside the decoder.
  public init(
    _ configuration: DecoderConfiguration, prefix: String, languageHead: String?,
    others: [String] = []
  ) {
    self.prefix = prefix
    embedding = prefix + WeightSearch.embedding
    layers = (0..<configuration.layerCount).map {
      Layer(configuration, prefix: prefix + "layers.\($0).")
    }
    finalNorm = prefix + WeightSearch.finalNorm
    self.languageHead = languageHead ?? (configuration.tiesEmbeddings ? embedding : nil)
    self.others = others
  }

  /// The same parts with more names outside the decoder.
  func adding(_ names: [String]) -> DecoderWeights {
    DecoderWeights(
      prefix: prefix, embedding: embedding, layers: layers, finalNorm: finalNorm,
      languageHead: languageHead, others: (others + names).sorted())
  }

  /// The name and shape of every tensor of the decoder, in order: embedding, blocks, final norm, separate output matrix.
  public func shapes(_ configuration: DecoderConfiguration) -> [(name: String, shape: [Int])] {
    let vocabulary = [configuration.vocabularySize, configuration.hiddenSize]
    let own = languageHead.flatMap { $0 == embedding ? nil : (name: $0, shape: vocabulary) }
    return [(embedding, vocabulary)] + layers.flatMap { $0.shapes(configuration) }
      + [(finalNorm, [configuration.hiddenSize])] + (own.map { [$0] } ?? [])
  }
}

extension DecoderWeights.Layer {
  /// The names of a block's parts behind `prefix`, such as `model.layers.0.`.
  fileprivate init(_ configuration: DecoderConfiguration, prefix: String) {
    let attention = prefix + "self_attn."
    func projection(_ name: String, hasBias: Bool = false) -> DecoderWeights.Projection {
      .init(weight: name + ".weight", bias: hasBias ? name + ".bias" : nil)
    }
    let hasBiases = configuration.attentionBiases != .none
    let hasNorms = configuration.normalizesQueriesAndKeys
    inputNorm = prefix + "input_layernorm.weight"
    query = projection(attention + "q_proj", hasBias: hasBiases)
    key = projection(attention + "k_proj", hasBias: hasBiases)
    value = projection(attention + "v_proj", hasBias: hasBiases)
    output = projection(attention + "o_proj", hasBias: configuration.attentionBiases == .all)
    queryNorm = hasNorms ? attention + "q_norm.weight" : nil
    keyNorm = hasNorms ? attention + "k_norm.weight" : nil
    feedForwardNorm = prefix + "post_attention_layernorm.weight"
    gate = projection(prefix + "mlp.gate_proj")
    up = projection(prefix + "mlp.up_proj")
    down = projection(prefix + "mlp.down_proj")
  }

  /// Every tensor of the block and its shape.
  fileprivate func shapes(_ shape: DecoderConfiguration) -> [(name: String, shape: [Int])] {
    let (d, inner) = (shape.hiddenSize, shape.intermediateSize)
    func projection(
      _ part: DecoderWeights.Projection, _ outputs: Int, _ inputs: Int
    ) -> [(name: String, shape: [Int])] {
      [(part.weight, [outputs, inputs])] + (part.bias.map { [($0, [outputs])] } ?? [])
    }
    let norms = [queryNorm, keyNorm].compactMap { $0 }
    return [(inputNorm, [d])]
      + projection(query, shape.querySize, d) + projection(key, shape.keyValueSize, d)
      + projection(value, shape.keyValueSize, d) + projection(output, d, shape.querySize)
      + norms.map { ($0, [shape.headDimension]) } + [(feedForwardNorm, [d])]
      + projection(gate, inner, d) + projection(up, inner, d) + projection(down, d, inner)
  }
}
