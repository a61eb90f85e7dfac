import Glibc
import Transformer

/// Ids that are the same at every run.
func tokens(_ count: Int, _ seed: Int, below limit: Int) -> [Int32] {
  var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int32((state >> 33) % UInt64(limit))
  }
}

/// A read-out every 20 tokens, as steps have them.
func readouts(_ sequence: [Int32]) -> [Int] {
  let last = sequence.count - 1
  return Array(stride(from: 19, to: last, by: 20)) + [last]
}

/// What the decoder makes of some tokens, beside oneDNN's own rate in the same turns: the machine's own
/// rate may move from one second to the next.
func report(_ what: String, tokens: Int, _ turns: Turns, _ engine: DecoderEngine, operations: Int) {
  let allowed = Double(operations) / Double(engine.operationsPerToken)
  func share(_ products: Double, _ decoder: Double) -> Double {
    100 * Double(tokens) / decoder / (allowed / products)
  }
  let shares = turns.pairs.map(share).sorted()
  let (products, decoder) = (turns.first, turns.second)
  say(
    "\(what): \(fixed(Double(tokens) / decoder.passed)) tokens/s; by processor time "
      + "\(fixed(Double(tokens) / decoder.computed)), \(fixed(share(products.computed, decoder.computed), 1)) % of "
      + "oneDNN's limit, \(fixed(Double(operations) / products.computed / 1e9)) GFLOP/s, each the best of "
      + "\(shares.count) turns; median share of a turn \(fixed(shares[shares.count / 2], 1)) %")
}

func peakMemory() -> Int {
  var usage = rusage()
  getrusage(RUSAGE_SELF.rawValue, &usage)
  return Int(usage.ru_maxrss) * 1024
}

/// What the decoder makes of oneDNN's own rate.
func measure(_ engine: DecoderEngine, seconds: Double) throws {
  let vocabulary = engine.configuration.vocabularySize
  var operations = 0
  for (count, length) in [(1, 256), (8, 256), (2, 1000), (1, 4096)] {
    let batch = (0..<count).map { tokens(length, $0 + 1, below: vocabulary) }
    let turns = try takeTurns(within: seconds) {
      operations = try engine.multiplyOnly()
    } and: {
      _ = try engine.hiddenStates(batch: batch, positions: batch.map(readouts))
    }
    report(
      "\(count) x \(length) tokens", tokens: count * length, turns, engine, operations: operations)
    if count == 1 { say("  latency \(fixed(1000 * turns.second.passed)) ms") }
  }
  try compareDivisions(engine, seconds: seconds / 2)
  let prompt = tokens(300, 99, below: vocabulary)
  let candidates = (0..<16).map { prompt + tokens(200, 100 + $0, below: vocabulary) }
  let turns = try takeTurns(within: seconds) {
    for candidate in candidates {
      _ = try engine.hiddenStates(batch: [candidate], positions: [readouts(candidate)])
    }
  } and: {
    _ = try engine.hiddenStates(batch: candidates, positions: candidates.map(readouts))
  }
  let ratios = turns.pairs.map { $0 / $1 }.sorted()
  say(
    "16 candidates of 200 tokens behind a prompt of 300: \(fixed(ratios[ratios.count / 2], 2)) x as "
      + "fast together as one by one")
}

/// What dividing the weights' columns among the workers gives over dividing the text.
func compareDivisions(_ engine: DecoderEngine, seconds: Double) throws {
  let usual = engine.dividedRowLimit
  defer { engine.dividedRowLimit = usual }
  for length in [32, 64, 128, 256, 300, 400, 500] {
    let text = [tokens(length, 1, below: engine.configuration.vocabularySize)]
    func run(_ limit: Int) throws {
      engine.dividedRowLimit = limit
      _ = try engine.hiddenStates(batch: text, positions: text.map(readouts))
    }
    let turns = try takeTurns(within: seconds) {
      try run(0)
    } and: {
      try run(.max)
    }
    let ratios = turns.passed.map { $0 / $1 }.sorted()
    say(
      "1 x \(length) tokens: columns divided in \(fixed(1000 * turns.second.passed)) ms, rows in "
        + "\(fixed(1000 * turns.first.passed)) ms; median ratio of a turn \(fixed(ratios[ratios.count / 2], 2))"
    )
  }
}

/// Tokens a second, the best of the runs within the time.
func measureRate(_ engine: DecoderEngine, count: Int, length: Int, seconds: Double) throws {
  let batch = (0..<count).map {
    tokens(length, $0 + 1, below: engine.configuration.vocabularySize)
  }
  let turns = try takeTurns(within: seconds) {
    _ = try engine.hiddenStates(batch: batch, positions: batch.map(readouts))
  } and: {
  }
  say("\(count) x \(length) tokens: \(fixed(Double(count * length) / turns.first.passed)) tokens/s")
}
