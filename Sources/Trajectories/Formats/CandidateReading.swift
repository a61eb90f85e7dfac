import JSON

/// Records with several responses to one question: one trajectory for each.
///
/// Candidates share the question key. Their ids are the record's followed by `-0`, `-1`, …; a
/// record with just one response keeps its id.
struct CandidateReading {
  /// One response, and what the record says about it.
  struct Candidate {
    var steps: [String]
    var kinds: [StepKind] = []
    var label: Label?
    var outcome: Bool?
    var generator: String?
    var scores: RecordedScores?
  }

  /// The most candidates one record may hold: far beyond any real one, and within memory.
  private static let candidateLimit = 1 << 16
  private static let stepLimit = 1 << 20
  /// Describing a fault costs a walk through the record; further ones are only counted.
  private static let describedFaults = 16

  let id: String
  let problem: String
  let referenceAnswer: String?
  private(set) var candidates: [(place: Int, candidate: Candidate)] = []
  private var faults: [RecordFault] = []
  private var count = 0
  private var stepCount = 0
  private var isFull = false
  private var undescribed = 0
  private var undescribedSeverity = RecordIssue.Severity.warning

  init(id: String, problem: String, referenceAnswer: String? = nil) {
    self.id = id
    self.problem = problem
    self.referenceAnswer = referenceAnswer
  }

  /// Whether the next fault will be described, so that finding its place is worthwhile.
  var describesFaults: Bool { faults.count < Self.describedFaults }

  /// Adds the next candidate, unless the record already holds too much.
  mutating func add(_ candidate: Candidate) {
    stepCount += candidate.steps.count
    isFull = isFull || candidates.count >= Self.candidateLimit || stepCount > Self.stepLimit
    if !isFull { candidates.append((count, candidate)) }
    count += 1
  }

  /// A candidate that cannot be used keeps its place, so that the others keep their ids.
  mutating func skip(_ fault: RecordFault) {
    warn(fault)
    count += 1
  }

  mutating func warn(_ fault: RecordFault) {
    guard !describesFaults else { return faults.append(fault) }
    undescribed += 1
    if fault.severity == .bad { undescribedSeverity = .bad }
  }

  func reading(_ record: RecordView, _ format: some TrajectoryFormat) -> RecordReading {
    let trajectories = candidates.map { place, candidate in
      Trajectory(
        id: count > 1 ? "\(id)-\(place)" : id, problem: problem, steps: candidate.steps,
        kinds: candidate.kinds, label: candidate.label, outcome: candidate.outcome,
        referenceAnswer: referenceAnswer,
        generator: candidate.generator, question: problem, recordedScores: candidate.scores,
        source: record.source(format, candidate: count > 1 ? place : nil))
    }
    return RecordReading(trajectories: trajectories, faults: faults + summary)
  }

  /// A summary of the faults and candidates beyond the limits.
  private var summary: [RecordFault] {
    var summary: [RecordFault] = []
    if undescribed > 0 {
      summary.append(
        RecordFault(
          severity: undescribedSeverity, reason: "\(undescribed) more candidates have such faults",
          remedy: "Fix those named before and check again."))
    }
    if isFull {
      summary.append(
        RecordFault(
          reason: "the record holds more than \(Self.candidateLimit) candidates, "
            + "or \(Self.stepLimit) steps in all",
          remedy: "Those after \(candidates.count) are left out; split it into several records."))
    }
    return summary
  }
}

/// Scores that a file carries for the steps of a split response.
enum ScoredSplitting {
  /// The steps, and their scores if there is one for each.
  ///
  /// If the default rule gives another number of steps than there are scores, splitting at blank
  /// lines and at lines is tried: whoever scored the steps split them that way. Scores beyond the
  /// steps are padding, cut if `isPadded`.
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
