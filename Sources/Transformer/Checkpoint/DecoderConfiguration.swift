/// The shape of a decoder and the constants of its arithmetic, as `config.json` gives them.
///
/// All sizes are at least 1 and so bounded that no product of two of them overflows.
public struct DecoderConfiguration: Equatable, Sendable {
  /// Decoders that share names of tensors and differ in biases, norms, windows and defaults.
  public enum Family: String, CaseIterable, Equatable, Sendable {
    /// Qwen2 and Qwen2.5: biases on queries, keys and values.
    case qwen2
    /// Queries and keys normalized per head.
    case qwen3
    /// Llama 2 and 3.
    case llama
    /// As Llama, with a sliding window.
    case mistral
  }

  /// Which of the attention's projections add a bias.
  public enum AttentionBiases: Equatable, Sendable {
    case none, queryKeyValue
    /// The output's too.
    case all
  }

  /// Determines what the file does not state.
  public var family: Family
  /// The first of `architectures`, such as `Qwen2ForProcessRewardModel`; empty when none is named.
  public var architecture: String
  /// d, the size of a hidden state.
  public var hiddenSize: Int
  /// L, the number of blocks.
  public var layerCount: Int
  /// H, the number of query heads.
  public var headCount: Int
  /// K, the number of key and value heads, which divides H; head h reads key head h / (H / K).
  public var keyValueHeadCount: Int
  /// D, the size of a head; even; not always d / H.
  public var headDimension: Int
  /// F, the size of the feed-forward part.
  public var intermediateSize: Int
  /// V, the number of rows of the embedding; at least the tokenizer's number of ids.
  public var vocabularySize: Int
  /// ε of every RMSNorm; above 0 and below 1.
  public var normEpsilon: Double
  /// Positions of queries and keys.
  public var rotary: RotaryEncoding
  /// W of each layer, shape (L): a token sees itself and the W − 1 before it; `nil`: all before it.
  public var slidingWindows: [Int?]
  /// The model's maximum text length in tokens.
  public var maximumPositions: Int
  /// Whether the output matrix is the embedding.
  public var tiesEmbeddings: Bool
  /// Which projections add a bias.
  public var attentionBiases: AttentionBiases
  /// Whether queries and keys are normalized per head, before rotation.
  public var normalizesQueriesAndKeys: Bool
  /// The id that begins texts; `nil` when the file names none.
  public var beginToken: Int?
  /// The ids that end texts; may be empty.
  public var endTokens: [Int]
  /// The id that pads batches elsewhere; unused here.
  public var paddingToken: Int?

  /// H · D, the size of all queries together.
  public var querySize: Int { headCount * headDimension }
  /// K · D, the size of all keys, or values, together.
  public var keyValueSize: Int { keyValueHeadCount * headDimension }
  /// The narrowest window of any layer; `nil` when every layer sees the whole text.
  public var slidingWindow: Int? { slidingWindows.compactMap { $0 }.min() }

  /// The number of weights of the body and the embedding, without heads.
  public var parameterCount: Int {
    let attention = hiddenSize * (2 * querySize + 2 * keyValueSize)
    let layer = attention + 3 * hiddenSize * intermediateSize + 2 * hiddenSize
    return vocabularySize * hiddenSize + layerCount * layer + hiddenSize
  }
}
