/// How responses are drawn, where they end, and how many are computed at once.
public struct GenerationSettings: Equatable, Sendable {
  /// How tokens are drawn.
  public var sampling: SamplingSettings
  /// At most so many tokens a response, at least 1.
  public var maximumTokens: Int
  /// Texts that end a response where they first occur.
  public var stops: [String] = []
  /// Whether the stop text belongs to the response.
  public var keepsStop = false
  /// Tokens that end a response and are no part of its text.
  public var endTokens: Set<Int32> = []
  /// Responses that are computed at once, at least 1.
  public var concurrency = 32
  /// Whether the samples of a prompt share its computation, and prompts what they begin with in common.
  public var sharesPrompts = true
  /// Whether responses stay after they have ended, for prompts that go on with them: until
  /// ``TextGenerator/remember(only:)``, or until there is no room.
  public var remembersResponses = false
  /// The most bytes of keys and values.
  public var byteLimit = 4 << 30

  /// Settings with defaults for everything else.
  public init(_ sampling: SamplingSettings = .greedy, maximumTokens: Int = 512) {
    (self.sampling, self.maximumTokens) = (sampling, maximumTokens)
  }
}

/// A text that is continued, once for each seed.
public struct GenerationPrompt: Equatable, Sendable {
  /// The caller's name for it, which comes back with its responses.
  public var number: Int
  /// At least one.
  public var tokens: [Int32]
  /// One for each sample.
  public var seeds: [UInt64]
  /// Texts that end its responses in place of those of the settings.
  public var stops: [String]?

  /// A prompt and the seeds of its samples.
  public init(number: Int, tokens: [Int32], seeds: [UInt64]) {
    (self.number, self.tokens, self.seeds) = (number, tokens, seeds)
  }
}

/// A response.
public struct GeneratedText: Equatable, Sendable {
  /// Why a response ended.
  public enum Ending: String, Equatable, Sendable, CaseIterable {
    /// One of the end tokens was drawn.
    case end
    /// A stop text occurred.
    case stop
    /// It had as many tokens as were allowed, or as the model can hold.
    case length
  }

  /// The number of its prompt.
  public var prompt: Int
  /// Which of the prompt's samples it is, counted from 0.
  public var sample: Int
  /// As cut by a stop text, without end token.
  public var text: String
  /// All that were drawn: the end token, and what the stop text cut off, included.
  public var tokens: [Int32]
  /// log p of each token under the model's own distribution, in nats; shape (tokens).
  public var logProbabilities: [Float]
  /// Why it ended.
  public var ending: Ending

  /// A response of a prompt.
  public init(
    prompt: Int, sample: Int, text: String, tokens: [Int32], logProbabilities: [Float],
    ending: Ending
  ) {
    (self.prompt, self.sample, self.text) = (prompt, sample, text)
    (self.tokens, self.logProbabilities, self.ending) = (tokens, logProbabilities, ending)
  }
}

/// Why a prompt cannot be continued.
public enum GenerationFault: Error, Equatable, Sendable {
  /// A prompt without tokens.
  case emptyPrompt
  /// A prompt that fills the model's window.
  case promptTooLong(tokens: Int, limit: Int)
  /// One response would need more memory for keys and values than is allowed.
  case tooLittleMemory(bytes: Int, limit: Int)
  /// The model's figures for the next token are no numbers.
  case notANumber(prompt: Int)
}

extension GenerationFault: CustomStringConvertible {
  /// What is wrong and how to mend it.
  public var description: String {
    switch self {
    case .emptyPrompt: "The prompt has no tokens."
    case .promptTooLong(let tokens, let limit):
      "The prompt has \(tokens) tokens and leaves no room in the model's window of \(limit). Shorten "
        + "it, or choose a model for longer texts."
    case .tooLittleMemory(let bytes, let limit):
      "Keys and values of one response may take \(bytes >> 20) MiB, more than the \(limit >> 20) MiB "
        + "that are allowed. Allow fewer tokens."
    case .notANumber:
      "The model's figures are not numbers. Its weights are damaged, or too large for this precision: "
        + "try --precision f32."
    }
  }
}
