import TestSupport
import Testing
import Transformer

@testable import Generation

@Suite struct `Generating texts` {
  private let problems = [
    "What is 2 + 3?", "Ann has 48 plums and gives away 9.", "x", "A train leaves at noon. When?",
    "What is 2 + 3? Add 4.", "How many legs have 3 cats, 2 hens and a stool?",
  ]

  private func prompts(_ fixture: GenerationFixture, samples: Int) throws -> [GenerationPrompt] {
    try problems.enumerated().map { try fixture.prompt($1, number: $0, samples: samples) }
  }

  @Test(arguments: [1, 3, 8, 64])
  func `a sample is the same alone and beside others`(_ concurrency: Int) throws {
    let fixture = try GenerationFixture()
    let sampling = try SamplingSettings(temperature: 0.9, topP: 0.95)
    let together = try fixture.generator(sampling) { $0.concurrency = concurrency }
      .generate(try prompts(fixture, samples: 5))
    #expect(together.allSatisfy { $0.count == 5 })
    for (index, problem) in problems.enumerated() {
      let whole = try fixture.prompt(problem, samples: 5)
      for sample in 0..<5 {
        let one = GenerationPrompt(
          number: 0, tokens: whole.tokens, seeds: [whole.seeds[sample]])
        let alone = try fixture.generator(sampling) { $0.concurrency = 1 }.generate([one])[0][0]
        let other = together[index][sample]
        #expect(alone.text == other.text && alone.tokens == other.tokens)
        #expect(alone.ending == other.ending && other.sample == sample && other.prompt == index)
      }
    }
  }

  @Test func `sharing prompts changes nothing but the work`() throws {
    let fixture = try GenerationFixture()
    let sampling = try SamplingSettings()
    let shared = try fixture.generator(sampling).generate(try prompts(fixture, samples: 6))
    let apart = try fixture.generator(sampling) { $0.sharesPrompts = false }
      .generate(try prompts(fixture, samples: 6))
    #expect(shared.map { $0.map(\.tokens) } == apart.map { $0.map(\.tokens) })
  }

  @Test func `another seed gives other texts, the same one the same`() throws {
    let fixture = try GenerationFixture()
    let sampling = try SamplingSettings()
    let prompt = try fixture.prompt("What is 2 + 3?", samples: 30)
    let texts = try fixture.generator(sampling).generate([prompt])[0].map(\.text)
    #expect(Set(texts).count > 25)
    let again = try fixture.generator(sampling).generate([prompt])[0].map(\.text)
    #expect(texts == again)
  }

  @Test func `what ends makes room at once, and everything ends`() throws {
    let fixture = try GenerationFixture()
    let generator = try fixture.generator(try SamplingSettings(), tokens: 40) {
      $0.concurrency = 4
      // Frequent enough that responses end at all lengths.
      $0.endTokens = Set(0..<Int32(30))
    }
    var rest = try prompts(fixture, samples: 7).makeIterator()
    var (lengths, mostRunning): (Set<Int>, Int) = ([], 0)
    var order: [Int] = []
    try generator.generate {
      rest.next()
    } continuing: {
      mostRunning = max(mostRunning, generator.running.count)
      return true
    } finished: { response in
      lengths.insert(response.tokens.count)
      order.append(response.prompt)
      #expect(generator.running.count <= 4)
    }
    #expect(order.count == 7 * problems.count && lengths.count > 5)
    #expect(mostRunning == 4)
    // A later prompt's response ends before an earlier prompt's last one: nobody waited for a batch.
    #expect(order != order.sorted())
    #expect(generator.session.sequences.isEmpty)
    #expect(generator.session.freeTokenCount == generator.session.tokenLimit)
  }

  @Test func `responses wait where keys and values have no room, and all come`() throws {
    let fixture = try GenerationFixture()
    let perToken =
      8 * fixture.engine.configuration.layerCount
      * fixture.engine.configuration.keyValueSize
    let sampling = try SamplingSettings()
    let small = try fixture.generator(sampling, tokens: 60) { $0.byteLimit = 7 * 64 * perToken }
    let usual = try fixture.generator(sampling, tokens: 60)
    let prompts = try prompts(fixture, samples: 4)
    let texts = try small.generate(prompts).map { $0.map(\.text) }
    #expect(try texts == usual.generate(prompts).map { $0.map(\.text) })
    let tiny = try fixture.generator(sampling, tokens: 60) { $0.byteLimit = 2 * 64 * perToken }
    #expect(throws: GenerationFault.self) { try tiny.generate(prompts) }
  }

  @Test func `prompts may be added as responses end`() throws {
    let fixture = try GenerationFixture()
    let generator = try fixture.generator(tokens: 5)
    var waiting = [try fixture.prompt("start")]
    var done: [Int] = []
    try generator.generate {
      waiting.popLast()
    } finished: { response in
      done.append(response.prompt)
      guard response.prompt < 6 else { return }
      waiting.append(
        GenerationPrompt(number: response.prompt + 1, tokens: response.tokens, seeds: [1]))
    }
    #expect(done == Array(0...6))
  }

  // MARK: Ends

  @Test func `a stop text ends a response, also one that spans tokens`() throws {
    let fixture = try GenerationFixture()
    let sampling = try SamplingSettings()
    let prompts = try prompts(fixture, samples: 4)
    let free = try fixture.generator(sampling, tokens: 40).generate(prompts).flatMap { $0 }
    var spanning = 0
    for response in free {
      // Whatever four characters stand in the middle of this text.
      let characters = Array(response.text)
      guard characters.count > 12 else { continue }
      let stop = String(characters[6..<10])
      let cut = response.text.utf8.firstRange(of: stop.utf8)
      let before = try #require(cut.map { String(response.text[..<$0.lowerBound]) })
      let single = GenerationPrompt(
        number: 0, tokens: prompts[response.prompt].tokens,
        seeds: [prompts[response.prompt].seeds[response.sample]])
      for keepsStop in [false, true] {
        let stopped = try fixture.generator(sampling, tokens: 40) {
          $0.stops = ["nowhere in it", stop]
          $0.keepsStop = keepsStop
        }.generate([single])[0][0]
        #expect(stopped.ending == .stop)
        #expect(stopped.text == before + (keepsStop ? stop : ""))
        #expect(response.tokens.starts(with: stopped.tokens))
        #expect(stopped.tokens.count < response.tokens.count || response.text.hasSuffix(stop))
      }
      let whole = try fixture.tokenizer.encode(stop)
      if whole.count > 1 { spanning += 1 }
    }
    #expect(spanning > 5)
  }

  @Test func `a prompt's own stop texts replace those of the settings, for it alone`() throws {
    let fixture = try GenerationFixture()
    let sampling = try SamplingSettings()
    let free = try fixture.generator(sampling, tokens: 40)
      .generate([try fixture.prompt("start", samples: 8)])[0]
    let response = try #require(free.first { $0.text.count > 12 })
    let characters = Array(response.text)
    let (early, late) = (String(characters[3..<6]), String(characters[7..<10]))
    func prompt(_ number: Int, _ stops: [String]?) throws -> GenerationPrompt {
      var prompt = try fixture.prompt("start", number: number, samples: 8)
      prompt.seeds = [prompt.seeds[response.sample]]
      prompt.stops = stops
      return prompt
    }
    let prompts = [try prompt(0, nil), try prompt(1, []), try prompt(2, [late])]
    for shares in [true, false] {
      let responses = try fixture.generator(sampling, tokens: 40) {
        $0.stops = [early]
        $0.sharesPrompts = shares
      }.generate(prompts).map { $0[0] }
      func cut(_ stop: String) throws -> String {
        let range = try #require(response.text.utf8.firstRange(of: stop.utf8))
        return String(response.text[..<range.lowerBound])
      }
      #expect(responses[0].text == (try cut(early)))
      #expect(responses[1].text == response.text && responses[1].tokens == response.tokens)
      #expect(responses[2].text == (try cut(late)))
    }
  }

  @Test func `an end token ends a response and is no part of its text`() throws {
    let fixture = try GenerationFixture()
    let prompt = try fixture.prompt("What is 2 + 3?")
    let free = try fixture.generator().generate([prompt])[0][0]
    let end = free.tokens[5]
    let first = try #require(free.tokens.firstIndex(of: end))
    let ended = try fixture.generator { $0.endTokens = [end] }.generate([prompt])[0][0]
    #expect(ended.ending == .end && ended.tokens == Array(free.tokens[...first]))
    #expect(ended.logProbabilities.count == first + 1)
    #expect(free.text.hasPrefix(ended.text))
    #expect(try ended.text == fixture.tokenizer.decode(Array(free.tokens[..<first])))
  }

  @Test func `a character is never cut`() throws {
    let fixture = try GenerationFixture()
    let stops = StopTexts([])
    let tokens = try fixture.tokenizer.encode("5 € für 日本 🙂")
    let text = ResponseText(fixture.tokenizer, stops, keepsStop: false, prompt: [])
    var texts: [String] = []
    for count in 1...tokens.count { texts.append(try text.text(of: Array(tokens[..<count]))) }
    #expect(texts.last == "5 € für 日本 🙂")
    for text in texts {
      #expect("5 € für 日本 🙂".hasPrefix(text) && !text.unicodeScalars.contains("\u{FFFD}"))
    }
    // Some tokens are parts of characters, or this tests nothing.
    #expect(Set(texts).count < texts.count)
  }

  @Test func `the model's window ends a response, and refuses a prompt that fills it`() throws {
    let fixture = try GenerationFixture()
    let window = fixture.engine.configuration.maximumPositions
    let generator = try fixture.generator(tokens: 50)
    let tokens = (0..<window - 3).map { Int32($0 % 200) }
    let response = try generator.generate([.init(number: 0, tokens: tokens, seeds: [1])])[0][0]
    #expect(response.ending == .length && response.tokens.count == 3)
    let full = [Int32](repeating: 1, count: window)
    #expect(throws: GenerationFault.promptTooLong(tokens: window, limit: window)) {
      try generator.check(full)
    }
    #expect(throws: GenerationFault.emptyPrompt) { try generator.check([]) }
  }

  @Test func `a cancelled call leaves a generator that works`() throws {
    let fixture = try GenerationFixture()
    let generator = try fixture.generator()
    let prompts = try prompts(fixture, samples: 2)
    #expect(throws: DecoderError.cancelled) {
      try generator.generate(prompts, continuing: { false })
    }
    #expect(generator.session.freeTokenCount == generator.session.tokenLimit)
    let texts = try generator.generate(prompts).map { $0.map(\.text) }
    #expect(try texts == fixture.generator().generate(prompts).map { $0.map(\.text) })
  }
}

@Suite struct `Stop texts` {
  private func first(_ stops: [String], in text: String) -> String? {
    let bytes = Array(text.utf8)
    return StopTexts(stops).first(in: bytes).map {
      "\($0.lowerBound)-" + String(decoding: bytes[$0], as: UTF8.self)
    }
  }

  @Test func `the first one counts, and of those that begin together the shortest`() {
    #expect(first(["b", "a"], in: "xxab") == "2-a")
    #expect(first(["ab", "a"], in: "xxab") == "2-a")
    #expect(first(["aab"], in: "aaab") == "1-aab")
    #expect(first(["\n\n"], in: "\r\n\n") == "1-\n\n")
    #expect(first(["é"], in: "caf\u{65}\u{301} é") == "7-é")
    #expect(first(["", "z"], in: "abc") == nil)
    #expect(first(["abcd"], in: "abc") == nil)
    #expect(first([], in: "abc") == nil)
  }
}

@Suite struct `Going on with responses` {
  /// A prompt, and with it what some of its responses were.
  private func rounds(
    _ generator: TextGenerator, _ fixture: GenerationFixture, remembers: Bool
  ) throws -> [[GeneratedText]] {
    let first = try fixture.prompt(
      "Ann has 48 plums and gives away 9. How many are left?", samples: 6)
    var texts = [try generator.generate([first])[0]]
    for _ in 0..<3 {
      let prompts = (texts.last ?? []).prefix(2).enumerated().map { number, response in
        GenerationPrompt(
          number: number, tokens: first.tokens + response.tokens, seeds: [11, 12, 13])
      }
      if remembers { try generator.remember(only: prompts.map(\.tokens)) }
      texts.append(try generator.generate(prompts).flatMap(\.self))
    }
    return texts
  }

  @Test func `what was a response is not computed again as a prompt`() throws {
    let fixture = try GenerationFixture()
    let sampling = try SamplingSettings()
    let plain = try fixture.generator(sampling, tokens: 30)
    let going = try fixture.generator(sampling, tokens: 30) { $0.remembersResponses = true }
    let texts = try rounds(plain, fixture, remembers: false)
    #expect(
      try rounds(going, fixture, remembers: true).map { $0.map(\.text) }
        == texts.map { $0.map(\.text) })
    #expect(plain.sharing.tokens == going.sharing.tokens)
    // Of each later prompt all but what was drawn last, once for each of its beams.
    #expect(going.sharing.shared > going.sharing.tokens * 3 / 5, "\(going.sharing)")
    #expect(plain.sharing.shared < going.sharing.shared / 2, "\(plain.sharing)")
    try going.remember(only: [])
    #expect(going.session.sequences.isEmpty)
    #expect(going.session.freeTokenCount == going.session.tokenLimit)
  }

  @Test func `what is remembered gives way where there is no room`() throws {
    let fixture = try GenerationFixture()
    let configuration = fixture.engine.configuration
    let perToken = 8 * configuration.layerCount * configuration.keyValueSize
    let sampling = try SamplingSettings()
    let usual = try fixture.generator(sampling, tokens: 30)
    let small = try fixture.generator(sampling, tokens: 30) {
      $0.remembersResponses = true
      $0.byteLimit = 9 * 64 * perToken
    }
    let texts = try rounds(usual, fixture, remembers: false)
    #expect(
      try rounds(small, fixture, remembers: true).map { $0.map(\.text) }
        == texts.map { $0.map(\.text) })
  }
}
