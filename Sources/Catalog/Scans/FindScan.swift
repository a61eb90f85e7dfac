import Queries
import Synchronization
import Trajectories

/// One search for a text, around the end and back to where it began.
struct FindScan: Sendable {
  let contents: CatalogContents
  let pattern: TextPattern
  let order: IndexList
  /// Where it begins; this position itself comes last.
  let start: Int
  let forward: Bool
  let isCancelled: @Sendable () -> Bool

  /// In a sorted order, this many neighbours are read one by one before whole files are.
  private static let near = 256

  /// The nearest match; `nil` if there is none or it was cancelled.
  func run() -> FindResult? {
    let count = order.count
    guard order.isAscending else { return runSorted() }
    let ranges = forward ? [start + 1..<count, 0..<start + 1] : [0..<start, start..<count]
    for (place, range) in ranges.enumerated() {
      if let found = nearest(in: range), !isCancelled() {
        return FindResult(index: found.index, step: found.step, wrapped: place == 1)
      }
    }
    return nil
  }

  private typealias Match = (index: Int, step: Int)

  // MARK: In file order

  private func nearest(in positions: Range<Int>) -> Match? {
    guard let first = positions.first, let last = positions.last else { return nil }
    let span = order[first]..<order[last] + 1
    if positions.count * CatalogContents.sparse < span.count { return nearestAlone(in: positions) }
    let isEach = positions.count == span.count
    let best = Mutex<Match?>(nil)
    _ = contents.forEachBlock(of: span, backward: !forward, isCancelled: isCancelled) { block in
      var found: Match?
      let finished = block.forEach(mayMatch: needle(for: block)) { index, trajectory in
        if isCancelled() { return false }
        guard let trajectory, isEach || order.position(of: index) != nil,
          let step = TextMatch.step(pattern, in: trajectory, forward: forward)
        else { return true }
        found = (index, step)
        return !forward
      }
      guard let found else { return finished }
      best.withLock { best in
        guard let before = best else { return best = found }
        if forward ? found.index < before.index : found.index > before.index { best = found }
      }
      return false
    }
    return best.withLock { $0 }
  }

  private func needle(for block: ScanBlock) -> TextPattern? {
    let file = contents.segments.file(of: block.segment)
    return file.map { pattern.isFound(inRecordsOf: $0) } == true ? pattern : nil
  }

  private func nearestAlone(in positions: Range<Int>) -> Match? {
    for offset in 0..<positions.count {
      if isCancelled() { return nil }
      let position = forward ? positions.lowerBound + offset : positions.upperBound - 1 - offset
      if let match = match(at: order[position]) { return match }
    }
    return nil
  }

  private func match(at index: Int) -> Match? {
    guard let trajectory = contents.read(at: index).trajectory else { return nil }
    return TextMatch.step(pattern, in: trajectory, forward: forward).map { (index, $0) }
  }

  // MARK: In another order

  private func runSorted() -> FindResult? {
    let count = order.count
    for distance in 0..<min(Self.near, count) {
      if isCancelled() { return nil }
      let position = position(at: distance)
      if let match = match(at: order[position]) { return result(match, at: position) }
    }
    guard count > Self.near else { return nil }
    let best = Mutex<(distance: Int, match: Match)?>(nil)
    let finished = contents.forEachTrajectory(
      of: order.sorted(), mayMatch: needle, isCancelled: isCancelled
    ) { index, _, trajectory in
      guard let trajectory, let position = order.position(of: index) else { return }
      let distance = distance(of: position)
      if let nearest = best.withLock({ $0?.distance }), nearest < distance { return }
      guard let step = TextMatch.step(pattern, in: trajectory, forward: forward) else { return }
      best.withLock { best in
        if distance < best?.distance ?? .max { best = (distance, (index, step)) }
      }
    }
    guard finished, let found = best.withLock({ $0 }) else { return nil }
    return result(found.match, at: position(at: found.distance))
  }

  private func result(_ match: Match, at position: Int) -> FindResult {
    FindResult(
      index: match.index, step: match.step,
      wrapped: forward ? position <= start : position >= start)
  }

  /// The position at a distance from the start, which itself comes last.
  private func position(at distance: Int) -> Int {
    let count = order.count
    return forward
      ? (start + 1 + distance) % count : (start - 1 - distance + 2 * count) % count
  }

  private func distance(of position: Int) -> Int {
    let count = order.count
    return forward
      ? (position - start - 1 + count) % count : (start - 1 - position + count) % count
  }
}
