import Annotations
import RewardModels
import Survival
import Trajectories

/// All that the inspector knows: what was read, where the annotator stands, what is typed.
///
/// A value: messages go in through ``update(_:)``, effects come out, and ``frame(size:)`` says what
/// is to be seen. It knows no terminal, file, clock or model.
public struct InspectorState: Sendable {
  /// What fills the screen.
  enum View: Equatable, Sendable {
    case inspector, list, overview, help, notes, issues
  }

  /// What stands below the steps, or beside them on a wide screen.
  enum Panels: String, CaseIterable, Equatable, Sendable {
    case both = "curve and masses"
    case curve, masses, none
  }

  var options: InspectorOptions
  var collection: TrajectoryCollection
  var pending = PendingEntries()
  var order = VisibleOrder()

  /// The trajectory under the cursor; `nil` when none is shown.
  var selected: Int?
  /// The step under the cursor, from 0.
  var step = 0
  /// The first visible line of the steps.
  var top = StepAnchor()
  /// Where the cursor stood in trajectories that were left.
  var stepMemory: [Int: Int] = [:]
  /// The first visible row of the list.
  var listTop = 0
  /// The first visible line of a text view, or the first visible issue.
  var textTop = 0

  var view = View.inspector
  var panels = Panels.both
  var showsReasons = false
  var showsRaw = false
  var showsWholeProblem = false

  var keys: [Key] = []
  var count: Int?
  var prompt: Prompt?
  var history = PromptHistory()
  var picksSort = false
  var search: TextSearch?
  var notice: Notice?
  /// What moving on after the last verdict met; it stays beside "saved".
  var advanceNews: String?
  /// `q` was answered with a warning; the next one leaves.
  var quitWarned = false

  var issues: [RecordIssue] = []
  var isLoading = true
  var size = ScreenSize(columns: 80, rows: 24)
  /// Seconds since 1970.
  var now = 0.0
  /// When the present trajectory came on screen.
  var shownSince = 0.0
  var resume: ResumePoint?
  var verdictTimes: [Double] = []
  var lastWanted: [Int] = []
  var cache = WrapCache()
  /// Counted when its view opens and once a second, not for every frame.
  var overview: Overview?

  /// Nothing is read yet, and more is expected until ``Message/loadingEnded(failure:)``.
  public init(options: InspectorOptions = InspectorOptions()) {
    self.options = options
    collection = TrajectoryCollection(rule: options.predict)
  }

  /// Which colours the inks have now.
  public var theme: Theme { options.theme }
}

/// One line of news at the bottom.
struct Notice: Equatable, Sendable {
  enum Severity: Equatable, Sendable {
    case information, warning, failure
  }
  var text: String
  var severity: Severity = .information
}

/// The first visible line of the steps: a step, and how many of its lines are above the screen.
struct StepAnchor: Equatable, Sendable {
  var step = 0
  var line = 0
}

extension InspectorState {
  /// The trajectory under the cursor.
  var item: TrajectoryCollection.Item? { selected.map { collection.items[$0] } }

  var stepCount: Int { item?.trajectory.steps.count ?? 0 }

  /// Where the cursor stands in the visible order, from 0.
  var position: Int? { selected.flatMap(order.position(of:)) }

  /// Whether the model's figures and the file's label of this trajectory are kept from the eye.
  func hidesFigures(of index: Int) -> Bool {
    options.blind && collection.verdict(at: index) == nil
  }

  /// The figures that may be seen.
  func visibleScore(of index: Int) -> TrajectoryScore? {
    hidesFigures(of: index) ? nil : collection.items[index].score
  }

  func visibleSummary(of index: Int) -> ScoreSummary? {
    hidesFigures(of: index) ? nil : collection.items[index].summary
  }

  /// What the file says, unless that is hidden.
  func visibleFileLabel(of index: Int) -> Label? {
    hidesFigures(of: index) ? nil : collection.items[index].trajectory.label
  }
}
