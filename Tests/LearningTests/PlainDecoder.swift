import Foundation

@testable import Learning
@testable import Transformer

/// The decoder once more in doubles, made to be read, so that its differences have digits enough.
///
/// Letters as in `DecoderConfiguration`; arrays are row-major.
struct PlainDecoder {
  let configuration: DecoderConfiguration
  let parts: DecoderWeights
  var values: [String: [Double]]
  /// ΔW of a matrix by its name, (outputs, inputs).
  var updates: [String: (a: String, b: String, scale: Double)] = [:]

  init(_ parameters: DecoderParameters) {
    configuration = parameters.configuration
    parts = parameters.parts
    values = [:]
    for parameter in parameters.values.layout {
      values[parameter.name] = (parameters.values[parameter.name] ?? []).map(Double.init)
    }
  }

  subscript(name: String) -> [Double] { values[name] ?? [] }

  /// The states behind the last norm; (T, d).
  func hidden(_ tokens: [Int32]) -> [Double] {
    let d = configuration.hiddenSize
    let table = self[parts.embedding]
    var x = tokens.flatMap { table[Int($0) * d..<(Int($0) + 1) * d] }
    for (index, layer) in parts.layers.enumerated() {
      let normed = PlainMath.normalize(x, self[layer.inputNorm], configuration.normEpsilon)
      x = PlainMath.add(x, attention(normed, layer, configuration.slidingWindows[index]))
      let second = PlainMath.normalize(x, self[layer.feedForwardNorm], configuration.normEpsilon)
      let inner = PlainMath.gate(project(second, layer.gate), project(second, layer.up))
      x = PlainMath.add(x, project(inner, layer.down))
    }
    return PlainMath.normalize(x, self[parts.finalNorm], configuration.normEpsilon)
  }

  private func attention(
    _ x: [Double], _ layer: DecoderWeights.Layer, _ window: Int?
  ) -> [Double] {
    var q = project(x, layer.query)
    var k = project(x, layer.key)
    let v = project(x, layer.value)
    if let norm = layer.queryNorm {
      q = PlainMath.normalize(q, self[norm], configuration.normEpsilon)
    }
    if let norm = layer.keyNorm {
      k = PlainMath.normalize(k, self[norm], configuration.normEpsilon)
    }
    let frequencies = configuration.rotary.frequencies(headDimension: configuration.headDimension)
    q = PlainMath.rotate(q, heads: configuration.headCount, frequencies)
    k = PlainMath.rotate(k, heads: configuration.keyValueHeadCount, frequencies)
    let seen = PlainMath.attend(
      q, k, v, heads: configuration.headCount, keyHeads: configuration.keyValueHeadCount,
      size: configuration.headDimension, window: window)
    return project(seen, layer.output)
  }

  private func project(_ x: [Double], _ part: DecoderWeights.Projection) -> [Double] {
    let bias = part.bias.map { self[$0] } ?? []
    let weight = self[part.weight]
    let inputs = inputs(of: part, weight.count)
    var y = PlainMath.project(x, weight, bias, inputs: inputs)
    if let update = updates[part.weight] {
      let a = self[update.a]
      let low = PlainMath.project(x, a, [], inputs: inputs)
      let more = PlainMath.project(low, self[update.b], [], inputs: a.count / inputs)
      y = PlainMath.add(y, more.map { $0 * update.scale })
    }
    return y
  }

  private func inputs(of part: DecoderWeights.Projection, _ count: Int) -> Int {
    if part.weight.hasSuffix("o_proj.weight") { return configuration.querySize }
    if part.weight.hasSuffix("down_proj.weight") { return configuration.intermediateSize }
    return configuration.hiddenSize
  }

  /// log p of the tokens from `start` on, given those before.
  func logProbabilities(
    _ tokens: [Int32], from start: Int, temperature: Double = 1
  ) -> [Double] {
    let d = configuration.hiddenSize
    let hidden = hidden(tokens)
    let matrix = self[parts.languageHead ?? ""]
    return (start..<tokens.count).map { position in
      let row = Array(hidden[(position - 1) * d..<position * d])
      let logits = PlainMath.project(row, matrix, [], inputs: d).map { $0 / temperature }
      let largest = logits.max() ?? 0
      let sum = logits.reduce(0) { $0 + exp($1 - largest) }
      return logits[Int(tokens[position])] - largest - log(sum)
    }
  }

  /// One logit at each read-out, by a head of one or two layers.
  func logits(_ tokens: [Int32], at readouts: [Int], head: String) -> [Double] {
    let d = configuration.hiddenSize
    let hidden = hidden(tokens)
    let rows = readouts.flatMap { hidden[$0 * d..<($0 + 1) * d] }
    return PlainMath.head(rows, values, head, inputs: d)
  }
}

/// A decoder's functions in doubles.
enum PlainMath {
  static func add(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 + $1 } }

  static func project(
    _ x: [Double], _ weight: [Double], _ bias: [Double], inputs: Int
  ) -> [Double] {
    let (rows, outputs) = (x.count / inputs, weight.count / inputs)
    var y = [Double](repeating: 0, count: rows * outputs)
    x.withUnsafeBufferPointer { x in
      weight.withUnsafeBufferPointer { weight in
        for row in 0..<rows {
          for output in 0..<outputs {
            var sum = bias.isEmpty ? 0 : bias[output]
            var i = 0
            while i < inputs {
              sum += x[row * inputs + i] * weight[output * inputs + i]
              i += 1
            }
            y[row * outputs + output] = sum
          }
        }
      }
    }
    return y
  }

  static func normalize(_ x: [Double], _ weight: [Double], _ epsilon: Double) -> [Double] {
    let size = weight.count
    return stride(from: 0, to: x.count, by: size).flatMap { row in
      let squares = x[row..<row + size].reduce(0) { $0 + $1 * $1 }
      let factor = 1 / (squares / Double(size) + epsilon).squareRoot()
      return (0..<size).map { x[row + $0] * factor * weight[$0] }
    }
  }

  static func gate(_ gate: [Double], _ up: [Double]) -> [Double] {
    zip(gate, up).map { $0 / (1 + exp(-$0)) * $1 }
  }

  static func rotate(_ x: [Double], heads: Int, _ frequencies: [Double]) -> [Double] {
    let half = frequencies.count
    var y = x
    for first in stride(from: 0, to: x.count, by: 2 * half) {
      let position = Double(first / (heads * 2 * half))
      for pair in 0..<half {
        let (c, s) = (cos(position * frequencies[pair]), sin(position * frequencies[pair]))
        y[first + pair] = x[first + pair] * c - x[first + half + pair] * s
        y[first + half + pair] = x[first + half + pair] * c + x[first + pair] * s
      }
    }
    return y
  }

  static func attend(
    _ q: [Double], _ k: [Double], _ v: [Double], heads: Int, keyHeads: Int, size: Int, window: Int?
  ) -> [Double] {
    var out = [Double](repeating: 0, count: q.count)
    for token in 0..<q.count / (heads * size) {
      let first = window.map { max(0, token + 1 - $0) } ?? 0
      for head in 0..<heads {
        let (place, keyHead) = ((token * heads + head) * size, head / (heads / keyHeads))
        let scores = (first...token).map { key in
          (0..<size).reduce(0.0) {
            $0 + q[place + $1] * k[(key * keyHeads + keyHead) * size + $1]
          } / Double(size).squareRoot()
        }
        let largest = scores.max() ?? 0
        let weights = scores.map { exp($0 - largest) }
        let sum = weights.reduce(0, +)
        for (key, weight) in zip(first...token, weights) {
          for i in 0..<size {
            out[place + i] += weight / sum * v[(key * keyHeads + keyHead) * size + i]
          }
        }
      }
    }
    return out
  }

  /// One logit a row; the difference where the head has two.
  static func head(
    _ x: [Double], _ values: [String: [Double]], _ name: String, inputs: Int
  ) -> [Double] {
    func layer(_ x: [Double], _ name: String, _ inputs: Int) -> [Double] {
      project(x, values[name + ".weight"] ?? [], values[name + ".bias"] ?? [], inputs: inputs)
    }
    let rows = x.count / inputs
    var y: [Double]
    if values[name + ".weight"] != nil {
      y = layer(x, name, inputs)
    } else {
      let inner = layer(x, name + ".0", inputs).map { max($0, 0) }
      y = layer(inner, name + ".2", inner.count / rows)
    }
    guard y.count == 2 * rows else { return y }
    y = (0..<rows).map { y[2 * $0 + 1] - y[2 * $0] }
    return y
  }
}
