import Foundation
import TestSupport
import Testing

@testable import Generation

@Suite struct `Sampling` {
  private static let count = 300

  /// Logits in two heaps, with ties among the likeliest.
  private func logits(_ generator: inout SeededGenerator) -> [Float] {
    var logits = (0..<Self.count).map { index in
      Float.random(in: -3...3, using: &generator) + (index % 47 == 0 ? 4 : 0)
    }
    logits[120] = 7.5
    logits[290] = 7.5
    return logits
  }

  /// The probabilities by their definition, slowly, in doubles.
  private func probabilities(_ logits: [Float], _ settings: SamplingSettings) -> [Double] {
    let scaled = logits.map { Double($0) / settings.temperature }
    let weights = scaled.map { exp($0 - (scaled.max() ?? 0)) }
    var order = weights.indices.sorted { (weights[$0], $1) > (weights[$1], $0) }
    order = Array(order.prefix(settings.topK ?? order.count))
    let total = order.reduce(0) { $0 + weights[$1] }
    var (kept, sum): ([Int], Double) = ([], 0)
    for token in order where kept.isEmpty || sum < settings.topP * total || settings.topP == 1 {
      kept.append(token)
      sum += weights[token]
    }
    kept = kept.filter { weights[$0] >= settings.minP * weights[order[0]] }
    sum = kept.reduce(0) { $0 + weights[$1] }
    var result = [Double](repeating: 0, count: logits.count)
    for token in kept { result[token] = weights[token] / sum }
    return result
  }

  /// Pearson's statistic over tokens that are expected at least 5 times, the others as one.
  private func chiSquare(_ counts: [Int], _ probabilities: [Double]) -> (
    value: Double, degrees: Int
  ) {
    let all = Double(counts.reduce(0, +))
    var (value, degrees, rest) = (0.0, -1, (counted: 0.0, expected: 0.0))
    func add(_ counted: Double, _ expected: Double) {
      value += (counted - expected) * (counted - expected) / expected
      degrees += 1
    }
    for (count, probability) in zip(counts, probabilities) {
      if probability * all >= 5 {
        add(Double(count), probability * all)
      } else {
        rest.counted += Double(count)
        rest.expected += probability * all
      }
    }
    if rest.expected >= 5 { add(rest.counted, rest.expected) }
    return (value, degrees)
  }

  private static let choices: [(Double, Int?, Double, Double)] = [
    (1, nil, 1, 0), (0.7, nil, 1, 0), (1.8, nil, 1, 0), (1, 20, 1, 0), (0.8, 3, 1, 0),
    (1.3, 200, 1, 0), (1, nil, 0.9, 0), (0.6, nil, 0.5, 0), (1, nil, 0.999, 0), (1, nil, 1, 0.05),
    (1.5, nil, 1, 0.3), (1, 50, 0.8, 0.02), (0.9, 7, 0.95, 0.1), (1, nil, 0.95, 0.01),
    (1, 1, 1, 0), (1, nil, 1e-9, 0),
  ]

  @Test(arguments: choices.indices)
  func `frequencies are the exact probabilities`(_ index: Int) throws {
    let choice = Self.choices[index]
    let settings = try SamplingSettings(
      temperature: choice.0, topK: choice.1, topP: choice.2, minP: choice.3)
    var generator = SeededGenerator(seed: 11)
    let logits = logits(&generator)
    let probabilities = probabilities(logits, settings)
    var sampler = TokenSampler(settings)
    var stream = SampleStream(seed: UInt64(100 + index))
    var counts = [Int](repeating: 0, count: logits.count)
    for _ in 0..<3000 {
      let uniform = stream.next()
      let drawn = logits.withUnsafeBufferPointer { sampler.choose($0, uniform) }
      counts[Int(try #require(drawn).token)] += 1
    }
    for (count, probability) in zip(counts, probabilities) where probability == 0 {
      #expect(count == 0)
    }
    let (value, degrees) = chiSquare(counts, probabilities)
    // Wilson and Hilferty 1931: the cube root is nearly normal; beyond 4.5 once in 300,000 times.
    if degrees > 0 {
      let spread = 2 / (9 * Double(degrees))
      let normal = (pow(value / Double(degrees), 1 / 3) - (1 - spread)) / spread.squareRoot()
      #expect(normal < 4.5, "χ² = \(value) with \(degrees) degrees of freedom")
    }
  }

  @Test func `a token's log-probability is the model's own, whatever the settings`() throws {
    var generator = SeededGenerator(seed: 3)
    let logits = logits(&generator)
    let total = log(logits.reduce(0) { $0 + exp(Double($1)) })
    for settings in [
      SamplingSettings.greedy, try SamplingSettings(temperature: 0.5),
      try SamplingSettings(topK: 4, topP: 0.9),
    ] {
      var sampler = TokenSampler(settings)
      for uniform in [0, 0.3, 0.999_999_999] {
        let choice = try #require(logits.withUnsafeBufferPointer { sampler.choose($0, uniform) })
        let wanted = Double(logits[Int(choice.token)]) - total
        #expect(abs(Double(choice.logProbability) - wanted) < 1e-5)
      }
    }
  }

  @Test func `greedy takes the first of the likeliest tokens`() throws {
    var generator = SeededGenerator(seed: 4)
    let logits = logits(&generator)
    for settings in [SamplingSettings.greedy, try SamplingSettings(temperature: 1e-9)] {
      var sampler = TokenSampler(settings)
      let choice = logits.withUnsafeBufferPointer { sampler.choose($0, 0.9) }
      #expect(choice?.token == 120)
    }
  }

  @Test func `logits that are no numbers are refused, and infinite ones are never drawn`() throws {
    var sampler = TokenSampler(try SamplingSettings())
    for bad in [Float.nan, .infinity] {
      let logits = [Float](repeating: bad, count: 5)
      #expect(logits.withUnsafeBufferPointer { sampler.choose($0, 0.5) } == nil)
    }
    let masked: [Float] = [-.infinity, 1, -.infinity, 2]
    for uniform in stride(from: 0, to: 1, by: 0.01) {
      let choice = masked.withUnsafeBufferPointer { sampler.choose($0, uniform) }
      #expect(choice?.token == 1 || choice?.token == 3)
    }
  }

  @Test func `numbers out of range are refused with what would be right`() {
    func fault(_ make: () throws(SamplingFault) -> SamplingSettings) -> SamplingFault? {
      do throws(SamplingFault) {
        _ = try make()
        return nil
      } catch {
        return error
      }
    }
    #expect(
      fault { () throws(SamplingFault) in try SamplingSettings(temperature: -1) }
        == .temperature(-1))
    #expect(fault { () throws(SamplingFault) in try SamplingSettings(topK: 0) } == .topK(0))
    #expect(fault { () throws(SamplingFault) in try SamplingSettings(topP: 0) } == .topP(0))
    #expect(fault { () throws(SamplingFault) in try SamplingSettings(minP: 1) } == .minP(1))
    let isNaN = fault { () throws(SamplingFault) in try SamplingSettings(temperature: .nan) }
    #expect(isNaN?.description.contains("0 to 100") == true)
  }

  @Test func `seeds of samples differ by text, number and seed`() {
    var seeds: Set<UInt64> = []
    for seed in UInt64(0)..<20 {
      for text in ["", "a", "b", "ab"] {
        for sample in 0..<20 {
          seeds.insert(SampleStream.seed(seed, text: text, sample: sample))
        }
      }
    }
    #expect(seeds.count == 20 * 4 * 20)
    var stream = SampleStream(seed: 1)
    let numbers = (0..<10_000).map { _ in stream.next() }
    #expect(numbers.allSatisfy { (0..<1).contains($0) })
    #expect(abs(numbers.reduce(0, +) / 10_000 - 0.5) < 0.02)
  }
}
