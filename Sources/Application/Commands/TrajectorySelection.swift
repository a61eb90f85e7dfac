import Queries
import Trajectories

/// Which of the trajectories that are read.
package enum TrajectorySelection: Equatable, Sendable {
  case id(String)
  /// From 0 here, from 1 in arguments.
  case index(Int)
  /// All that a query accepts, the first `limit` of them.
  case matching(Query, limit: Int)
}

/// Finds the selected trajectories while files are read, keeping no others.
struct TrajectoryFinder {
  private let selection: TrajectorySelection
  private let filter: TrajectoryFilter?
  private(set) var found: [Trajectory] = []
  /// How many there are, those past the limit too.
  private(set) var matches = 0
  private var seen = 0

  /// `filter` is what a `matching` selection asks.
  init(_ selection: TrajectorySelection, filter: TrajectoryFilter?) {
    self.selection = selection
    self.filter = filter
  }

  /// Whether nothing that follows can change what was found.
  var isDone: Bool {
    if case .index = selection { return !found.isEmpty }
    return false
  }

  mutating func look(at trajectories: [Trajectory]) {
    defer { seen += trajectories.count }
    switch selection {
    case .index(let index):
      if (seen..<seen + trajectories.count).contains(index) {
        take(trajectories[index - seen], limit: 1)
      }
    case .id(let id):
      for trajectory in trajectories where trajectory.id == id {
        if found.first.map({ $0.digest == trajectory.digest }) ?? false { continue }
        take(trajectory, limit: 2)
      }
    case .matching(_, let limit):
      guard let filter else { return }
      let accepted = trajectories.parallelMap { [seen] in filter.accepts($1, index: seen + $0) }
      for (trajectory, isAccepted) in zip(trajectories, accepted) where isAccepted {
        take(trajectory, limit: limit)
      }
    }
  }

  private mutating func take(_ trajectory: Trajectory, limit: Int) {
    matches += 1
    if found.count < limit { found.append(trajectory) }
  }

  /// What was found, once everything was looked at.
  ///
  /// - Throws: ``CommandFailure`` when there is none, or several different ones have the id.
  func result() throws(CommandFailure) -> [Trajectory] {
    switch selection {
    case .index(let index) where found.isEmpty:
      throw CommandFailure(
        .noInput,
        "There are \(seen) trajectories, so none has --index \(index + 1). "
          + "--index counts from 1.")
    case .id(let id) where found.isEmpty:
      throw CommandFailure(.noInput, "No trajectory has the id '\(id)'.")
    case .id(let id) where found.count > 1:
      throw CommandFailure(
        .usage, "\(matches) different trajectories have the id '\(id)'. Use --index instead.")
    case .matching(let query, _) where matches == 0:
      throw CommandFailure(.noInput, "None of \(seen) trajectories matches '\(query.source)'.")
    default: return found
    }
  }
}

extension TrajectoryInput {
  /// Reads the files until what was selected is found.
  ///
  /// - Throws: ``CommandFailure`` when a file cannot be read, or nothing fits the selection.
  func find(
    _ selection: TrajectorySelection, filter: TrajectoryFilter? = nil
  ) throws -> TrajectoryFinder {
    struct Found: Error {}
    var finder = TrajectoryFinder(selection, filter: filter)
    do {
      let failures = try forEachBatch { batch in
        finder.look(at: batch.trajectories)
        if finder.isDone { throw Found() }
      }
      if let failure = failures.first {
        throw CommandFailure(failure.exitStatus, failure.description)
      }
    } catch is Found {}
    return finder
  }

  /// The one trajectory that was selected.
  ///
  /// - Throws: ``CommandFailure`` when there is none, or several different ones have the id.
  func findOne(_ selection: TrajectorySelection) throws -> Trajectory {
    let found = try find(selection).result()
    guard let first = found.first else {
      throw CommandFailure(.noInput, "No trajectory was found.")
    }
    return first
  }
}
