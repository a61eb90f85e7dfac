import Queries
import Trajectories

extension TrajectoryCatalog {
  /// Filters, sorts and groups; reads only what the facts do not answer.
  ///
  /// - Parameters:
  /// - arrangement: what is wanted.
  /// - now: seconds since 1970, for ages.
  /// - isCancelled: asked every few milliseconds, from several threads; once true it stays so.
  /// - onPart: the results so far, at most every 50 ms and from any thread; only if the order of
  ///   the files is kept.
  /// - Returns: `nil` if cancelled.
  public func arrange(
    _ arrangement: Arrangement, now: Double,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onPart: @escaping @Sendable (ArrangedOrder) -> Void = { _ in }
  ) -> ArrangedOrder? {
    let contents = contents
    if arrangement.isPlain {
      return ArrangedOrder(indices: contents.plainOrder, examined: contents.count)
    }
    let streams = !arrangement.isSorted && arrangement.grouping == nil
    let scan = FilterScan(
      contents, filter: arrangement.filter, isBlind: arrangement.isBlind, now: now,
      isCancelled: isCancelled
    ) { found, examined in
      guard streams else { return }
      onPart(ArrangedOrder(indices: .listed(found), examined: examined, isComplete: false))
    }
    guard var indices = scan.run() else { return nil }
    if let plan = arrangement.labeling {
      let scan = LabelingScan(
        contents: contents, plan: plan, isBlind: arrangement.isBlind, isCancelled: isCancelled)
      guard let sorted = scan.sorted(indices) else { return nil }
      indices = sorted
    } else if !arrangement.sort.isEmpty {
      let sort = SortScan(
        contents: contents, terms: arrangement.sort, isBlind: arrangement.isBlind, now: now,
        isCancelled: isCancelled)
      guard let sorted = sort.sorted(indices) else { return nil }
      indices = sorted
    }
    var groups: [ArrangedGroup] = []
    if let field = arrangement.grouping {
      let scan = GroupScan(
        contents: contents, field: field, isBlind: arrangement.isBlind, isCancelled: isCancelled)
      guard let gathered = scan.gathered(indices) else { return nil }
      (indices, groups) = gathered
    }
    return ArrangedOrder(indices: .listed(indices), groups: groups, examined: contents.count)
  }
}
