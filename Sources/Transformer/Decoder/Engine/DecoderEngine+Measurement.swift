extension DecoderEngine {
  /// Multiplications and additions of all matrices for one token, without attention, which grows with the length.
  package var operationsPerToken: Int {
    matrices.reduce(0) { $0 + 2 * $1.depth * $1.columns }
  }

  /// Multiplies every matrix once with a block of rows on each worker and does nothing else: the lower bound of a
  /// forward pass.
  ///
  /// - Returns: the number of multiplications and additions that were made.
  package func multiplyOnly() throws(DecoderError) -> Int {
    let rows = RowBlocks.largest
    let deepest = matrices.map(\.depth).max() ?? 0
    let widest = matrices.map(\.columns).max() ?? 0
    try pool.exclusively { () throws(DecoderError) in
      try pool.forEach(pool.workerCount) { _, task throws(DecoderError) in
        let worker = self.workers[task]
        let source = try worker.input.reserve(rows * deepest * packed.element.byteCount)
        fill(source, rows, deepest, try worker.row.reserve(floats: deepest))
        let target = try worker.output.reserve(floats: rows * widest)
        for matrix in matrices {
          try worker.multiply(source, rows: rows, by: matrix, into: target)
        }
      }
    }
    return operationsPerToken * rows * pool.workerCount
  }

  /// Fills rows with values like activations, since processors are faster with zeros.
  private func fill(
    _ source: UnsafeMutableRawPointer, _ rows: Int, _ depth: Int,
    _ row: UnsafeMutablePointer<Float>
  ) {
    var state: UInt32 = 1
    for index in 0..<depth {
      state = state &* 1_664_525 &+ 1_013_904_223
      row[index] = Float(state >> 8) / Float(1 << 23) - 1
    }
    let element = packed.element
    for index in 0..<rows {
      _ = Elements.store(row, depth, as: element, at: source + index * depth * element.byteCount)
    }
  }

  private var matrices: [PackedMatrix] {
    packed.layers.flatMap { layer in
      let first =
        switch layer.feedForward {
        case .apart(let gate, let up): [gate, up]
        case .together(let both): [both]
        }
      return [layer.queryKeyValue, layer.output] + first + [layer.down]
    }
  }
}
