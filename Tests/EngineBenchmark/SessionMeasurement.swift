import Transformer

/// SmolLM2-135M's sizes with random weights: what decoding costs depends on nothing else.
func randomDecoder(_ precision: DecoderPrecision) throws -> DecoderEngine {
  let configuration = try DecoderConfiguration(
    family: .llama, hiddenSize: 576, layerCount: 30, headCount: 9, keyValueHeadCount: 3,
    intermediateSize: 1536, vocabularySize: 49152, maximumPositions: 8192,
    rotary: RotaryEncoding(base: 100_000), normEpsilon: 1e-5)
  return try DecoderEngine(
    DecoderParameters(random: configuration, seed: 1), precision: precision)
}

/// Tokens a second of sequences that grow by one token a call, with logits over the whole vocabulary, and of prompts.
func measureSession(_ engine: DecoderEngine, seconds: Double) throws {
  let prompt = 200
  let session = try DecoderSession(engine, tokenLimit: 32 * 1024)
  say("keys and values: \(session.byteLimit / session.tokenLimit) bytes a token")
  for length in [prompt, 1000] {
    let text = tokens(length, 7, below: engine.configuration.vocabularySize)
    let passed = try leastSeconds(within: seconds) {
      let sequence = session.start()
      _ = try session.logits(appending: [.init(sequence, text)])
      session.drop(sequence)
    }
    say("prompt of \(length) tokens: \(fixed(Double(length) / passed)) tokens/s")
  }
  for count in [1, 8, 32] {
    try measureDecoding(session, sequences: count, prompt: prompt, seconds: seconds)
  }
}

private func measureDecoding(
  _ session: DecoderSession, sequences count: Int, prompt: Int, seconds: Double
) throws {
  let vocabulary = session.engine.configuration.vocabularySize
  let first = session.start()
  _ = try session.logits(appending: [.init(first, tokens(prompt, 7, below: vocabulary))])
  let sequences = [first] + (try (1..<count).map { _ in try session.fork(first) })
  let next = tokens(count, 3, below: vocabulary)
  let steps = 16
  let passed = try leastSeconds(within: seconds) {
    for _ in 0..<steps {
      _ = try session.logits(appending: zip(sequences, next).map { .init($0, [$1]) })
    }
    for sequence in sequences { try session.rewind(sequence, to: prompt) }
  }
  for sequence in sequences { session.drop(sequence) }
  say(
    "decoding \(count) x 1 token behind \(prompt): \(fixed(Double(count * steps) / passed)) tokens/s, "
      + "\(fixed(1000 * passed / Double(steps), 2)) ms a call")
}

/// The best of three runs or more.
private func leastSeconds(within limit: Double, _ body: () throws -> Void) rethrows -> Double {
  try takeTurns(within: limit, body, and: {}).first.passed
}
