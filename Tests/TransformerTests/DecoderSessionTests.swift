import TestSupport
import Testing
@testable import Transformer

/// A session beside plain lists of tokens, whose states the reference computes anew each time.
private struct SessionModel {
  let fixture: EngineFixture
  let session: DecoderSession
  /// The states of a whole text that are right.
  let states: ([Int32]) throws -> [Float]
  var tokens: [DecoderSession.Sequence: [Int32]] = [:]
  /// The largest difference so far.
  var difference: Float = 0
  var refusals = 0
  var appended = 0

  init(
    _ fixture: EngineFixture, _ engine: DecoderEngine, pages: Int,
    _ states: (([Int32]) throws -> [Float])? = nil
  ) throws {
    self.fixture = fixture
    self.states = states ?? { fixture.reference.hiddenStates($0) }
    session = try DecoderSession(engine, tokenLimit: pages * KeyValuePages.size)
  }

  var sequences: [DecoderSession.Sequence] { session.sequences }

  /// Starts, forks, rewinds or drops a sequence, or makes some of them longer.
  mutating func step(_ generator: inout SeededGenerator) throws {
    guard let sequence = sequences.randomElement(using: &generator) else {
      return tokens[session.start()] = []
    }
    let known = tokens[sequence] ?? []
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: tokens[session.start()] = []
    case 1, 2: tokens[try session.fork(sequence)] = known
    case 3:
      let count = Int.random(in: 0...known.count, using: &generator)
      try session.rewind(sequence, to: count)
      tokens[sequence] = Array(known[..<count])
    case 4:
      session.drop(sequence)
      tokens[sequence] = nil
    default: try append(&generator)
    }
  }

  private mutating func append(_ generator: inout SeededGenerator) throws {
    let count = Int.random(in: 1...min(5, sequences.count), using: &generator)
    let isDecoding = Bool.random(using: &generator)
    let additions = sequences.shuffled(using: &generator).prefix(count).map { sequence in
      let length = isDecoding ? 1 : Int.random(in: 1...90, using: &generator)
      let start = tokens[sequence]?.count ?? 0
      let places = (0..<3).map { _ in start + Int.random(in: 0..<length, using: &generator) }
      let readings: [DecoderSession.Reading] = [.none, .last, .all, .positions(places)]
      return DecoderSession.Addition(
        sequence, fixture.tokens(length, &generator),
        reading: readings.randomElement(using: &generator) ?? .last)
    }
    let got: [[Float]]
    do throws(DecoderError) {
      got = try session.hiddenStates(appending: additions)
    } catch {
      guard case .sessionFull(let needed, let free) = error else { throw error }
      #expect(needed > free && free == session.freeTokenCount)
      refusals += 1
      guard let victim = sequences.randomElement(using: &generator) else { return }
      session.drop(victim)
      tokens[victim] = nil
      return
    }
    try compare(got, additions)
    for addition in additions { tokens[addition.sequence, default: []] += addition.tokens }
    appended += additions.count
  }

  private mutating func compare(
    _ got: [[Float]], _ additions: [DecoderSession.Addition]
  ) throws {
    let d = fixture.configuration.hiddenSize
    for (got, addition) in zip(got, additions) {
      let start = tokens[addition.sequence]?.count ?? 0
      let whole = (tokens[addition.sequence] ?? []) + addition.tokens
      let positions: [Int] =
        switch addition.reading {
        case .none: []
        case .last: [whole.count - 1]
        case .all: Array(start..<whole.count)
        case .positions(let positions): positions
        }
      let wanted = try states(whole)
      let rows = positions.flatMap { wanted[$0 * d..<($0 + 1) * d] }
      difference = max(difference, largestDifference(got, rows))
    }
  }

  /// Whether the session has the tokens of the lists, and its pages are counted right.
  func isConsistent() throws -> Bool {
    guard Set(sequences) == Set(tokens.keys) else { return false }
    for sequence in sequences where try session.tokens(of: sequence) != tokens[sequence] {
      return false
    }
    return session.pages.isConsistent(with: try sequences.flatMap { try session.state($0).pages })
  }
}

struct DecoderSessionTests {
  private func fixture(
    _ generator: inout SeededGenerator
  ) throws -> EngineFixture {
    let type = ["llama", "qwen2", "qwen3", "mistral"].randomElement(using: &generator) ?? "llama"
    let keyHeads = Int.random(in: 1...2, using: &generator)
    return try EngineFixture(
      modelType: type, hidden: Int.random(in: 5...40, using: &generator),
      inner: Int.random(in: 3...50, using: &generator),
      layers: Int.random(in: 1...3, using: &generator),
      heads: keyHeads * Int.random(in: 1...3, using: &generator), keyHeads: keyHeads,
      head: 2 * Int.random(in: 1...8, using: &generator),
      window: type == "mistral" ? Int.random(in: 1...100, using: &generator) : nil,
      generator: &generator)
  }

  @Test
  func `any order of appending, forking, rewinding and dropping gives the reference's states`()
    throws
  {
    var (refusals, appended) = (0, 0)
    for seed in UInt64(1)...12 {
      var generator = SeededGenerator(seed: seed)
      let fixture = try fixture(&generator)
      let engine = try fixture.engine(workers: Int.random(in: 1...3, using: &generator))
      if Bool.random(using: &generator) { engine.dividedRowLimit = 0 }
      var model = try SessionModel(
        fixture, engine, pages: Int.random(in: 3...12, using: &generator))
      for step in 0..<40 {
        try model.step(&generator)
        let isConsistent = try model.isConsistent()
        #expect(isConsistent, "seed \(seed), step \(step)")
      }
      #expect(model.difference <= 1e-4, "seed \(seed)")
      refusals += model.refusals
      appended += model.appended
    }
    #expect(refusals > 5 && appended > 100)
  }

  /// Where the processor is slow with bytes, oneDNN's substitute is far from the reference, in whole texts too.
  @Test(arguments: [DecoderPrecision.bf16, .int8])
  func `other precisions give what whole texts give in the same precision`(
    _ precision: DecoderPrecision
  ) throws {
    for seed in UInt64(1)...4 {
      var generator = SeededGenerator(seed: seed)
      let fixture = try EngineFixture(
        hidden: 64, inner: 128, heads: 4, keyHeads: 2, head: 16, generator: &generator)
      let engine: DecoderEngine
      do throws(DecoderError) {
        engine = try DecoderEngine(
          fixture.configuration, fixture.weights, in: fixture.tensors, precision: precision,
          pool: WorkerPool(workers: 2), acceptsSlow: true)
      } catch {
        guard case .precisionUnavailable = error else { throw error }
        return
      }
      var model = try SessionModel(fixture, engine, pages: 10) { text in
        try engine.hiddenStates(batch: [text], positions: [Array(text.indices)])[0]
      }
      for _ in 0..<30 { try model.step(&generator) }
      let isConsistent = try model.isConsistent()
      #expect(isConsistent)
      #expect(model.difference <= 0.05, "seed \(seed)")
    }
  }

  @Test func `logits are the reference's over the whole vocabulary`() throws {
    var generator = SeededGenerator(seed: 31)
    let fixture = try EngineFixture(vocabulary: 5000, generator: &generator)
    let session = try DecoderSession(fixture.engine(), tokenLimit: 400)
    let (first, second) = (session.start(), session.start())
    let texts = [fixture.tokens(70, &generator), fixture.tokens(9, &generator)]
    let logits = try session.logits(appending: [
      .init(first, texts[0]), .init(second, texts[1], reading: .all),
    ])
    #expect(logits.map(\.rowCount) == [1, 9] && logits[0].vocabularySize == 5000)
    let d = fixture.configuration.hiddenSize
    let wanted = texts.map { fixture.reference.hiddenStates($0) }
    #expect(
      largestDifference(
        Array(logits[0][0]), fixture.reference.logits(Array(wanted[0][(69 * d)...]))) <= 1e-4)
    let difference = largestDifference(
      Array(logits[1].values), fixture.reference.logits(wanted[1]))
    #expect(difference <= 1e-4)
    #expect(Array(logits[1][8]) == Array(logits[1].values.suffix(5000)))
  }

  @Test func `a prompt longer than a pass is computed in parts`() throws {
    var generator = SeededGenerator(seed: 32)
    let fixture = try EngineFixture(
      hidden: 16, inner: 16, heads: 2, keyHeads: 1, head: 8, generator: &generator)
    let session = try DecoderSession(fixture.engine(), tokenLimit: 3000)
    let text = fixture.tokens(1500, &generator)
    let (first, second) = (session.start(), session.start())
    let got = try session.hiddenStates(appending: [
      .init(first, text, reading: .positions([0, 1023, 1024, 1499])),
      .init(second, Array(text[..<600]), reading: .last),
    ])
    let wanted = fixture.reference.hiddenStates(text)
    let rows = [0, 1023, 1024, 1499, 599].flatMap { wanted[$0 * 16..<($0 + 1) * 16] }
    #expect(largestDifference(Array(got.joined()), rows) <= 1e-4)
  }

  @Test func `forks share a prompt's memory until they differ`() throws {
    var generator = SeededGenerator(seed: 33)
    let fixture = try EngineFixture(generator: &generator)
    let session = try DecoderSession(fixture.engine(), tokenLimit: 64 * 12)
    let prompt = session.start()
    _ = try session.hiddenStates(appending: [.init(prompt, fixture.tokens(200, &generator))])
    #expect(session.freeTokenCount == 64 * 8)
    let forks = try (0..<7).map { _ in try session.fork(prompt) }
    #expect(session.freeTokenCount == 64 * 8)
    _ = try session.hiddenStates(appending: forks.map { .init($0, [1]) })
    // Each has a copy of the last page only.
    #expect(session.freeTokenCount == 64)
    for fork in forks { session.drop(fork) }
    #expect(session.freeTokenCount == 64 * 8)
    session.drop(prompt)
    session.drop(prompt)
    #expect(session.freeTokenCount == session.tokenLimit)
  }

  @Test func `a call that is stopped or refused leaves all sequences as they were`() throws {
    var generator = SeededGenerator(seed: 34)
    let fixture = try EngineFixture(generator: &generator)
    let session = try DecoderSession(fixture.engine(workers: 1), tokenLimit: 256)
    let sequence = session.start()
    let text = fixture.tokens(100, &generator)
    _ = try session.hiddenStates(appending: [.init(sequence, text)])
    for questions in [0, 2, 5] {
      var left = questions
      #expect(throws: DecoderError.cancelled) {
        try session.hiddenStates(appending: [.init(sequence, [1, 2, 3])]) {
          left -= 1
          return left >= 0
        }
      }
      #expect(try session.tokens(of: sequence) == text && session.freeTokenCount == 128)
    }
    let other = try session.fork(sequence)
    func refusal(_ additions: [DecoderSession.Addition]) -> DecoderError? {
      do throws(DecoderError) {
        _ = try session.logits(appending: additions)
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal([.init(sequence, [])]) == .emptySequence(0))
    #expect(
      refusal([.init(sequence, [1]), .init(other, [1, 67])])
        == .tokenOutOfRange(sequence: 1, position: 101, token: 67, vocabulary: 67))
    #expect(refusal([.init(other, [1]), .init(other, [1])]) == .sequenceTwice(1))
    #expect(
      refusal([.init(sequence, [1], reading: .positions([99]))])
        == .positionOutOfRange(sequence: 0, position: 99, tokens: 101))
    #expect(
      refusal([.init(sequence, [Int32](repeating: 1, count: 3997))])
        == .sequenceTooLong(sequence: 0, tokens: 4097, limit: 4096))
    #expect(
      refusal([.init(sequence, [1]), .init(other, [Int32](repeating: 1, count: 90))])
        == .sessionFull(tokens: 192, free: 128))
    let foreign = try DecoderSession(fixture.engine(), tokenLimit: 64).start()
    #expect(refusal([.init(foreign, [1])]) == .unknownSequence)
    #expect(throws: DecoderError.rewindOutOfRange(count: 101, tokens: 100)) {
      try session.rewind(sequence, to: 101)
    }
    session.drop(other)
    let got = try session.hiddenStates(appending: [.init(sequence, [5], reading: .last)])
    let wanted = fixture.reference.hiddenStates(text + [5])
    #expect(largestDifference(got[0], Array(wanted.suffix(40))) <= 1e-4)
  }

  @Test func `what is not finite in one sequence stays there`() throws {
    var generator = SeededGenerator(seed: 35)
    let fixture = try EngineFixture(generator: &generator)
    let session = try DecoderSession(fixture.engine(), tokenLimit: 128)
    let (broken, sound) = (session.start(), session.start())
    _ = try session.hiddenStates(appending: [.init(broken, fixture.tokens(64, &generator))])
    // As weights that overflow would leave it.
    let state = try session.state(broken)
    let page = try #require(state.pages.first)
    let floats = session.pages.values.assumingMemoryBound(to: Float.self)
    let size = fixture.configuration.headDimension
    for plane in 0..<fixture.configuration.layerCount * fixture.configuration.keyValueHeadCount {
      let start = (plane * session.pages.rowCount + page * 64) * size
      for index in start..<start + 64 * size { floats[index] = .nan }
    }
    session.drop(broken)
    let text = fixture.tokens(70, &generator)
    let got = try session.hiddenStates(appending: [.init(sound, text, reading: .all)])
    #expect(largestDifference(got[0], fixture.reference.hiddenStates(text)) <= 1e-4)
    try session.rewind(sound, to: 3)
    let again = try session.hiddenStates(appending: [.init(sound, [7])])
    let wanted = fixture.reference.hiddenStates(Array(text[..<3]) + [7])
    #expect(largestDifference(again[0], Array(wanted.suffix(40))) <= 1e-4)
  }
}
