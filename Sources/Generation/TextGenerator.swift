import Transformer

/// Continues prompts with a decoder, many responses at once.
///
/// A response that ends makes room for the next one at once. The samples of a prompt share its keys and values, and
/// so do prompts that begin alike and follow each other. What a sample becomes depends on its prompt and its seed; beside
/// others only the last bits of its figures differ, as the decoder sums in another order.
///
/// Use from one thread at a time.
public final class TextGenerator {
  /// How responses are drawn and ended.
  public let settings: GenerationSettings

  let session: DecoderSession
  let tokenizer: Tokenizer
  let stops: StopTexts
  var sampler: TokenSampler
  /// Prompts with samples that have not begun, oldest first.
  var roots: [Root] = []
  /// Kept for what the next prompt has in common with it.
  var lastRoot: DecoderSession.Sequence?
  /// Of responses that ended, oldest first, for prompts that go on with them.
  var remembered: [DecoderSession.Sequence] = []
  /// How much of the prompts was there already.
  public internal(set) var sharing = PromptSharing()
  var running: [Response] = []
  /// Asked for, and not begun.
  var queue: [Part] = []

  /// A prompt with some of its samples.
  struct Part {
    var number: Int
    var tokens: [Int32]
    var seeds: [UInt64]
    /// The sample of the first seed.
    var firstSample: Int
    /// In place of the settings'.
    var stops: [String]?
  }

  /// A prompt that has begun, and the logits behind it once they are computed.
  struct Root {
    var part: Part
    var sequence: DecoderSession.Sequence
    /// Of the prompt's tokens, those that another prompt had already.
    var sharedCount: Int
    var text: ResponseText
    var logits: ArraySlice<Float>?
    var begun = 0
  }

  /// A response that has not ended.
  struct Response {
    var prompt: Int
    var sample: Int
    var sequence: DecoderSession.Sequence
    var stream: SampleStream
    var text: ResponseText
    /// At most so many.
    var limit: Int
    /// The last of them is not in the sequence yet.
    var tokens: [Int32] = []
    var logProbabilities: [Float] = []
  }

  /// A generator with room for what the settings allow.
  ///
  /// - Throws: `DecoderError.outOfMemory`.
  public init(
    _ engine: DecoderEngine, tokenizer: Tokenizer, settings: GenerationSettings
  ) throws(DecoderError) {
    precondition(settings.concurrency > 0 && settings.maximumTokens > 0, "nothing to generate")
    (self.settings, self.tokenizer) = (settings, tokenizer)
    stops = StopTexts(settings.stops)
    sampler = TokenSampler(settings.sampling)
    session = try DecoderSession(
      engine, byteLimit: min(settings.byteLimit, Self.usefulBytes(engine, settings)))
  }

  /// More than this is never needed by prompts of ordinary length.
  private static func usefulBytes(
    _ engine: DecoderEngine, _ settings: GenerationSettings
  ) -> Int {
    let configuration = engine.configuration
    let tokens = min(settings.maximumTokens, configuration.maximumPositions) + ordinaryPrompt
    let perToken = 8 * configuration.layerCount * configuration.keyValueSize
    let room = settings.concurrency.multipliedReportingOverflow(by: tokens * perToken)
    return room.overflow ? .max : max(room.partialValue, configuration.maximumPositions * perToken)
  }

  private static let ordinaryPrompt = 1024

  /// Tells whether a prompt can be continued.
  ///
  /// - Throws: ``GenerationFault``.
  public func check(_ tokens: [Int32]) throws(GenerationFault) {
    guard !tokens.isEmpty else { throw .emptyPrompt }
    let window = session.engine.configuration.maximumPositions
    guard tokens.count < window else { throw .promptTooLong(tokens: tokens.count, limit: window) }
    let needed = room(for: tokens.count) + room(for: limit(tokens.count))
    guard needed <= session.tokenLimit else {
      let perToken = session.byteLimit / session.tokenLimit
      throw .tooLittleMemory(bytes: needed * perToken, limit: session.byteLimit)
    }
  }

  /// Continues prompts until there are none left.
  ///
  /// - Parameters:
  ///   - next: gives the next prompt when there is room for it; `nil` when there is none now. It is asked again while
  ///     responses are computed, so that `finished` may add prompts.
  ///   - continuing: called some twenty times a second on the calling thread; returning `false` ends the call.
  ///   - finished: takes the responses as they end.
  /// - Throws: ``GenerationFault``, `DecoderError`, also `cancelled`, `TokenizationError`, and what the
  ///   closures throw. Responses that have not ended are lost.
  public func generate(
    next: () throws -> GenerationPrompt?, continuing: () -> Bool = { true },
    finished: (GeneratedText) throws -> Void
  ) throws {
    defer { clear() }
    while true {
      try fill(next, finished)
      guard !running.isEmpty || !roots.isEmpty else { return }
      try advance(continuing, finished)
    }
  }

  /// Continues all prompts of a list.
  ///
  /// - Returns: the responses, of each prompt in the order of its samples.
  /// - Throws: as ``generate(next:continuing:finished:)``.
  public func generate(
    _ prompts: [GenerationPrompt], continuing: () -> Bool = { true }
  ) throws -> [[GeneratedText]] {
    var responses = prompts.map { [GeneratedText?](repeating: nil, count: $0.seeds.count) }
    var rest = prompts.enumerated().makeIterator()
    try generate {
      rest.next().map { place, prompt in
        var placed = prompt
        placed.number = place
        return placed
      }
    } continuing: {
      continuing()
    } finished: { response in
      var named = response
      named.prompt = prompts[response.prompt].number
      responses[response.prompt][response.sample] = named
    }
    return responses.map { $0.compactMap(\.self) }
  }

  private func clear() {
    let kept = Set(remembered)
    for sequence in session.sequences where !kept.contains(sequence) { session.drop(sequence) }
    (roots, running, queue, lastRoot) = ([], [], [], nil)
  }
}

/// How much of the prompts of a generator was computed before, for another prompt or a response.
public struct PromptSharing: Equatable, Sendable {
  /// Tokens of all prompts; those of samples count once.
  public var tokens = 0
  /// Those of them that were not computed again.
  public var shared = 0

  /// Nothing yet.
  public init() {}
}

// MARK: One token

extension TextGenerator {
  /// Computes new prompts and one token of each response.
  private func advance(
    _ continuing: () -> Bool, _ finished: (GeneratedText) throws -> Void
  ) throws {
    let waiting = roots.indices.filter { roots[$0].logits == nil }
    var additions = running.map { response in
      DecoderSession.Addition(response.sequence, Array(response.tokens.suffix(1)))
    }
    for index in waiting {
      let root = roots[index]
      additions.append(.init(root.sequence, Array(root.part.tokens[root.sharedCount...])))
    }
    let logits = try session.logits(appending: additions, continuing: continuing)
    for (index, row) in zip(waiting, logits[running.count...]) { roots[index].logits = row[0] }
    var left: [Response] = []
    left.reserveCapacity(running.count)
    for (response, row) in zip(running, logits) {
      var response = response
      if let ending = try draw(row[0], &response) {
        try end(response, ending, finished)
      } else {
        left.append(response)
      }
    }
    running = left
  }

  /// Draws a response's next token, and tells whether it was the last.
  func draw(
    _ logits: ArraySlice<Float>, _ response: inout Response
  ) throws -> GeneratedText.Ending? {
    let uniform = response.stream.next()
    guard let choice = logits.withUnsafeBufferPointer({ sampler.choose($0, uniform) }) else {
      throw GenerationFault.notANumber(prompt: response.prompt)
    }
    response.tokens.append(choice.token)
    response.logProbabilities.append(choice.logProbability)
    if settings.endTokens.contains(choice.token) { return .end }
    if try response.text.isStopped(response.tokens) { return .stop }
    return response.tokens.count < response.limit ? nil : .length
  }

  func end(
    _ response: Response, _ ending: GeneratedText.Ending,
    _ finished: (GeneratedText) throws -> Void
  ) throws {
    if settings.remembersResponses {
      remembered.append(response.sequence)
    } else {
      session.drop(response.sequence)
    }
    let tokens = ending == .end ? response.tokens.dropLast() : response.tokens[...]
    try finished(
      GeneratedText(
        prompt: response.prompt, sample: response.sample,
        text: try response.text.text(of: Array(tokens)), tokens: response.tokens,
        logProbabilities: response.logProbabilities, ending: ending))
  }
}
