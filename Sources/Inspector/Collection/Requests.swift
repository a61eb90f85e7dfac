import Trajectories

/// What was asked of the catalog beside the order that is shown.
struct Requests: Sendable {
  /// Counted up for every request.
  var count = 0
  /// The search that the catalog has not answered.
  var finding: Finding?
  /// A list that is asked for beside the one shown: notes, or the place of an id.
  var side: SideRequest?
  /// A trajectory that is looked for by its text.
  var seeking: Seeking?
  /// When the order was last asked for again because there was more.
  var lastRefresh = 0.0
  /// The figures that were asked for last.
  var scores: [Int] = []

  /// The number of a new request.
  mutating func next() -> Int {
    count += 1
    return count
  }
}

/// A search that runs.
struct Finding: Equatable, Sendable {
  enum Purpose: Equatable, Sendable {
    case text
    /// After a verdict its news join the notice.
    case unlabelled(afterVerdict: Bool)
  }
  var number: Int
  var purpose: Purpose
  var examined = 0
}

/// A list that is asked for beside the one shown.
struct SideRequest: Equatable, Sendable {
  enum Purpose: Equatable, Sendable {
    case notes
    /// The first trajectory with this id.
    case goto(String)
  }
  var number: Int
  var purpose: Purpose
  var examined = 0
}

/// A trajectory that is looked for by its text.
struct Seeking: Equatable, Sendable {
  enum Purpose: Equatable, Sendable {
    /// Where the annotator stopped; any key ends it.
    case resume
    /// What undo or redo was about.
    case revert
  }
  var digest: TrajectoryDigest
  /// `nil` leaves the cursor where it stood in it.
  var step: Int?
  var hint: Int?
  var purpose: Purpose
  /// When it was last asked for, and how many trajectories there were.
  var asked = 0.0
  var known = 0
  /// It is not among those.
  var isMissing = false
}
