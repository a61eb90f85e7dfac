import CTransformerKernels
import Glibc
import Transformer

/// Adam with decay that is no part of the gradient.
///
/// Matrices and embeddings decay; biases and norms, which have one dimension, do not. Source: Loshchilov and
/// Hutter 2019, arXiv:1711.05101; the arithmetic is torch.optim.AdamW's.
public struct AdamW: Equatable, Sendable {
  /// How much of the first moment is kept.
  public var beta1: Double
  /// How much of the second.
  public var beta2: Double
  /// Added to the root of the second moment.
  public var epsilon: Double
  /// Share of a weight that goes in each step, times the rate.
  public var decay: Double

  /// PyTorch's values.
  public init(
    beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, decay: Double = 0.01
  ) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.decay = decay
  }

  /// Floats that one task changes; four arrays of them stay in the cache.
  private static let taskSize = 1 << 15

  /// Some floats of a parameter.
  private struct Piece {
    var range: Range<Int>
    var decays: Bool
  }

  private static func pieces(_ parameters: [Parameter]) -> [Piece] {
    parameters.flatMap { parameter in
      stride(from: 0, to: parameter.count, by: taskSize).map { start in
        let first = parameter.offset + start
        let end = min(first + taskSize, parameter.range.upperBound)
        return Piece(range: first..<end, decays: parameter.shape.count > 1)
      }
    }
  }

  /// The norm of the gradient of some parameters.
  static func norm(
    _ gradient: Numbers, _ parameters: [Parameter], _ pool: WorkerPool
  ) throws(DecoderError) -> Double {
    let pieces = pieces(parameters)
    var squares = [Double](repeating: 0, count: pieces.count)
    try squares.withUnsafeMutableBufferPointer { squares throws(DecoderError) in
      nonisolated(unsafe) let squares = squares
      try pool.forEach(pieces.count) { _, task throws(DecoderError) in
        let range = pieces[task].range
        squares[task] = ctransformer_sum_of_squares(gradient + range.lowerBound, range.count)
      }
    }
    return squares.reduce(0, +).squareRoot()
  }

  /// One step of some parameters, the `count`-th from 1.
  func update(
    _ state: inout TrainingState, _ gradient: Numbers, factor: Double, rate: Double, count: Int,
    _ parameters: [Parameter], _ pool: WorkerPool
  ) throws(DecoderError) {
    let pieces = Self.pieces(parameters)
    var step = ctransformer_adamw_step()
    step.gradient_factor = Float(factor)
    step.rate = Float(rate)
    (step.beta1, step.beta2, step.epsilon) = (Float(beta1), Float(beta2), Float(epsilon))
    step.correction1 = Float(1 / (1 - pow(beta1, Double(count))))
    step.correction2 = Float(1 / (1 - pow(beta2, Double(count))))
    let settled = step
    try state.withPointers { weights, first, second throws(DecoderError) in
      try pool.forEach(pieces.count) { _, task throws(DecoderError) in
        let piece = pieces[task]
        let place = piece.range.lowerBound
        withUnsafePointer(to: settled) { step in
          ctransformer_adamw(
            weights + place, gradient + place, first + place, second + place, piece.range.count,
            step, piece.decays ? Float(decay) : 0)
        }
      }
    }
  }
}
