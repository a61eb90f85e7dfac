import Glibc

/// The decoder's arithmetic as it is written in the papers, one float after the other.
///
/// What the fast kernels are held against; made to be read, not to be quick. Arrays are row-major
/// with the shapes given; T is the number of tokens. Innermost loops count by hand, since builds
/// without optimization take ten times as long over a range.
package enum ReferenceKernels {
  /// Σ a[i] · b[i] over `count` elements, in four sums that a compiler may keep in one register.
  package static func dot(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int
  ) -> Float {
    var (s0, s1, s2, s3) = (Float(0), Float(0), Float(0), Float(0))
    var i = 0
    while i + 4 <= count {
      s0 += a[i] * b[i]
      s1 += a[i + 1] * b[i + 1]
      s2 += a[i + 2] * b[i + 2]
      s3 += a[i + 3] * b[i + 3]
      i += 4
    }
    while i < count {
      s0 += a[i] * b[i]
      i += 1
    }
    return (s0 + s1) + (s2 + s3)
  }

  /// y = x Wᵀ + b: x (T, inputs), W (outputs, inputs), b (outputs) or empty; gives (T, outputs).
  package static func project(
    _ x: [Float], _ weight: [Float], bias: [Float] = [], inputs: Int
  ) -> [Float] {
    weight.withUnsafeBufferPointer { weight in
      bias.withUnsafeBufferPointer { project(x, weight, bias: $0, inputs: inputs) }
    }
  }

  /// The same with weights that lie elsewhere.
  package static func project(
    _ x: [Float], _ weight: UnsafeBufferPointer<Float>, bias: UnsafeBufferPointer<Float>,
    inputs: Int
  ) -> [Float] {
    let (tokens, outputs) = (x.count / inputs, weight.count / inputs)
    precondition(x.count == tokens * inputs && weight.count == outputs * inputs)
    return [Float](unsafeUninitializedCapacity: tokens * outputs) { y, count in
      x.withUnsafeBufferPointer { x in
        guard let x = x.baseAddress, let weight = weight.baseAddress else { return }
        for token in 0..<tokens {
          var output = 0
          while output < outputs {
            y[token * outputs + output] = dot(x + token * inputs, weight + output * inputs, inputs)
            output += 1
          }
        }
      }
      count = tokens * outputs
      guard !bias.isEmpty else { return }
      for index in 0..<count { y[index] += bias[index % outputs] }
    }
  }

  /// RMSNorm: x / √(mean x² + ε) · w over each row of the weight's size; x (rows, size).
  ///
  /// Source: Zhang and Sennrich 2019, arXiv:1910.07467; the weight multiplies as it is stored.
  package static func normalize(_ x: [Float], weight: [Float], epsilon: Double) -> [Float] {
    weight.withUnsafeBufferPointer { normalize(x, weight: $0, epsilon: epsilon) }
  }

  /// The same with a weight that lies elsewhere.
  package static func normalize(
    _ x: [Float], weight: UnsafeBufferPointer<Float>, epsilon: Double
  ) -> [Float] {
    let size = weight.count
    var y = x
    x.withUnsafeBufferPointer { x in
      guard let x = x.baseAddress, let weight = weight.baseAddress else { return }
      y.withUnsafeMutableBufferPointer { y in
        for row in stride(from: 0, to: y.count, by: size) {
          let meanSquare = dot(x + row, x + row, size) / Float(size)
          let scale = 1 / (meanSquare + Float(epsilon)).squareRoot()
          var i = 0
          while i < size {
            y[row + i] = x[row + i] * scale * weight[i]
            i += 1
          }
        }
      }
    }
    return y
  }

  /// Turns the pairs (i, i + D/2) of each head by its token's position times their frequency.
  ///
  /// `x` has shape (T, heads, D), `frequencies` (D/2) in radians per position; token t of `x` stands
  /// at `firstPosition` + t.
  package static func rotate(
    _ x: inout [Float], heads: Int, frequencies: [Double], firstPosition: Int = 0
  ) {
    let half = frequencies.count
    for token in 0..<x.count / (heads * 2 * half) {
      let angles = frequencies.map { Double(firstPosition + token) * $0 }
      let (cosines, sines) = (angles.map { Float(cos($0)) }, angles.map { Float(sin($0)) })
      for head in 0..<heads {
        let first = (token * heads + head) * 2 * half
        for pair in 0..<half {
          let (left, right) = (x[first + pair], x[first + half + pair])
          x[first + pair] = left * cosines[pair] - right * sines[pair]
          x[first + half + pair] = right * cosines[pair] + left * sines[pair]
        }
      }
    }
  }

  /// softmax(q kᵀ / √D) v for each head over the tokens that it may see.
  ///
  /// Query head h reads key head h / (heads / keyHeads). Token t sees itself and those before it, at
  /// most `window` in all. q (T, heads, D), k and v (T, keyHeads, D); gives (T, heads, D).
  package static func attend(
    _ q: [Float], _ k: [Float], _ v: [Float], heads: Int, keyHeads: Int, size: Int, window: Int?
  ) -> [Float] {
    var output = [Float](repeating: 0, count: q.count)
    withPointers(q, k) { q, k in
      withPointers(v, v) { v, _ in
        output.withUnsafeMutableBufferPointer { output in
          for token in 0..<output.count / (heads * size) {
            let first = max(0, token + 1 - (window ?? token + 1))
            for head in 0..<heads {
              let place = (token * heads + head) * size
              let keyHead = head / (heads / keyHeads)
              let weights = attention(
                q + place, k + keyHead * size, first...token, stride: keyHeads * size, size)
              for (seen, weight) in zip(first...token, weights) {
                let value = v + (seen * keyHeads + keyHead) * size
                var i = 0
                while i < size {
                  output[place + i] += weight * value[i]
                  i += 1
                }
              }
            }
          }
        }
      }
    }
    return output
  }

  /// How much one query minds each token of `seen`; sums to 1.
  private static func attention(
    _ query: UnsafePointer<Float>, _ keys: UnsafePointer<Float>, _ seen: ClosedRange<Int>,
    stride: Int, _ size: Int
  ) -> [Float] {
    let scale = 1 / Float(size).squareRoot()
    let scores = seen.map { dot(query, keys + $0 * stride, size) * scale }
    let largest = scores.max() ?? 0
    let weights = scores.map { exp($0 - largest) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// SiLU(gate) · up, element by element; any shape.
  ///
  /// Source: Shazeer 2020, arXiv:2002.05202.
  package static func swiglu(gate: [Float], up: [Float]) -> [Float] {
    zip(gate, up).map { gate, up in gate / (1 + exp(-gate)) * up }
  }

  /// log softmax(logits)[token]; logits (V).
  package static func logProbability(of token: Int, _ logits: [Float]) -> Double {
    let largest = logits.max() ?? 0
    let sum = logits.reduce(0.0) { $0 + exp(Double($1 - largest)) }
    return Double(logits[token] - largest) - log(sum)
  }

  private static func withPointers<Value>(
    _ a: [Float], _ b: [Float], _ body: (UnsafePointer<Float>, UnsafePointer<Float>) -> Value
  ) -> Value {
    a.withUnsafeBufferPointer { first in
      b.withUnsafeBufferPointer { second in
        guard let first = first.baseAddress, let second = second.baseAddress else {
          preconditionFailure("an array without storage")
        }
        return body(first, second)
      }
    }
  }
}
