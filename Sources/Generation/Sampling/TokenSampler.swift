import CTransformerKernels
import Glibc

/// Draws tokens from rows of logits, reusing its memory.
///
/// One row of a vocabulary of 49,152 takes some 50 µs: logits are summed in blocks, and only blocks that can
/// hold what is looked for are looked into.
struct TokenSampler {
  /// A token that was drawn.
  struct Choice: Equatable {
    var token: Int32
    /// log p(token) in nats under the model's own distribution: without temperature, nothing left out.
    var logProbability: Float
  }

  /// Logits whose sum is known as one.
  private static let blockSize = 128

  let settings: SamplingSettings
  /// Of each block the largest logit, and Σ e^(x − largest) of the logits and of the logits through the temperature.
  private var maxima: [Float] = []
  private var sums: [Float] = []
  private var temperedSums: [Float] = []
  private var scaled = [Float](repeating: 0, count: blockSize)
  private var candidates: [Int32] = []

  init(_ settings: SamplingSettings) { self.settings = settings }

  /// Draws a token.
  ///
  /// - Parameters:
  ///   - logits: shape (V), V > 0.
  ///   - uniform: in 0 ..< 1, decides which.
  /// - Returns: `nil` for logits that are no numbers.
  mutating func choose(_ logits: UnsafeBufferPointer<Float>, _ uniform: Double) -> Choice? {
    summarize(logits)
    guard let maximum = maxima.max(), maximum.isFinite else { return nil }
    let total = total(of: sums, scale: 1, maximum)
    guard total.isFinite, total > 0 else { return nil }
    let token =
      if settings.isGreedy {
        first(of: logits, atLeast: maximum)
      } else if settings.isTruncated {
        drawFromSome(logits, maximum, uniform)
      } else {
        drawFromAll(logits, maximum, uniform)
      }
    return Choice(
      token: Int32(token),
      logProbability: Float(Double(logits[token]) - Double(maximum) - log(total)))
  }

  // MARK: Sums

  private var scale: Float { Float(1 / settings.temperature) }
  private var isTempered: Bool { settings.temperature != 1 && !settings.isGreedy }

  private mutating func summarize(_ logits: UnsafeBufferPointer<Float>) {
    let blockCount = (logits.count + Self.blockSize - 1) / Self.blockSize
    if maxima.count != blockCount {
      maxima = Array(repeating: 0, count: blockCount)
      sums = maxima
      temperedSums = maxima
    }
    for block in 0..<blockCount {
      let part = UnsafeBufferPointer(rebasing: logits[range(of: block, logits.count)])
      guard let start = part.baseAddress else { continue }
      (maxima[block], sums[block]) = Self.logSumExp(start, part.count)
      guard isTempered else {
        temperedSums[block] = sums[block]
        continue
      }
      let scale = scale
      temperedSums[block] = scaled.withUnsafeMutableBufferPointer { scaled in
        guard let target = scaled.baseAddress else { return 0 }
        ctransformer_scale(start, part.count, scale, target)
        return Self.logSumExp(target, part.count).sum
      }
    }
  }

  private static func logSumExp(
    _ start: UnsafePointer<Float>, _ count: Int
  ) -> (maximum: Float, sum: Float) {
    var (maximum, sum) = (-Float.infinity, Float(0))
    ctransformer_log_sum_exp(start, count, &maximum, &sum)
    return (maximum, sum)
  }

  private func range(of block: Int, _ count: Int) -> Range<Int> {
    block * Self.blockSize..<min((block + 1) * Self.blockSize, count)
  }

  /// What a block's sum is as Σ e^((x − maximum) · scale).
  private func weight(_ block: Int, _ sums: [Float], scale: Float, _ maximum: Float) -> Double {
    Double(sums[block]) * exp(Double((maxima[block] - maximum) * scale))
  }

  private func total(of sums: [Float], scale: Float, _ maximum: Float) -> Double {
    sums.indices.reduce(0) { $0 + weight($1, sums, scale: scale, maximum) }
  }

  /// The weight of one logit through the temperature.
  private func weight(_ logit: Float, _ maximum: Float) -> Double {
    exp(Double((logit - maximum) * scale))
  }

  // MARK: Drawing

  /// The lowest token with a logit that large.
  private func first(of logits: UnsafeBufferPointer<Float>, atLeast value: Float) -> Int {
    for block in maxima.indices where maxima[block] >= value {
      if let token = range(of: block, logits.count).first(where: { logits[$0] >= value }) {
        return token
      }
    }
    return 0
  }

  /// Inverts the cumulative distribution: first the block, then the token in it.
  private func drawFromAll(
    _ logits: UnsafeBufferPointer<Float>, _ maximum: Float, _ uniform: Double
  ) -> Int {
    var rest = uniform * total(of: temperedSums, scale: scale, maximum)
    var chosen = first(of: logits, atLeast: maximum) / Self.blockSize
    for block in maxima.indices {
      let weight = weight(block, temperedSums, scale: scale, maximum)
      guard weight > 0 else { continue }
      chosen = block
      if rest < weight { break }
      rest -= weight
    }
    var token = range(of: chosen, logits.count).lowerBound
    for place in range(of: chosen, logits.count) {
      let weight = weight(logits[place], maximum)
      guard weight > 0 else { continue }
      token = place
      // The block's sum is of floats: what is left behind its last token is that token's.
      if rest < weight { break }
      rest -= weight
    }
    return token
  }

  /// Draws from the likeliest tokens.
  private mutating func drawFromSome(
    _ logits: UnsafeBufferPointer<Float>, _ maximum: Float, _ uniform: Double
  ) -> Int {
    collect(logits, atLeast: threshold(logits.count, maximum))
    candidates.sort { (logits[Int($0)], $1) > (logits[Int($1)], $0) }
    if let topK = settings.topK, candidates.count > topK {
      candidates.removeSubrange(topK...)
    }
    var weights = candidates.map { weight(logits[Int($0)], maximum) }
    let all =
      settings.topK == nil
      ? total(of: temperedSums, scale: scale, maximum) : weights.reduce(0, +)
    var (kept, sum) = (0, 0.0)
    while kept < weights.count, weights[kept] >= settings.minP,
      kept == 0 || settings.topP == 1 || sum < settings.topP * all
    {
      sum += weights[kept]
      kept += 1
    }
    weights.removeSubrange(kept...)
    var rest = uniform * sum
    for (place, weight) in weights.enumerated() {
      if rest < weight { return Int(candidates[place]) }
      rest -= weight
    }
    return Int(candidates[max(0, kept - 1)])
  }

  /// A logit below which nothing can be drawn.
  private func threshold(_ count: Int, _ maximum: Float) -> Float {
    if let topK = settings.topK {
      // So many blocks hold a logit of at least the k-th largest of their maxima.
      let sorted = maxima.sorted(by: >)
      return topK <= sorted.count ? sorted[topK - 1] : -.infinity
    }
    var least = settings.minP
    if settings.topP < 1 {
      // All tokens below this share of a token's part of the rest have less than the rest together.
      let all = total(of: temperedSums, scale: scale, maximum)
      least = max(least, (1 - settings.topP) / Double(count) * all)
    }
    // A little lower, since logits are rounded.
    return least > 0 ? maximum + Float(settings.temperature * log(least)) - 1e-3 : -.infinity
  }

  private mutating func collect(_ logits: UnsafeBufferPointer<Float>, atLeast least: Float) {
    candidates.removeAll(keepingCapacity: true)
    for block in maxima.indices where maxima[block] >= least {
      for token in range(of: block, logits.count) where logits[token] >= least {
        candidates.append(Int32(token))
      }
    }
  }
}
