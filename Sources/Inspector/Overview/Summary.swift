import Catalog
import VisibleText

/// The overview's figures, and what they were counted from.
struct Summary: Sendable {
  private(set) var figures: OverviewFigures?
  private var counted: Stamp?
  private var asked: Stamp?
  /// When they were last asked for, seconds since 1970.
  private var askedAt = 0.0

  /// What figures are counted from; while that stays, so do they.
  struct Stamp: Equatable, Sendable {
    /// The order shown; it changes at once.
    var arrangement: Arrangement
    var shown: Int
    var scored: Int
    var labelled: Int
    var isBlind: Bool
  }

  /// Waits for figures of that stamp.
  mutating func ask(for stamp: Stamp, at now: Double) { (asked, askedAt) = (stamp, now) }

  mutating func take(_ figures: OverviewFigures) {
    self.figures = figures
    counted = asked
    asked = nil
  }

  /// Figures and answers of another rule, or of hidden figures, are not to be shown.
  mutating func forget() { self = Summary() }

  var isAsked: Bool { asked != nil }

  /// Whether other figures are due: at once for another order, else as time goes by, not with every
  /// key.
  func isDue(for stamp: Stamp, at now: Double) -> Bool {
    guard let counted, asked == nil else { return asked == nil }
    return counted.arrangement != stamp.arrangement || (counted != stamp && now >= askedAt + 1)
  }
}

extension InspectorState {
  /// Asks for the overview's figures in the views that show them, when they are out of date.
  mutating func wantedSummary() -> [Effect] {
    guard view == .overview || view == .list, !order.isEmpty, order.request == nil else {
      return []
    }
    let stamp = Summary.Stamp(
      arrangement: order.arrangement, shown: order.count, scored: window.progress.scored,
      labelled: window.progress.labelled, isBlind: options.blind)
    guard overview.isDue(for: stamp, at: now) else { return [] }
    overview.ask(for: stamp, at: now)
    return [.summarize(order.indices, isBlind: options.blind)]
  }
}
