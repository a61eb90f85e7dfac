import JSON

/// Records with several responses to one question: one trajectory for each.
///
/// Candidates share the question key. Their ids are the record's with `-0`, `-1`, … behind; a
/// record with just one response keeps its id.
struct CandidateReading {
  /// One response, and what the record says of it.
  struct Candidate {
    var steps: [String]
    var label: Label?
    var outcome: Bool?
    var generator: String?
    var scores: RecordedScores?
  }

  let id: String
  let problem: String
  let referenceAnswer: String?
  private(set) var candidates: [(place: Int, candidate: Candidate)] = []
  private(set) var faults: [RecordFault] = []
  private var count = 0

  init(id: String, problem: String, referenceAnswer: String? = nil) {
    self.id = id
    self.problem = problem
    self.referenceAnswer = referenceAnswer
  }

  mutating func add(_ candidate: Candidate) {
    candidates.append((count, candidate))
    count += 1
  }

  /// A candidate that cannot be used keeps its place, so that the others keep their ids.
  mutating func skip(_ fault: RecordFault) {
    faults.append(fault)
    count += 1
  }

  mutating func warn(_ fault: RecordFault) { faults.append(fault) }

  func reading(_ record: RecordView, _ format: some TrajectoryFormat) -> RecordReading {
    let trajectories = candidates.map { place, candidate in
      Trajectory(
        id: count > 1 ? "\(id)-\(place)" : id, problem: problem, steps: candidate.steps,
        label: candidate.label, outcome: candidate.outcome, referenceAnswer: referenceAnswer,
        generator: candidate.generator, question: problem, recordedScores: candidate.scores,
        source: record.source(format, candidate: count > 1 ? place : nil))
    }
    return RecordReading(trajectories: trajectories, faults: faults)
  }
}

/// Scores that a file carries for the steps of a split response.
enum ScoredSplitting {
  /// The steps, and their scores when there is one for each.
  ///
  /// When the default rule gives another number of steps than there are scores, the rules for blank
  /// lines and for lines are tried: whoever scored the steps split them so. Scores beyond the steps
  /// are padding and are cut when `isPadded`.
  static func split(
    _ response: Bytes, _ splitting: StepSplitting, scores: JSONElement?, isPadded: Bool = false
  ) -> (steps: [String], scores: RecordedScores?, fits: Bool) {
    let steps = splitting.split(response)
    guard let values = scores?.array, !values.isEmpty else { return (steps, nil, true) }
    let figures = values.compactMap(\.number)
    guard figures.count == values.count else { return (steps, nil, false) }
    if figures.count == steps.count { return (steps, recorded(figures), true) }
    if splitting == .automatic {
      for rule in [StepSplitting.blankLines, .lines] {
        let others = rule.split(response)
        if others.count == figures.count { return (others, recorded(figures), true) }
      }
    }
    guard isPadded, figures.count > steps.count else { return (steps, nil, false) }
    return (steps, recorded(Array(figures.prefix(steps.count))), true)
  }

  private static func recorded(_ figures: [Double]) -> RecordedScores {
    let isProbability = figures.allSatisfy { (0...1).contains($0) }
    return RecordedScores(meaning: isProbability ? .probabilities : .rewards, values: figures)
  }

  static func misfit(_ path: [String]) -> RecordFault {
    RecordFault(
      severity: .warning, path: path, reason: "there is not one score for each step",
      remedy: "The scores are ignored; try another rule with --split-steps.")
  }
}
