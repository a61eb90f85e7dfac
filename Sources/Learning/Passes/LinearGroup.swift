import CTransformerKernels
import Transformer

/// Linear layers y = x Wᵀ + b that read the same x and write side by side, with their low-rank updates.
///
/// x has shape (rows, inputs), y (rows, outputs); `d` before a name is the gradient of the loss with
/// respect to it. Everything computes on the calling thread and for the rows it is given.
struct LinearGroup {
  /// One matrix, or several that lie one behind the other in memory.
  struct Piece {
    /// Where W (outputs, inputs) begins among all floats.
    var weight: Int
    var outputs: Int
    /// Its first column in y.
    var column: Int
  }

  /// A bias of some columns of y.
  struct Bias {
    var offset: Int
    var columns: Range<Int>
  }

  /// y += scale · (x Aᵀ) Bᵀ in some columns; offsets count among the adapter's floats.
  struct LowRank {
    /// (rank, inputs).
    var a: Int
    /// (outputs of the columns, rank).
    var b: Int
    var rank: Int
    var scale: Float
    var columns: Range<Int>
    /// Its first column among the low-rank states of the group.
    var place: Int
  }

  var inputs: Int
  var outputs = 0
  var pieces: [Piece] = []
  var biases: [Bias] = []
  var lowRanks: [LowRank] = []
  /// Whether the weights are the adapter's, as a head's are where the decoder is frozen.
  var isInAdapter = false

  /// All ranks together: the columns of the low-rank states, shape (rows, rankSum).
  var rankSum: Int { lowRanks.reduce(0) { $0 + $1.rank } }

  init(inputs: Int) { self.inputs = inputs }

  /// Adds a matrix whose outputs stand behind those of the others.
  mutating func append(_ weight: Parameter, bias: Parameter?) {
    let count = weight.shape[0]
    if let last = pieces.last, last.weight + last.outputs * inputs == weight.offset {
      pieces[pieces.count - 1].outputs += count
    } else {
      pieces.append(Piece(weight: weight.offset, outputs: count, column: outputs))
    }
    if let bias { biases.append(Bias(offset: bias.offset, columns: outputs..<outputs + count)) }
    outputs += count
  }

  /// Adds a low-rank update of the matrix that was appended last.
  mutating func appendLowRank(a: Parameter, b: Parameter, scale: Float) {
    lowRanks.append(
      LowRank(
        a: a.offset, b: b.offset, rank: a.shape[0], scale: scale,
        columns: outputs - b.shape[0]..<outputs, place: rankSum))
  }

  private func weights(_ memory: PassMemory) -> Numbers {
    isInAdapter ? memory.adapter ?? memory.body : memory.body
  }

  private func gradient(_ memory: PassMemory) -> MutableNumbers? {
    isInAdapter ? memory.adapterGradient : memory.bodyGradient
  }

  // MARK: Forward

  /// y = x Wᵀ + b, or y plus that; `low` receives x Aᵀ, shape (rows, rankSum).
  func forward(
    _ x: Numbers, rows: Int, _ memory: PassMemory, adding: Bool = false, low: MutableNumbers?,
    into y: MutableNumbers
  ) throws(DecoderError) {
    let weights = weights(memory)
    for piece in pieces {
      try PlainProduct.multiply(
        .rows(x, stride: inputs), .transposed(weights + piece.weight, stride: inputs), rows: rows,
        depth: inputs, columns: piece.outputs, adding: adding, into: y + piece.column,
        stride: outputs)
    }
    for bias in biases {
      for row in 0..<rows {
        ctransformer_add(
          y + row * outputs + bias.columns.lowerBound, weights + bias.offset, bias.columns.count)
      }
    }
    guard let low, let adapter = memory.adapter else { return }
    try lowRankStates(x, rows: rows, memory, into: low)
    let stride = rankSum
    for part in lowRanks {
      try PlainProduct.multiply(
        .rows(low + part.place, stride: stride), .transposed(adapter + part.b, stride: part.rank),
        rows: rows, depth: part.rank, columns: part.columns.count, factor: part.scale,
        adding: true, into: y + part.columns.lowerBound, stride: outputs)
    }
  }

  /// x Aᵀ of every low-rank update, shape (rows, rankSum).
  func lowRankStates(
    _ x: Numbers, rows: Int, _ memory: PassMemory, into low: MutableNumbers?
  ) throws(DecoderError) {
    guard let low, let adapter = memory.adapter else { return }
    let stride = rankSum
    for part in lowRanks {
      try PlainProduct.multiply(
        .rows(x, stride: inputs), .transposed(adapter + part.a, stride: inputs), rows: rows,
        depth: inputs, columns: part.rank, into: low + part.place, stride: stride)
    }
  }

  // MARK: Backward

  /// dx = dy W, with what goes through low ranks; `dlow` receives scale · dy B, shape (rows, rankSum).
  func inputGradient(
    _ dy: Numbers, rows: Int, _ memory: PassMemory, dlow: MutableNumbers?, into dx: MutableNumbers
  ) throws(DecoderError) {
    let weights = weights(memory)
    for (index, piece) in pieces.enumerated() {
      try PlainProduct.multiply(
        .rows(dy + piece.column, stride: outputs), .rows(weights + piece.weight, stride: inputs),
        rows: rows, depth: piece.outputs, columns: inputs, adding: index > 0, into: dx,
        stride: inputs)
    }
    guard let dlow, let adapter = memory.adapter else { return }
    let stride = rankSum
    for part in lowRanks {
      try PlainProduct.multiply(
        .rows(dy + part.columns.lowerBound, stride: outputs),
        .rows(adapter + part.b, stride: part.rank), rows: rows, depth: part.columns.count,
        columns: part.rank, factor: part.scale, into: dlow + part.place, stride: stride)
      try PlainProduct.multiply(
        .rows(dlow + part.place, stride: stride), .rows(adapter + part.a, stride: inputs),
        rows: rows, depth: part.rank, columns: inputs, adding: true, into: dx, stride: inputs)
    }
  }

  /// What of the weights' gradients one task computes.
  enum GradientTask {
    /// Some rows of a piece's W.
    case weight(Piece, outputs: Range<Int>)
    case bias(Bias)
    case lowRank(LowRank)
  }

  /// All gradients that are wanted, in parts of about the same size.
  func gradientTasks(_ memory: PassMemory, parts: Int) -> [GradientTask] {
    var tasks: [GradientTask] = []
    if gradient(memory) != nil {
      for piece in pieces {
        let ranges = WorkParts.split(piece.outputs, into: parts)
        tasks += ranges.map { .weight(piece, outputs: $0) }
      }
      tasks += biases.map { .bias($0) }
    }
    if memory.adapterGradient != nil { tasks += lowRanks.map { .lowRank($0) } }
    return tasks
  }

  /// dW += dyᵀ x, db += Σ dy, dB += scale · dyᵀ low, dA += dlowᵀ x, over all rows.
  func addWeightGradient(
    _ task: GradientTask, _ x: Numbers, _ dy: Numbers, rows: Int, _ memory: PassMemory,
    low: Numbers?, dlow: Numbers?
  ) throws(DecoderError) {
    switch task {
    case .weight(let piece, let range):
      guard let gradient = gradient(memory) else { return }
      try PlainProduct.multiply(
        .transposed(dy + piece.column + range.lowerBound, stride: outputs),
        .rows(x, stride: inputs), rows: range.count, depth: rows, columns: inputs, adding: true,
        into: gradient + piece.weight + range.lowerBound * inputs, stride: inputs)
    case .bias(let bias):
      guard let gradient = gradient(memory) else { return }
      for row in 0..<rows {
        ctransformer_add(
          gradient + bias.offset, dy + row * outputs + bias.columns.lowerBound, bias.columns.count)
      }
    case .lowRank(let part):
      guard let gradient = memory.adapterGradient, let low, let dlow else { return }
      let stride = rankSum
      try PlainProduct.multiply(
        .transposed(dy + part.columns.lowerBound, stride: outputs),
        .rows(low + part.place, stride: stride), rows: part.columns.count, depth: rows,
        columns: part.rank, factor: part.scale, adding: true, into: gradient + part.b,
        stride: part.rank)
      try PlainProduct.multiply(
        .transposed(dlow + part.place, stride: stride), .rows(x, stride: inputs), rows: part.rank,
        depth: rows, columns: inputs, adding: true, into: gradient + part.a, stride: inputs)
    }
  }
}
