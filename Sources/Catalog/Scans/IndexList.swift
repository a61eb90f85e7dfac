import Algorithms

/// Indices of trajectories in the order shown; 2²⁸ of them in file order take no memory.
///
/// A place in the list is a position. Memory is 4 bytes an index, and 4 more if they do not ascend.
public struct IndexList: Equatable, Sendable {
  private enum Content: Equatable, Sendable {
    case all(count: Int, without: [UInt32])
    case ascending([UInt32])
    /// `byIndex` holds all positions, ordered by the index at each.
    case listed([UInt32], byIndex: [UInt32])
  }

  private let content: Content

  /// The indices 0..<count except some unreadable ones, which ascend and lie below `count`.
  public static func all(count: Int, without: [UInt32] = []) -> IndexList {
    IndexList(content: .all(count: count, without: without))
  }

  /// These indices in this order, each at most once; O(n), or O(n log n) if they are far apart.
  public static func listed(_ indices: [UInt32]) -> IndexList {
    if isAscending(indices) { return IndexList(content: .ascending(indices)) }
    return IndexList(content: .listed(indices, byIndex: positionsByIndex(indices)))
  }

  /// How many positions there are.
  public var count: Int {
    switch content {
    case .all(let count, let without): count - without.count
    case .ascending(let indices), .listed(let indices, _): indices.count
    }
  }

  /// Whether nothing is shown.
  public var isEmpty: Bool { count == 0 }

  /// The index at position 0.
  public var first: Int? { isEmpty ? nil : self[0] }

  /// The index at the last position.
  public var last: Int? { isEmpty ? nil : self[count - 1] }

  /// Whether a later position always has a larger index.
  public var isAscending: Bool {
    if case .listed = content { false } else { true }
  }

  /// Whether it is `0..<count` without any gap.
  var isWhole: Bool {
    if case .all(_, let without) = content { without.isEmpty } else { false }
  }

  /// The index at `position`, which must lie in `0..<count`; O(1), or O(log n) with gaps.
  public subscript(position: Int) -> Int {
    switch content {
    case .all(_, let without):
      without.isEmpty ? position : position + Self.gaps(before: position, in: without)
    case .ascending(let indices), .listed(let indices, _): Int(indices[position])
    }
  }

  /// The position of `index`, or `nil` if it is not shown; O(log n).
  public func position(of index: Int) -> Int? {
    switch content {
    case .all(let count, let without):
      guard index >= 0, index < count else { return nil }
      let before = without.partitioningIndex { Int($0) >= index }
      return before < without.count && Int(without[before]) == index ? nil : index - before
    case .ascending(let indices):
      let place = indices.partitioningIndex { Int($0) >= index }
      return place < indices.count && Int(indices[place]) == index ? place : nil
    case .listed(let indices, let byIndex):
      let place = byIndex.partitioningIndex { Int(indices[Int($0)]) >= index }
      guard place < byIndex.count, Int(indices[Int(byIndex[place])]) == index else { return nil }
      return Int(byIndex[place])
    }
  }

  /// The same indices, ascending.
  func sorted() -> IndexList {
    guard case .listed(let indices, let byIndex) = content else { return self }
    return IndexList(content: .ascending(byIndex.map { indices[Int($0)] }))
  }

  /// The first position of an ascending list whose index is at least `index`, or `count`.
  func firstPosition(from index: Int) -> Int {
    (0..<count).partitioningIndex { self[$0] >= index }
  }
}

// MARK: Searching

extension IndexList {
  /// How many gaps precede the index at `position`.
  private static func gaps(before position: Int, in without: [UInt32]) -> Int {
    without.indices.partitioningIndex { Int(without[$0]) - $0 > position }
  }

  private static func isAscending(_ indices: [UInt32]) -> Bool {
    var place = 1
    while place < indices.count {
      if indices[place] <= indices[place - 1] { return false }
      place += 1
    }
    return true
  }

  /// All positions in the order of their indices.
  private static func positionsByIndex(_ indices: [UInt32]) -> [UInt32] {
    guard let largest = indices.max() else { return [] }
    guard Int(largest) / 8 <= indices.count else {
      let keyed = indices.enumerated().map { UInt64($0.element) << 32 | UInt64($0.offset) }
      return keyed.sorted().map { UInt32(truncatingIfNeeded: $0) }
    }
    var places = [UInt32](repeating: .max, count: Int(largest) + 1)
    for (position, index) in indices.enumerated() { places[Int(index)] = UInt32(position) }
    return places.filter { $0 != .max }
  }
}
