import Catalog
import Drawing
import Queries
import Scoring
import Selection
import VisibleText

/// What keys do to a question's candidates.
extension InspectorState {
  /// Opens the candidates of the question under the cursor, or closes them.
  ///
  /// Candidates are found by grouping, so what is shown is grouped by question from then on.
  mutating func toggleQuestion() -> [Effect] {
    guard layers.view != .question else {
      question.pair = nil
      layers.view = question.origin
      return []
    }
    guard selected != nil else { return refusing("there is no question under the cursor") }
    question.origin = layers.view == .list ? .list : .reader
    question.pair = nil
    // Those of another question are not shown while this one's are gathered.
    if order.arrangement.grouping != .question { question.take([], of: 0) }
    toggle(.question)
    return order.wanted.grouping == .question ? [] : setGrouping(.question)
  }

  /// Switches to the next rule of those that differ here; ranks by this one where figures came late.
  mutating func nextRule() -> [Effect] {
    guard layers.view == .question else {
      return refusing(
        "rules choose among candidates: \(options.keys.spelling(of: .toggleQuestion)) shows them")
    }
    question.isTouched = true
    // Figures that came after the ranking first go into it.
    let isLate = !question.isRanked && candidatesAreWhole && !hidesQuestion
    let rules = SelectionRule.usual(for: questionKind)
    setRule(isLate ? question.rule : rules.following(question.rule))
    return []
  }

  /// Answers `:choose NAME`.
  mutating func chooseRule(_ name: String) -> [Effect] {
    guard let rule = SelectionRule(argument: name) else {
      let names = SelectionRule.allCases.map(\.argument).joined(separator: ", ")
      return refusing("rules are \(names)")
    }
    let effects = layers.view == .question ? [] : toggleQuestion()
    setRule(rule)
    return effects
  }

  private mutating func setRule(_ rule: SelectionRule) {
    question.rule = rule
    question.isRanked = false
    rankCandidates()
    notice = Notice(text: "\(rule.argument): \(rule.summary)")
  }

  // MARK: Moving

  mutating func moveCandidate(by offset: Int) {
    question.isTouched = true
    if question.pair != nil { return movePairRow(by: offset) }
    guard !question.ranking.isEmpty else { return }
    let here = candidateRow ?? 0
    gotoCandidate(bounded(here, by: offset, in: question.ranking.count))
  }

  mutating func gotoCandidate(_ place: Int) {
    question.isTouched = true
    if question.pair != nil { return gotoPairRow(place) }
    guard !question.ranking.isEmpty else { return }
    let row = max(0, min(place, question.ranking.count - 1))
    select(question.members[question.ranking[row]])
  }

  /// To the next question; side by side to the next candidate beside the one under the cursor.
  mutating func moveAcrossQuestions(by offset: Int) {
    question.isTouched = true
    if question.pair != nil { return changeOther(by: offset) }
    guard let group = order.group(ofPosition: position ?? trail.place) else { return }
    let next = bounded(group, by: offset, in: order.groups.count)
    if next == group {
      notice = Notice(text: offset > 0 ? "this is the last question" : "this is the first question")
      return
    }
    goto(position: order.groups[next].positions.lowerBound)
    question.isTouched = false
  }

  /// After a verdict: the next candidate in the ranking without one.
  mutating func gotoUnlabelledCandidate() {
    guard question.pair == nil, let here = candidateRow else { return }
    let count = question.ranking.count
    let next = (1..<max(1, count)).lazy.map { (here + $0) % count }.first {
      window.verdict(at: question.members[question.ranking[$0]]) == nil
    }
    guard let next else {
      judging.news = "every candidate has a verdict"
      notice?.text += " · every candidate has a verdict"
      return
    }
    select(question.members[question.ranking[next]])
  }

  /// The line of the cursor in the ranking.
  var candidateRow: Int? {
    guard let selected, let place = question.members.firstIndex(of: selected) else { return nil }
    return question.ranking.firstIndex(of: place)
  }

  // MARK: After every message

  /// Follows the cursor to its question, reads what has come, and ranks once all figures are there.
  mutating func settleQuestion() {
    takeMembers()
    readCandidates()
    if !question.isRanked, !question.isTouched || question.ranking.isEmpty { rankCandidates() }
    keepCandidateVisible()
    settlePair()
  }

  private mutating func takeMembers() {
    guard order.arrangement.grouping == .question,
      let position, let group = order.group(ofPosition: position)
    else { return }
    let positions = order.groups[group].positions
    let members = positions.prefix(QuestionView.limit).map { order.indices[$0] }.sorted()
    guard members != question.members else { return }
    question.take(members, of: positions.count)
  }

  private mutating func readCandidates() {
    for index in question.members where question.readings[index] == nil {
      guard let item = window.items[index] else { continue }
      let trajectory = item.trajectory
      let answer = trajectory.finalAnswer
      question.readings[index] = CandidateReading(
        answer: answer,
        outcome: CandidateOutcome(
          recorded: trajectory.outcome, answer: answer, reference: trajectory.referenceAnswer),
        length: trajectory.steps.reduce(0) { $0 + $1.count })
    }
    guard question.answers == nil, !question.members.isEmpty,
      question.members.allSatisfy({ question.readings[$0] != nil })
    else { return }
    question.answers = AnswerGroups(question.members.map { question.readings[$0]?.answer })
  }

  /// Ranks by what is known; it is done when nothing more will come.
  private mutating func rankCandidates() {
    guard let set = candidateSet else {
      question.ranking = Array(question.members.indices)
      return
    }
    let isWhole = candidatesAreWhole
    // Blind, or with figures missing, the order of the files gives nothing away and moves nothing.
    guard isWhole || question.isTouched, !hidesQuestion else {
      question.ranking = Array(question.members.indices)
      return
    }
    question.ranking = set.ranking(by: question.rule.aggregation ?? .own)
    question.isRanked = isWhole
  }

  /// Whether every figure has come that will come.
  var candidatesAreWhole: Bool {
    question.members.allSatisfy {
      window[$0].score != nil || window[$0].failure != nil || window[$0].unreadable != nil
    }
  }

  private mutating func keepCandidateVisible() {
    let rows = max(1, questionLayout.table - 1)
    guard let row = candidateRow else { return question.top = 0 }
    question.top = min(max(question.top, row - rows + 1), row)
    question.top = max(0, min(question.top, question.ranking.count - rows))
  }

  // MARK: What is known

  /// The candidates with the figures that the rule asks for; `nil` until all are read.
  var candidateSet: CandidateSet? {
    guard let answers = question.answers else { return nil }
    let aggregations = Array(Set([question.rule.aggregation ?? .own, .own]))
    return CandidateSet(
      question.members.map { index in
        let reading = question.readings[index]
        var candidate = Candidate(
          answer: reading?.answer, outcome: reading?.outcome ?? .unknown)
        if let score = visibleScore(of: index) { candidate.add(score, aggregations) }
        return candidate
      }, answers: answers)
  }

  /// Blind, what would give candidates away is left out until all are judged.
  var hidesQuestion: Bool { question.members.contains { hidesFigures(of: $0) } }

  /// What the figures are made from.
  var questionKind: TrajectoryScore.Kind {
    question.members.lazy.compactMap { window[$0].score?.kind }.first ?? .crm
  }
}
