import CTransformerKernels
import Testing

@testable import Learning
@testable import Transformer

/// Gradients of single rows against central differences of the same functions in doubles.
struct KernelGradientTests {
  @Test(arguments: [1, 3, 8, 17, 65])
  func `RMSNorm's gradients are the differences'`(size: Int) {
    var draws = Draws(UInt64(size))
    let (x, weight, dout) = (draws.floats(size), draws.floats(size, scale: 2), draws.floats(size))
    var (dx, dweight) = ([Float](repeating: 0, count: size), [Float](repeating: 0, count: size))
    ctransformer_rms_norm_gradient(x, weight, size, 1e-3, dout, &dx, &dweight)
    Differences.expect(
      dx,
      Differences.gradient(at: x.doubles) {
        weighted(PlainMath.normalize($0, weight.doubles, 1e-3), dout)
      }, "dx of \(size)")
    Differences.expect(
      dweight,
      Differences.gradient(at: weight.doubles) {
        weighted(PlainMath.normalize(x.doubles, $0, 1e-3), dout)
      }, "dweight of \(size)")
  }

  @Test func `a frozen norm passes its gradient on, and what was there stays`() {
    var draws = Draws(5)
    let (x, weight, dout) = (draws.floats(7), draws.floats(7), draws.floats(7))
    var (alone, added) = ([Float](repeating: 0, count: 7), [Float](repeating: 2, count: 7))
    ctransformer_rms_norm_gradient(x, weight, 7, 1e-6, dout, &alone, nil)
    ctransformer_rms_norm_gradient(x, weight, 7, 1e-6, dout, &added, nil)
    for (a, b) in zip(alone, added) { #expect(abs(a + 2 - b) < 1e-6) }
  }

  @Test(arguments: [1, 5, 16, 33])
  func `SwiGLU's gradients are the differences'`(size: Int) {
    var draws = Draws(UInt64(100 + size))
    let (gate, up) = (draws.floats(size, scale: 4), draws.floats(size))
    let dout = draws.floats(size)
    var (dgate, dup, product) = (gate, up, dout)
    ctransformer_gate_gradient(&dgate, &dup, size, &product)
    Differences.expect(
      dgate,
      Differences.gradient(at: gate.doubles) { weighted(PlainMath.gate($0, up.doubles), dout) },
      "dgate of \(size)")
    Differences.expect(
      dup,
      Differences.gradient(at: up.doubles) { weighted(PlainMath.gate(gate.doubles, $0), dout) },
      "dup of \(size)")
    Differences.expect(product, PlainMath.gate(gate.doubles, up.doubles), "product of \(size)")
    var forward = [Float](repeating: 0, count: size)
    ctransformer_gate(gate, up, size, &forward)
    Differences.expect(forward, product.doubles, "forward of \(size)", tolerance: 1e-6)
  }

  @Test(arguments: [2, 6, 32])
  func `turning back is the gradient of turning`(size: Int) throws {
    var draws = Draws(UInt64(200 + size))
    let frequencies = RotaryEncoding(base: 100).frequencies(headDimension: size)
    let length = 5
    let (x, dout) = (draws.floats(length * size), draws.floats(length * size))
    let back = try RotaryTable(frequencies.map { -$0 }, length: length)
    var dx = [Float](repeating: 0, count: x.count)
    dx.withUnsafeMutableBufferPointer { dx in
      dout.withUnsafeBufferPointer { dout in
        guard let dx = dx.baseAddress, let dout = dout.baseAddress else { return }
        for token in 0..<length {
          let angles = back.angles(at: token)
          ctransformer_rotate(
            dout + token * size, angles.cosines, angles.sines, size / 2, dx + token * size)
        }
      }
    }
    Differences.expect(
      dx,
      Differences.gradient(at: x.doubles) {
        weighted(PlainMath.rotate($0, heads: 1, frequencies), dout)
      }, "rotation of \(size)")
  }

  @Test func `a norm of many floats is their root of squares`() {
    let x = (0..<10_001).map { Float($0 % 7) - 3 }
    let exact = x.doubles.reduce(0) { $0 + $1 * $1 }
    #expect(abs(ctransformer_sum_of_squares(x, x.count) - exact) < 1e-6 * exact)
  }

  @Test func `AdamW's first step goes by the rate against the gradient's sign, after decay`() {
    var (weight, first, second): ([Float], [Float], [Float]) = ([2, -2], [0, 0], [0, 0])
    var step = ctransformer_adamw_step()
    step.gradient_factor = 0.5
    step.rate = 0.1
    (step.beta1, step.beta2, step.epsilon) = (0.9, 0.999, 1e-8)
    (step.correction1, step.correction2) = (1 / (1 - 0.9), 1 / (1 - 0.999))
    ctransformer_adamw(&weight, [4, -8], &first, &second, 2, &step, 0.01)
    #expect(abs(weight[0] - (2 * 0.999 - 0.1)) < 1e-5)
    #expect(abs(weight[1] - (-2 * 0.999 + 0.1)) < 1e-5)
    #expect(abs(first[0] - 0.2) < 1e-6 && abs(second[1] - 0.016) < 1e-6)
  }
}
