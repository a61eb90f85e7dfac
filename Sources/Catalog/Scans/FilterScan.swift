import Queries
import Synchronization
import Trajectories

/// One filter run over all trajectories, in order, with its results so far.
final class FilterScan: Sendable {
  private let contents: CatalogContents
  private let filler: RowFiller
  private let filter: Query?
  private let now: Double
  private let isCancelled: @Sendable () -> Bool
  private let onPart: @Sendable ([UInt32], _ examined: Int) -> Void
  private let found = Mutex(Found())

  /// Results in order, and those ahead of a part that is still being read.
  private struct Found {
    var indices: [UInt32] = []
    var examined = 0
    var ahead: [Int: (end: Int, indices: [UInt32])] = [:]
    var reported = ContinuousClock.now
  }

  init(
    _ contents: CatalogContents, filter: Query?, isBlind: Bool, now: Double,
    isCancelled: @escaping @Sendable () -> Bool,
    onPart: @escaping @Sendable ([UInt32], _ examined: Int) -> Void
  ) {
    self.contents = contents
    self.filter = filter
    self.now = now
    self.isCancelled = isCancelled
    self.onPart = onPart
    filler = RowFiller(
      contents: contents, needs: filter?.needs ?? [], isBlind: isBlind && filter != nil)
  }

  /// The accepted indices, ascending; `nil` when cancelled.
  func run() -> [UInt32]? {
    var start = 0
    while start < contents.count {
      let answered = isAnswered(start)
      var end = min(start + Self.grain, contents.count)
      while end < contents.count, isAnswered(end) == answered {
        end = min(end + Self.grain, contents.count)
      }
      let finished = answered ? filterColumns(start..<end) : filterTexts(start..<end)
      guard finished else { return nil }
      start = end
    }
    return found.withLock(\.indices)
  }

  /// Facts become known in blocks of at least about this size.
  private static let grain = 256

  private func isAnswered(_ start: Int) -> Bool {
    (start..<min(start + Self.grain, contents.count)).allSatisfy(filler.isAnswered)
  }

  // MARK: Without reading

  private func filterColumns(_ range: Range<Int>) -> Bool {
    for (segment, indices) in contents.segments.parts(of: range, backward: false) {
      for start in stride(from: indices.lowerBound, to: indices.upperBound, by: 4096) {
        if isCancelled() { return false }
        let part = start..<min(start + 4096, indices.upperBound)
        deposit(acceptedByColumns(part, segment), of: part)
      }
    }
    return true
  }

  private func acceptedByColumns(_ indices: Range<Int>, _ segment: Segment) -> [UInt32] {
    var accepted: [UInt32] = []
    var row = QueryRow()
    for index in indices {
      filler.fill(&row, at: index, in: segment, nil)
      if accepts(row) { accepted.append(UInt32(index)) }
    }
    return accepted
  }

  /// Unreadable records match only a filter that asks for exactly them.
  private func accepts(_ row: QueryRow) -> Bool {
    guard let filter else { return row.isReadable }
    guard filter.accepts(row, now: now) else { return false }
    if row.isReadable { return true }
    var readable = row
    readable.isReadable = true
    return !filter.accepts(readable, now: now)
  }

  // MARK: With reading

  private func filterTexts(_ range: Range<Int>) -> Bool {
    let required = filter?.requiredTexts.lazy.compactMap { [contents] in
      RequiredPattern($0, contents)
    }.first
    let noted = required?.isAnyText == true ? notedIndices() : []
    return contents.forEachBlock(of: range, isCancelled: isCancelled) { [self] block in
      var accepted: [UInt32] = []
      var row = QueryRow()
      var passed = 0
      let needle = required.flatMap { $0.isSafe(in: block, contents) ? $0.pattern : nil }
      let finished = block.forEach(mayMatch: needle, always: noted) { index, trajectory in
        passed += 1
        if passed % 32 == 0, isCancelled() { return false }
        if let trajectory {
          filler.fill(&row, at: index, in: block.segment, trajectory)
        } else {
          filler.fillUnreadable(&row, at: index, in: block.segment)
        }
        if accepts(row) { accepted.append(UInt32(index)) }
        return true
      }
      if finished { deposit(accepted, of: block.indices) }
      return finished
    }
  }

  private func notedIndices() -> [Int] {
    var noted: [Int] = []
    contents.columns.forEach(of: contents.standings.noted, below: contents.count) { index, _ in
      noted.append(index)
      return true
    }
    return noted
  }

  // MARK: In order

  /// Parts are reported in order, so that none overtakes a longer one before it.
  private func deposit(_ accepted: [UInt32], of part: Range<Int>) {
    found.withLock { found in
      found.ahead[part.lowerBound] = (part.upperBound, accepted)
      while let next = found.ahead.removeValue(forKey: found.examined) {
        found.indices += next.indices
        found.examined = next.end
      }
      let now = ContinuousClock.now
      guard now - found.reported >= .milliseconds(50) else { return }
      found.reported = now
      onPart(found.indices, found.examined)
    }
  }
}
