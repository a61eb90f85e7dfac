import Catalog
import Queries

/// Which trajectories are shown and in what order, as the catalog arranged them.
///
/// It is made anew only when filter, sort or grouping change, never by a moving cursor, a verdict or
/// an arriving score: nothing moves unless a key moved it. Every question costs O(log n) at most.
struct ShownOrder: Sendable {
  /// One line of the list.
  enum ListRow: Equatable, Sendable {
    /// The heading of a group, by its place among the groups.
    case group(Int)
    /// A position in ``indices``.
    case item(Int)
  }

  /// What was asked of the catalog and is not answered to its end.
  struct Request: Sendable {
    var number: Int
    var arrangement: Arrangement
    /// The trajectory that the cursor goes back to when it is found again.
    var anchor: Int?
    /// How many trajectories there were when it was asked.
    var known: Int
    /// How many of them had figures when it was asked.
    var scored = 0
    /// How many were looked at so far.
    var examined = 0
    /// Whether some of its answer is shown already.
    var isShown = false
    /// Asked for because there are more trajectories now, not because a person wants another order.
    var isRefresh = false
    /// What to say when it is done.
    var announces = true
  }

  /// What ``arranged`` is an answer to.
  private(set) var arrangement = Arrangement()
  private(set) var arranged = ArrangedOrder()
  var request: Request?
  /// How many trajectories there were when the present order was asked for.
  private(set) var known = 0
  /// How many of them had figures.
  private(set) var scored = 0
  /// Records that were bad when the present order was asked for.
  var bad = 0

  /// Nothing yet, in this arrangement.
  init(_ arrangement: Arrangement = Arrangement()) { self.arrangement = arrangement }

  /// The figures that the order was made by count no more.
  mutating func forgetFigures() { scored = 0 }

  /// What is shown, or will be once the request is answered.
  var wanted: Arrangement { request?.arrangement ?? arrangement }

  var indices: IndexList { arranged.indices }
  var groups: [ArrangedGroup] { arranged.groups }
  var count: Int { arranged.indices.count }
  var isEmpty: Bool { count == 0 }
  var isGrouped: Bool { !arranged.groups.isEmpty }
  /// Whether the headings of the list are questions.
  var hasQuestions: Bool { isGrouped && arrangement.grouping == .question }

  func position(of index: Int) -> Int? { arranged.indices.position(of: index) }

  /// The index at a position; `nil` outside.
  func index(at position: Int) -> Int? {
    (0..<count).contains(position) ? arranged.indices[position] : nil
  }

  // MARK: Lines of the list

  var rowCount: Int { count + groups.count }

  func row(ofPosition position: Int) -> Int {
    guard isGrouped else { return position }
    return position + firstGroup { groups[$0].positions.upperBound > position } + 1
  }

  /// The group that a position belongs to; `nil` without groups.
  func group(ofPosition position: Int) -> Int? {
    isGrouped ? firstGroup { groups[$0].positions.upperBound > position } : nil
  }

  /// The list line at `row`; `nil` past the end.
  func listRow(at row: Int) -> ListRow? {
    guard (0..<rowCount).contains(row) else { return nil }
    guard isGrouped else { return .item(row) }
    // A group's lines end behind its last member and as many headings as stand above that.
    let group = firstGroup { groups[$0].positions.upperBound + $0 + 1 > row }
    let heading = groups[group].positions.lowerBound + group
    return row == heading ? .group(group) : .item(row - group - 1)
  }

  /// The first group for which `isTrue`, which stays true behind it; by halving.
  private func firstGroup(where isTrue: (Int) -> Bool) -> Int {
    var low = 0
    var high = groups.count - 1
    while low < high {
      let middle = (low + high) / 2
      if isTrue(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

// MARK: Answers of the catalog

extension ShownOrder {
  /// Shows what the request has come to.
  mutating func show(_ answer: ArrangedOrder) {
    guard let request else { return }
    if request.isRefresh, let grown = grown(by: answer) {
      arranged = grown
    } else {
      arranged = answer
    }
    arrangement = request.arrangement
    known = request.known
    scored = request.scored
    self.request?.isShown = true
    self.request?.examined = answer.examined
    if answer.isComplete { self.request = nil }
  }

  /// Shows all trajectories in the order of the files, as many as there are now; where some cannot
  /// be read, the catalog has to say which.
  mutating func grow(to count: Int, bad: Int) {
    guard request == nil, arrangement.isPlain, bad == 0 else { return }
    arranged.indices = .all(count: count)
    arranged.examined = count
    known = count
  }

  /// Whether figures that arrive later may add to what is shown.
  var awaitsFigures: Bool {
    arrangement.filter?.needs.contains(.figures) == true && !arrangement.isSorted
      && arrangement.grouping == nil
  }

  /// The present order with what is found since, each in its place; O(n).
  ///
  /// Nothing leaves it, though a verdict or a figure may have changed what the filter would say.
  private func grown(by answer: ArrangedOrder) -> ArrangedOrder? {
    guard !arrangement.isSorted, arrangement.grouping == nil, arrangement.filter != nil,
      indices.isAscending, answer.indices.isAscending
    else { return nil }
    // Without figures only what is behind the known ones can be new.
    let first = awaitsFigures ? 0 : answer.indices.lowerBound(of: known)
    guard first < answer.indices.count else { return arranged }
    var merged: [UInt32] = []
    merged.reserveCapacity(indices.count + answer.indices.count - first)
    var old = 0
    for place in first..<answer.indices.count {
      let new = answer.indices[place]
      while old < indices.count, indices[old] < new {
        merged.append(UInt32(truncatingIfNeeded: indices[old]))
        old += 1
      }
      if old < indices.count, indices[old] == new { old += 1 }
      merged.append(UInt32(truncatingIfNeeded: new))
    }
    merged += (old..<indices.count).map { UInt32(truncatingIfNeeded: indices[$0]) }
    var order = answer
    order.indices = .listed(merged)
    return order
  }
}

extension IndexList {
  /// How many indices are below one, in an ascending list.
  func lowerBound(of index: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < index { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
