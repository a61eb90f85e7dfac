import Catalog
import Trajectories

/// What is needed from outside after every message: texts, figures, and a note of the place.
extension InspectorState {
  mutating func arrive(from before: Int?) {
    trail.since = now
    trail.hasArrived = before != nil
    judging.revealed = nil
  }

  /// Asks for the texts near the cursor that are not here.
  mutating func wantedItems() -> [Effect] {
    let missing = window.missing(of: wantedIndices())
    return missing.isEmpty ? [] : [.fetch(missing)]
  }

  /// Remembers the place once it is known which text stands there.
  mutating func arrivalEffects() -> [Effect] {
    guard trail.hasArrived, let point = resumePoint else { return [] }
    trail.hasArrived = false
    return [.rememberResume(point)]
  }

  var resumePoint: ResumePoint? {
    item.map { ResumePoint(trajectory: $0.digest.hexadecimal, step: step, index: selected) }
  }

  // MARK: Texts

  /// What the screen shows and the next key may: the cursor first.
  func wantedIndices() -> [Int] {
    var wanted = selected.map { [$0] } ?? []
    let here = position ?? trail.place
    let behind = showsList ? size.rows : 2
    let ahead = showsList ? size.rows : Self.scoredAhead
    let end = max(0, min(order.count, here + ahead + 1))
    // The place may lie behind all that a new filter left.
    let positions = min(end, max(0, here - behind))..<end
    if !positions.isEmpty { wanted += positions.map { order.indices[$0] } }
    return wanted + layers.view.type.shown(self)
  }

  // MARK: Figures

  /// How many trajectories ahead of the cursor get their figures first.
  static let scoredAhead = 8

  /// Asks for the figures that the eye will want next, again when the eye has moved.
  mutating func wantedScores(moved: Bool) -> [Effect] {
    var wanted = scoredPositions().compactMap { position -> Int? in
      let index = order.indices[position]
      guard let item = window.items[index], item.failure == nil, item.unreadable == nil else {
        return nil
      }
      return hasFigures(item, at: position) ? nil : index
    }
    wanted += layers.view.type.scored(self).filter { index in
      guard let item = window.items[index], !wanted.contains(index) else { return false }
      return item.score == nil && item.failure == nil && item.unreadable == nil
    }
    let isKnown = wanted.first == requests.scores.first || !moved
    guard !wanted.isEmpty, !(isKnown && Set(requests.scores).isSuperset(of: wanted)) else {
      return []
    }
    requests.scores = wanted
    return [.scoreFirst(wanted, isUrgent: layers.view != .list && wanted.first == selected)]
  }

  /// Whether all that is drawn of it, of one model or of two, is here: a curve near the cursor, a
  /// few figures in lists.
  private func hasFigures(_ item: CatalogItem, at position: Int) -> Bool {
    if options.comparisonName != nil { return item.score != nil && item.comparison != nil }
    let here = self.position ?? trail.place
    let isNear = position >= here && position < here + Self.scoredAhead
    return layers.view != .list && isNear ? item.score != nil : item.figures != nil
  }

  /// The cursor and what follows it, then what a list shows before it.
  private func scoredPositions() -> [Int] {
    let here = position ?? trail.place
    let last = min(order.count, here + (showsList ? size.rows : Self.scoredAhead))
    guard here < last else { return [] }
    return Array(here..<last) + (showsList ? Array(max(0, here - size.rows)..<here) : [])
  }

  /// Whether there is a list, be it beside the steps.
  private var showsList: Bool {
    layers.view == .list || ReaderLayout(columns: size.columns, rows: size.rows).list > 0
  }
}
