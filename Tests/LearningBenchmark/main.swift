// How fast a training step is:
//
//   LearningBenchmark small|smollm2|tiny all|lora|lm [SECONDS] [COUNT] [LENGTH] [recompute]
//
// COUNT texts of LENGTH tokens a step, of random weights: "small" has 2.2 M parameters, "smollm2" the shape of
// SmolLM2-135M. "all" trains everything for CRM at six read-outs, "lora" rank 16 on all matrices, "lm" everything for the
// next token. torch_benchmark.py takes the same steps in PyTorch, in turns with this program. "by processor time"
// divides by the seconds that the cores computed, which others on the machine do not add to.
import Glibc
import Learning
import Transformer

struct Clock {
  var passed: Double
  /// Of all threads, divided by the number of cores.
  var computed: Double

  static func now() -> Clock {
    let cores = Double(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    return Clock(passed: read(CLOCK_MONOTONIC), computed: read(CLOCK_PROCESS_CPUTIME_ID) / cores)
  }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}

func configuration(_ name: String) throws -> DecoderConfiguration {
  switch name {
  case "smollm2":
    try DecoderConfiguration(
      family: .llama, hiddenSize: 576, layerCount: 30, headCount: 9, keyValueHeadCount: 3,
      intermediateSize: 1536, vocabularySize: 49152)
  case "tiny":
    try DecoderConfiguration(
      family: .llama, hiddenSize: 64, layerCount: 2, headCount: 4, intermediateSize: 128,
      vocabularySize: 256)
  default:
    try DecoderConfiguration(
      family: .llama, hiddenSize: 160, layerCount: 6, headCount: 5, intermediateSize: 432,
      vocabularySize: 2048)
  }
}

func examples(_ count: Int, length: Int, vocabulary: Int) -> [TrainingExample] {
  (0..<count).map { index in
    let tokens = (0..<length).map { Int32(($0 * 7919 + index * 104_729 + 1) % vocabulary) }
    let readouts = (1...6).map { $0 * length / 6 - 1 }
    return TrainingExample(
      tokens: tokens, readouts: readouts,
      label: index.isMultiple(of: 2) ? .correct : .firstError(index % 6), responseStart: 1)
  }
}

func model(_ mode: String, _ shape: DecoderConfiguration) throws -> TrainedModel {
  let head = HeadShape(name: "score", outputs: 2)
  guard mode != "lora" else {
    let base = try DecoderParameters(random: shape, seed: 1)
    let adapter = LowRankShape(rank: 16, alpha: 32)
    return .adapter(
      try NamedParameters(adapter: adapter, of: base, head: head, seed: 1), adapter, base: base,
      head: head.name)
  }
  let heads = mode == "lm" ? [] : [head]
  return .all(
    try DecoderParameters(random: shape, seed: 1, heads: heads), head: heads.first?.name)
}

/// The most memory that this program had, in kB; 0 if the system does not say.
///
/// `ru_maxrss` would be that of the program that started this one, if that is more.
func peakMemory() -> Int {
  guard let status = fopen("/proc/self/status", "r") else { return 0 }
  defer { fclose(status) }
  var line = [CChar](repeating: 0, count: 256)
  while fgets(&line, Int32(line.count), status) != nil {
    let bytes = line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    if words.first == "VmHWM:", words.count > 1 { return Int(words[1]) ?? 0 }
  }
  return 0
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else {
  print(
    "usage: LearningBenchmark small|smollm2|tiny all|lora|lm [SECONDS] [COUNT] [LENGTH] [recompute]"
  )
  exit(64)
}
let shape = try configuration(arguments[0])
let mode = arguments[1]
let seconds = arguments.count > 2 ? Double(arguments[2]) ?? 5 : 5
let count = arguments.count > 3 ? Int(arguments[3]) ?? 8 : 8
let length = arguments.count > 4 ? Int(arguments[4]) ?? 128 : 128
let settings = TrainingSettings(
  objective: mode == "lm" ? .lm : .crm, epochs: 1_000_000, batchSize: count,
  tokensPerPass: count * length, rate: 1e-4, bucketBatches: 1,
  recomputesLayers: arguments.count > 5)
let run = try TrainingRun(
  try model(mode, shape), on: examples(count, length: length, vocabulary: shape.vocabularySize),
  settings)
_ = try run.next()
var best = Clock(passed: .infinity, computed: .infinity)
let start = Clock.now()
var steps = 0
repeat {
  let before = Clock.now()
  _ = try run.next()
  let after = Clock.now()
  best.passed = min(best.passed, after.passed - before.passed)
  best.computed = min(best.computed, after.computed - before.computed)
  steps += 1
} while steps < 3 || Clock.now().passed - start.passed < seconds
let tokens = Double(count * length)
print(
  "tokens/s \(Int(tokens / best.passed)) by processor time \(Int(tokens / best.computed)) steps \(steps) "
    + "peak MB \(peakMemory() / 1000)")
