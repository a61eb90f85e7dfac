/// Which trajectories are shown and in what order, kept so that moving costs nothing.
///
/// It is made anew only when the filter, the sort order or the grouping changes, never by a moving
/// cursor, a verdict or an arriving score: nothing moves unless a key moved it.
struct VisibleOrder: Sendable {
  /// One line of the list.
  enum ListRow: Equatable, Sendable {
    /// The heading of a question's candidates: a range of positions.
    case group(Range<Int>)
    /// A position in ``indices``.
    case item(Int)
  }

  var filter: Filter?
  var sort = SortOrder()
  var grouped = false
  /// Indices of the shown trajectories; a place in it is a position.
  private(set) var indices: [Int] = []
  /// The lines of the list, with headings when grouped.
  private(set) var rows: [ListRow] = []
  private var positions: [Int: Int] = [:]
  private var rowOfPosition: [Int] = []

  var count: Int { indices.count }
  var isEmpty: Bool { indices.isEmpty }

  func position(of index: Int) -> Int? { positions[index] }
  func row(ofPosition position: Int) -> Int {
    grouped && rowOfPosition.indices.contains(position) ? rowOfPosition[position] : position
  }

  /// The list line at `row`; `nil` past the end.
  func listRow(at row: Int) -> ListRow? {
    guard grouped else { return indices.indices.contains(row) ? .item(row) : nil }
    return rows.indices.contains(row) ? rows[row] : nil
  }

  var rowCount: Int { grouped ? rows.count : indices.count }

  /// Adds new trajectories at the end when that is where they belong.
  ///
  /// - Returns: false when the whole order must be made anew.
  mutating func append(_ new: [Int]) -> Bool {
    guard sort.isFileOrder, !grouped else { return false }
    for index in new {
      positions[index] = indices.count
      indices.append(index)
    }
    return true
  }

  /// Makes the order anew from those the filter accepts, in O(n log n).
  ///
  /// - Parameters:
  ///   - accepted: indices in file order.
  ///   - key: what the sort column says of an index; asked once each.
  ///   - question: which question an index belongs to; asked only when grouped.
  mutating func rebuild(
    accepted: [Int], key: (Int, SortOrder.Column) -> SortKey, question: (Int) -> String
  ) {
    indices = sorted(accepted, key: key)
    if grouped { indices = gathered(indices, question: question) }
    positions = Dictionary(
      uniqueKeysWithValues: indices.enumerated().map { ($0.element, $0.offset) })
    makeRows(question: question)
  }

  private func sorted(_ accepted: [Int], key: (Int, SortOrder.Column) -> SortKey) -> [Int] {
    if sort.column == .file { return sort.descending ? accepted.reversed() : accepted }
    let keyed = accepted.map { (index: $0, key: key($0, sort.column)) }
    return keyed.sorted { left, right in
      if left.key.precedes(right.key, descending: sort.descending) { return true }
      if right.key.precedes(left.key, descending: sort.descending) { return false }
      return left.index < right.index
    }.map(\.index)
  }

  /// Brings the candidates of a question together, where its first one stands.
  private func gathered(_ indices: [Int], question: (Int) -> String) -> [Int] {
    var order: [String] = []
    var groups: [String: [Int]] = [:]
    for index in indices {
      let key = question(index)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(index)
    }
    return order.flatMap { groups[$0] ?? [] }
  }

  private mutating func makeRows(question: (Int) -> String) {
    rows = []
    rowOfPosition = []
    guard grouped else { return }
    var start = 0
    while start < indices.count {
      let key = question(indices[start])
      var end = start + 1
      while end < indices.count, question(indices[end]) == key { end += 1 }
      rows.append(.group(start..<end))
      for position in start..<end {
        rowOfPosition.append(rows.count)
        rows.append(.item(position))
      }
      start = end
    }
  }
}
