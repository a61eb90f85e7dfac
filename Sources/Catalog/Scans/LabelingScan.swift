import Labeling
import Queries
import Synchronization
import Trajectories

/// Puts accepted trajectories into the order in which they should be labelled.
///
/// First those without a verdict, by the plan; behind them the others, by the same figures. Texts are read
/// only for an order that compares them, and then of at most ``DiverseOrder/limit`` candidates and
/// ``DiverseOrder/servingLimit`` labelled ones, whatever the size of the set.
struct LabelingScan: Sendable {
  let contents: CatalogContents
  let plan: LabelingPlan
  let isBlind: Bool
  let isCancelled: @Sendable () -> Bool

  /// The same indices in the wanted order; O(n), with some 30 bytes each on the way.
  ///
  /// - Parameter indices: ascending.
  /// - Returns: `nil` if cancelled.
  func sorted(_ indices: [UInt32]) -> [UInt32]? {
    guard !indices.isEmpty else { return [] }
    guard let columns = columns(of: indices) else { return nil }
    var sort = RadixSort(count: indices.count)
    guard sort.sort(by: columns.draws, isCancelled: isCancelled) else { return nil }
    let random = sort.places.filter { !columns.isLabelled[Int($0)] }
    // Equal ones, and those without figures, keep the random order.
    let ranks = SortRanks.ranks(columns.priorities, descending: true)
    guard sort.sort(by: ranks, isCancelled: isCancelled) else { return nil }
    var open = sort.places.filter { !columns.isLabelled[Int($0)] }
    let labelled = sort.places.filter { columns.isLabelled[Int($0)] }
    if plan.order.isDiverse {
      guard let diverse = diverse(open, labelled, columns, indices) else { return nil }
      open = diverse
    }
    return (mixed(open, random, offset: labelled.count) + labelled).map { indices[Int($0)] }
  }

  /// The plan counts from 0 without a gap.
  private func mixed(_ open: [UInt32], _ random: [UInt32], offset: Int) -> [UInt32] {
    guard plan.randomShare > 0 else { return open }
    let numbers = (0..<UInt32(random.count)).map { $0 }
    var numberOfPlace = [UInt32](repeating: 0, count: (random.max().map { Int($0) + 1 }) ?? 0)
    for (number, place) in random.enumerated() { numberOfPlace[Int(place)] = UInt32(number) }
    let mixed = plan.mixed(
      open.map { numberOfPlace[Int($0)] }, random: numbers, offset: offset)
    return mixed.map { random[Int($0)] }
  }

  // MARK: Figures

  private struct Columns: Sendable {
    /// NaN if missing.
    var priorities: [Double]
    /// A random number for each, the same in every run.
    var draws: [UInt64]
    var isLabelled: [Bool]
  }

  private func columns(of indices: [UInt32]) -> Columns? {
    let filler = RowFiller(
      contents: contents, needs: [.facts, .figures, .standing, .rank], isBlind: isBlind)
    let count = indices.count
    let columns = Mutex(
      Columns(
        priorities: [Double](repeating: .nan, count: count),
        draws: [UInt64](repeating: .max, count: count),
        isLabelled: [Bool](repeating: false, count: count)))
    let order = plan.order
    let finished = contents.forEachRow(
      of: .listed(indices), filler: filler, isCancelled: isCancelled
    ) { position, row in
      let priority = order.priority(of: LabelingFigures(row))
      let draw = row.randomRank.map { UInt64($0 * 0x1p53) } ?? .max
      columns.withLock { columns in
        columns.priorities[position] = priority
        columns.draws[position] = draw
        columns.isLabelled[position] = row.verdict != nil
      }
    }
    return finished ? columns.withLock { $0 } : nil
  }

  // MARK: Texts

  private func diverse(
    _ open: [UInt32], _ labelled: [UInt32], _ columns: Columns, _ indices: [UInt32]
  ) -> [UInt32]? {
    let candidates = open.prefix(DiverseOrder.limit).prefix {
      !columns.priorities[Int($0)].isNaN
    }
    let serving = labelled.prefix(DiverseOrder.servingLimit)
    let wanted = (candidates + serving).map { indices[Int($0)] }
    guard let sketches = sketches(of: wanted) else { return nil }
    let order = DiverseOrder.places(
      sketches: Array(sketches.prefix(candidates.count)),
      entropies: candidates.map { columns.priorities[Int($0)] },
      labelled: Array(sketches.dropFirst(candidates.count)), isCancelled: isCancelled)
    guard let order else { return nil }
    return order.map { candidates[$0] } + open.dropFirst(candidates.count)
  }

  /// Sketches of texts, in the order of `wanted`; empty ones for what cannot be read.
  private func sketches(of wanted: [UInt32]) -> [TextSketch]? {
    let places = Dictionary(
      wanted.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let sketches = Mutex([TextSketch](repeating: TextSketch([]), count: wanted.count))
    let finished = contents.forEachTrajectory(
      of: .listed(wanted.sorted()), isCancelled: isCancelled
    ) { index, _, trajectory in
      guard let trajectory, let place = places[UInt32(index)] else { return }
      let sketch = TextSketch(of: trajectory)
      sketches.withLock { $0[place] = sketch }
    }
    return finished ? sketches.withLock { $0 } : nil
  }
}

extension LabelingFigures {
  /// What a row knows; it must have what the scan asks for.
  fileprivate init(_ row: QueryRow) {
    self.init(
      entropy: row.figures?.entropy, noneProbability: row.figures?.noneProbability,
      outcome: row.outcome, disagreement: row.disagreement,
      labelLogProbability: row.figures?.fileLabelLogProbability)
  }
}
