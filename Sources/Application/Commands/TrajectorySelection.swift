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
  private(set) var found: [Trajectory] = []
  /// How many there are, those past the limit too.
  private(set) var matches = 0
  /// Those of which the filter could not tell.
  private(set) var unjudged = UnscoredTally()
  private var seen = 0

  init(_ selection: TrajectorySelection) { self.selection = selection }

  /// Whether nothing that follows can change what was found.
  var isDone: Bool {
    if case .index = selection { return !found.isEmpty }
    return false
  }

  /// What is worth keeping of neighbouring trajectories, for the threads that read them.
  var keeping: @Sendable ([Trajectory]) -> [Trajectory] {
    switch selection {
    case .index: { $0 }
    case .id(let id): { trajectories in trajectories.filter { $0.id == id } }
    case .matching(_, let limit): { Array($0.prefix(limit)) }
    }
  }

  /// Takes what ``keeping`` made of the next ones, in their order.
  mutating func look(at mapped: TrajectoryInput.Mapped<[Trajectory]>) {
    defer { seen += mapped.total }
    unjudged.add(mapped.unjudged)
    let kept = mapped.value
    switch selection {
    case .index(let index):
      if (seen..<seen + kept.count).contains(index) { found = [kept[index - seen]] }
    case .id:
      for trajectory in kept where found.first?.digest != trajectory.digest {
        matches += 1
        if found.count < 2 { found.append(trajectory) }
      }
    case .matching(_, let limit):
      matches += mapped.kept
      found += kept.prefix(limit - found.count)
    }
  }

  /// What was found, once everything was looked at.
  ///
  /// - Throws: ``CommandFailure`` when there is none, or several different ones have the id.
  func result() throws(CommandFailure) -> [Trajectory] {
    switch selection {
    case .index(let index) where found.isEmpty:
      throw CommandFailure(
        .noInput,
        (seen == 1 ? "There is 1 trajectory" : "There are \(seen) trajectories")
          + ", so none has --index \(index + 1). "
          + "--index counts from 1.")
    case .id(let id) where found.isEmpty:
      throw CommandFailure(.noInput, "No trajectory has the id '\(id)'.")
    case .id(let id) where found.count > 1:
      throw CommandFailure(
        .usage, "\(matches) different trajectories have the id '\(id)'. Use --index instead.")
    case .matching(let query, _) where matches == 0:
      guard let reason = unjudged.reasons.first else {
        throw CommandFailure(.noInput, "No trajectory matches '\(query.source)'.")
      }
      throw CommandFailure(
        .badData,
        "No trajectory that could be scored matches '\(query.source)'; \(unjudged.count) could not: "
          + reason)
    default: return found
    }
  }
}

extension TrajectoryInput {
  /// Reads the files until what was selected is found.
  ///
  /// - Parameters:
  ///   - selection: which ones.
  ///   - filter: what a ``TrajectorySelection/matching(_:limit:)`` selection asks.
  /// - Returns: the finder, with all that it found.
  /// - Throws: ``CommandFailure`` when a file cannot be read, or nothing fits the selection.
  func find(
    _ selection: TrajectorySelection, filter: TrajectoryFilter? = nil
  ) throws -> TrajectoryFinder {
    struct Found: Error {}
    var finder = TrajectoryFinder(selection)
    do {
      let ending = try forEachMapped(filter: filter, map: finder.keeping) { _, mapped in
        finder.look(at: mapped)
        if finder.isDone { throw Found() }
      }
      if let failure = ending.failures.first {
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
