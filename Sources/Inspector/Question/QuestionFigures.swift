import Scoring
import Selection

/// Everything that one frame of the question view says of the candidates, made once for it.
struct QuestionFigures {
  let pool: CandidateSet
  let rule: SelectionRule
  let kind: TrajectoryScore.Kind
  /// How many give each answer.
  let votes: [Int]
  /// What the rule takes; `nil` where it takes none, or where that is hidden.
  let choice: Choice?
  let majority: Choice?
  let oracle: Choice?

  init(_ set: CandidateSet, rule: SelectionRule, kind: TrajectoryScore.Kind, isHidden: Bool) {
    pool = set
    self.rule = rule
    self.kind = kind
    votes = set.answers.votes()
    majority = set.choice(by: .majority)
    choice = isHidden ? nil : set.choice(by: rule)
    oracle = isHidden ? nil : set.choice(by: .oracle)
  }

  /// How many candidates give the same answer as this one; `nil` without an answer.
  func votes(of candidate: Int) -> Int? {
    pool.answers.groups[candidate].map { votes[$0] }
  }

  /// The figure that this candidate is ranked by.
  func figure(of candidate: Int) -> CandidateFigure? {
    pool.candidates[candidate].figures[rule.aggregation ?? .own]
  }

  var right: Int { pool.candidates.count { $0.outcome.isRight } }
  /// Whether it is known of any candidate if it is right.
  var isJudged: Bool { pool.candidates.contains { $0.outcome.isJudged } }
}

extension InspectorState {
  /// `nil` until every candidate is read.
  var questionFigures: QuestionFigures? {
    candidateSet.map {
      QuestionFigures($0, rule: question.rule, kind: questionKind, isHidden: hidesQuestion)
    }
  }
}
