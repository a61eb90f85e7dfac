import Annotations
import Catalog
import Drawing
import Scoring
import Trajectories

extension InspectorState {
  /// Takes in what happened and says what must be done next.
  public mutating func update(_ message: Message) -> [Effect] {
    let before = selected
    var effects = take(message)
    if selected != before { arrive(from: before) }
    if selected != before, message.isInput { order.request?.anchor = selected }
    if let position { trail.place = position }
    // Among candidates, a figure of any of them may be the last that their ranking waits for.
    if message.changesPlaces(selected: selected) || layers.view == .question { settle() }
    effects += wantedItems()
    effects += arrivalEffects()
    effects += wantedScores(moved: selected != before)
    effects += wantedSummary()
    effects += wantedCourse()
    return effects
  }

  private mutating func take(_ message: Message) -> [Effect] {
    switch message {
    case .input(let event): return input(event)
    case .progress(let progress): return take(progress)
    case .fetched(let items): window.insert(items, keeping: wantedIndices())
    case .arranged(let number, let order): return take(number, order)
    case .found(let number, let result, let lost): take(number, result, lost: lost)
    case .examined(let number, let count): examined(number, count)
    case .overview(let figures): overview.summary.take(figures)
    case .trainingCourse(let course): policyTraining.take(course)
    case .located(let digest, let index): located(digest, index)
    case .issues(let known, let more):
      issues.known = known
      issues.more = more
    case .loadingEnded(let failure): return endLoading(failure)
    case .scored(let index, let score): window.setScore(score, at: index)
    case .compared(let index, let score): window.setComparison(score, at: index)
    case .scoringFailed(let index, let reason): window.setFailure(reason, at: index)
    case .standings(let standings): return keep(standings)
    case .conflicts(let conflicts): window.setConflicts(conflicts)
    case .saved(let entry, let standing): return confirm(entry, standing)
    case .saveFailed(let entry, let reason): failed(entry, reason)
    case .reverted(let entry, let standing, let redo): return revert(entry, standing, redo: redo)
    case .nothingToRevert(let redo):
      notice = Notice(text: redo ? "nothing to put back" : "nothing to take back")
    case .resume(let point): return resumeLater(point)
    case .views(let views): return take(views)
    case .solving(let number, let grown, let isOver):
      take(solving: number, grown, isOver: isOver)
    case .solvingFailed(let number, let reason): take(solvingFailed: number, reason)
    case .exportExists(let path, let format): offerOverwriting(path, format)
    case .modelWarning(let text): options.modelWarning = text
    case .modelReplaced(let model, let report): replaceModel(model, report)
    case .comparisonReplaced(let name): replaceComparison(name)
    case .training(let news): take(news)
    case .notice(let text): notice = Notice(text: text)
    case .failure(let text): notice = Notice(text: text, severity: .failure)
    case .clock(let seconds): return tick(seconds)
    }
    return []
  }

  // MARK: Facts from outside

  private mutating func tick(_ seconds: Double) -> [Effect] {
    now = seconds
    return refreshIfDue() + seekAgain()
  }

  private mutating func failed(_ entry: AnnotationEntry, _ reason: String) {
    judging.pending.fail(entry, reason: reason)
    notice = nil  // the warning stands there for as long as it is true
  }

  /// More trajectories, or more known of them.
  private mutating func take(_ progress: CatalogProgress) -> [Effect] {
    let wasLast = position.map { $0 == order.count - 1 } ?? false
    window.progress = progress
    window.askAgain()
    order.grow(to: progress.count, bad: progress.bad)
    if selected == nil { selected = order.index(at: 0) }
    if trail.wantsLast || (options.tail && wasLast) { goto(position: order.count - 1) }
    return refreshIfDue() + seekAgain()
  }

  private mutating func endLoading(_ failure: String?) -> [Effect] {
    isLoading = false
    trail.wantsLast = false
    let bad = issues.known.count { $0.severity == .bad } + issues.more
    issues.failure = failure
    if let failure {
      notice = Notice(text: failure, severity: .failure)
    } else if bad > 0 {
      let what = bad == 1 ? "1 bad record" : "\(NumberText.count(bad)) bad records"
      notice = Notice(text: "\(what); :issues says what is wrong", severity: .warning)
    }
    return refreshIfDue() + seekAgain()
  }

  /// What the store says counts from now on, with what it has not stored yet on top.
  private mutating func keep(_ standings: [TrajectoryDigest: Standing]) -> [Effect] {
    var known: [TrajectoryDigest: Standing] = [:]
    for (digest, standing) in standings {
      let standing = judging.pending.applied(to: standing, of: digest)
      window.setStanding(standing, for: digest)
      known[digest] = standing
    }
    return [.keep(known)]
  }

  private mutating func confirm(_ entry: AnnotationEntry, _ standing: Standing) -> [Effect] {
    judging.pending.settle(entry)
    let news = judging.news.map { " · \($0)" } ?? ""
    notice = Notice(text: "saved \(entry.words)\(news)")
    return keep([entry.trajectory: standing])
  }

  /// Goes to the trajectory whose entry was taken back or put back.
  private mutating func revert(
    _ entry: AnnotationEntry, _ standing: Standing, redo: Bool
  ) -> [Effect] {
    judging.pending.settle(entry)
    let effects = keep([entry.trajectory: standing])
    notice = Notice(text: "\(redo ? "put back" : "took back") \(entry.words), saved")
    var seeking = Seeking(digest: entry.trajectory, purpose: .revert)
    if let step = entry.change.verdict?.firstError?.step { seeking.step = step }
    seeking.hint = judging.places[entry.trajectory] ?? window.index(of: entry.trajectory)
    return effects + seek(seeking)
  }

  private mutating func replaceModel(_ model: ModelInForce, _ report: String) {
    self.model = model
    window.dropScores()
    if order.arrangement.labeling != nil { order.forgetFigures() }
    requests.scores = []
    question.isRanked = false
    question.isTouched = false
    notice = Notice(text: report)
  }

  private mutating func examined(_ number: Int, _ count: Int) {
    if order.request?.number == number { order.request?.examined = count }
    if requests.finding?.number == number { requests.finding?.examined = count }
    if requests.side?.number == number { requests.side?.examined = count }
  }
}

extension Message {
  /// Can lines of the screen stand elsewhere after it? Figures that fill in elsewhere move nothing.
  fileprivate func changesPlaces(selected: Int?) -> Bool {
    switch self {
    case .scored(let index, _), .compared(let index, _), .scoringFailed(let index, _):
      index == selected
    case .clock, .examined: false
    default: true
    }
  }

  fileprivate var isInput: Bool { if case .input = self { true } else { false } }

}
