import Annotations
import RewardModels
import Trajectories

extension InspectorState {
  /// Takes in what happened and says what must be done next.
  public mutating func update(_ message: Message) -> [Effect] {
    let before = selected
    var effects = take(message)
    if selected != before { effects += arrived(from: before) }
    if message.changesPlaces(selected: selected) { settle() }
    effects += wantedScores(moved: selected != before)
    return effects
  }

  private mutating func take(_ message: Message) -> [Effect] {
    switch message {
    case .input(let event): return input(event)
    case .loaded(let trajectories, let issues): load(trajectories, issues)
    case .loadingEnded(let failure): endLoading(failure)
    case .scored(let index, let score): collection.setScore(score, at: index)
    case .scoringFailed(let index, let reason): collection.setFailure(reason, at: index)
    case .standings(let standings): take(standings)
    case .saved(let entry, let standing): confirm(entry, standing)
    case .saveFailed(let entry, let reason):
      pending.fail(entry, reason: reason)
      notice = nil  // the warning stands there for as long as it is true
    case .reverted(let entry, let standing, let redo): revert(entry, standing, redo: redo)
    case .nothingToRevert(let redo):
      notice = Notice(text: redo ? "nothing to put back" : "nothing to take back")
    case .resume(let point): resumeLater(point)
    case .modelReplaced(let name, let identity, let report): replaceModel(name, identity, report)
    case .notice(let text): notice = Notice(text: text)
    case .failure(let text): notice = Notice(text: text, severity: .failure)
    case .clock(let seconds):
      now = seconds
      if let overview, !overview.isCurrent(for: self) { self.overview = Overview(state: self) }
    }
    return []
  }

  // MARK: Facts from outside

  private mutating func load(_ trajectories: [Trajectory], _ issues: [RecordIssue]) {
    self.issues += issues
    let new = collection.count..<collection.count + trajectories.count
    collection.append(trajectories)
    if !order.append(new.filter(isAccepted)) { rebuildOrder() }
    if selected == nil { selected = order.indices.first }
    resumeIfPossible()
  }

  private mutating func endLoading(_ failure: String?) {
    isLoading = false
    resume = nil
    let bad = issues.count { $0.severity == .bad }
    if let failure {
      notice = Notice(text: failure, severity: .failure)
    } else if bad > 0 {
      let what = bad == 1 ? "1 bad record" : "\(bad) bad records"
      notice = Notice(text: "\(what); :issues says what is wrong", severity: .warning)
    }
  }

  private mutating func take(_ standings: [TrajectoryDigest: Standing]) {
    for (digest, standing) in standings {
      collection.setStanding(pending.applied(to: standing, of: digest), for: digest)
    }
  }

  private mutating func confirm(_ entry: AnnotationEntry, _ standing: Standing) {
    pending.settle(entry)
    let digest = entry.trajectory
    collection.setStanding(pending.applied(to: standing, of: digest), for: digest)
    let news = advanceNews.map { " · \($0)" } ?? ""
    notice = Notice(text: "saved \(entry.words)\(news)")
  }

  /// Goes to the trajectory whose entry was taken back or put back.
  private mutating func revert(_ entry: AnnotationEntry, _ standing: Standing, redo: Bool) {
    pending.settle(entry)
    let digest = entry.trajectory
    collection.setStanding(pending.applied(to: standing, of: digest), for: digest)
    let act = redo ? "put back" : "took back"
    notice = Notice(text: "\(act) \(entry.words), saved")
    guard let index = collection.index(of: digest) else { return }
    guard order.position(of: index) != nil else {
      notice?.text += " (the filter hides it)"
      return
    }
    if view != .list { view = .inspector }
    select(index)
    if case .verdict(.firstError(let step)) = entry.change { self.step = clamped(step: step) }
  }

  private mutating func replaceModel(_ name: String, _ identity: String, _ report: String) {
    options.modelName = name
    options.modelIdentity = identity
    collection.dropScores()
    lastWanted = []
    notice = Notice(text: report)
  }

  // MARK: Where the annotator stopped

  private mutating func resumeLater(_ point: ResumePoint) {
    resume = point
    resumeIfPossible()
  }

  private mutating func resumeIfPossible() {
    guard let point = resume, let digest = TrajectoryDigest(hexadecimal: point.trajectory),
      let index = collection.index(of: digest), order.position(of: index) != nil
    else { return }
    resume = nil
    select(index)
    step = clamped(step: point.step)
  }

  // MARK: After every message

  /// What a change of trajectory brings with it.
  private mutating func arrived(from before: Int?) -> [Effect] {
    shownSince = now
    guard let point = resumePoint, before != nil else { return [] }
    return [.rememberResume(point)]
  }

  var resumePoint: ResumePoint? {
    item.map { ResumePoint(trajectory: $0.digest.hexadecimal, step: step) }
  }

  /// Asks for the figures that the eye will want next, again when the eye has moved.
  private mutating func wantedScores(moved: Bool) -> [Effect] {
    let wanted = wantedIndices().filter {
      collection.items[$0].score == nil && collection.items[$0].failure == nil
    }
    let isKnown = wanted.first == lastWanted.first || !moved
    guard !wanted.isEmpty, !(isKnown && Set(lastWanted).isSuperset(of: wanted)) else { return [] }
    lastWanted = wanted
    return [.scoreFirst(wanted)]
  }

  private func wantedIndices() -> ArraySlice<Int> {
    guard let position else { return [] }
    let ahead = 8
    if view == .list {
      let first = max(0, position - size.rows)
      return order.indices[first..<min(order.count, position + size.rows)]
    }
    return order.indices[position..<min(order.count, position + ahead)]
  }
}

extension Message {
  /// Can lines of the screen stand elsewhere after it? Figures that fill in elsewhere move nothing.
  fileprivate func changesPlaces(selected: Int?) -> Bool {
    switch self {
    case .scored(let index, _), .scoringFailed(let index, _): index == selected
    case .clock: false
    default: true
    }
  }
}
