extension DecoderSession {
  /// Logits over the whole vocabulary, one row per position.
  public struct Logits: Equatable, Sendable {
    /// Shape (rows, V); the results of one call share their memory, so indices need not start at 0.
    public let values: ArraySlice<Float>
    /// V.
    public let vocabularySize: Int

    /// The number of positions.
    public var rowCount: Int { values.count / vocabularySize }
    /// The logits after one position; shape (V).
    public subscript(row: Int) -> ArraySlice<Float> {
      let start = values.startIndex + row * vocabularySize
      return values[start..<start + vocabularySize]
    }
  }

  /// Appends tokens to sequences and returns the logits of the next token at the requested positions.
  ///
  /// - Parameters:
  ///   - additions: at most one per sequence.
  ///   - continuing: called some twenty times a second on the calling thread; returning `false` cancels the call.
  /// - Returns: for each addition one row per position, in the requested order.
  /// - Throws: ``DecoderError``: unknown, repeated or too long sequences, ids outside the vocabulary,
  ///   ``DecoderError/sessionFull(tokens:free:)``, a model without an output matrix, or
  ///   ``DecoderError/cancelled``. All sequences are then unchanged.
  public func logits(
    appending additions: [Addition], continuing: () -> Bool = { true }
  ) throws(DecoderError) -> [Logits] {
    guard engine.names.languageHead != nil else { throw .noOutputMatrix }
    let pending = try reserve(additions)
    let size = engine.configuration.vocabularySize
    do throws(DecoderError) {
      let hidden = try compute(pending, continuing)
      let flat = try engine.logits(Array(hidden.joined()), continuing: continuing)
      commit(pending)
      var start = 0
      return hidden.map { states in
        let count = states.count / engine.configuration.hiddenSize * size
        defer { start += count }
        return Logits(values: flat[start..<start + count], vocabularySize: size)
      }
    } catch {
      undo(pending)
      throw error
    }
  }

  /// Appends tokens to sequences and returns hidden states after the final norm, the input of heads.
  ///
  /// As ``logits(appending:continuing:)``.
  /// - Returns: for each addition shape (positions, d).
  /// - Throws: ``DecoderError``.
  public func hiddenStates(
    appending additions: [Addition], continuing: () -> Bool = { true }
  ) throws(DecoderError) -> [[Float]] {
    let pending = try reserve(additions)
    do throws(DecoderError) {
      let hidden = try compute(pending, continuing)
      commit(pending)
      return hidden
    } catch {
      undo(pending)
      throw error
    }
  }

  // MARK: Room

  /// An addition with pages for its tokens.
  private struct Pending {
    var addition: Addition
    /// The state after the call.
    var state: State
    /// The number of tokens before the call.
    var oldCount: Int
    /// Newly taken pages.
    var taken: [Int]
    /// A shared page that was copied, to be released on success.
    var replaced: Int?

    var newPositions: Range<Int> { oldCount..<state.tokens.count }

    /// The requested positions, in order.
    var readings: [Int] {
      switch addition.reading {
      case .none: []
      case .last: [state.tokens.count - 1]
      case .all: Array(newPositions)
      case .positions(let positions): positions
      }
    }
  }

  private func check(_ addition: Addition, _ index: Int, _ state: State) throws(DecoderError) {
    let configuration = engine.configuration
    guard !addition.tokens.isEmpty else { throw .emptySequence(index) }
    let count = state.tokens.count + addition.tokens.count
    guard count <= configuration.maximumPositions else {
      throw .sequenceTooLong(
        sequence: index, tokens: count, limit: configuration.maximumPositions)
    }
    let vocabulary = configuration.vocabularySize
    if let offset = addition.tokens.firstIndex(where: { $0 < 0 || $0 >= vocabulary }) {
      throw .tokenOutOfRange(
        sequence: index, position: state.tokens.count + offset, token: addition.tokens[offset],
        vocabulary: vocabulary)
    }
    guard case .positions(let positions) = addition.reading else { return }
    if let position = positions.first(where: { !(state.tokens.count..<count).contains($0) }) {
      throw .positionOutOfRange(sequence: index, position: position, tokens: count)
    }
  }

  /// Takes the pages for all additions, or throws and takes none.
  private func reserve(_ additions: [Addition]) throws(DecoderError) -> [Pending] {
    var seen: Set<Sequence> = []
    for (index, addition) in additions.enumerated() {
      guard seen.insert(addition.sequence).inserted else { throw .sequenceTwice(index) }
      try check(addition, index, state(addition.sequence))
    }
    var needed = 0
    for addition in additions {
      needed += pageCount(for: addition, try state(addition.sequence))
    }
    guard needed <= pages.freeCount else {
      let size = KeyValuePages.size
      throw .sessionFull(tokens: needed * size, free: pages.freeCount * size)
    }
    var pending: [Pending] = []
    for addition in additions {
      pending.append(reserve(addition, try state(addition.sequence)))
    }
    return pending
  }

  /// The last page of a sequence, if it is not full.
  private func partialPage(_ state: State) -> Int? {
    state.tokens.count % KeyValuePages.size == 0 ? nil : state.pages.last
  }

  /// The number of pages that an addition takes, including the copy of a shared one.
  private func pageCount(for addition: Addition, _ state: State) -> Int {
    let count = state.tokens.count + addition.tokens.count
    let copies = partialPage(state).map(pages.isShared) == true ? 1 : 0
    return (count + KeyValuePages.size - 1) / KeyValuePages.size - state.pages.count + copies
  }

  /// Takes pages; the caller has checked that there are enough.
  private func reserve(_ addition: Addition, _ state: State) -> Pending {
    let size = KeyValuePages.size
    let oldCount = state.tokens.count
    var new = Pending(addition: addition, state: state, oldCount: oldCount, taken: [])
    new.state.tokens += addition.tokens
    let count = new.state.tokens.count
    let partial = partialPage(state)
    let copied = partial.flatMap { pages.isShared($0) ? $0 : nil }
    if let copied {
      new.state.pages.removeLast()
      new.replaced = copied
    } else if let partial {
      pages.clear(partial, from: oldCount % size)
    }
    while new.state.pages.count * size < count {
      guard let page = pages.take(behind: new.state.pages.last) else { break }
      new.state.pages.append(page)
      new.taken.append(page)
    }
    if let copied, let page = new.taken.first {
      pages.copy(copied, to: page, rows: oldCount % size)
    }
    for index in oldCount / size..<new.state.pages.count {
      pages.willWrite(new.state.pages[index], upTo: min(size, count - index * size))
    }
    return new
  }

  private func undo(_ pending: [Pending]) {
    for page in pending.flatMap(\.taken) { pages.release(page) }
  }

  private func commit(_ pending: [Pending]) {
    for part in pending {
      if let page = part.replaced { pages.release(page) }
      set(part.state, for: part.addition.sequence)
    }
  }

  // MARK: Computing

  /// The most rows per pass: enough for fast products, few enough to cancel soon.
  private static let passTokenLimit = 1024

  /// The requested hidden states of each addition, in one or more passes.
  private func compute(
    _ pending: [Pending], _ continuing: () -> Bool
  ) throws(DecoderError) -> [[Float]] {
    let d = engine.configuration.hiddenSize
    var rows = pending.map { [Int: ArraySlice<Float>](minimumCapacity: $0.readings.count) }
    for pass in passes(pending) {
      var (chosen, owners): ([Int], [(part: Int, position: Int)]) = ([], [])
      var row = 0
      for (index, range) in pass {
        for position in Set(pending[index].readings).filter(range.contains).sorted() {
          chosen.append(row + position - range.lowerBound)
          owners.append((index, position))
        }
        row += range.count
      }
      let parts = pass.map { index, range in
        BatchPlan.Part(
          tokens: pending[index].state.tokens[range], pages: pending[index].state.pages)
      }
      let hidden = try engine.extend(parts, pages, chosen: chosen, continuing)
      for (row, owner) in owners.enumerated() {
        rows[owner.part][owner.position] = hidden[row * d..<(row + 1) * d]
      }
    }
    return pending.enumerated().map { index, part in
      part.readings.flatMap { rows[index][$0] ?? [] }
    }
  }

  /// The new positions of additions, divided into passes.
  private func passes(_ pending: [Pending]) -> [[(part: Int, positions: Range<Int>)]] {
    var passes: [[(part: Int, positions: Range<Int>)]] = []
    var room = 0
    for (index, part) in pending.enumerated() {
      var rest = part.newPositions
      while !rest.isEmpty {
        if room == 0 {
          passes.append([])
          room = DecoderSession.passTokenLimit
        }
        let end = min(rest.upperBound, rest.lowerBound + room)
        passes[passes.count - 1].append((index, rest.lowerBound..<end))
        room -= end - rest.lowerBound
        rest = end..<rest.upperBound
      }
    }
    return passes
  }
}

extension DecoderEngine {
  /// Computes new tokens of kept sequences and returns the chosen rows; shape (chosen, d).
  fileprivate func extend(
    _ parts: [BatchPlan.Part], _ pages: KeyValuePages, chosen: [Int], _ continuing: () -> Bool
  ) throws(DecoderError) -> [Float] {
    let plan = BatchPlan(
      parts, pages, queryCount: ForwardPass.queryCount(configuration), workers: pool.workerCount)
    return try pool.exclusively { () throws(DecoderError) in
      try run(forwardPass(plan, pages), chosen: chosen, continuing)
    }
  }
}

extension BatchPlan {
  /// Consecutive new tokens of a session's sequence.
  struct Part {
    /// Their indices are positions of the sequence.
    var tokens: ArraySlice<Int32>
    /// The pages of the whole sequence.
    var pages: [Int]
  }

  /// A plan for new tokens, whose keys are stored in the pages of their sequences.
  init(_ parts: [Part], _ pages: KeyValuePages, queryCount: Int, workers: Int) {
    let size = KeyValuePages.size
    var (keyRows, firstRows): ([Int], [Int]) = ([], [])
    var queries: [QueryBlock] = []
    for (index, part) in parts.enumerated() {
      let row = keyRows.count
      firstRows.append(row)
      let positions = part.tokens.indices
      for first in stride(from: 0, to: positions.count, by: queryCount) {
        queries.append(
          QueryBlock(
            segment: index, row: row + first, count: min(queryCount, positions.count - first),
            position: positions.lowerBound + first, isExact: true))
      }
      keyRows += positions.map { part.pages[$0 / size] * size + $0 % size }
    }
    tokens = parts.flatMap(\.tokens)
    positions = parts.flatMap(\.tokens.indices)
    (self.keyRows, self.firstRows, queryBlocks) = (keyRows, firstRows, queries)
    keyRanges = parts.map { part in
      BatchPlan.keyRanges(part.pages, count: part.tokens.endIndex)
    }
    keyRowCount = pages.rowCount
    blocks = RowBlocks(rowCount: keyRows.count, workers: workers)
  }

  /// The first `count` keys of a sequence; adjacent pages form one range.
  private static func keyRanges(_ pages: [Int], count: Int) -> [KeyRange] {
    let size = KeyValuePages.size
    var ranges: [KeyRange] = []
    for (index, page) in pages.enumerated() where index * size < count {
      let added = min(size, count - index * size)
      if let last = ranges.last, last.keyRow + last.count == page * size {
        ranges[ranges.count - 1].count += added
      } else {
        ranges.append(KeyRange(position: index * size, keyRow: page * size, count: added))
      }
    }
    return ranges
  }
}
