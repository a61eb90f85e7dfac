import COneDNN

/// Products of float32 matrices that lie in plain rows, at any distance from each other.
///
/// What training needs besides ``MatrixProduct``: its weights change with each step, so that packing
/// them for oneDNN would cost more than it saves. Computes on the calling thread, one of
/// ``WorkerPool``'s.
package enum PlainProduct {
  /// A matrix in memory.
  package struct Matrix {
    var address: UnsafePointer<Float>
    /// From row to row as it is stored.
    var stride: Int
    var isTransposed: Bool

    /// The matrix as its rows are stored.
    package static func rows(_ address: UnsafePointer<Float>, stride: Int) -> Matrix {
      Matrix(address: address, stride: stride, isTransposed: false)
    }

    /// The transpose of what is stored.
    package static func transposed(_ address: UnsafePointer<Float>, stride: Int) -> Matrix {
      Matrix(address: address, stride: stride, isTransposed: true)
    }

    fileprivate var mark: CChar { CChar(bitPattern: UInt8(ascii: isTransposed ? "T" : "N")) }
  }

  /// target = factor · a · b, or target + that; a (rows, depth), b (depth, columns).
  ///
  /// The sums' order depends on the shape alone, so the same numbers give the same bits.
  /// - Throws: ``DecoderError/matrixLibrary(operation:status:)``, or lack of memory.
  package static func multiply(
    _ a: Matrix, _ b: Matrix, rows: Int, depth: Int, columns: Int, factor: Float = 1,
    adding: Bool = false, into target: UnsafeMutablePointer<Float>, stride: Int
  ) throws(DecoderError) {
    guard rows > 0, columns > 0 else { return }
    try MatrixLibrary.check(
      "computing",
      dnnl_sgemm(
        a.mark, b.mark, Int64(rows), Int64(columns), Int64(depth), factor, a.address,
        Int64(a.stride), b.address, Int64(b.stride), adding ? 1 : 0, target, Int64(stride)))
  }
}
