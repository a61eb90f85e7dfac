// How near a decoder comes to oneDNN's matrix products:
//
//   EngineBenchmark MODEL [f32|bf16|int8|auto] [SECONDS]
//
// MODEL is a checkpoint folder. Every figure is the best of several runs within SECONDS (default 5).
// "by processor time" divides by the seconds that the cores computed, not by those that passed: on a
// machine that others use too, only these and the ratio mean something.
import Glibc
import Transformer

struct Seconds {
  var passed: Double
  /// Of all threads, divided by the number of cores.
  var computed: Double

  static func now() -> Seconds {
    Seconds(passed: read(CLOCK_MONOTONIC), computed: read(CLOCK_PROCESS_CPUTIME_ID) / cores)
  }

  static let cores = Double(sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}

/// The least seconds of two runs or more.
func best(within limit: Double, _ body: () throws -> Void) rethrows -> Seconds {
  var least = Seconds(passed: .infinity, computed: .infinity)
  let start = Seconds.now()
  var runs = 0
  while runs < 2 || Seconds.now().passed - start.passed < limit {
    let before = Seconds.now()
    try body()
    let after = Seconds.now()
    least.passed = min(least.passed, after.passed - before.passed)
    least.computed = min(least.computed, after.computed - before.computed)
    runs += 1
  }
  return least
}

func fixed(_ value: Double, _ digits: Int = 0) -> String {
  let scale = pow(10, Double(digits))
  return digits == 0 ? "\(Int(value.rounded()))" : "\((value * scale).rounded() / scale)"
}

/// A line that is seen at once, also behind a pipe.
func say(_ line: String) {
  print(line)
  fflush(nil)
}

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

let arguments = CommandLine.arguments
guard arguments.count >= 2 else {
  say("usage: EngineBenchmark MODEL [f32|bf16|int8|auto] [SECONDS]")
  exit(64)
}
let precision = arguments.count > 2 ? DecoderPrecision(rawValue: arguments[2]) ?? .auto : .auto
let start = Seconds.now()
let engine = try DecoderEngine(folder: arguments[1], precision: precision)
let loaded = Seconds.now()
say(
  "\(engine.effectivePrecision.rawValue): loaded in \(fixed(loaded.passed - start.passed, 2)) s, by "
    + "processor time \(fixed(loaded.computed - start.computed, 2)) s; weights "
    + "\(engine.weightByteCount / 1_000_000) MB")
try measure(engine, seconds: arguments.count > 3 ? Double(arguments[3]) ?? 5 : 5)
say(
  "peak memory: weights and \((peakMemory() - engine.weightByteCount) / 1_000_000) MB")
