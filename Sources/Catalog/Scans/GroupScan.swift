import Queries
import Synchronization
import Trajectories

/// Groups what shares a question, generator, file or training step.
struct GroupScan: Sendable {
  let contents: CatalogContents
  let field: QueryField
  let isBlind: Bool
  let isCancelled: @Sendable () -> Bool

  /// Beyond this many groups, titles stay empty: reading them all would take too long.
  static let titleLimit = 20_000
  private static let titleLength = 400

  /// The indices group by group, each group at its first member; `nil` if cancelled.
  func gathered(_ indices: [UInt32]) -> (indices: [UInt32], groups: [ArrangedGroup])? {
    guard let keys = keys(of: indices),
      var order = GroupOrder(keys: keys, isCancelled: isCancelled)
    else { return nil }
    guard summarize(indices, &order), let titles = titles(indices, order) else { return nil }
    for (group, title) in zip(order.groups.indices, titles) { order.groups[group].title = title }
    return (order.places.map { indices[Int($0)] }, order.groups)
  }

  // MARK: Keys

  /// The key that decides the group of each index.
  private func keys(of indices: [UInt32]) -> [UInt64]? {
    let keys = Mutex([UInt64](repeating: 0, count: indices.count))
    guard let missing = keys.withLock({ keysFromFacts(indices, &$0) }) else { return nil }
    guard !missing.isEmpty else { return keys.withLock { $0 } }
    let list = IndexList.listed(indices)
    let finished = contents.forEachTrajectory(of: .listed(missing), isCancelled: isCancelled) {
      index, _, trajectory in
      guard let trajectory, let position = list.position(of: index) else { return }
      let text = field == .question ? trajectory.question : trajectory.generator
      keys.withLock { $0[position] = text.map(Facts.hash) ?? 0 }
    }
    return finished ? keys.withLock { $0 } : nil
  }

  /// - Returns: the indices, ascending, whose facts do not decide; `nil` if cancelled.
  private func keysFromFacts(_ indices: [UInt32], _ keys: inout [UInt64]) -> [UInt32]? {
    var missing: [UInt32] = []
    let names = contents.generators.names.map { $0.map(Facts.hash) ?? 0 }
    var files: [String: UInt64] = [:]
    let filler = RowFiller(contents: contents, needs: [], isBlind: false)
    var row = QueryRow()
    for (position, index) in indices.enumerated() {
      if position % 4096 == 0, isCancelled() { return nil }
      let facts = contents.columns.facts(at: Int(index))
      switch field {
      case .question where facts.isKnown: keys[position] = facts.question
      case .generator where facts.isExact: keys[position] = names[Int(facts.generator)]
      case .question, .generator: missing.append(index)
      default:
        let place = contents.segments.place(of: Int(index))
        filler.fill(&row, at: Int(index), in: contents.segments.segments[place], nil)
        keys[position] =
          field == .file
          ? files.number(of: row.file) : UInt64(bitPattern: Int64(row.trainingStep ?? .min))
      }
    }
    return missing.sorted()
  }

  // MARK: Figures

  private func summarize(_ indices: [UInt32], _ order: inout GroupOrder) -> Bool {
    let filler = RowFiller(
      contents: contents, needs: [.facts, .figures, .standing], isBlind: isBlind)
    let sums = Mutex([GroupSums](repeating: GroupSums(), count: order.groups.count))
    let groupOf = order.groupOfPlace
    let list = IndexList.listed(indices)
    let finished = contents.forEachRow(of: list.sorted(), filler: filler, isCancelled: isCancelled)
    {
      _, row in
      guard let place = list.position(of: row.index) else { return }
      sums.withLock { $0[Int(groupOf[place])].add(row, isBlind: isBlind) }
    }
    let groups = sums.withLock { $0 }
    for (group, sums) in groups.enumerated() { sums.put(into: &order.groups[group]) }
    return finished
  }

  // MARK: Titles

  private func titles(_ indices: [UInt32], _ order: GroupOrder) -> [String]? {
    let firsts = order.groups.map { indices[Int(order.places[$0.positions.lowerBound])] }
    switch field {
    case .question, .generator:
      guard firsts.count <= Self.titleLimit else {
        return [String](repeating: "", count: firsts.count)
      }
      return textTitles(firsts)
    default:
      return firsts.map(placeTitle)
    }
  }

  private func textTitles(_ firsts: [UInt32]) -> [String]? {
    let list = IndexList.listed(firsts)
    let titles = Mutex([String](repeating: "", count: firsts.count))
    let finished = contents.forEachTrajectory(
      of: list.sorted(), isCancelled: isCancelled
    ) { index, _, trajectory in
      guard let trajectory, let place = list.position(of: index) else { return }
      let text = field == .question ? trajectory.question : trajectory.generator ?? ""
      titles.withLock { $0[place] = String(text.prefix(Self.titleLength)) }
    }
    return finished ? titles.withLock { $0 } : nil
  }

  private func placeTitle(_ index: UInt32) -> String {
    var row = QueryRow()
    let segment = contents.segments.segments[contents.segments.place(of: Int(index))]
    RowFiller(contents: contents, needs: [], isBlind: false)
      .fill(&row, at: Int(index), in: segment, nil)
    return field == .file ? row.file : row.trainingStep.map { String($0) } ?? ""
  }
}

extension [String: UInt64] {
  /// The number of a text; numbers follow the order in which texts are first seen.
  fileprivate mutating func number(of text: String) -> UInt64 {
    if let number = self[text] { return number }
    let number = UInt64(count)
    self[text] = number
    return number
  }
}
