import TestSupport
import Testing
@testable import Transformer

struct EngineTests {
  @Test(arguments: ["llama", "qwen2", "qwen3", "mistral"])
  func `sizes that suit no vector give the reference's hidden states`(_ type: String) throws {
    for seed in UInt64(1)...6 {
      var generator = SeededGenerator(seed: seed)
      let keyHeads = Int.random(in: 1...3, using: &generator)
      let fixture = try EngineFixture(
        modelType: type, hidden: Int.random(in: 5...70, using: &generator),
        inner: Int.random(in: 3...90, using: &generator),
        heads: keyHeads * Int.random(in: 1...5, using: &generator), keyHeads: keyHeads,
        head: 2 * Int.random(in: 1...20, using: &generator), generator: &generator)
      let batch = [1, 17, 40].map { fixture.tokens($0, &generator) }
      let workers = Int.random(in: 1...4, using: &generator)
      let difference = try fixture.difference(try fixture.engine(workers: workers), batch)
      #expect(difference <= 1e-4, "seed \(seed), \(workers) workers")
    }
  }

  @Test func `texts longer than a block of keys give the reference's hidden states`() throws {
    var generator = SeededGenerator(seed: 7)
    let fixture = try EngineFixture(
      hidden: 16, inner: 16, heads: 2, keyHeads: 1, head: 8, generator: &generator)
    let batch = [fixture.tokens(600, &generator)]
    #expect(try fixture.difference(fixture.engine(), batch) <= 1e-4)
  }

  @Test(arguments: [1, 8, 31, 300])
  func `a sliding window gives the reference's hidden states`(_ window: Int) throws {
    var generator = SeededGenerator(seed: UInt64(window))
    let fixture = try EngineFixture(
      modelType: "mistral", hidden: 16, inner: 16, heads: 4, keyHeads: 2, head: 8, window: window,
      generator: &generator)
    #expect(fixture.configuration.slidingWindow == window)
    let prefix = fixture.tokens(90, &generator)
    let batch = [40, 330].map { prefix + fixture.tokens($0, &generator) }
    #expect(try fixture.difference(fixture.engine(), batch) <= 1e-4)
  }

  @Test func `a batch gives what each sequence gives alone, whatever the groups`() throws {
    var generator = SeededGenerator(seed: 8)
    let fixture = try EngineFixture(generator: &generator)
    let engine = try fixture.engine()
    let batch = (0..<9).map { fixture.tokens(5 + 13 * $0, &generator) }
    let positions = batch.map { [$0.count - 1, 0, $0.count / 2] }
    let alone = try zip(batch, positions).map {
      try engine.hiddenStates(batch: [$0], positions: [$1])[0]
    }
    for limit in [4096, 100, 1] {
      engine.groupTokenLimit = limit
      let together = try engine.hiddenStates(batch: batch, positions: positions)
      for (got, want) in zip(together, alone) { #expect(largestDifference(got, want) <= 1e-5) }
    }
  }

  @Test func `a shared prefix gives what whole sequences give`() throws {
    var generator = SeededGenerator(seed: 9)
    let fixture = try EngineFixture(generator: &generator)
    let engine = try fixture.engine(workers: 3)
    let prefix = fixture.tokens(100, &generator)
    let edited = prefix + fixture.tokens(50, &generator)
    let continuations = [
      fixture.tokens(20, &generator), [], edited[100...] + fixture.tokens(9, &generator),
      edited[100...] + fixture.tokens(30, &generator), fixture.tokens(1, &generator),
      Array(edited[100...]), Array(edited[100...]),
    ]
    let positions = continuations.map { [3, 99, 99 + $0.count] }
    let shared = try engine.evaluate(
      prefix: prefix, continuations: continuations, positions: positions)
    for (index, continuation) in continuations.enumerated() {
      let whole = fixture.reference.hiddenStates(prefix + continuation)
      let d = fixture.configuration.hiddenSize
      let want = positions[index].flatMap { whole[$0 * d..<($0 + 1) * d] }
      #expect(largestDifference(shared[index], want) <= 1e-4, "continuation \(index)")
    }
  }

  @Test func `probabilities of tokens are those of the reference`() throws {
    var generator = SeededGenerator(seed: 10)
    let fixture = try EngineFixture(vocabulary: 5000, generator: &generator)
    let engine = try fixture.engine()
    let batch = [fixture.tokens(30, &generator), fixture.tokens(12, &generator)]
    let got = try engine.logProbabilities(batch: batch, from: [25, 12])
    #expect(got[1].isEmpty)
    let d = fixture.configuration.hiddenSize
    let hidden = fixture.reference.hiddenStates(batch[0])
    let want = fixture.reference.logProbabilities(
      of: Array(batch[0][25...]), Array(hidden[24 * d..<29 * d]))
    #expect(largestDifference(got[0], want.map(Float.init)) <= 1e-4)
    let logits = try engine.logits(of: [4999, 0], Array(hidden[..<(3 * d)]))
    let wantedLogits = fixture.reference.logits(of: [4999, 0], Array(hidden[..<(3 * d)]))
    #expect(largestDifference(logits, wantedLogits) <= 1e-4)
  }

  @Test func `what cannot be computed is refused with its place`() throws {
    var generator = SeededGenerator(seed: 11)
    let engine = try EngineFixture(generator: &generator).engine()
    func refusal(_ batch: [[Int32]], _ positions: [[Int]]) -> DecoderError? {
      do throws(DecoderError) {
        _ = try engine.hiddenStates(batch: batch, positions: positions)
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal([[1], []], [[0], []]) == .emptySequence(1))
    #expect(refusal([[1]], []) == .countsDiffer(sequences: 1, positions: 0))
    #expect(
      refusal([[1, 67]], [[0]])
        == .tokenOutOfRange(sequence: 0, position: 1, token: 67, vocabulary: 67))
    #expect(
      refusal([[-1]], [[0]])
        == .tokenOutOfRange(sequence: 0, position: 0, token: -1, vocabulary: 67))
    #expect(
      refusal([[1, 2]], [[2]]) == .positionOutOfRange(sequence: 0, position: 2, tokens: 2))
    let long = [Int32](repeating: 0, count: 4097)
    #expect(refusal([long], [[0]]) == .sequenceTooLong(sequence: 0, tokens: 4097, limit: 4096))
    #expect(throws: DecoderError.positionOutOfRange(sequence: 0, position: 0, tokens: 1)) {
      try engine.logProbabilities(batch: [[1]], from: [0])
    }
    #expect(try engine.hiddenStates(batch: [], positions: []).isEmpty)
    #expect(try engine.hiddenStates(batch: [[1]], positions: [[]]) == [[]])
  }

  @Test func `a pass ends when it is told to, and the next one is whole`() throws {
    var generator = SeededGenerator(seed: 12)
    let fixture = try EngineFixture(generator: &generator)
    let engine = try fixture.engine(workers: 1)
    let batch = [fixture.tokens(50, &generator)]
    for questions in [0, 1, 3] {
      var left = questions
      #expect(throws: DecoderError.cancelled) {
        try engine.hiddenStates(batch: batch, positions: [[49]]) {
          left -= 1
          return left >= 0
        }
      }
    }
    #expect(try fixture.difference(engine, batch) <= 1e-4)
  }

  @Test func `several callers at once get their own results`() async throws {
    var generator = SeededGenerator(seed: 13)
    let fixture = try EngineFixture(generator: &generator)
    let engine = try fixture.engine()
    let batches = (1...6).map { [fixture.tokens(11 * $0, &generator)] }
    let wanted = batches.map { fixture.reference.hiddenStates($0[0]) }
    try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
      for (index, batch) in batches.enumerated() {
        group.addTask {
          (index, try engine.hiddenStates(batch: batch, positions: [Array(batch[0].indices)])[0])
        }
      }
      for try await (index, got) in group {
        #expect(largestDifference(got, wanted[index]) <= 1e-4)
      }
    }
  }
}
