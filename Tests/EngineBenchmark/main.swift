// How near a decoder comes to oneDNN's matrix products, and how fast a tokenizer is:
//
//   EngineBenchmark MODEL [f32|bf16|int8|auto] [SECONDS]
//   EngineBenchmark MODEL f32|bf16|int8|auto SECONDS COUNT LENGTH
//   EngineBenchmark MODEL f32|bf16|int8|auto SECONDS session
//   EngineBenchmark MODEL f32|bf16|int8|auto SECONDS generate
//   EngineBenchmark MODEL tokenizer TEXT
//
// MODEL is a checkpoint folder, or "random" for random weights of SmolLM2-135M's sizes; TEXT a file of some megabytes.
// "session" measures decoding with kept keys and values, one token a call in batches of 1, 8 and 32, and prompts; "generate" whole responses, sampled, of a folder with a tokenizer. With COUNT and LENGTH only the rate on so many
// texts of so many tokens is measured, to be compared with other programs'. Every figure is the best of several runs
// within SECONDS (default 5). "by processor time" divides by the seconds that the cores computed, not by
// those that passed: on a machine that others use too, only these and the ratio mean something.
import Glibc
import Transformer

let arguments = CommandLine.arguments
guard arguments.count >= 2 else {
  say("usage: EngineBenchmark MODEL [f32|bf16|int8|auto] [SECONDS]")
  say("       EngineBenchmark MODEL f32|bf16|int8|auto SECONDS COUNT LENGTH")
  say("       EngineBenchmark MODEL f32|bf16|int8|auto SECONDS session|generate")
  say("       EngineBenchmark MODEL tokenizer TEXT")
  exit(64)
}
if arguments.count == 4, arguments[2] == "tokenizer" {
  try measureTokenizer(of: arguments[1], textPath: arguments[3])
  exit(0)
}
let precision = arguments.count > 2 ? DecoderPrecision(rawValue: arguments[2]) ?? .auto : .auto
let start = Seconds.now()
let engine: DecoderEngine
do {
  engine =
    try arguments[1] == "random"
    ? randomDecoder(precision) : DecoderEngine(folder: arguments[1], precision: precision)
} catch {
  say("\(error)")
  exit(69)
}
let loaded = Seconds.now()
say(
  "\(engine.effectivePrecision.rawValue): loaded in \(fixed(loaded.passed - start.passed, 2)) s, by "
    + "processor time \(fixed(loaded.computed - start.computed, 2)) s; weights "
    + "\(engine.weightByteCount / 1_000_000) MB")
let seconds = arguments.count > 3 ? Double(arguments[3]) ?? 5 : 5
if arguments.count == 5, arguments[4] == "session" {
  try measureSession(engine, seconds: seconds)
  exit(0)
}
if arguments.count == 5, arguments[4] == "generate" {
  try measureGeneration(engine, folder: arguments[1], seconds: seconds)
  exit(0)
}
if arguments.count == 6, let count = Int(arguments[4]), let length = Int(arguments[5]) {
  try measureRate(engine, count: count, length: length, seconds: seconds)
  exit(0)
}
try measure(engine, seconds: seconds)
say(
  "peak memory: weights and \((peakMemory() - engine.weightByteCount) / 1_000_000) MB")
