/// The element type of a decoder's matrix products; sums are always float32.
///
/// Norms, positions, softmax and the residual stream are float32 in every precision.
public enum DecoderPrecision: String, CaseIterable, Equatable, Sendable {
  /// ``bf16`` where the processor is faster with it, else ``f32``.
  case auto
  /// float32 throughout.
  case f32
  /// Weights and activations rounded to bfloat16, 8 bits of precision.
  case bf16
  /// Weights rounded to 8-bit integers with a scale for each output channel, activations with one
  /// for each token; attention as with ``auto``.
  case int8
}

extension DecoderPrecision {
  /// The element type of a buffer or product.
  enum Element: Hashable {
    case float32, bfloat16, signed8

    var byteCount: Int {
      switch self {
      case .float32: 4
      case .bfloat16: 2
      case .signed8: 1
      }
    }

    /// The precision whose weights have this type.
    var precision: DecoderPrecision {
      switch self {
      case .float32: .f32
      case .bfloat16: .bf16
      case .signed8: .int8
      }
    }
  }

  /// The precision that this processor uses for this request; never ``auto``.
  ///
  /// - Throws: ``DecoderError/precisionUnavailable(_:)`` when oneDNN has no fast product for it.
  public func effective() throws(DecoderError) -> DecoderPrecision {
    try elements().weights.precision
  }

  /// The element types of this precision on this processor.
  ///
  /// - Parameter acceptsSlow: whether an int8 kernel slower than floats is accepted.
  /// - Returns: the types of weights and of activations (normalized rows, queries, keys, values).
  /// - Throws: ``DecoderError/precisionUnavailable(_:)`` when oneDNN has no fast product for it.
  func elements(
    acceptsSlow: Bool = false
  ) throws(DecoderError) -> (weights: Element, activations: Element) {
    switch self {
    case .auto:
      let element = try FasterFloat.element()
      return (element, element)
    case .f32: return (.float32, .float32)
    case .bf16:
      guard try MatrixLibrary.shared().multiplies(.bfloat16) else {
        throw .precisionUnavailable(self)
      }
      return (.bfloat16, .bfloat16)
    case .int8:
      let isFast = try MatrixLibrary.shared().multiplies(.signed8)
      guard isFast || acceptsSlow else { throw .precisionUnavailable(self) }
      return (.signed8, try FasterFloat.element())
    }
  }
}
