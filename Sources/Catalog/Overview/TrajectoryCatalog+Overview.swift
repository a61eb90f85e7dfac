import Queries
import Synchronization
import Trajectories

extension TrajectoryCatalog {
  /// The shown trajectories at a glance; those not read yet are read.
  ///
  /// - Parameters:
  /// - order: the trajectories to count.
  /// - isBlind: leaves out figures, file labels and answers of those without a verdict.
  /// - isCancelled: asked every few milliseconds, from several threads; once true it stays so.
  /// - Returns: `nil` if cancelled.
  public func overview(
    of order: IndexList, isBlind: Bool, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> OverviewFigures? {
    let contents = contents
    let filler = RowFiller(
      contents: contents, needs: [.facts, .figures, .standing], isBlind: isBlind)
    let overview = Mutex(OverviewFigures())
    let candidates = Mutex([CandidateRow]())
    let judgesChoices = !isBlind && order.count <= Self.mostCandidates
    let finished = contents.forEachRow(of: order.sorted(), filler: filler, isCancelled: isCancelled)
    { _, row in
      guard row.isReadable else { return }
      let facts = contents.columns.facts(at: row.index)
      let places = contents.figures[row.index]
      overview.withLock {
        $0.add(
          row, question: facts.isKnown ? facts.question : nil, places: places, isBlind: isBlind)
      }
      guard judgesChoices, facts.isKnown else { return }
      let candidate = CandidateRow(
        index: row.index, question: facts.question, outcome: row.outcome,
        survival: row.figures?.noneProbability)
      candidates.withLock { $0.append(candidate) }
    }
    guard finished else { return nil }
    var figures = overview.withLock { $0 }
    figures.bestOfN = bestOfN(candidates.withLock { $0 }, isCancelled: isCancelled)
    return figures
  }
}
