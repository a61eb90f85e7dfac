import Transformer

/// Which prompts and samples begin, so that all that began can end.
extension TextGenerator {
  /// Tokens per page of keys and values; a sequence takes whole pages.
  private static let pageSize = 64
  /// Fewer tokens in common with an earlier prompt are not worth a copy of its page.
  private static let leastShared = 16

  /// At most so many tokens can follow a prompt.
  func limit(_ promptCount: Int) -> Int {
    min(settings.maximumTokens, session.engine.configuration.maximumPositions - promptCount)
  }

  /// Tokens in the pages of a prompt.
  func pageRoom(_ count: Int) -> Int {
    (count + Self.pageSize - 1) / Self.pageSize * Self.pageSize
  }

  /// Tokens in the pages that a sequence may still take, a copy of its last page included.
  func room(for tokens: Int) -> Int { pageRoom(tokens) + Self.pageSize }

  /// Tokens in free pages that nobody may still need.
  private var freeRoom: Int {
    let responses = running.reduce(0) { $0 + room(for: $1.limit - $1.tokens.count) }
    let prompts = roots.reduce(0) { sum, root in
      root.logits == nil ? sum + room(for: root.part.tokens.count - root.sharedCount) : sum
    }
    return session.freeTokenCount - responses - prompts
  }

  /// Whether there is room for so many more tokens, perhaps without the prompt that is kept.
  private func hasRoom(for tokens: Int) -> Bool {
    if freeRoom >= tokens { return true }
    keep(nil)
    while freeRoom < tokens, !remembered.isEmpty { session.drop(remembered.removeFirst()) }
    return freeRoom >= tokens
  }

  /// Begins samples of the prompts that are computed, then further prompts, while there is room.
  func fill(
    _ next: () throws -> GenerationPrompt?, _ finished: (GeneratedText) throws -> Void
  ) throws {
    try beginSamples(finished)
    var slots = settings.concurrency - running.count
    slots -= roots.reduce(0) { $0 + $1.part.seeds.count - $1.begun }
    while slots > 0 {
      if queue.isEmpty { queue = try next().map(parts) ?? [] }
      guard let part = queue.first else { break }
      let count = part.tokens.count
      guard hasRoom(for: room(for: count) + room(for: limit(count))) else { break }
      queue.removeFirst()
      try start(part)
      slots -= part.seeds.count
    }
    let computes = !running.isEmpty || roots.contains { $0.logits == nil }
    guard computes || roots.isEmpty && queue.isEmpty else {
      throw GenerationFault.tooLittleMemory(bytes: session.byteLimit, limit: session.byteLimit)
    }
  }

  /// A prompt with all of its samples, or one for each where nothing is shared.
  private func parts(_ prompt: GenerationPrompt) throws(GenerationFault) -> [Part] {
    try check(prompt.tokens)
    let whole = Part(
      number: prompt.number, tokens: prompt.tokens, seeds: prompt.seeds, firstSample: 0,
      stops: prompt.stops)
    if settings.sharesPrompts { return prompt.seeds.isEmpty ? [] : [whole] }
    return prompt.seeds.enumerated().map { sample, seed in
      var part = whole
      (part.seeds, part.firstSample) = ([seed], sample)
      return part
    }
  }

  // MARK: Prompts

  /// Starts a prompt's sequence behind what it has in common with one that is computed.
  private func start(_ part: Part) throws(DecoderError) {
    let text = ResponseText(
      tokenizer, part.stops.map { StopTexts($0) } ?? stops, keepsStop: settings.keepsStop,
      prompt: part.tokens)
    let known =
      roots.filter { $0.logits != nil }.map(\.sequence) + [lastRoot].compactMap(\.self)
      + remembered
    let (source, shared) = try closest(to: part.tokens, among: settings.sharesPrompts ? known : [])
    sharing.tokens += part.tokens.count
    sharing.shared += shared
    let sequence = try source.map { source throws(DecoderError) in
      let fork = try session.fork(source)
      try session.rewind(fork, to: shared)
      return fork
    }
    roots.append(
      Root(part: part, sequence: sequence ?? session.start(), sharedCount: shared, text: text))
  }

  /// The sequence that has most in common with a prompt, and how many tokens that is.
  private func closest(
    to prompt: [Int32], among known: [DecoderSession.Sequence]
  ) throws(DecoderError) -> (DecoderSession.Sequence?, shared: Int) {
    var (best, shared): (DecoderSession.Sequence?, Int) = (nil, 0)
    for sequence in known {
      let tokens = try session.tokens(of: sequence)
      // The last token is computed in any case, as its logits are needed.
      let common = zip(tokens, prompt.dropLast()).prefix { $0 == $1 }.count
      if common >= Self.leastShared, common > shared { (best, shared) = (sequence, common) }
    }
    return (best, shared)
  }

  /// Forgets the responses that none of these prompts goes on with.
  ///
  /// - Throws: `DecoderError`.
  public func remember(only prompts: [[Int32]]) throws(DecoderError) {
    var kept: Set<DecoderSession.Sequence> = []
    for prompt in prompts {
      if let best = try closest(to: prompt, among: remembered).0 { kept.insert(best) }
    }
    for sequence in remembered where !kept.contains(sequence) { session.drop(sequence) }
    remembered = remembered.filter(kept.contains)
  }

  /// Keeps a prompt's sequence in place of the one that was kept.
  private func keep(_ sequence: DecoderSession.Sequence?) {
    if let lastRoot { session.drop(lastRoot) }
    lastRoot = sequence
  }

  // MARK: Samples

  private func beginSamples(_ finished: (GeneratedText) throws -> Void) throws {
    while let root = roots.first, let logits = root.logits {
      let limit = limit(root.part.tokens.count)
      while roots[0].begun < root.part.seeds.count {
        guard running.count < settings.concurrency, hasRoom(for: room(for: limit)) else { return }
        try beginSample(of: root, roots[0].begun, logits, limit, finished)
        roots[0].begun += 1
      }
      roots.removeFirst()
      keep(settings.sharesPrompts ? root.sequence : nil)
      if !settings.sharesPrompts { session.drop(root.sequence) }
    }
  }

  private func beginSample(
    of root: Root, _ index: Int, _ logits: ArraySlice<Float>, _ limit: Int,
    _ finished: (GeneratedText) throws -> Void
  ) throws {
    var response = Response(
      prompt: root.part.number, sample: root.part.firstSample + index,
      sequence: try session.fork(root.sequence),
      stream: SampleStream(seed: root.part.seeds[index]), text: root.text, limit: limit)
    if let ending = try draw(logits, &response) {
      try end(response, ending, finished)
    } else {
      running.append(response)
    }
  }
}
