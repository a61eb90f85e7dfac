import Trajectories

/// Which one of the trajectories that were read.
package enum TrajectorySelection: Equatable, Sendable {
  case id(String)
  /// From 0 here, from 1 in arguments.
  case index(Int)

  /// Reads the files and finds it.
  ///
  /// - Throws: ``CommandFailure`` when a file cannot be read, when there is no such trajectory, or
  ///   when several different ones have the id.
  func find(in input: TrajectoryInput) throws -> Trajectory {
    let read = try input.readAll()
    if let failure = read.fileErrors.first {
      throw CommandFailure(failure.exitStatus, failure.description)
    }
    return try find(in: read.trajectories)
  }

  /// - Throws: ``CommandFailure`` when there is none, or several of that name.
  func find(in trajectories: [Trajectory]) throws(CommandFailure) -> Trajectory {
    switch self {
    case .index(let index):
      guard trajectories.indices.contains(index) else {
        throw CommandFailure(
          .noInput,
          "There are \(trajectories.count) trajectories, so none has --index \(index + 1). "
            + "--index counts from 1.")
      }
      return trajectories[index]
    case .id(let id):
      let found = trajectories.filter { $0.id == id }
      guard let first = found.first else {
        throw CommandFailure(.noInput, "No trajectory has the id '\(id)'.")
      }
      guard Set(found.map(\.digest)).count == 1 else {
        throw CommandFailure(
          .usage, "\(found.count) different trajectories have the id '\(id)'. Use --index instead.")
      }
      return first
    }
  }
}
