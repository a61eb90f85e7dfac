import Queries
import Synchronization
import Trajectories

/// Sorts accepted trajectories by several terms.
struct SortScan: Sendable {
  let contents: CatalogContents
  let terms: [SortTerm]
  let isBlind: Bool
  let now: Double
  let isCancelled: @Sendable () -> Bool

  /// The same indices in the wanted order; O(n) for numbers and O(n log n) for texts.
  ///
  /// - Parameter indices: ascending; ties keep this order.
  /// - Returns: `nil` if cancelled.
  func sorted(_ indices: [UInt32]) -> [UInt32]? {
    guard let columns = columns(of: indices) else { return nil }
    var sort = RadixSort(count: indices.count)
    for column in columns.reversed() {
      guard let ranks = column.ranks(isCancelled: isCancelled),
        sort.sort(by: ranks, isCancelled: isCancelled)
      else { return nil }
    }
    return sort.places.map { indices[Int($0)] }
  }

  private func columns(of indices: [UInt32]) -> [SortColumn]? {
    let needs = terms.reduce(QueryNeeds()) { $0.union($1.needs) }
    let filler = RowFiller(contents: contents, needs: needs, isBlind: isBlind)
    let columns = Mutex(terms.map { SortColumn($0, count: indices.count) })
    let finished = contents.forEachRow(
      of: .listed(indices), filler: filler, isCancelled: isCancelled
    ) { position, row in
      columns.withLock { columns in
        for place in columns.indices { columns[place].set(row, at: position, now: now) }
      }
    }
    return finished ? columns.withLock { $0 } : nil
  }
}
