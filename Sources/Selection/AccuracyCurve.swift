/// How often a rule is right when it chooses among the first N candidates of each question, against N.
public struct AccuracyCurve: Equatable, Sendable {
  /// One N.
  public struct Point: Equatable, Sendable {
    /// N.
    public var candidates: Int
    /// In 0...1: the share of questions whose choice is right.
    public var accuracy: Double
    /// Where that would lie with other questions.
    public var interval: ClosedRange<Double>
    /// Questions that have fewer candidates; they chose among those they have.
    public var shortQuestions: Int
  }
  /// In ascending N; empty where no question can be judged.
  public var points: [Point]
  /// How many questions were judged.
  public var questions: Int

  /// A rule's curve over the questions that can be judged.
  ///
  /// - Parameters:
  ///   - sets: the questions; those where an outcome is unknown are left out.
  ///   - rule: what chooses.
  ///   - counts: every N; 1, 2, 4 and so on by default.
  ///   - bootstrap: the intervals'.
  public init(
    of sets: [CandidateSet], by rule: SelectionRule, counts: [Int]? = nil,
    bootstrap: QuestionBootstrap = QuestionBootstrap()
  ) {
    self.init(sets, counts, bootstrap) { set, count in
      set.isRight(by: rule, among: count) ? 1 : 0
    }
  }

  /// The unbiased Pass@k from all candidates of each question, which uses more than the first k.
  public init(
    passOf sets: [CandidateSet], counts: [Int]? = nil,
    bootstrap: QuestionBootstrap = QuestionBootstrap()
  ) {
    self.init(sets, counts, bootstrap) { set, count in
      let right = set.candidates.count { $0.outcome.isRight }
      let drawn = min(count, set.candidates.count)
      return PassAtK.unbiased(samples: set.candidates.count, right: right, drawn: drawn) ?? 0
    }
  }

  private init(
    _ sets: [CandidateSet], _ counts: [Int]?, _ bootstrap: QuestionBootstrap,
    _ value: (CandidateSet, Int) -> Double
  ) {
    let judged = sets.filter(\.isJudged)
    questions = judged.count
    let counts = counts ?? Self.counts(upTo: judged.map(\.candidates.count).max() ?? 0)
    let rows = judged.map { set in counts.map { value(set, $0) } }
    let intervals = bootstrap.intervals(of: rows)
    points = zip(counts, intervals).enumerated().map { column, pair in
      Point(
        candidates: pair.0,
        accuracy: rows.reduce(0) { $0 + $1[column] } / Double(rows.count), interval: pair.1,
        shortQuestions: judged.count { $0.candidates.count < pair.0 })
    }
  }

  /// 1, 2, 4 and so on, and the largest itself.
  public static func counts(upTo largest: Int) -> [Int] {
    guard largest > 0 else { return [] }
    let powers = sequence(first: 1) { $0 > largest / 2 ? nil : $0 * 2 }
    let counts = Array(powers)
    return counts.last == largest ? counts : counts + [largest]
  }
}
