/// Looks for the lowest point of a smooth function: L-BFGS with a backtracking line search.
///
/// Source: Nocedal and Wright, Numerical Optimization, 2nd edition, algorithms 3.1 and 7.4.
public struct LimitedMemorySearch: Sendable {
  /// The lowest point so far, shape `(parameters)`.
  public private(set) var point: [Double]
  private var steps: [[Double]] = []
  private var changes: [[Double]] = []
  private static let memory = 10

  /// A search that begins at a point.
  public init(start: [Double]) { point = start }

  /// Moves to a lower point.
  ///
  /// - Parameters:
  ///   - loss: the function's value at ``point``.
  ///   - gradient: its gradient there, shape `(parameters)`.
  ///   - evaluate: the same two at any point.
  /// - Returns: both at the new point; `nil` if none along the search direction is lower.
  /// - Throws: what `evaluate` throws.
  public mutating func advance(
    _ loss: Double, _ gradient: [Double],
    evaluate: ([Double]) throws -> (loss: Double, gradient: [Double])
  ) throws -> (Double, [Double])? {
    let direction = direction(gradient)
    let slope = dot(direction, gradient)
    guard slope < 0 else { return nil }
    var length = steps.isEmpty ? 1 / max(1, dot(gradient, gradient).squareRoot()) : 1.0
    for _ in 0..<30 {
      let candidate = zip(point, direction).map { $0 + length * $1 }
      let (value, next) = try evaluate(candidate)
      if value.isFinite, value <= loss + 1e-4 * length * slope {
        remember(zip(candidate, point).map(-), zip(next, gradient).map(-))
        point = candidate
        return (value, next)
      }
      length /= 2
    }
    return nil
  }

  private mutating func remember(_ step: [Double], _ change: [Double]) {
    guard dot(step, change) > 1e-12 else { return }
    steps.append(step)
    changes.append(change)
    if steps.count > Self.memory {
      steps.removeFirst()
      changes.removeFirst()
    }
  }

  private func direction(_ gradient: [Double]) -> [Double] {
    var vector = gradient
    var factors: [Double] = []
    for (step, change) in zip(steps, changes).reversed() {
      let factor = dot(step, vector) / dot(step, change)
      for index in vector.indices { vector[index] -= factor * change[index] }
      factors.append(factor)
    }
    if let step = steps.last, let change = changes.last {
      let scale = dot(step, change) / dot(change, change)
      for index in vector.indices { vector[index] *= scale }
    }
    for ((step, change), factor) in zip(zip(steps, changes), factors.reversed()) {
      let correction = factor - dot(change, vector) / dot(step, change)
      for index in vector.indices { vector[index] += correction * step[index] }
    }
    return vector.map { -$0 }
  }

  private func dot(_ first: [Double], _ second: [Double]) -> Double {
    var sum = 0.0
    for index in first.indices { sum += first[index] * second[index] }
    return sum
  }
}
