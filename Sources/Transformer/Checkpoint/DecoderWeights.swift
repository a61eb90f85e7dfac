/// Which tensor of a checkpoint is which part of its decoder; all are there, with the right shapes.
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

  /// In front of `embed_tokens.weight`: `model.`, `pretrained_model.model.`, or nothing.
  public let prefix: String
  /// (V, d).
  public let embedding: String
  /// Of each block, shape (L).
  public let layers: [Layer]
  /// Shape (d).
  public let finalNorm: String
  /// (V, d), its own or the embedding where it is tied; `nil` when the checkpoint has no output matrix.
  public let languageHead: String?
  /// The names that are no part of the decoder, sorted: reward heads, and what nothing uses.
  ///
  /// A ``languageHead`` of its own is not among them.
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
    // A matrix of its own counts, whatever the configuration says: it was trained.
    self.init(
      configuration, prefix: prefix, languageHead: head, others: search.others(except: head))
    if let languageHead {
      try search.check(languageHead, [configuration.vocabularySize, configuration.hiddenSize])
    }
  }
}
