extension DecoderSession {
  /// Logits of the whole vocabulary, one row a position.
  public struct Logits: Equatable, Sendable {
    /// Shape (rows, V).
    public let values: [Float]
    /// V.
    public let vocabularySize: Int

    /// The number of positions.
    public var rowCount: Int { values.count / vocabularySize }
    /// The logits behind one position; shape (V).
    public subscript(row: Int) -> ArraySlice<Float> {
      values[row * vocabularySize..<(row + 1) * vocabularySize]
    }
  }

  /// Appends tokens to sequences and gives what the model expects next, at the positions that are read.
  ///
  /// - Parameters:
  ///   - additions: each of another sequence.
  ///   - continuing: asked some twenty times a second, on the calling thread; `false` ends the call.
  /// - Returns: of each addition one row a position, in the order asked for.
  /// - Throws: ``DecoderError``: sequences that are unknown, occur twice or become too long, ids outside the vocabulary,
  ///   ``DecoderError/sessionFull(tokens:free:)``, a model without an output matrix, or
  ///   ``DecoderError/cancelled``. All sequences are then as before.
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
        return Logits(values: Array(flat[start..<start + count]), vocabularySize: size)
      }
    } catch {
      undo(pending)
      throw error
    }
  }

  /// Appends tokens to sequences and gives the hidden states behind the final norm, as heads take them.
  ///
  /// As ``logits(appending:continuing:)``.
  /// - Returns: of each addition shape (positions, d).
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
    /// As it will be.
    var state: State
    /// The tokens that were there before.
    var oldCount: Int
    /// Pages that it alone reads, from here on.
    var taken: [Int]
    /// A page of others, of which it has a copy.
    var replaced: Int?

    var newPositions: Range<Int> { oldCount..<state.tokens.count }

    /// The positions that are read, in the order asked for.
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
    if let place = addition.tokens.firstIndex(where: { $0 < 0 || $0 >= vocabulary }) {
      throw .tokenOutOfRange(
        sequence: index, position: state.tokens.count + place, token: addition.tokens[place],
        vocabulary: vocabulary)
    }
    guard case .positions(let positions) = addition.reading else { return }
    if let position = positions.first(where: { !(state.tokens.count..<count).contains($0) }) {
      throw .positionOutOfRange(sequence: index, position: position, tokens: count)
    }
  }

  /// Takes the pages for all additions, or none.
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

  /// The pages that an addition takes, with the copy of one that others read.
  private func pageCount(for addition: Addition, _ state: State) -> Int {
    let count = state.tokens.count + addition.tokens.count
    let copies = partialPage(state).map(pages.isShared) == true ? 1 : 0
    return (count + KeyValuePages.size - 1) / KeyValuePages.size - state.pages.count + copies
  }

  /// Takes pages, of which there are enough.
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

  /// Rows that go through the layers together, at most: enough for fast products, few enough to be stopped.
  private static let passTokenLimit = 1024

  /// The hidden states that are read, of each addition; long ones are computed in several passes.
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
      for (place, owner) in owners.enumerated() {
        rows[owner.part][owner.position] = hidden[place * d..<(place + 1) * d]
      }
    }
    return pending.enumerated().map { index, part in
      part.readings.flatMap { rows[index][$0] ?? [] }
    }
  }

  /// New positions of additions, in passes of at most so many rows.
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
  /// The hidden states of chosen rows of sequences whose keys and values are kept; shape (chosen, d).
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
  /// Successive new tokens of a sequence that a session keeps.
  struct Part {
    /// Their indices are positions of the sequence.
    var tokens: ArraySlice<Int32>
    /// Of the whole sequence.
    var pages: [Int]
  }

  /// A plan for new tokens, whose keys go into pages beside those of the tokens before them.
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

  /// The first `count` keys of a sequence, neighbouring pages as one range.
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
