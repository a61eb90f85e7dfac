import CTransformerKernels
import Glibc

extension DecoderEngine {
  /// log p(token | previous tokens) in nats, for the tokens of each sequence from a start on.
  ///
  /// Computes the whole vocabulary, which takes about a third of the decoder's time at 0.5 billion weights. The first
  /// call reads and packs the output matrix.
  /// - Parameters:
  ///   - batch: as of ``hiddenStates(batch:positions:continuing:)``.
  ///   - starts: the first requested token of each sequence, at least 1; the sequence's length requests none.
  ///   - continuing: called between parts of the work; returning `false` cancels it.
  /// - Returns: of each sequence shape (tokens from its start on).
  /// - Throws: ``DecoderError``, also ``DecoderError/noOutputMatrix``.
  public func logProbabilities(
    batch: [[Int32]], from starts: [Int], continuing: () -> Bool = { true }
  ) throws(DecoderError) -> [[Float]] {
    guard names.languageHead != nil else { throw .noOutputMatrix }
    guard batch.count == starts.count else {
      throw .countsDiffer(sequences: batch.count, positions: starts.count)
    }
    for (sequence, start) in starts.enumerated()
    where start < 1 || start > batch[sequence].count {
      throw .positionOutOfRange(
        sequence: sequence, position: start, tokens: batch[sequence].count)
    }
    let hidden = try hiddenStates(
      batch: batch, positions: zip(batch, starts).map { Array($1 - 1..<$0.count - 1) },
      continuing: continuing)
    let wanted = zip(batch, starts).map { $0[$1...] }
    let flat = try logProbabilities(
      of: Array(wanted.joined()), Array(hidden.joined()), continuing: continuing)
    var rest = flat[...]
    return wanted.map { tokens in
      defer { rest = rest.dropFirst(tokens.count) }
      return Array(rest.prefix(tokens.count))
    }
  }

  /// log p(token) in nats under the softmax over the vocabulary; one token a row of `hidden`.
  ///
  /// - Parameters:
  ///   - tokens: ids, each in 0 ..< V.
  ///   - hidden: shape (tokens, d).
  ///   - continuing: called between parts of the work; returning `false` cancels it.
  /// - Returns: shape (tokens).
  /// - Throws: ``DecoderError``.
  public func logProbabilities(
    of tokens: [Int32], _ hidden: [Float], continuing: () -> Bool = { true }
  ) throws(DecoderError) -> [Float] {
    try checkOutput(tokens, rows: tokens.count, hidden)
    return try pool.exclusively { () throws(DecoderError) in
      let matrices = try packedOutput()
      let blocks = RowBlocks(rowCount: tokens.count, workers: pool.workerCount)
      let buffer = try AlignedBuffer(byteCount: 4 * tokens.count)
      try pool.forEach(blocks.count) { worker, block throws(DecoderError) in
        guard worker != 0 || continuing() else { throw .cancelled }
        try self.accumulateLogSumExp(
          tokens, hidden, blocks[block], matrices, self.workers[worker], buffer.floats())
      }
      return Array(UnsafeBufferPointer(start: buffer.floats(), count: tokens.count))
    }
  }

  /// The logits of some tokens, in float32 from the stored matrix.
  ///
  /// - Parameters:
  ///   - tokens: ids, each in 0 ..< V.
  ///   - hidden: shape (rows, d).
  /// - Returns: shape (rows, tokens).
  /// - Throws: ``DecoderError``, also ``DecoderError/noOutputMatrix``.
  public func logits(of tokens: [Int32], _ hidden: [Float]) throws(DecoderError) -> [Float] {
    let d = configuration.hiddenSize
    let rowCount = hidden.count / d
    try checkOutput(tokens, rows: rowCount, hidden)
    var logits = [Float](repeating: 0, count: rowCount * tokens.count)
    for (index, token) in tokens.enumerated() {
      let weights = try DecoderError.reading { () throws(CheckpointError) in
        try tensors.rows(of: names.languageHead ?? "").floats(rows: Int(token)..<Int(token) + 1)
      }
      hidden.withUnsafeBufferPointer { hidden in
        guard let hidden = hidden.baseAddress else { return }
        for row in 0..<rowCount {
          logits[row * tokens.count + index] = ctransformer_dot(hidden + row * d, weights, d)
        }
      }
    }
    return logits
  }

  /// The logits of the whole vocabulary, from the packed output matrix.
  ///
  /// - Parameters:
  ///   - hidden: shape (rows, d).
  ///   - continuing: called between parts of the work; returning `false` cancels it.
  /// - Returns: shape (rows, V).
  /// - Throws: ``DecoderError``, also ``DecoderError/noOutputMatrix``.
  public func logits(
    _ hidden: [Float], continuing: () -> Bool = { true }
  ) throws(DecoderError) -> [Float] {
    let rowCount = hidden.count / configuration.hiddenSize
    try checkOutput([], rows: rowCount, hidden)
    let size = configuration.vocabularySize
    var failure: DecoderError?
    let logits = [Float](unsafeUninitializedCapacity: rowCount * size) { buffer, count in
      guard let target = buffer.baseAddress else { return }
      do throws(DecoderError) {
        try pool.exclusively { () throws(DecoderError) in
          try multiply(hidden, rowCount, into: target, continuing)
        }
        count = rowCount * size
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return logits
  }

  // MARK: Parts

  /// All rows times the output matrix; shape (rows, V).
  private func multiply(
    _ hidden: [Float], _ rowCount: Int, into target: UnsafeMutablePointer<Float>,
    _ continuing: () -> Bool
  ) throws(DecoderError) {
    let matrices = try packedOutput()
    let groups = (rowCount + RowBlocks.largest - 1) / RowBlocks.largest
    try forEach(groups * matrices.count, continuing) { worker, task throws(DecoderError) in
      let first = task / matrices.count * RowBlocks.largest
      let rows = first..<min(first + RowBlocks.largest, rowCount)
      let chunk = task % matrices.count
      try self.multiply(
        hidden, rows, by: matrices[chunk], worker,
        into: target + chunk * DecoderEngine.chunkSize)
    }
  }

  /// Some rows times one chunk of the output matrix; `target` is the chunk's first column in the first of all rows.
  private func multiply(
    _ hidden: [Float], _ rows: Range<Int>, by matrix: PackedMatrix, _ worker: DecoderWorker,
    into target: UnsafeMutablePointer<Float>
  ) throws(DecoderError) {
    let padded = RowBlocks.padded(rows)
    let input = try outputInput(hidden, rows, worker)
    let logits = try worker.output.reserve(floats: padded * matrix.columns)
    try worker.multiply(input, rows: padded, by: matrix, into: logits)
    for (index, row) in rows.enumerated() {
      (target + row * configuration.vocabularySize).update(
        from: logits + index * matrix.columns, count: matrix.columns)
    }
  }

  /// Rows of hidden states as the output matrix takes them.
  private func outputInput(
    _ hidden: [Float], _ rows: Range<Int>, _ worker: DecoderWorker
  ) throws(DecoderError) -> UnsafeMutableRawPointer {
    let d = configuration.hiddenSize
    let input = try worker.input.reserve(RowBlocks.padded(rows) * d * element.byteCount)
    hidden.withUnsafeBufferPointer { hidden in
      guard let hidden = hidden.baseAddress else { return }
      let first = hidden + rows.lowerBound * d
      _ = Elements.store(first, rows.count * d, as: element, at: input)
    }
    return input
  }

  /// Rows of the output matrix per product.
  private static let chunkSize = 4096

  private func checkOutput(
    _ tokens: [Int32], rows: Int, _ hidden: [Float]
  ) throws(DecoderError) {
    precondition(
      hidden.count == rows * configuration.hiddenSize,
      "\(hidden.count) numbers for \(rows) rows of \(configuration.hiddenSize)")
    guard names.languageHead != nil else { throw .noOutputMatrix }
    let vocabulary = configuration.vocabularySize
    if let index = tokens.firstIndex(where: { $0 < 0 || $0 >= vocabulary }) {
      throw .tokenOutOfRange(
        sequence: 0, position: index, token: tokens[index], vocabulary: vocabulary)
    }
  }

  private func packedOutput() throws(DecoderError) -> [PackedMatrix] {
    guard outputMatrix.isEmpty, let name = names.languageHead else { return outputMatrix }
    let size = configuration.vocabularySize
    let chunks = stride(from: 0, to: size, by: DecoderEngine.chunkSize).map { first in
      PackedWeights.Job(
        parts: [DecoderWeights.Projection(weight: name, bias: nil)],
        depth: configuration.hiddenSize, rows: first..<min(first + DecoderEngine.chunkSize, size))
    }
    keep(outputMatrix: try PackedWeights.pack(chunks, tensors, element, pool))
    return outputMatrix
  }

  /// One block of rows times the whole vocabulary, with a running log-sum-exp.
  private func accumulateLogSumExp(
    _ tokens: [Int32], _ hidden: [Float], _ rows: Range<Int>, _ matrices: [PackedMatrix],
    _ worker: DecoderWorker, _ target: UnsafeMutablePointer<Float>
  ) throws(DecoderError) {
    let padded = RowBlocks.padded(rows)
    let input = try outputInput(hidden, rows, worker)
    let state = try worker.softmax.reserve(floats: 2 * rows.count)
    state.update(repeating: -.infinity, count: rows.count)
    (state + rows.count).update(repeating: 0, count: rows.count)
    var column = 0
    for matrix in matrices {
      let logits = try worker.output.reserve(floats: padded * matrix.columns)
      try worker.multiply(input, rows: padded, by: matrix, into: logits)
      for (index, row) in rows.enumerated() {
        let part = logits + index * matrix.columns
        ctransformer_log_sum_exp(part, matrix.columns, state + index, state + rows.count + index)
        let index = Int(tokens[row]) - column
        if (0..<matrix.columns).contains(index) { target[row] = part[index] }
      }
      column += matrix.columns
    }
    for (index, row) in rows.enumerated() {
      target[row] -= state[index] + log(state[rows.count + index])
    }
  }
}
