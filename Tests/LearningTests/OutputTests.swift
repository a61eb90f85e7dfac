import Foundation
import Testing

@testable import Learning
@testable import Transformer

/// What makes logits of hidden states, against differences in doubles.
struct OutputTests {
  private let pool = WorkerPool(workers: 2)

  @Test(arguments: [
    HeadShape(name: "score", outputs: 2), HeadShape(name: "score", outputs: 1, hasBias: false),
    HeadShape(name: "v_head.summary", outputs: 1),
    HeadShape(name: "score", outputs: 2, inner: 5), HeadShape(name: "score", outputs: 1, inner: 7),
  ])
  func `a head's logits and gradients are those in doubles`(shape: HeadShape) throws {
    let (d, rows) = (7, 9)
    let values = try NamedParameters(head: shape, inputs: d, seed: 3)
    let head = try HeadPass(shape.name, in: values.layout, inputs: d, isInAdapter: false)
    var draws = Draws(8)
    let hidden = draws.floats(rows * d, scale: 2)
    let slopes = draws.floats(rows)
    let weights = try Floats(values.withAllFloats { Array($0) })
    let gradient = try Floats(count: weights.count)
    let memory = PassMemory(body: weights.address, bodyGradient: gradient.address)
    let (logits, inputs) = try head.forward(hidden, rows: rows, memory)
    let dhidden = try head.backward(slopes.doubles, inputs: inputs, memory, wantsInput: true)

    func plain(_ hidden: [Double], _ flat: [Double]) -> [Double] {
      var named: [String: [Double]] = [:]
      for parameter in values.layout { named[parameter.name] = Array(flat[parameter.range]) }
      return PlainMath.head(hidden, named, shape.name, inputs: d)
    }
    let flat = weights.values.doubles
    Differences.expect(logits.map { Float($0) }, plain(hidden.doubles, flat), "logits")
    Differences.expect(
      dhidden, Differences.gradient(at: hidden.doubles) { weighted(plain($0, flat), slopes) },
      "dhidden")
    Differences.expect(
      gradient.values,
      Differences.gradient(at: flat) { weighted(plain(hidden.doubles, $0), slopes) }, "dW, db")
  }

  @Test func `log-softmax and its gradients are those in doubles`() throws {
    let (d, vocabulary) = (5, 83)
    var layout = ParameterLayout()
    try layout.append("lm_head.weight", shape: [vocabulary, d])
    var group = LinearGroup(inputs: d)
    group.append(try layout.parameter("lm_head.weight"), bias: nil)
    var draws = Draws(11)
    let units = [0..<3, 3..<3, 3..<40, 40..<41]
    let rows = 41
    let (hidden, matrix) = (draws.floats(rows * d), draws.floats(layout.floatCount))
    let targets = draws.tokens(rows, below: vocabulary)
    let slopes = draws.floats(rows)
    let (weights, gradient) = (try Floats(matrix), try Floats(count: matrix.count))
    let dhidden = try Floats(count: hidden.count)
    let memory = PassMemory(body: weights.address, bodyGradient: gradient.address)
    let pass = LanguagePass(group, pool: pool)
    let found = try pool.exclusively { () throws(DecoderError) in
      try pass.logProbabilities(
        hidden, targets, units: units, memory, dhidden: dhidden.address
      ) { range, _ in Array(slopes[range]) }
    }
    func plain(_ hidden: [Double], _ matrix: [Double]) -> [Double] {
      (0..<rows).map { row in
        let logits = PlainMath.project(
          Array(hidden[row * d..<(row + 1) * d]), Array(matrix[..<(vocabulary * d)]), [], inputs: d)
        let largest = logits.max() ?? 0
        return logits[Int(targets[row])] - largest
          - log(logits.reduce(0) { $0 + exp($1 - largest) })
      }
    }
    Differences.expect(found.map { Float($0) }, plain(hidden.doubles, matrix.doubles), "log p")
    Differences.expect(
      dhidden.values,
      Differences.gradient(at: hidden.doubles) { weighted(plain($0, matrix.doubles), slopes) },
      "dhidden")
    let indices = Array(stride(from: 0, to: vocabulary * d, by: 3))
    let wanted = Differences.gradient(at: matrix.doubles, of: indices) {
      weighted(plain(hidden.doubles, $0), slopes)
    }
    Differences.expect(
      indices.map { gradient.values[$0] }, wanted.map(\.slope), "d output matrix")
  }

  @Test func `a head of another size is refused by name`() throws {
    let values = try NamedParameters(head: HeadShape(name: "score", outputs: 2), inputs: 4, seed: 1)
    #expect(throws: TrainingError.headDiffers(name: "score", found: [2, 4], expected: [2, 6])) {
      try HeadPass("score", in: values.layout, inputs: 6, isInAdapter: false)
    }
    #expect(throws: TrainingError.noHead(name: "other")) {
      try HeadPass("other", in: values.layout, inputs: 4, isInAdapter: false)
    }
    let wide = try NamedParameters(head: HeadShape(name: "score", outputs: 3), inputs: 4, seed: 1)
    #expect(throws: TrainingError.self) {
      try HeadPass("score", in: wide.layout, inputs: 4, isInAdapter: false)
    }
  }
}
