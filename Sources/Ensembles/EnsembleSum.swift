/// The sum that an ensemble is: x(t) = b + Σ wᵢ·xᵢ(t).
struct EnsembleSum: Equatable, Sendable {
  /// wᵢ, shape `(parts)`.
  var weights: [Double]
  /// b.
  var bias: Double

  /// Logits of one trajectory, shape `(T)`, from those of the parts, shape `(parts, T)`.
  ///
  /// A part without weight says nothing, however certain it is; opposite infinities give NaN.
  func logits(_ parts: [[Double]]) -> [Double] {
    var sums = [Double](repeating: bias, count: parts.first?.count ?? 0)
    for (weight, logits) in zip(weights, parts) where weight != 0 {
      for step in sums.indices { sums[step] += weight * logits[step] }
    }
    return sums
  }
}
