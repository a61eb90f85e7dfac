import Answers
import Scoring
import Trajectories

/// What selection knows of one trajectory among those of its question.
public struct Candidate: Equatable, Sendable {
  /// The final answer, as written; `nil` where none was found.
  public var answer: String?
  /// Whether it is right.
  public var outcome: CandidateOutcome
  /// By ``Aggregation``; empty without a score.
  public private(set) var figures: [Aggregation: CandidateFigure] = [:]

  /// A candidate without a score.
  public init(answer: String?, outcome: CandidateOutcome = .unknown) {
    (self.answer, self.outcome) = (answer, outcome)
  }

  /// Reads the answer of a trajectory, its outcome, and what a model's score says of it.
  ///
  /// - Parameters:
  ///   - trajectory: thoughts and tool use are read for an answer only where there is nothing else.
  ///   - score: `nil` where the model gave none.
  ///   - aggregations: those that will be asked for; each costs O(T).
  public init(
    _ trajectory: Trajectory, score: TrajectoryScore? = nil,
    aggregations: [Aggregation] = Aggregation.allCases
  ) {
    answer = trajectory.finalAnswer
    outcome = CandidateOutcome(
      recorded: trajectory.outcome, answer: answer, reference: trajectory.referenceAnswer)
    if let score { add(score, aggregations) }
  }

  /// Adds the figures of a score.
  public mutating func add(
    _ score: TrajectoryScore, _ aggregations: [Aggregation] = Aggregation.allCases
  ) {
    for aggregation in aggregations { figures[aggregation] = aggregation.figure(of: score) }
  }

  /// Sets one figure, as from another source than a score.
  public mutating func set(_ figure: CandidateFigure?, for aggregation: Aggregation) {
    figures[aggregation] = figure
  }
}

extension Trajectory {
  /// The final answer of the steps that are no thoughts and no tool use, or of all if there are no others.
  public var finalAnswer: String? {
    let spoken = steps.indices.filter { kind(of: $0) == .answer }
    if spoken.isEmpty || spoken.count == steps.count { return FinalAnswer.find(in: steps)?.text }
    return FinalAnswer.find(in: spoken.map { steps[$0] })?.text
  }
}
