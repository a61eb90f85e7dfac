import Annotations
import Queries
import Scoring
import Trajectories

/// Blind mode: what is hidden until a verdict, and what is shown after it.
extension InspectorState {
  /// Said when it begins.
  static let blindWords =
    "blind: model figures, file labels, right answers and others' verdicts are hidden until yours"

  /// The same for narrower screens, the fullest first.
  private static let shorterBlindWords = [
    "blind: figures, labels, right answers, others' verdicts hidden until yours",
    "blind: figures after your verdict",
  ]

  /// A notice in words that fit, where there are such.
  static func fitting(_ text: String, columns: Int) -> String {
    guard text == blindWords else { return text }
    let words = [blindWords] + shorterBlindWords
    return words.first { $0.count <= columns - 2 } ?? shorterBlindWords.last ?? text
  }

  mutating func setBlind(_ blind: Bool) -> [Effect] {
    options.blind = blind
    judging.revealed = nil
    notice = Notice(text: blind ? Self.blindWords : "nothing is hidden any more")
    overview.summary.forget()
    return order.wanted.isPlain ? [] : arrange(order.wanted, announces: false)
  }

  /// Stays after a verdict, for the figures to be seen; a key goes on.
  mutating func reveal(_ index: Int) {
    judging.revealed = index
    let news = "\(options.keys.spelling(of: .open)) goes on"
    judging.news = news
    notice?.text += " · \(news)"
  }

  /// Whether the trajectory under the cursor was judged blind just now, and no key has gone on.
  var isRevealed: Bool {
    guard let revealed = judging.revealed, revealed == selected else { return false }
    return window.verdict(at: revealed) != nil
  }

  /// What a key does while the figures of what was just judged are shown.
  ///
  /// Another verdict is not taken: it would go to this trajectory, though the hand meant the next.
  /// - Returns: `nil` for a key that does what it does elsewhere.
  mutating func goOn(with command: InspectorCommand) -> [Effect]? {
    guard isRevealed else { return nil }
    if command.traits.contains(.goesOn) {
      judging.revealed = nil
      return gotoNextUnlabelled()
    }
    guard command.traits.contains(.isVerdict) else { return nil }
    let next = options.keys.spelling(of: .open)
    let undo = options.keys.spelling(of: .undo)
    refuse("judged already: \(next) goes on, \(undo) takes it back")
    return []
  }

  // MARK: What may be seen

  /// Whether the model's figures and the file's label of this trajectory are kept from the eye, and
  /// with them whether its answer is right, and what others say.
  func hidesFigures(of index: Int) -> Bool {
    options.blind && window.verdict(at: index) == nil
  }

  /// The figures that may be seen.
  func visibleScore(of index: Int) -> TrajectoryScore? {
    hidesFigures(of: index) ? nil : window[index].score
  }

  /// A second model's figures, where they may be seen.
  func visibleComparison(of index: Int) -> TrajectoryScore? {
    hidesFigures(of: index) ? nil : window[index].comparison
  }

  func visibleFigures(of index: Int) -> QueryFigures? {
    hidesFigures(of: index) ? nil : window[index].figures
  }

  /// What the file says, unless that is hidden.
  func visibleFileLabel(of index: Int) -> Label? {
    hidesFigures(of: index) ? nil : window[index].trajectory.label
  }

  /// What annotators say against each other, unless that is hidden.
  func visibleConflict(of index: Int) -> Conflict? {
    hidesFigures(of: index) ? nil : window.conflict(at: index)
  }

  /// Whether the file finds the answer right, unless that is hidden.
  func visibleOutcome(of index: Int) -> Bool? {
    hidesFigures(of: index) ? nil : window[index].trajectory.outcome
  }
}
