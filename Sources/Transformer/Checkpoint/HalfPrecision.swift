/// Numbers of 16 bits as floats; every one has an exact value there.
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
  /// Without a branch, so that it is vectorized; `Float(Float16)` is a call for each number where the
  /// build does not presume the processor's own instruction.
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
