import Queries
import Trajectories
import TrajectoryFiles

extension CatalogContents {
  /// Hands out a filled row for each trajectory of an ascending list: from columns if they suffice,
  /// else read, on both cores and in no order.
  ///
  /// - Returns: `false` if cancelled.
  func forEachRow(
    of order: IndexList, filler: RowFiller, isCancelled: @Sendable () -> Bool,
    _ body: @Sendable (_ position: Int, QueryRow) -> Void
  ) -> Bool {
    var unanswered: [UInt32] = []
    guard
      forEachAnsweredRow(
        of: order, filler: filler, isCancelled: isCancelled, unanswered: &unanswered, body)
    else { return false }
    guard !unanswered.isEmpty else { return true }
    let list = IndexList.listed(unanswered)
    return forEachTrajectory(of: list, isCancelled: isCancelled) { index, segment, trajectory in
      guard let position = order.position(of: index) else { return }
      var row = QueryRow()
      if let trajectory {
        filler.fill(&row, at: index, in: segment, trajectory)
      } else {
        filler.fillUnreadable(&row, at: index, in: segment)
      }
      body(position, row)
    }
  }

  private func forEachAnsweredRow(
    of order: IndexList, filler: RowFiller, isCancelled: () -> Bool, unanswered: inout [UInt32],
    _ body: (_ position: Int, QueryRow) -> Void
  ) -> Bool {
    var row = QueryRow()
    var place = 0
    for position in 0..<order.count {
      if position % 4096 == 0, isCancelled() { return false }
      let index = order[position]
      guard filler.isAnswered(at: index) else {
        unanswered.append(UInt32(index))
        continue
      }
      while segments.segments[place].indices.upperBound <= index { place += 1 }
      filler.fill(&row, at: index, in: segments.segments[place], nil)
      body(position, row)
    }
    return true
  }

  /// Reads the trajectories of an ascending list, on both cores and in no order.
  ///
  /// If few of many are wanted, each is read by itself, else whole blocks are. With a pattern for a
  /// block, records that cannot contain a match may be left out.
  ///
  /// - Returns: `false` if cancelled.
  func forEachTrajectory(
    of order: IndexList, mayMatch pattern: (@Sendable (ScanBlock) -> TextPattern?) = { _ in nil },
    keepsBytes: Bool = false, isCancelled: @Sendable () -> Bool,
    onFailure: (FileError) -> Void = { _ in },
    _ body: @Sendable (Int, Segment, Trajectory?) -> Void
  ) -> Bool {
    guard let first = order.first, let last = order.last else { return true }
    for (segment, indices) in segments.parts(of: first..<last + 1, backward: false) {
      let start = order.firstPosition(from: indices.lowerBound)
      let end = order.firstPosition(from: indices.upperBound)
      if start == end { continue }
      let span = order[start]..<order[end - 1] + 1
      if (end - start) * Self.sparse < span.count {
        for position in start..<end {
          if isCancelled() { return false }
          body(order[position], segment, read(at: order[position]).trajectory)
        }
      } else {
        let list = end - start == span.count ? nil : order
        let finished = forEachBlock(
          of: span, isCancelled: isCancelled, onFailure: onFailure
        ) { block in
          var block = block
          block.keepsBytes = keepsBytes
          return block.read(only: list, mayMatch: pattern(block), isCancelled, body)
        }
        guard finished else { return false }
      }
    }
    return true
  }

  /// Reading one record by itself costs about as much as this many in a block.
  static let sparse = 16
}

extension ScanBlock {
  /// Hands out the trajectories of a list, or all for `nil`.
  fileprivate func read(
    only list: IndexList?, mayMatch pattern: TextPattern?, _ isCancelled: () -> Bool,
    _ body: (Int, Segment, Trajectory?) -> Void
  ) -> Bool {
    forEach(mayMatch: pattern) { index, trajectory in
      if index % 32 == 0, isCancelled() { return false }
      if list == nil || list?.position(of: index) != nil { body(index, segment, trajectory) }
      return true
    }
  }
}
