/// Why a decoder could not be loaded or could not compute a request.
public enum DecoderError: Error, Equatable, Sendable {
  /// The folder or its files.
  case checkpoint(CheckpointError)
  /// This processor, or this build of oneDNN, has no fast product in that precision.
  case precisionUnavailable(DecoderPrecision)
  /// A sequence without tokens; sequences count from 0.
  case emptySequence(Int)
  /// More tokens than the model was made for.
  case sequenceTooLong(sequence: Int, tokens: Int, limit: Int)
  /// An id outside 0 ..< vocabulary.
  case tokenOutOfRange(sequence: Int, position: Int, token: Int32, vocabulary: Int)
  /// A read-out before the first token or after the last.
  case positionOutOfRange(sequence: Int, position: Int, tokens: Int)
  /// The number of lists of positions differs from the number of sequences.
  case countsDiffer(sequences: Int, positions: Int)
  /// A sequence of another session, or one that was dropped.
  case unknownSequence
  /// The addition at that index is for the same sequence as an earlier one.
  case sequenceTwice(Int)
  /// A sequence cannot be rewound to more tokens than it has, or to a negative count.
  case rewindOutOfRange(count: Int, tokens: Int)
  /// A session has no room for that many more tokens.
  case sessionFull(tokens: Int, free: Int)
  /// Token probabilities need an output matrix, which the checkpoint lacks.
  case noOutputMatrix
  /// The system has no memory for weights or buffers.
  case outOfMemory(bytes: Int)
  /// oneDNN failed with a status: a bug in this program or a broken installation.
  case matrixLibrary(operation: String, status: Int)
  /// The caller cancelled.
  case cancelled
}

extension DecoderError: CustomStringConvertible {
  /// Says where, what, and how to mend it.
  public var description: String {
    switch self {
    case .checkpoint(let error): "\(error)"
    case .precisionUnavailable(let precision):
      "This processor does not compute with \(precision.rawValue) fast; use --precision f32 or auto."
    case .emptySequence(let sequence): "Sequence \(sequence) has no tokens."
    case .sequenceTooLong(let sequence, let tokens, let limit):
      "Sequence \(sequence) has \(tokens) tokens; the model was made for \(limit) "
        + "(max_position_embeddings). Shorten it or choose a model for longer texts."
    case .tokenOutOfRange(let sequence, let position, let token, let vocabulary):
      "Token \(position) of sequence \(sequence) has id \(token); the model knows 0 to "
        + "\(vocabulary - 1). Is tokenizer.json the one of this checkpoint?"
    case .positionOutOfRange(let sequence, let position, let tokens):
      "Position \(position) of sequence \(sequence) is not among its \(tokens) tokens."
    case .countsDiffer(let sequences, let positions):
      "\(sequences) sequences come with \(positions) lists of positions; there must be one each."
    case .unknownSequence: "The sequence was dropped, or belongs to another session."
    case .sequenceTwice(let index):
      "Addition \(index) is for a sequence that grows in the same call already; join both."
    case .rewindOutOfRange(let count, let tokens):
      "A sequence of \(tokens) tokens cannot be rewound to \(count)."
    case .sessionFull(let tokens, let free):
      "There is room for \(free) more tokens, and \(tokens) are needed. Drop sequences, or give the "
        + "session a larger limit."
    case .noOutputMatrix:
      "The checkpoint has no lm_head.weight and its embeddings are not tied, so it gives no "
        + "probabilities of tokens. Choose the causal language model."
    case .outOfMemory(let bytes):
      "The system gave no \(bytes / 1_000_000) MB of memory. Use --precision int8 or a smaller model."
    case .matrixLibrary(let operation, let status):
      "oneDNN failed at '\(operation)' with status \(status). Is libdnnl2 installed whole?"
    case .cancelled: "Scoring was stopped."
    }
  }
}

extension DecoderError {
  /// Runs `body`, converting its error.
  static func reading<Value>(
    _ body: () throws(CheckpointError) -> Value
  ) throws(DecoderError) -> Value {
    do throws(CheckpointError) {
      return try body()
    } catch {
      throw .checkpoint(error)
    }
  }
}
