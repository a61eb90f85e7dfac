import CTransformerKernels

/// An adapter's changes to the tensors of its base, by their names there.
struct TensorOverlay: Sendable {
  /// The adapter's own file.
  let tensors: TensorFiles
  /// Tensors that replace or extend the base's: name in the base to name in the adapter's file.
  let whole: [String: String]
  /// Low-rank updates of the base's matrices.
  let updates: [String: LowRankUpdate]
}

/// ΔW = scale · B · A, shape (outputs, inputs).
struct LowRankUpdate: Sendable {
  /// A in the adapter's file, shape (rank, inputs).
  let columns: String
  /// B, shape (outputs, rank).
  let rows: String
  let rank: Int
  let inputs: Int
  let scale: Float
}

/// Reads rows of one tensor as floats with an adapter's update applied.
///
/// Adds in float32 while reading, whatever the stored type; no merged matrix is kept.
struct TensorReader {
  private let tensors: TensorFiles
  private let name: String
  private let update: (parts: LowRankUpdate, columns: [Float], tensors: TensorFiles)?

  /// Reads A, where there is an update.
  init(_ name: String, in tensors: TensorFiles) throws(CheckpointError) {
    (self.tensors, self.name) = (tensors, name)
    if let overlay = tensors.overlay, let parts = overlay.updates[name] {
      update = (parts, try overlay.tensors.floats(parts.columns), overlay.tensors)
    } else {
      update = nil
    }
  }

  /// Some rows as floats.
  func floats(rows: Range<Int>) throws(CheckpointError) -> [Float] {
    var floats = try tensors.storedFloats(name, rows: rows)
    guard let (parts, columns, adapter) = update else { return floats }
    let factors = try adapter.floats(parts.rows, rows: rows).map { $0 * parts.scale }
    floats.withUnsafeMutableBufferPointer { floats in
      guard let floats = floats.baseAddress else { return }
      factors.withUnsafeBufferPointer { factors in
        guard let factors = factors.baseAddress else { return }
        for row in 0..<rows.count {
          ctransformer_add_low_rank(
            floats + row * parts.inputs, parts.inputs, factors + row * parts.rank, columns,
            parts.rank)
        }
      }
    }
    return floats
  }
}
