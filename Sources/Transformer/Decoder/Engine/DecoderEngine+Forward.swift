import CTransformerKernels

extension DecoderEngine {
  /// The hidden states of sequences behind the final norm, at some positions.
  ///
  /// Common prefixes of 32 tokens and more are computed once. Sequences are computed in groups that bound
  /// memory; their order does not matter.
  /// - Parameters:
  ///   - batch: ids, each in 0 ..< V, at least one and at most `maximumPositions` a sequence.
  ///   - positions: of each sequence, counted from its start, in any order.
  ///   - continuing: called some twenty times a second on the calling thread; returning `false` cancels the pass.
  /// - Returns: of each sequence shape (positions, d).
  /// - Throws: ``DecoderError``; ``DecoderError/cancelled`` when cancelled.
  public func hiddenStates(
    batch: [[Int32]], positions: [[Int]], continuing: () -> Bool = { true }
  ) throws(DecoderError) -> [[Float]] {
    try check(batch, positions)
    return try pool.exclusively { () throws(DecoderError) in
      var results = [[Float]](repeating: [], count: batch.count)
      for group in groups(batch) {
        let hidden = try evaluate(
          group.map { batch[$0] }, group.map { positions[$0] }, continuing)
        for (index, rows) in zip(group, hidden) { results[index] = rows }
      }
      return results
    }
  }

  /// The hidden states of several continuations of one prefix, which is computed once.
  ///
  /// As ``hiddenStates(batch:positions:continuing:)`` for `prefix + continuation`, and with positions
  /// counted from the start of the prefix.
  public func evaluate(
    prefix: [Int32], continuations: [[Int32]], positions: [[Int]], continuing: () -> Bool = { true }
  ) throws(DecoderError) -> [[Float]] {
    try hiddenStates(
      batch: continuations.map { prefix + $0 }, positions: positions, continuing: continuing)
  }

  // MARK: Checks and groups

  private func check(_ batch: [[Int32]], _ positions: [[Int]]) throws(DecoderError) {
    guard batch.count == positions.count else {
      throw .countsDiffer(sequences: batch.count, positions: positions.count)
    }
    let vocabulary = configuration.vocabularySize
    for (sequence, tokens) in batch.enumerated() {
      guard !tokens.isEmpty else { throw .emptySequence(sequence) }
      guard tokens.count <= configuration.maximumPositions else {
        throw .sequenceTooLong(
          sequence: sequence, tokens: tokens.count, limit: configuration.maximumPositions)
      }
      if let position = tokens.firstIndex(where: { $0 < 0 || $0 >= vocabulary }) {
        throw .tokenOutOfRange(
          sequence: sequence, position: position, token: tokens[position], vocabulary: vocabulary)
      }
      if let position = positions[sequence].first(where: { !tokens.indices.contains($0) }) {
        throw .positionOutOfRange(sequence: sequence, position: position, tokens: tokens.count)
      }
    }
  }

  /// Bytes per token of what is kept between layers.
  private var bytesPerToken: Int {
    let heads = 2 * configuration.querySize + 2 * configuration.keyValueSize
    return 8 * configuration.hiddenSize + heads * element.byteCount
  }

  /// Groups of sequences, sorted by tokens so that common prefixes are adjacent.
  private func groups(_ batch: [[Int32]]) -> [[Int]] {
    let limit = min(groupTokenLimit, max(1024, DecoderEngine.planeByteCount / bytesPerToken))
    let order = batch.indices.sorted { batch[$0].lexicographicallyPrecedes(batch[$1]) }
    var groups: [[Int]] = []
    var room = 0
    for index in order {
      let shared = groups.last?.last.map { SequenceTree.commonCount(batch[$0], batch[index]) } ?? 0
      if room < batch[index].count - shared {
        groups.append([])
        room = limit
        room -= batch[index].count
      } else {
        room -= batch[index].count - shared
      }
      groups[groups.count - 1].append(index)
    }
    return groups
  }

  /// About the most bytes kept between layers, unless a single sequence needs more.
  ///
  /// Groups stop at the size that is fast, since cancelling loses the whole group.
  private static let planeByteCount = 1 << 26

  // MARK: A group

  private func evaluate(
    _ batch: [[Int32]], _ positions: [[Int]], _ continuing: () -> Bool
  ) throws(DecoderError) -> [[Float]] {
    let tree = SequenceTree(batch)
    let plan = BatchPlan(
      tree, queryCount: ForwardPass.queryCount(configuration), workers: pool.workerCount)
    let pass = try forwardPass(plan)
    // Several sequences may request the same row; it is computed once.
    let rows = positions.indices.map { sequence in
      positions[sequence].map { position in
        let location = tree.location(sequence: sequence, position: position)
        return plan.firstRows[location.segment] + location.offset
      }
    }
    let chosen = Set(rows.joined()).sorted()
    let hidden = try run(pass, chosen: chosen, continuing)
    let chosenIndices = Dictionary(uniqueKeysWithValues: chosen.enumerated().map { ($1, $0) })
    let d = configuration.hiddenSize
    return rows.map { rows in
      rows.flatMap { row in
        let index = chosenIndices[row] ?? 0
        return hidden[index * d..<(index + 1) * d]
      }
    }
  }

  /// A pass with its buffers; keys and values are one layer's, or a session's.
  func forwardPass(
    _ plan: BatchPlan, _ pages: KeyValuePages? = nil
  ) throws(DecoderError) -> ForwardPass {
    let bytes = element.byteCount
    let keyBytes = plan.keyRowCount * configuration.keyValueSize * bytes
    let keys = if let pages { pages.keys } else { try planes.keys.reserve(keyBytes) }
    let values = if let pages { pages.values } else { try planes.values.reserve(keyBytes) }
    let padded = plan.tokens.count + RowBlocks.step
    let queryRows = ForwardPass.queryRowCount(
      plan, queryCount: ForwardPass.queryCount(configuration))
    return ForwardPass(
      configuration: configuration, packed: packed, plan: plan, element: element,
      rotary: try rotaryTable(for: plan), workers: workers,
      residual: try planes.residual.reserve(floats: padded * configuration.hiddenSize),
      queries: try planes.queries.reserve(queryRows * configuration.querySize * bytes),
      keys: keys, values: values,
      layerStride: pages?.layerByteCount ?? 0,
      seen: try planes.seen.reserve(padded * configuration.querySize * bytes))
  }

  private func rotaryTable(for plan: BatchPlan) throws(DecoderError) -> RotaryTable {
    let needed = (plan.positions.max() ?? 0) + 1
    if let rotary, rotary.length >= needed { return rotary }
    let frequencies = configuration.rotary.frequencies(headDimension: configuration.headDimension)
    let table = try RotaryTable(frequencies, length: max(1024, needed + needed / 2))
    rotary = table
    return table
  }
}
