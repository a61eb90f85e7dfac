import CTransformerKernels
import Glibc
import Transformer

/// The output matrix and log-softmax over the vocabulary, with their gradient in the same pass.
///
/// Logits of some rows at a time are all that memory is needed for. V is the size of the vocabulary; hidden
/// states have shape (rows, d). Runs inside the pool's ``WorkerPool/exclusively(_:)``.
final class LanguagePass {
  private let head: LinearGroup
  private let pool: WorkerPool
  private var logits: AlignedBuffer?
  private var logSums: [Float] = []

  /// Floats of logits that are there at once, unless a single unit of rows has more.
  private static let logitCount = 1 << 25
  private static let leastRows = 64

  init(_ head: LinearGroup, pool: WorkerPool) { (self.head, self.pool) = (head, pool) }

  private var vocabulary: Int { head.outputs }

  /// log p of each row's target, and where slopes are given the gradients.
  ///
  /// `hidden` is behind the last norm, `targets` has a token for each row, and rows of one of `units`,
  /// ranges one behind the other, are computed together. `slopes` gives d loss / d log p of some units'
  /// rows by their log p, and `dhidden` receives the hidden states' gradient.
  func logProbabilities(
    _ hidden: Numbers, _ targets: [Int32], units: [Range<Int>], _ memory: PassMemory,
    dhidden: MutableNumbers?, slopes: ((Range<Int>, [Double]) -> [Float])?
  ) throws(DecoderError) -> [Double] {
    var all: [Double] = []
    for rows in chunks(units) {
      let logits = try room(rows.count * vocabulary)
      try multiply(hidden, rows, memory, into: logits)
      let found = try logProbabilities(logits, rows, targets)
      all += found
      guard let slopes, let dhidden else { continue }
      try addGradient(hidden, rows, targets, slopes(rows, found), logits, memory, dhidden)
    }
    return all
  }

  /// Memory for so many floats, kept for the next chunk.
  private func room(_ count: Int) throws(DecoderError) -> MutableNumbers {
    if let logits, logits.byteCount >= 4 * count { return logits.floats() }
    logits = nil
    let new = try AlignedBuffer(byteCount: 4 * count)
    logits = new
    return new.floats()
  }

  /// As many units together as logits may be there.
  private func chunks(_ units: [Range<Int>]) -> [Range<Int>] {
    let limit = max(Self.leastRows, Self.logitCount / vocabulary)
    var chunks: [Range<Int>] = []
    for unit in units where !unit.isEmpty {
      if let last = chunks.last, unit.upperBound - last.lowerBound <= limit {
        chunks[chunks.count - 1] = last.lowerBound..<unit.upperBound
      } else {
        chunks.append(unit)
      }
    }
    return chunks
  }

  /// One task for each part of the vocabulary, so that each reads its part of the matrix once.
  private func multiply(
    _ hidden: Numbers, _ rows: Range<Int>, _ memory: PassMemory, into logits: MutableNumbers
  ) throws(DecoderError) {
    let parts = WorkParts.split(vocabulary, into: DecoderPass.parts(pool))
    let d = head.inputs
    try pool.forEach(parts.count) { _, task throws(DecoderError) in
      let tokens = parts[task]
      try PlainProduct.multiply(
        .rows(hidden + rows.lowerBound * d, stride: d),
        .transposed(memory.body + head.pieces[0].weight + tokens.lowerBound * d, stride: d),
        rows: rows.count, depth: d, columns: tokens.count, into: logits + tokens.lowerBound,
        stride: vocabulary)
    }
  }

  private func logProbabilities(
    _ logits: Numbers, _ rows: Range<Int>, _ targets: [Int32]
  ) throws(DecoderError) -> [Double] {
    var sums = [Float](repeating: 0, count: rows.count)
    let vocabulary = vocabulary
    try sums.withUnsafeMutableBufferPointer { sums throws(DecoderError) in
      nonisolated(unsafe) let sums = sums
      try pool.forEach(rows.count) { _, row throws(DecoderError) in
        var (largest, sum) = (-Float.infinity, Float(0))
        ctransformer_log_sum_exp(logits + row * vocabulary, vocabulary, &largest, &sum)
        sums[row] = largest + log(sum)
      }
    }
    logSums = sums
    return rows.map { row in
      let place = row - rows.lowerBound
      return Double(logits[place * vocabulary + Int(targets[row])]) - Double(sums[place])
    }
  }

  /// dlogits = slope · (1 at the target − softmax), in the logits' place; then both products' gradients.
  private func addGradient(
    _ hidden: Numbers, _ rows: Range<Int>, _ targets: [Int32], _ slopes: [Float],
    _ logits: MutableNumbers, _ memory: PassMemory, _ dhidden: MutableNumbers
  ) throws(DecoderError) {
    let (d, vocabulary) = (head.inputs, vocabulary)
    let (first, sums) = (rows.lowerBound, logSums)
    let parts = WorkParts.split(rows.count, into: DecoderPass.parts(pool))
    try pool.forEach(parts.count) { _, task throws(DecoderError) in
      for row in parts[task] {
        let place = logits + row * vocabulary
        ctransformer_softmax_scaled(place, vocabulary, sums[row], -slopes[row])
        place[Int(targets[first + row])] += slopes[row]
      }
      let start = parts[task].lowerBound
      try head.inputGradient(
        logits + start * vocabulary, rows: parts[task].count, memory, dlow: nil,
        into: dhidden + (first + start) * d)
    }
    let tasks = head.gradientTasks(memory, parts: DecoderPass.parts(pool))
    try pool.forEach(tasks.count) { _, task throws(DecoderError) in
      try head.addWeightGradient(
        tasks[task], hidden + first * d, logits, rows: rows.count, memory, low: nil, dlow: nil)
    }
  }
}
