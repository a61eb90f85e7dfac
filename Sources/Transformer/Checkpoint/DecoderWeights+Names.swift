extension DecoderWeights {
  /// The names of all parts behind a prefix, as Hugging Face's classes have them.
  ///
  /// - Parameters:
  ///   - configuration: the decoder's shape.
  ///   - prefix: such as `model.`, or nothing.
  ///   - languageHead: an output matrix of its own; without one it is the embedding where the configuration ties
  ///     both, and else there is none.
  ///   - others: what is no part of the decoder.
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

  /// The same parts with further names that are no part of the decoder.
  func adding(_ names: [String]) -> DecoderWeights {
    DecoderWeights(
      prefix: prefix, embedding: embedding, layers: layers, finalNorm: finalNorm,
      languageHead: languageHead, others: (others + names).sorted())
  }

  /// Every tensor of the decoder and its shape: the embedding, the blocks one after another, the last norm, and an
  /// output matrix of its own.
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
