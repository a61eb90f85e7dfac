import Generation
import TestSupport
import Testing

@Suite struct `Golden generation` {
  @Test func `continuations of all causal checkpoints are there`() {
    #expect(GoldenContinuation.all.count == 6)
    #expect(GoldenContinuation.available.count >= 3)
    #expect(GoldenContinuation.all.values.allSatisfy { $0.count >= 5 })
  }

  @Test(arguments: GoldenContinuation.available)
  func `greedy generation is transformers' token for token`(_ name: String) throws {
    let fixture = try GenerationFixture(name)
    let cases = try #require(GoldenContinuation.all[name])
    let prompts = cases.enumerated().map {
      GenerationPrompt(number: $0, tokens: $1.tokens, seeds: [1])
    }
    let together = try fixture.generator(tokens: 48).generate(prompts)
    for (responses, golden) in zip(together, cases) {
      let response = try #require(responses.first)
      #expect(response.tokens == golden.continuation)
      let differences = zip(response.logProbabilities, golden.log_probabilities).map {
        abs($0 - $1)
      }
      #expect(differences.max() ?? 1 < 5e-4)
      #expect(response.ending == .length)
    }
    let alone = try prompts.map { try fixture.generator(tokens: 48).generate([$0]) }
    #expect(alone.map { $0[0].map(\.tokens) } == together.map { $0.map(\.tokens) })
  }
}
