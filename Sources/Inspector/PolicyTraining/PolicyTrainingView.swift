import Catalog
import Drawing
import Queries
import VisibleText

/// The curves of a policy's training: what became of reward, right answers and texts from step to step.
///
/// The cursor is on a training step; Enter shows its rollouts.
struct PolicyTrainingView: Sendable {
  private(set) var course: TrainingCourse?
  /// The place of the step under the cursor; `nil` follows the newest one.
  var place: Int?
  private var counted: Summary.Stamp?
  private var asked: Summary.Stamp?
  private var askedAt = 0.0

  /// Waits for a course of that stamp.
  mutating func ask(for stamp: Summary.Stamp, at now: Double) { (asked, askedAt) = (stamp, now) }

  /// Takes a course; the first one with a suspicious stretch puts the cursor at its end.
  mutating func take(_ course: TrainingCourse) {
    if self.course?.hacking == nil, place == nil { place = course.hacking?.upperBound }
    self.course = course
    counted = asked
    asked = nil
  }

  /// Whether a new course is due: at once for another order, else once a second.
  func isDue(for stamp: Summary.Stamp, at now: Double) -> Bool {
    guard let counted, asked == nil else { return asked == nil }
    return counted.arrangement != stamp.arrangement
      || counted.shown != stamp.shown && now >= askedAt + 1
  }

  /// The place of the cursor; `nil` without steps.
  var cursor: Int? {
    guard let count = course?.steps.count, count > 0 else { return nil }
    return min(place ?? count - 1, count - 1)
  }

  /// Moves the cursor; at the end it follows what comes.
  mutating func move(by offset: Int) {
    guard let count = course?.steps.count, let cursor else { return }
    goto(min(max(0, cursor &+ offset), count - 1))
  }

  /// Puts the cursor at a place; at the last one it follows what comes.
  mutating func goto(_ place: Int) {
    guard let count = course?.steps.count, count > 0 else { return }
    self.place = place >= count - 1 ? nil : max(0, place)
  }
}

extension PolicyTrainingView: ScreenView {
  static let showsTrajectory = false
  static let isPassing = true

  static func draw(_ state: InspectorState, on screen: inout Screen, rows: Int) {
    var pane = Pane(columns: screen.size.columns)
    for line in state.policyTrainingLines(columns: screen.size.columns, rows: rows) {
      pane.add(line)
    }
    pane.fit(rows: rows)
    screen.add(pane)
  }

  static func facts(_ state: InspectorState, columns: Int, rows: Int) -> [RowPiece] {
    state.trainingFacts
  }

  static func hints(_ state: InspectorState, columns: Int) -> [InspectorCommand] {
    [.nextStep, .previousStep, .open, .back, .toggleOverview, .toggleHelp]
  }

  static func move(_ state: inout InspectorState, by offset: Int) {
    state.policyTraining.move(by: offset)
  }

  static func moveAcross(_ state: inout InspectorState, by offset: Int) {
    state.policyTraining.move(by: offset)
  }

  static func goto(_ state: inout InspectorState, place: Int) { state.policyTraining.goto(place) }

  static func scroll(_ state: inout InspectorState, by lines: Int) {
    state.policyTraining.move(by: lines)
  }

  static func settle(_ state: inout InspectorState) {}

  static func open(_ state: inout InspectorState) -> [Effect] { state.openTrainingStep() }
}

extension InspectorState {
  /// Asks for the curves while they are shown, when they are out of date.
  mutating func wantedCourse() -> [Effect] {
    guard layers.view == .policyTraining, !order.isEmpty, order.request == nil else { return [] }
    let stamp = Summary.Stamp(
      arrangement: order.arrangement, shown: order.count, scored: 0, labelled: 0,
      isBlind: options.blind)
    guard policyTraining.isDue(for: stamp, at: now) else { return [] }
    policyTraining.ask(for: stamp, at: now)
    return [.traceTraining(order.indices)]
  }

  /// Shows the rollouts of the step under the cursor, in the list.
  mutating func openTrainingStep() -> [Effect] {
    guard let cursor = policyTraining.cursor, let step = policyTraining.course?.steps[cursor].step
    else {
      notice = Notice(text: "there are no training steps", severity: .warning)
      return []
    }
    layers.view = .list
    var arrangement = order.wanted
    let filter = Query.compare(.trainingStep, .equal, Double(step))
    arrangement.filter = arrangement.filter?.and(filter) ?? filter
    return arrange(arrangement)
  }

  var trainingFacts: [RowPiece] {
    guard let cursor = policyTraining.cursor, let step = policyTraining.course?.steps[cursor] else {
      return []
    }
    var pieces = [
      RowPiece("step \(step.step)", .heading, weight: 9),
      RowPiece("\(NumberText.counted(step.count, "rollout"))", weight: 5),
    ]
    let figures: [(VisibleText, Double?)] = [
      ("reward", step.reward), ("right", step.accuracy), ("words", step.words),
      ("entropy", step.entropy), ("KL", step.divergence),
    ]
    for (place, (name, value)) in figures.enumerated() {
      guard let value, !options.blind || name == "words" else { continue }
      pieces.append(RowPiece(name + " " + FigureCurve.number(value), weight: 8 - place))
    }
    return pieces
  }
}
