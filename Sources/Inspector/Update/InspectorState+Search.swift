/// Search over problems and steps of all shown trajectories.
extension InspectorState {
  mutating func startSearch(_ text: String) {
    guard let search = TextSearch(text) else {
      search = nil
      return
    }
    self.search = search
    if let item, item.trajectory.steps.indices.contains(step),
      search.matches(item.trajectory.steps[step])
    {
      return
    }
    gotoMatch(forward: true)
  }

  /// Goes to the next step, or problem, with a match: from the cursor on, and round the end.
  ///
  /// Takes time in the text that is passed over.
  mutating func gotoMatch(forward: Bool) {
    guard let search else {
      let key = options.keys.spelling(of: .startSearch)
      notice = Notice(text: "nothing to search for yet: \(key) starts a search")
      return
    }
    guard let position else { return }
    if let step = match(search, in: selected, from: step, forward: forward) {
      self.step = step
      return
    }
    for offset in 1...max(order.count, 1) {
      let moved = forward ? position + offset : position - offset
      let place = ((moved % order.count) + order.count) % order.count
      let index = order.indices[place]
      guard let found = match(search, in: index, from: nil, forward: forward) else { continue }
      let wrapped = forward ? place <= position : place >= position
      select(index)
      step = found
      if view == .overview || view == .help { view = .inspector }
      notice = wrapped ? Notice(text: "search went round the end") : nil
      return
    }
    notice = Notice(text: "nothing matches \(search.needle)", severity: .warning)
  }

  /// The step with a match after (or before) `start`; a match in the problem counts as step 0.
  private func match(
    _ search: TextSearch, in index: Int?, from start: Int?, forward: Bool
  ) -> Int? {
    guard let index else { return nil }
    let trajectory = collection.items[index].trajectory
    let steps = trajectory.steps
    let matches = { (step: Int) in
      search.matches(steps[step]) || (step == 0 && search.matches(trajectory.problem))
    }
    if steps.isEmpty { return start == nil && search.matches(trajectory.problem) ? 0 : nil }
    if forward {
      return (min(start.map { $0 + 1 } ?? 0, steps.count)..<steps.count).first(where: matches)
    }
    return (0..<(start ?? steps.count)).last(where: matches)
  }
}
