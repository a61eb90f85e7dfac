/// Conversion between floats and 16-bit floating-point numbers, all of which floats represent exactly.
public enum HalfPrecision {
  /// bfloat16 is the upper half of a float; `source` has as many numbers as `target` room for.
  public static func bfloat16(
    _ source: UnsafeBufferPointer<UInt16>, to target: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(source.count == target.count, "\(source.count) numbers for \(target.count) floats")
    guard let from = source.baseAddress, let to = target.baseAddress else { return }
    for index in 0..<source.count {
      to[index] = Float(bitPattern: UInt32(from[index]) << 16)
    }
  }

  /// IEEE binary16, subnormal numbers, infinities and NaN included.
  ///
  /// Branch-free so that it vectorizes; `Float(Float16)` is a function call on baseline x86-64.
  /// `source` has as many numbers as `target` room for.
  public static func float16(
    _ source: UnsafeBufferPointer<UInt16>, to target: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(source.count == target.count, "\(source.count) numbers for \(target.count) floats")
    guard let from = source.baseAddress, let to = target.baseAddress else { return }
    for index in 0..<source.count { to[index] = float(binary16: from[index]) }
  }

  /// Exponents of binary16 are 112 lower than those of the same bits in a float.
  @inline(__always)
  private static func float(binary16 bits: UInt16) -> Float {
    let magnitude = UInt32(bits & 0x7FFF)
    let scale = Float(bitPattern: (127 + 112) << 23)
    let scaled = (Float(bitPattern: magnitude << 13) * scale).bitPattern
    let special: UInt32 = magnitude >= 0x7C00 ? 0x7F80_0000 : 0
    return Float(bitPattern: scaled | special | UInt32(bits & 0x8000) << 16)
  }
}

extension HalfPrecision {
  /// The nearest bfloat16 of each number, ties to even; NaN stays NaN.
  ///
  /// `source` has as many numbers as `target` room for.
  public static func bfloat16(
    rounding source: UnsafeBufferPointer<Float>, to target: UnsafeMutableBufferPointer<UInt16>
  ) {
    precondition(source.count == target.count, "\(source.count) numbers for \(target.count) halves")
    guard let from = source.baseAddress, let to = target.baseAddress else { return }
    for index in 0..<source.count {
      let bits = from[index].bitPattern
      let rounded = (bits &+ 0x7FFF &+ (bits >> 16 & 1)) >> 16
      // Rounding could overflow a NaN's mantissa into the sign.
      let isNaN = bits & 0x7FFF_FFFF > 0x7F80_0000
      to[index] = UInt16(truncatingIfNeeded: isNaN ? bits >> 16 | 0x40 : rounded)
    }
  }

  /// The nearest IEEE binary16 of each number, ties to even: subnormal below 2⁻¹⁴, infinity from 65520 on.
  ///
  /// `source` has as many numbers as `target` room for.
  public static func float16(
    rounding source: UnsafeBufferPointer<Float>, to target: UnsafeMutableBufferPointer<UInt16>
  ) {
    precondition(source.count == target.count, "\(source.count) numbers for \(target.count) halves")
    guard let from = source.baseAddress, let to = target.baseAddress else { return }
    for index in 0..<source.count { to[index] = binary16(rounding: from[index]) }
  }

  private static func binary16(rounding x: Float) -> UInt16 {
    let magnitude = x.magnitude.bitPattern
    let sign = UInt16(truncatingIfNeeded: x.bitPattern >> 16 & 0x8000)
    if magnitude > 0x7F80_0000 { return sign | 0x7E00 }
    if magnitude >= (127 + 16) << 23 { return sign | 0x7C00 }
    if magnitude < (127 - 14) << 23 {
      // Adding 0.5 rounds to a multiple of 2⁻²⁴ and leaves it in the low bits.
      return sign | UInt16(truncatingIfNeeded: (x.magnitude + 0.5).bitPattern &- 0x3F00_0000)
    }
    let odd = magnitude >> 13 & 1
    return sign | UInt16(truncatingIfNeeded: (magnitude - (112 << 23) + 0xFFF + odd) >> 13)
  }
}
