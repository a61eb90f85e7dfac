import Catalog
import Drawing
import Queries

/// Filter, sort order and groups: what is shown, and in what order.
extension InspectorState {
  /// Few enough trajectories that asking again costs nothing.
  var isSmall: Bool { window.count < 10_000 }

  // MARK: Wishes

  /// Shows only what matches; an empty text shows all.
  ///
  /// - Throws: where it cannot be understood; nothing changes then.
  mutating func setFilter(_ source: String) throws(QueryError) -> [Effect] {
    var arrangement = order.wanted
    let isEmpty = source.allSatisfy(\.isWhitespace)
    arrangement.filter = isEmpty ? nil : try Query(source)
    return arrange(arrangement)
  }

  mutating func setSort(_ sort: [SortTerm]) -> [Effect] {
    var arrangement = order.wanted
    arrangement.sort = sort
    arrangement.labeling = nil
    // The list says it in its status line.
    if layers.view != .list { notice = Notice(text: sortNotice(sort)) }
    return arrange(arrangement, announces: false)
  }

  private func sortNotice(_ sort: [SortTerm]) -> String {
    sort.isEmpty ? "sorted by file order ↑" : "sorted by \(sort.title)"
  }

  /// Goes on to the next grouping: question, generator, file, training step, none.
  mutating func cycleGroups() -> [Effect] {
    let all = QueryField.groupings
    guard let present = order.wanted.grouping, let place = all.firstIndex(of: present) else {
      return setGrouping(all.first)
    }
    return setGrouping(all.dropFirst(place + 1).first)
  }

  mutating func setGrouping(_ field: QueryField?) -> [Effect] {
    var arrangement = order.wanted
    arrangement.grouping = field
    if layers.view != .list {
      notice = Notice(text: field.map { "grouped by \($0.groupTitle)" } ?? "not grouped")
    }
    return arrange(arrangement, announces: false)
  }

  /// Asks the catalog for another order; what is shown stays until it answers.
  mutating func arrange(
    _ wanted: Arrangement, announces: Bool = true, isRefresh: Bool = false
  ) -> [Effect] {
    var wanted = wanted
    wanted.isBlind = options.blind
    order.bad = window.progress.bad
    let number = requests.next()
    order.request = ShownOrder.Request(
      number: number, arrangement: wanted, anchor: selected, known: window.count,
      scored: window.progress.scored, isRefresh: isRefresh,
      announces: announces && wanted.filter != nil)
    return [.arrange(number, wanted)]
  }

  /// Asks anew when there are more trajectories than the present order knows of, in large sets not
  /// more than once a second; so too for figures, where the filter asks for them.
  mutating func refreshIfDue() -> [Effect] {
    guard order.request == nil, requests.side == nil else { return [] }
    let isPlain = order.arrangement.isPlain
    let isBehind =
      order.known < window.count || (isPlain && order.bad != window.progress.bad)
    let hasFigures = order.awaitsFigures && order.scored < window.progress.scored || isLabelingRipe
    let isTime = now - requests.lastRefresh >= 1
    guard hasFigures && isTime || isBehind && (isPlain || isSmall || !isLoading || isTime) else {
      return []
    }
    requests.lastRefresh = now
    return arrange(order.arrangement, announces: false, isRefresh: true)
  }

  // MARK: Answers

  /// Takes in an answer of the catalog, or a part of one.
  mutating func take(_ number: Int, _ answer: ArrangedOrder) -> [Effect] {
    if requests.side?.number == number { return takeSide(answer) }
    guard let request = order.request, request.number == number else { return [] }
    guard answer.isComplete || (!request.isRefresh && !answer.indices.isEmpty) else {
      order.request?.examined = answer.examined
      return []
    }
    let wasLast = position.map { $0 == order.count - 1 } ?? false
    let grows = request.isRefresh
    let place = position ?? trail.place
    order.show(answer)
    keepCursor(at: place, anchor: request.anchor)
    if trail.staysFirst, order.arrangement.labeling != nil { goto(position: 0) }
    if trail.wantsLast || (grows && wasLast && options.tail) { goto(position: order.count - 1) }
    if answer.isComplete, request.announces { announce() }
    return answer.isComplete ? refreshIfDue() : []
  }

  /// The cursor stays on its trajectory, goes back to it when it is found again, or keeps its place.
  private mutating func keepCursor(at place: Int, anchor: Int?) {
    if let anchor, anchor != selected, order.position(of: anchor) != nil { return select(anchor) }
    if let selected, order.position(of: selected) != nil { return }
    leave()
    selected = order.index(at: min(place, order.count - 1))
    enter()
  }

  /// How many of all are scored, while that keeps the filter from knowing all it asks for.
  var scoringText: String? {
    let progress = window.progress
    guard order.arrangement.filter?.needs.contains(.figures) == true,
      progress.scored < progress.count
    else { return nil }
    return "\(NumberText.count(progress.scored)) scored"
  }

  private mutating func announce() {
    guard let filter = order.arrangement.filter else { return }
    let near = order.isEmpty ? filter.nearMiss : nil
    let usual = scoringText.map { "\($0) so far" } ?? "esc shows all again"
    let advice = near.map { "did you mean \($0)?" } ?? usual
    notice = Notice(
      text:
        "\(NumberText.count(order.count)) of \(NumberText.count(window.count)) match; \(advice)",
      severity: order.isEmpty ? .warning : .information)
  }

  /// Ends what the catalog is at; what it found so far stays.
  ///
  /// - Returns: no effects when it was at nothing.
  mutating func stopRequests() -> [Effect] {
    var stopped: [String] = []
    if requests.finding != nil { stopped.append("search stopped") }
    if let request = order.request, !request.isRefresh {
      let found = request.isShown ? "; \(NumberText.count(order.count)) found so far" : ""
      stopped.append("stopped\(found)")
    }
    if requests.side != nil { stopped.append("stopped") }
    guard let last = stopped.last else { return [] }
    notice = Notice(text: last)
    requests.finding = nil
    requests.side = nil
    order.request = nil
    return [.cancel]
  }

  // MARK: Beside the present order

  mutating func ask(_ purpose: SideRequest.Purpose, _ filter: Query) -> [Effect] {
    let number = requests.next()
    requests.side = SideRequest(number: number, purpose: purpose)
    return [.arrange(number, Arrangement(filter: filter, isBlind: options.blind))]
  }

  private mutating func takeSide(_ answer: ArrangedOrder) -> [Effect] {
    guard let purpose = requests.side?.purpose else { return [] }
    requests.side?.examined = answer.examined
    var effects: [Effect] = []
    switch purpose {
    case .notes: notes.found = answer.indices
    case .goto(let id):
      if let first = firstShown(of: answer.indices) {
        select(first)
        effects = answer.isComplete ? [] : [.cancel]
        requests.side = nil
      } else if answer.isComplete {
        notice = Notice(text: "nothing shown has the id \(id)", severity: .warning)
      }
    }
    if answer.isComplete { requests.side = nil }
    // It took the place of another request, if one was under way.
    if requests.side == nil, let request = order.request {
      effects += arrange(
        request.arrangement, announces: request.announces, isRefresh: request.isRefresh)
    }
    return effects
  }

  private func firstShown(of indices: IndexList) -> Int? {
    (0..<min(indices.count, 1000)).lazy.map { indices[$0] }
      .first { order.position(of: $0) != nil }
  }
}
