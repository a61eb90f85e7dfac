/// The numbers that a decoder's matrix products are made of; sums are always float32.
///
/// Norms, positions, softmax and the residual stream are float32 in each of them.
public enum DecoderPrecision: String, CaseIterable, Equatable, Sendable {
  /// ``bf16`` where the processor multiplies such numbers itself, else ``f32``.
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
  /// The numbers of one kind of buffer or product.
  enum Element: Hashable {
    case float32, bfloat16, signed8

    var byteCount: Int {
      switch self {
      case .float32: 4
      case .bfloat16: 2
      case .signed8: 1
      }
    }
  }

  /// What the precision means on this processor.
  ///
  /// - Parameter acceptsSlow: whether bytes may be multiplied by a kernel that is slower than floats.
  /// - Returns: the elements of weights, and of everything between products that is not summed up:
  ///   normalized rows, queries, keys, values.
  /// - Throws: ``DecoderError/precisionUnavailable(_:)`` when oneDNN has no fast product for it.
  func elements(
    acceptsSlow: Bool = false
  ) throws(DecoderError) -> (weights: Element, activations: Element) {
    let hasBFloat16 = try MatrixLibrary.shared().multiplies(.bfloat16)
    switch self {
    case .auto: return hasBFloat16 ? (.bfloat16, .bfloat16) : (.float32, .float32)
    case .f32: return (.float32, .float32)
    case .bf16:
      guard hasBFloat16 else { throw .precisionUnavailable(self) }
      return (.bfloat16, .bfloat16)
    case .int8:
      let isFast = try MatrixLibrary.shared().multiplies(.signed8)
      guard isFast || acceptsSlow else { throw .precisionUnavailable(self) }
      return (.signed8, hasBFloat16 ? .bfloat16 : .float32)
    }
  }
}
