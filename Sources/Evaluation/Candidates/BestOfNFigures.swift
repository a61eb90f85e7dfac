import Selection

/// How often a right candidate is chosen among the first N of each question, by every rule.
///
/// Rules are those of Selection: the most common answer, the highest figure by each aggregation, the vote
/// weighted with it; Pass@N is their ceiling.
public struct BestOfNFigures: Equatable, Sendable {
  /// One rule's accuracy against N.
  public struct Line: Equatable, Sendable {
    /// What chooses; `nil` for the unbiased Pass@N, which chooses nothing.
    public var rule: SelectionRule?
    /// Whether it is how the model's authors rank.
    public var isOwn: Bool
    /// Accuracies with intervals.
    public var curve: AccuracyCurve
  }

  /// The rules that need a model's figures.
  public struct Model: Equatable, Sendable {
    /// Its name.
    public var name: String
    /// What its figures are.
    public var kind: String
    /// Best-of-N by each aggregation, then votes.
    public var lines: [Line]
  }

  /// Every N, ascending.
  public var counts: [Int]
  /// Questions of which all candidates are known to be right or wrong.
  public var questions: Int
  /// Questions of which some candidate is neither.
  public var unjudged: Int
  /// Candidates of judged questions.
  public var candidates: Int
  /// One sample, the majority, Pass@N from the first N and unbiased.
  public var baselines: [Line]
  /// In the order given.
  public var models: [Model]

  /// Judges rules.
  ///
  /// - Parameters:
  ///   - models: for each model the same trajectories in the same order.
  ///   - candidates: what selection knows of them without scores, shape `(trajectories)`.
  ///   - limit: the largest N.
  ///   - bootstrap: of the intervals.
  public init(
    models: [[EvaluationCase]], candidates: [Candidate], limit: Int = 128,
    bootstrap: QuestionBootstrap = QuestionBootstrap()
  ) {
    let cases = models.first ?? []
    let places = WithinQuestions.grouped(cases.map(\.question))
    let groups = places.map { places in AnswerGroups(places.map { candidates[$0].answer }) }
    let plain = zip(places, groups).map { places, answers in
      CandidateSet(places.map { candidates[$0] }, answers: answers)
    }
    let judged = plain.filter(\.isJudged)
    let most = judged.map(\.candidates.count).max() ?? 0
    let counts = AccuracyCurve.counts(upTo: min(most, limit))
    func line(_ rule: SelectionRule, _ sets: [CandidateSet], isOwn: Bool = false) -> Line {
      Line(
        rule: rule, isOwn: isOwn,
        curve: AccuracyCurve(of: sets, by: rule, counts: counts, bootstrap: bootstrap))
    }
    self.counts = counts
    questions = judged.count
    unjudged = plain.count - judged.count
    self.candidates = judged.reduce(0) { $0 + $1.candidates.count }
    baselines =
      [line(.first, plain), line(.majority, plain), line(.oracle, plain)]
      + [
        Line(
          rule: nil, isOwn: false,
          curve: AccuracyCurve(passOf: plain, counts: counts, bootstrap: bootstrap))
      ]
    self.models = models.map { model in
      let sets = zip(places, groups).map { places, answers in
        CandidateSet(
          places.map { place in
            var candidate = candidates[place]
            candidate.add(model[place].score)
            return candidate
          }, answers: answers)
      }
      let kind = model.first?.score.kind ?? .crm
      let aggregations = Self.aggregations(of: kind == .orm ? [.last] : Aggregation.allCases)
      let own = Aggregation.own(of: kind)
      return Model(
        name: model.first?.score.model ?? "", kind: kind.rawValue,
        lines: aggregations.map { line(.best($0), sets, isOwn: $0 == own) }
          + aggregations.map { line(.vote($0), sets, isOwn: $0 == own) })
    }
  }

  /// `own` is one of the others.
  private static func aggregations(of all: [Aggregation]) -> [Aggregation] {
    all.filter { $0 != .own }
  }
}
