import Foundation
import Generation
import Transformer

/// Tokens a second of whole responses, as `misstep sample` computes them: one, many at once, and several behind one
/// prompt, which they share or compute each for itself.
///
/// Every response has the same number of tokens, since no token ends one.
func measureGeneration(_ engine: DecoderEngine, folder: String, seconds: Double) throws {
  let path = folder + "/tokenizer.json"
  let tokenizer = try Tokenizer(
    json: [UInt8](Data(contentsOf: URL(filePath: path))), path: path)
  let bandwidth = memoryBandwidth(seconds: min(2, seconds))
  func rate(
    _ what: String, samples: Int, prompts: Int, prompt: Int, tokens count: Int,
    _ change: (inout GenerationSettings) -> Void = { _ in }
  ) throws -> Double {
    var settings = GenerationSettings(try SamplingSettings(temperature: 0.8), maximumTokens: count)
    change(&settings)
    let generator = try TextGenerator(engine, tokenizer: tokenizer, settings: settings)
    let list = (0..<prompts).map { number in
      GenerationPrompt(
        number: number,
        tokens: tokens(prompt, 7 + number, below: engine.configuration.vocabularySize),
        seeds: (0..<samples).map { UInt64(number * samples + $0) })
    }
    let passed = try takeTurns(within: seconds) {
      _ = try generator.generate(list)
    } and: {
    }.first.passed
    let rate = Double(samples * prompts * count) / passed
    say("\(what): \(fixed(rate, 1)) tokens/s")
    return rate
  }
  let one = try rate("1 response behind 40 tokens", samples: 1, prompts: 1, prompt: 40, tokens: 128)
  let read = one * Double(engine.weightByteCount)
  say(
    "  reads \(fixed(read / 1e9, 1)) GB/s of weights; memory gives \(fixed(bandwidth / 1e9, 1)) GB/s: "
      + "\(fixed(100 * read / bandwidth)) %")
  let many = try rate(
    "32 responses at once behind 40 tokens each", samples: 1, prompts: 32, prompt: 40, tokens: 128)
  say("  \(fixed(many / one, 2)) x one response")
  let shared = try rate(
    "16 responses behind one prompt of 400 tokens, shared", samples: 16, prompts: 1, prompt: 400,
    tokens: 128)
  let apart = try rate(
    "16 responses behind one prompt of 400 tokens, each with its own", samples: 16, prompts: 1,
    prompt: 400, tokens: 128
  ) { $0.sharesPrompts = false }
  say("  shared \(fixed(shared / apart, 2)) x as fast")
}

/// Bytes a second that all cores together read from memory, the best of several passes.
private func memoryBandwidth(seconds: Double) -> Double {
  let cores = Int(Seconds.cores)
  let count = 1 << 25
  let parts = (0..<cores).map { core in
    let part = UnsafeMutablePointer<SIMD8<UInt64>>.allocate(capacity: count / 8)
    part.initialize(repeating: SIMD8(repeating: UInt64(core)), count: count / 8)
    return Int(bitPattern: part)
  }
  let sink = UnsafeMutablePointer<UInt64>.allocate(capacity: cores * 64)
  defer {
    sink.deallocate()
    for part in parts { UnsafeMutablePointer<SIMD8<UInt64>>(bitPattern: part)?.deallocate() }
  }
  let sinkAddress = Int(bitPattern: sink)
  let passed = takeTurns(within: seconds) {
    DispatchQueue.concurrentPerform(iterations: cores) { core in
      guard let part = UnsafePointer<SIMD8<UInt64>>(bitPattern: parts[core]),
        let sink = UnsafeMutablePointer<UInt64>(bitPattern: sinkAddress)
      else { return }
      var sums = (SIMD8<UInt64>(), SIMD8<UInt64>(), SIMD8<UInt64>(), SIMD8<UInt64>())
      for place in stride(from: 0, to: count / 8, by: 4) {
        sums.0 &+= part[place]
        sums.1 &+= part[place + 1]
        sums.2 &+= part[place + 2]
        sums.3 &+= part[place + 3]
      }
      sink[core * 64] = (sums.0 &+ sums.1 &+ sums.2 &+ sums.3).wrappedSum()
    }
  } and: {
  }.first.passed
  return Double(cores * count * 8) / passed
}
