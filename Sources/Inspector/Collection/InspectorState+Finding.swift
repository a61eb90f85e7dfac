import Catalog
import Drawing
import Queries
import Trajectories

/// Finding: a text in problems and steps, the next one without a verdict, a trajectory by its text.
extension InspectorState {
  /// Looks for a text, or with an empty one for nothing any more.
  ///
  /// - Throws: where a regular expression is none; nothing changes then.
  mutating func startSearch(_ text: String) throws(QueryError) -> [Effect] {
    guard !text.isEmpty else {
      layers.search = nil
      return []
    }
    let search = try TextPattern(text)
    layers.search = search
    if let item, item.trajectory.steps.indices.contains(step),
      search.matches(item.trajectory.steps[step])
    {
      return []
    }
    return gotoMatch(forward: true)
  }

  /// Goes to the next step, or problem, with a match: from the cursor on, and round the end.
  mutating func gotoMatch(forward: Bool) -> [Effect] {
    guard let search = layers.search else {
      let key = options.keys.spelling(of: .startSearch)
      notice = Notice(text: "nothing to search for yet: \(key) starts a search")
      return []
    }
    guard selected != nil else { return [] }
    if let step = matchHere(search, forward: forward) {
      self.step = step
      return []
    }
    return find(.text(search), forward: forward, purpose: .text)
  }

  /// The step with a match behind the cursor (or before it) in the trajectory under it; a match in
  /// the problem counts as step 0.
  private func matchHere(_ search: TextPattern, forward: Bool) -> Int? {
    guard let item else { return nil }
    let steps = item.trajectory.steps
    let matches = { (step: Int) in
      search.matches(steps[step]) || (step == 0 && search.matches(item.trajectory.problem))
    }
    if forward { return (min(step + 1, steps.count)..<steps.count).first(where: matches) }
    return (0..<min(step, steps.count)).last(where: matches)
  }

  // MARK: Asking the catalog

  mutating func find(
    _ target: FindTarget, forward: Bool, purpose: Finding.Purpose
  ) -> [Effect] {
    guard !order.isEmpty else { return [] }
    let number = requests.next()
    requests.finding = Finding(number: number, purpose: purpose)
    let request = FindRequest(
      target: target, order: order.indices, position: position ?? clampedPlace, forward: forward)
    return [.find(number, request)]
  }

  /// The place of the cursor while its trajectory is not among the shown ones.
  var clampedPlace: Int { max(0, min(trail.place, order.count - 1)) }

  mutating func gotoNextUnlabelled(afterVerdict: Bool = false) -> [Effect] {
    find(.unlabelled, forward: true, purpose: .unlabelled(afterVerdict: afterVerdict))
  }

  mutating func take(_ number: Int, _ result: FindResult?, lost: Int) {
    guard let finding = requests.finding, finding.number == number else { return }
    requests.finding = nil
    switch finding.purpose {
    case .text: showMatch(result, lost: lost)
    case .unlabelled(let afterVerdict): showUnlabelled(result, afterVerdict: afterVerdict)
    }
  }

  private mutating func showMatch(_ result: FindResult?, lost: Int) {
    let records = lost == 1 ? "1 lost record" : "\(NumberText.count(lost)) lost records"
    guard let result else {
      let left = lost > 0 ? "; \(records) not searched, see :issues" : ""
      notice = Notice(
        text: "nothing matches \(layers.search?.source ?? "")\(left)", severity: .warning)
      return
    }
    select(result.index)
    step = max(0, result.step)
    if layers.view == .overview || layers.view == .help { layers.view = .reader }
    var news = result.wrapped ? ["search went round the end"] : []
    if lost > 0 { news.append("passed \(records), see :issues") }
    notice =
      news.isEmpty
      ? nil
      : Notice(text: news.joined(separator: " · "), severity: lost > 0 ? .warning : .information)
  }

  /// Goes there, and says that it is behind the cursor, or that there is none.
  private mutating func showUnlabelled(_ result: FindResult?, afterVerdict: Bool) {
    let isElsewhere = result.map { $0.index != selected } ?? true
    let wrapped = result?.wrapped == true && isElsewhere
    if let result { select(result.index) }
    let news =
      result == nil
      ? "every shown trajectory has a verdict"
      : wrapped ? "went round to the first without a verdict" : nil
    if afterVerdict {
      judging.news = news
      if let news { notice?.text += " · \(news)" }
    } else {
      notice = news.map { Notice(text: $0) }
    }
  }

  // MARK: By text: where the annotator stopped, and what was taken back

  mutating func resumeLater(_ point: ResumePoint) -> [Effect] {
    // Who asks what to label next wants to go there.
    guard !trail.staysFirst, let digest = TrajectoryDigest(hexadecimal: point.trajectory) else {
      return []
    }
    return seek(Seeking(digest: digest, step: point.step, hint: point.index, purpose: .resume))
  }

  mutating func seek(_ wanted: Seeking) -> [Effect] {
    var wanted = wanted
    wanted.asked = now
    wanted.known = window.count
    wanted.isMissing = false
    requests.seeking = wanted
    return [.locate(wanted.digest, hint: wanted.hint)]
  }

  /// Asks again when more is known, not more than once a second in large sets.
  mutating func seekAgain() -> [Effect] {
    guard let seeking = requests.seeking, seeking.isMissing else { return [] }
    guard seeking.known < window.count else {
      if !isLoading { requests.seeking = nil }
      return []
    }
    return isSmall || now - seeking.asked >= 1 || !isLoading ? seek(seeking) : []
  }

  mutating func located(_ digest: TrajectoryDigest, _ index: Int?) {
    guard let seeking = requests.seeking, seeking.digest == digest else { return }
    guard let index else {
      requests.seeking?.isMissing = true
      guard seeking.purpose == .revert else { return }
      notice?.text += " (it is not among the open files)"
      requests.seeking = nil
      return
    }
    guard order.position(of: index) != nil else {
      if seeking.purpose == .revert {
        notice?.text += " (the filter hides it)"
        requests.seeking = nil
      }
      return
    }
    requests.seeking = nil
    if seeking.purpose == .revert, layers.view != .list { layers.view = .reader }
    select(index)
    if let step = seeking.step { self.step = clamped(step: step) }
  }
}
