import Checkpoints
import Generation
import Transformer

/// The policy of a command, and how it is asked.
package struct PolicyChoice: Equatable, Sendable {
  /// The model's folder.
  package var folder: String
  /// The folder of an adapter's base; `nil` finds it beside the adapter or in the hub's cache.
  package var base: String?
  package var precision = DecoderPrecision.auto
  package var prompt = Policy.Prompt()
  package var sampling: SamplingSettings
  package var seed: UInt64 = 1
  /// At most so many tokens a response.
  package var maximumTokens = 1024
  package var stops: [String] = []
  /// Responses that are computed at once.
  package var concurrency = 32

  package init(folder: String, sampling: SamplingSettings) {
    (self.folder, self.sampling) = (folder, sampling)
  }

  /// Opens the folder; no weights are read.
  func open() throws -> Policy {
    try check()
    return try Policy(folder: folder, base: base, precision: precision, prompt: prompt)
  }

  private func check() throws(CommandFailure) {
    guard maximumTokens > 0 else {
      throw CommandFailure(.usage, "--max-tokens \(maximumTokens): at least 1.")
    }
    guard (1...1024).contains(concurrency) else {
      throw CommandFailure(.usage, "--batch \(concurrency): at least 1 and at most 1024.")
    }
    guard !stops.contains("") else {
      throw CommandFailure(
        .usage, "--stop needs a text: an empty one would end everything at once.")
    }
  }

  /// Reads the weights.
  ///
  /// - Parameters:
  ///   - policy: what ``open()`` gave.
  ///   - stops: texts that end a response; ``stops`` unless others are given.
  ///   - keepsStop: whether the stop text belongs to the response.
  ///   - remembers: whether responses stay for prompts that go on with them.
  /// - Returns: a generator that has drawn nothing yet.
  /// - Throws: `CheckpointModelError` for weights that cannot be read, `DecoderError` for lack of memory.
  func generator(
    _ policy: Policy, stops: [String]? = nil, keepsStop: Bool = false, remembers: Bool = false
  ) throws -> TextGenerator {
    var settings = GenerationSettings(sampling, maximumTokens: maximumTokens)
    settings.stops = stops ?? self.stops
    settings.keepsStop = keepsStop
    settings.remembersResponses = remembers
    settings.endTokens = policy.endTokens
    settings.concurrency = concurrency
    return try TextGenerator(
      try policy.decoder(), tokenizer: policy.tokenizer, settings: settings)
  }

  /// Texts that are drawn together, behind which an interrupted run goes on.
  ///
  /// What is computed together decides the last bits of a figure, so a run must begin where nothing was under way.
  var roundSize: Int { 16 * concurrency }

  /// One for each sample of a text.
  func seeds(of text: String, count: Int) -> [UInt64] {
    (0..<count).map { SampleStream.seed(seed, text: text, sample: $0) }
  }

  /// What the texts depend on, for a run that goes on.
  func words(_ policy: Policy) -> [String] {
    let limits = "\(seed) \(maximumTokens) \(concurrency)"
    return [policy.identity, String(describing: sampling), limits, String(describing: stops)]
  }
}
