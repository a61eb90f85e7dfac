import Annotations
import Catalog
import Drawing
import Trajectories

@testable import Inspector

/// An inspector with a catalog in memory that answers its effects in the same turn, as the session
/// does for small sets.
@dynamicMemberLookup
struct TestSession {
  var state: InspectorState
  let catalog = TrajectoryCatalog()
  /// Saved views by name.
  var views: [String: String] = [:]
  /// While false, nothing that is fetched comes.
  var reads = true
  /// While false, arranging and searching are answered only by ``answer()``.
  var answersAtOnce = true
  private(set) var unanswered: [Effect] = []

  init(_ state: InspectorState) { self.state = state }

  subscript<Value>(dynamicMember path: WritableKeyPath<InspectorState, Value>) -> Value {
    get { state[keyPath: path] }
    set { state[keyPath: path] = newValue }
  }

  subscript<Value>(dynamicMember path: KeyPath<InspectorState, Value>) -> Value {
    state[keyPath: path]
  }

  /// Takes in a message and answers what the catalog can answer.
  ///
  /// - Returns: the effects that are for others.
  @discardableResult
  mutating func update(_ message: Message) -> [Effect] {
    switch message {
    case .scored(let index, let score): catalog.setScore(score, at: index)
    case .scoringFailed(let index, let reason): catalog.setFailure(reason, at: index)
    case .modelReplaced: catalog.dropScores()
    default: break
    }
    return state.update(message).flatMap { perform($0) }
  }

  private mutating func perform(_ effect: Effect) -> [Effect] {
    switch effect {
    case .arrange, .find, .summarize, .traceTraining:
      if answersAtOnce { return answer(effect) }
      unanswered.append(effect)
      return []
    case .cancel: return []
    case .fetch where !reads: return []
    case .fetch(let indices):
      let items = indices.map { ($0, catalog.item(at: $0)) }
      return update(.fetched(Dictionary(uniqueKeysWithValues: items).compactMapValues(\.self)))
    case .locate(let digest, _):
      return update(.located(digest, catalog.firstIndex(of: digest)))
    case .keep(let standings):
      catalog.setStandings(standings)
      return update(.progress(catalog.progress))
    case .setRule(let rule):
      catalog.setRule(rule)
      return []
    default: return performForStore(effect)
    }
  }

  private mutating func performForStore(_ effect: Effect) -> [Effect] {
    switch effect {
    case .saveView(let name, let text): views[name] = text
    case .deleteView(let name): views[name] = nil
    case .loadViews: break
    default: return [effect]
    }
    return update(.views(views))
  }

  private mutating func answer(_ effect: Effect) -> [Effect] {
    switch effect {
    case .arrange(let number, let arrangement):
      guard let order = catalog.arrange(arrangement, now: state.now) else { return [] }
      return update(.arranged(number, order))
    case .find(let number, let request): return update(.found(number, catalog.find(request)))
    case .summarize(let order, let isBlind):
      guard let figures = catalog.overview(of: order, isBlind: isBlind) else { return [] }
      return update(.overview(figures))
    case .traceTraining(let order):
      guard let course = catalog.trainingCourse(of: order) else { return [] }
      return update(.trainingCourse(course))
    default: return []
    }
  }

  /// Answers what was left unanswered.
  mutating func answer() {
    let effects = unanswered
    unanswered = []
    for effect in effects { _ = answer(effect) }
  }

  /// Adds trajectories as if they had just been read.
  @discardableResult
  mutating func load(_ trajectories: [Trajectory], issues: [RecordIssue] = []) -> [Effect] {
    catalog.append(trajectories, issues: issues)
    let known = catalog.issues
    return update(.issues(known.first, more: known.more)) + update(.progress(catalog.progress))
  }
}

extension TestSession {
  /// Presses keys written as ``KeySpelling`` writes them, and collects the effects.
  @discardableResult
  mutating func press(_ spellings: String...) -> [Effect] {
    spellings.flatMap { spelling in
      (KeySpelling.keys(spelling) ?? []).flatMap { update(.input(.key($0))) }
    }
  }

  /// Types text, one key for each character.
  @discardableResult
  mutating func type(_ text: String) -> [Effect] {
    text.flatMap { update(.input(.key(.character($0)))) }
  }

  /// Types a command and runs it.
  @discardableResult
  mutating func run(_ command: String) -> [Effect] {
    press(":")
    type(command)
    return press("enter")
  }

  mutating func setFilter(_ source: String) {
    press("f", "ctrl-u")
    type(source)
    press("enter")
  }

  func frame(size: ScreenSize) -> Frame { state.frame(size: size) }

  /// The screen as text, one line per row.
  var text: String { state.frame(size: state.size).text }

  var noticeText: String? { state.notice?.text }

  /// The indices shown, in order.
  var shown: [Int] { (0..<state.order.count).map { state.order.indices[$0] } }

  /// The ids shown, in order.
  var ids: [String] { shown.map { catalog.item(at: $0)?.trajectory.id ?? "?" } }

  var labelled: Int { catalog.progress.labelled }
}
