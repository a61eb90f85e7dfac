import Queries
import Trajectories

extension TrajectoryCatalog {
  /// Searches for the next match, wrapping around the end.
  ///
  /// - Parameters:
  /// - request: what to search for, from where and in which direction.
  /// - isCancelled: asked every few milliseconds, from several threads; once true it stays so.
  /// - Returns: `nil` if there is none or it was cancelled.
  public func find(
    _ request: FindRequest, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> FindResult? {
    guard !request.order.isEmpty else { return nil }
    let start = min(max(0, request.position), request.order.count - 1)
    switch request.target {
    case .text(let pattern):
      return FindScan(
        contents: contents, pattern: pattern, order: request.order, start: start,
        forward: request.forward, isCancelled: isCancelled
      ).run()
    case .unlabelled:
      return findUnlabelled(request, from: start, isCancelled: isCancelled)
    }
  }

  private func findUnlabelled(
    _ request: FindRequest, from start: Int, isCancelled: () -> Bool
  ) -> FindResult? {
    let contents = contents
    let count = request.order.count
    for distance in 1...count {
      if distance % 256 == 0, isCancelled() { return nil }
      let moved = request.forward ? start + distance : start - distance
      let position = (moved + count) % count
      let index = request.order[position]
      guard index < contents.count, isUnlabelled(index, in: contents) else { continue }
      return FindResult(
        index: index, step: 0, wrapped: request.forward ? position <= start : position >= start)
    }
    return nil
  }

  private func isUnlabelled(_ index: Int, in contents: CatalogContents) -> Bool {
    let facts = contents.columns.facts(at: index)
    if facts.isKnown {
      return facts.isReadable
        && contents.standings[contents.columns.key(at: index)]?.verdict == nil
    }
    guard let item = item(at: index), item.unreadable == nil else { return false }
    return contents.standings[item.digest.key]?.verdict == nil
  }
}
