import Glibc

/// Cosines and sines of all positions up to a length.
package final class RotaryTable: @unchecked Sendable {  // immutable once made
  /// Positions 0 ..< length.
  package let length: Int
  private let half: Int
  private let table: AlignedBuffer

  /// The table of frequencies in radians per position, shape (D / 2).
  package init(_ frequencies: [Double], length: Int) throws(DecoderError) {
    (self.length, half) = (length, frequencies.count)
    table = try AlignedBuffer(byteCount: 4 * 2 * length * half)
    let floats = table.floats()
    for position in 0..<length {
      for (pair, frequency) in frequencies.enumerated() {
        // float32 angles, as in training.
        let angle = Float(position) * Float(frequency)
        floats[2 * position * half + pair] = cos(angle)
        floats[(2 * position + 1) * half + pair] = sin(angle)
      }
    }
  }

  /// Shape (D / 2) each.
  @inline(__always)
  package func angles(
    at position: Int
  ) -> (cosines: UnsafePointer<Float>, sines: UnsafePointer<Float>) {
    let cosines = UnsafePointer(table.floats(at: 2 * position * half))
    return (cosines, cosines + half)
  }
}
