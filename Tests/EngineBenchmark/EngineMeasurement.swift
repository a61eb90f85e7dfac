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
func readouts(_ sequence: [Int32]) -> [Int] { Array(stride(from: 19, to: sequence.count, by: 20)) }

func report(_ what: String, tokens: Int, _ seconds: Seconds, limit: Double) {
  let rates = (Double(tokens) / seconds.passed, Double(tokens) / seconds.computed)
  say(
    "\(what): \(fixed(rates.0)) tokens/s; by processor time \(fixed(rates.1)), "
      + "\(fixed(100 * rates.1 / limit, 1)) % of oneDNN's limit")
}

func peakMemory() -> Int {
  var usage = rusage()
  getrusage(RUSAGE_SELF.rawValue, &usage)
  return Int(usage.ru_maxrss) * 1024
}

/// oneDNN's own rate, then what the decoder makes of it.
func measure(_ engine: DecoderEngine, seconds: Double) throws {
  let vocabulary = engine.configuration.vocabularySize
  var operations = 0
  let products = try best(within: seconds) { operations = try engine.multiplyOnly() }
  let rate = Double(operations) / products.computed
  let limit = rate / Double(engine.operationsPerToken)
  say(
    "oneDNN alone: \(fixed(Double(operations) / products.passed / 1e9)) GFLOP/s; by processor time "
      + "\(fixed(rate / 1e9)), which is \(fixed(limit)) tokens/s")
  for (count, length) in [(1, 256), (8, 256), (2, 1000), (1, 4096)] {
    let batch = (0..<count).map { tokens(length, $0 + 1, below: vocabulary) }
    let spent = try best(within: seconds) {
      _ = try engine.hiddenStates(batch: batch, positions: batch.map(readouts))
    }
    report("\(count) x \(length) tokens", tokens: count * length, spent, limit: limit)
    if count == 1 { say("  latency \(fixed(1000 * spent.passed)) ms") }
  }
  let prompt = tokens(300, 99, below: vocabulary)
  let candidates = (0..<16).map { prompt + tokens(200, 100 + $0, below: vocabulary) }
  let whole = try best(within: seconds) {
    for candidate in candidates {
      _ = try engine.hiddenStates(batch: [candidate], positions: [readouts(candidate)])
    }
  }
  let shared = try best(within: seconds) {
    _ = try engine.hiddenStates(batch: candidates, positions: candidates.map(readouts))
  }
  say(
    "16 candidates of 200 tokens behind a prompt of 300: \(fixed(whole.computed / shared.computed, 2))"
      + " x as fast together as one by one")
}
