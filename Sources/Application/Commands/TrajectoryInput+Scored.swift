import Files
import Scoring
import Trajectories
import TrajectoryFiles

extension TrajectoryInput {
  /// What was made of one batch.
  struct Mapped<Value: Sendable>: Sendable {
    var value: Value
    /// Trajectories that were read, and those of them that the filter accepted.
    var total: Int
    var kept: Int
    /// Those that the filter could not judge, since the model could not score them.
    var unjudged = UnscoredTally()

    /// Those that were not asked for.
    var filtered: Int { total - kept - unjudged.count }
  }

  /// How reading ended.
  struct Ending {
    /// The files of which nothing, or not everything, could be read.
    var failures: [FileError] = []
    /// Trajectories that a filter left out because the model could not score them.
    var unjudged = UnscoredTally()
  }

  /// Reads every file, in order, and maps what the filter accepts beside the thread that calls.
  ///
  /// - Parameters:
  ///   - filter: `nil` accepts all.
  ///   - map: makes what the caller needs of neighbouring trajectories.
  ///   - body: is called in the order of the files; the batch carries no trajectories.
  /// - Returns: what could not be read, or not be judged.
  /// - Throws: ``CommandFailure`` for a format that does not exist, `RequestFailure` for a filter's
  ///   model that cannot score anything, and whatever `body` throws.
  func forEachMapped<Value: Sendable>(
    filter: TrajectoryFilter?, map: @escaping @Sendable ([Trajectory]) -> Value,
    _ body: (TrajectoryBatch, Mapped<Value>) throws -> Void
  ) throws -> Ending {
    let model = filter?.needsFigures == true ? filter?.model : nil
    return try forEachScored(
      filter: filter, model: model, map: { trajectories, _ in map(trajectories) }, body)
  }

  /// The same with a model's outcomes, one for each trajectory that the filter accepts.
  ///
  /// Each trajectory is scored once, whether the filter needs its score, the caller, or both; the model
  /// gets them in batches as large as it likes best.
  /// - Parameters:
  ///   - filter: `nil` accepts all.
  ///   - model: `nil` scores nothing.
  ///   - earlier: so many trajectories at the beginning are counted and not scored, as far as they are
  ///     whole batches.
  ///   - map: makes what the caller needs of neighbouring trajectories and their outcomes; without a
  ///     model there are none.
  ///   - body: as of ``forEachMapped(filter:map:_:)``.
  /// - Returns: what could not be read, or not be judged.
  /// - Throws: as ``forEachMapped(filter:map:_:)``.
  func forEachScored<Value: Sendable>(
    filter: TrajectoryFilter?, model: (any RewardModel)?, after earlier: Int = 0,
    map: @escaping @Sendable ([Trajectory], [ScoringOutcome]) -> Value,
    _ body: (TrajectoryBatch, Mapped<Value>) throws -> Void
  ) throws -> Ending {
    let selection = Selection(filter: filter, map: map)
    guard model != nil || selection.needsOrder else {
      let work = selection.work { selection.mapped($0, total: $1) }
      let failures = try forEachFile { try $0.read(path: $1, work: work, onBatch: body) }
      return Ending(failures: failures)
    }
    let pass = ScoringPass<Mapped<Value>>(model: model)
    defer { pass.close() }
    var waiting: [TrajectoryBatch] = []
    var ending = Ending()
    func deliver(leaving count: Int) throws {
      while waiting.count > count {
        let mapped = try pass.takeFirst()
        ending.unjudged.add(mapped.unjudged)
        try body(waiting.removeFirst(), mapped)
      }
    }
    var seen = 0
    let work = selection.work { (trajectories: $0, total: $1) }
    ending.failures = try forEachFile { reader, path in
      // What a stream has sent so far waits for nothing that it may send later.
      let ahead = FileNode(path)?.isRegular == true ? blocksAhead : 0
      try reader.read(path: path, work: work) { batch, read in
        let first = seen
        seen += read.total
        let block = seen <= earlier ? [] : selection.numbered(read.trajectories, first: first)
        pass.add(block) { trajectories, outcomes in
          selection.mapped(trajectories, outcomes, total: read.total, first: first)
        }
        waiting.append(batch)
        try deliver(leaving: ahead)
      }
    }
    try deliver(leaving: 0)
    return ending
  }
}

/// So many batches are scored while the next is read.
private let blocksAhead = 2

/// What a filter chooses, as early as it can tell: on the threads that read; in order, where it asks for
/// numbers; or once scores are known.
private struct Selection<Value: Sendable>: Sendable {
  let filter: TrajectoryFilter?
  let map: @Sendable ([Trajectory], [ScoringOutcome]) -> Value

  private var needsFigures: Bool { filter?.needsFigures ?? false }
  /// Whether the reading threads cannot choose.
  var needsOrder: Bool { needsFigures || filter?.needsNumbers ?? false }

  /// What the reading threads do with neighbouring trajectories, of which `total` were read.
  func work<Read>(
    _ make: @escaping @Sendable (_ chosen: [Trajectory], _ total: Int) -> Read
  ) -> RecordWork<Read> {
    guard let filter else { return RecordWork { make($0, $0.count) } }
    let needsOrder = needsOrder
    return RecordWork(
      // Whoever counts all must see all.
      candidates: { filter.needsNumbers ? nil : filter.candidates(in: $0, path: $1) },
      map: { make(needsOrder ? $0 : filter.accepted(of: $0), $0.count) })
  }

  /// Those that a filter by number accepts; the first has the number `first`.
  func numbered(_ trajectories: [Trajectory], first: Int) -> [Trajectory] {
    guard let filter, filter.needsNumbers, !needsFigures else { return trajectories }
    return trajectories.indices
      .filter { filter.accepts(trajectories[$0], index: first + $0, score: nil) }
      .map { trajectories[$0] }
  }

  func mapped(
    _ trajectories: [Trajectory], _ outcomes: [ScoringOutcome] = [], total: Int, first: Int = 0
  ) -> TrajectoryInput.Mapped<Value> {
    guard let filter, needsFigures else {
      return TrajectoryInput.Mapped(
        value: map(trajectories, outcomes), total: total, kept: trajectories.count)
    }
    var places: [Int] = []
    var unjudged = UnscoredTally()
    for (place, outcome) in outcomes.enumerated() {
      let score = try? outcome.get()
      if filter.accepts(trajectories[place], index: first + place, score: score) {
        places.append(place)
      } else if case .failure(let error) = outcome, !filter.asksWhetherScored {
        unjudged.add(error.description)
      }
    }
    return TrajectoryInput.Mapped(
      value: map(places.map { trajectories[$0] }, places.map { outcomes[$0] }), total: total,
      kept: places.count, unjudged: unjudged)
  }
}
