extension DecoderEngine {
  /// Multiplications and additions of all matrices for one token; attention, which grows with the
  /// length, not counted.
  package var operationsPerToken: Int {
    matrices.reduce(0) { $0 + 2 * $1.depth * $1.columns }
  }

  /// Multiplies every matrix once with a block of rows on each worker, and nothing else: what is left
  /// of a forward pass when everything but oneDNN takes no time.
  ///
  /// - Returns: the number of multiplications and additions that were made.
  package func multiplyOnly() throws(DecoderError) -> Int {
    let rows = RowBlocks.largest
    let deepest = matrices.map(\.depth).max() ?? 0
    let widest = matrices.map(\.columns).max() ?? 0
    try pool.exclusively { () throws(DecoderError) in
      try pool.forEach(pool.workerCount) { _, task throws(DecoderError) in
        let worker = self.workers[task]
        let source = try worker.input.reserve(rows * deepest * parameters.element.byteCount)
        let target = try worker.output.reserve(floats: rows * widest)
        for matrix in matrices {
          try worker.multiply(source, rows: rows, by: matrix, into: target)
        }
      }
    }
    return operationsPerToken * rows * pool.workerCount
  }

  private var matrices: [PackedMatrix] {
    parameters.layers.flatMap { layer in
      let first =
        switch layer.feedForward {
        case .apart(let gate, let up): [gate, up]
        case .together(let both): [both]
        }
      return [layer.queryKeyValue, layer.output] + first + [layer.down]
    }
  }
}
