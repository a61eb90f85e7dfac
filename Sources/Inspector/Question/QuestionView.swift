import Drawing
import Selection

/// The candidates of one question: ranked, voted on, chosen by a rule, and two of them side by side.
///
/// The cursor is the one that all views share, so that a verdict goes to the candidate under it.
struct QuestionView: Sendable {
  /// How one of them is chosen.
  var rule = SelectionRule.best(.own)
  /// Their indices in the order of the files, at most ``limit`` of them.
  var members: [Int] = []
  /// How many there are.
  var total = 0
  /// What was read of each, by index: needs its text and nothing else.
  var readings: [Int: CandidateReading] = [:]
  /// Who gives the same answer; `nil` until all are read.
  var answers: AnswerGroups?
  /// Places among the members in the order of the screen; that of the files until it is ranked.
  var ranking: [Int] = []
  /// Whether every figure that there is went into the ranking.
  var isRanked = false
  /// A key was pressed since it was opened: from then on only keys move lines.
  var isTouched = false
  /// The first visible line of the ranking.
  var top = 0
  /// Two of them side by side; `nil` shows the ranking.
  var pair: CandidatePair?
  /// The view that it was opened from.
  var origin = InspectorState.View.reader

  /// More candidates nobody looks through, and comparing all their answers would take too long.
  static let limit = 256

  /// Starts with other candidates, of which nothing is known yet.
  mutating func take(_ members: [Int], of total: Int) {
    self.members = members
    self.total = total
    readings = [:]
    answers = nil
    ranking = []
    isRanked = false
    top = 0
    pair = nil
  }
}

/// What the text of a candidate says, whatever models say.
struct CandidateReading: Sendable {
  var answer: String?
  var outcome: CandidateOutcome
  /// Characters of all steps.
  var length: Int
}

extension QuestionView: ScreenView {
  static let showsTrajectory = true
  static let isPassing = true

  static func draw(_ state: InspectorState, on screen: inout Screen, rows: Int) {
    state.addQuestion(to: &screen, rows: rows)
  }

  static func facts(_ state: InspectorState, columns: Int, rows: Int) -> [RowPiece] {
    state.questionFacts
  }

  static func hints(_ state: InspectorState, columns: Int) -> [InspectorCommand] {
    state.question.pair == nil
      ? [
        .open, .nextRule, .compareSteps, .allRight, .toggleHelp, .nextTrajectory, .back,
        .toggleMark, .toggleOverview,
      ]
      : [.firstErrorHere, .allRight, .nextTrajectory, .open, .toggleHelp, .back]
  }

  static func enter(_ state: inout InspectorState) { state.question.isTouched = false }

  static func move(_ state: inout InspectorState, by offset: Int) {
    state.moveCandidate(by: offset)
  }

  static func moveAcross(_ state: inout InspectorState, by offset: Int) {
    state.moveAcrossQuestions(by: offset)
  }

  static func goto(_ state: inout InspectorState, place: Int) { state.gotoCandidate(place) }

  static func scroll(_ state: inout InspectorState, by lines: Int) {
    state.moveCandidate(by: lines)
  }

  static func open(_ state: inout InspectorState) -> [Effect] {
    state.question.pair = nil
    state.layers.view = .reader
    return []
  }

  static func settle(_ state: inout InspectorState) { state.settleQuestion() }

  static func shown(_ state: InspectorState) -> [Int] { state.question.members }

  static func scored(_ state: InspectorState) -> [Int] { state.question.members }

  static func leave(_ state: inout InspectorState) {
    if state.question.pair != nil {
      state.question.pair = nil
    } else {
      state.layers.view = state.question.origin
    }
  }
}
