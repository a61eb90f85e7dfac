import Annotations
import Catalog
import Drawing
import Queries
import Scoring
import Survival
import Trajectories

/// All that the inspector knows: what it looks at, where the annotator stands, what is typed.
///
/// A value: messages go in through ``update(_:)``, effects come out, and ``frame(size:)`` says what
/// is to be seen. It knows no terminal, file, clock or model, and of the trajectories only those
/// near the cursor, so that every key costs the same with ten of them and with a billion.
public struct InspectorState: Sendable {
  /// What fills the screen.
  enum View: Equatable, Sendable {
    case inspector, list, overview, help, notes, issues, views
  }

  /// What stands below the steps, or beside them on a wide screen.
  enum Panels: String, CaseIterable, Equatable, Sendable {
    case both = "curve and masses"
    case curve, masses, none
  }

  var options: InspectorOptions
  var window: CatalogWindow
  var pending = PendingEntries()
  var order = ShownOrder()
  /// The search that the catalog has not answered.
  var finding: Finding?
  /// A list that is asked for beside the one shown: notes, or the place of an id.
  var side: SideRequest?
  /// Trajectories with a note, in the view that lists them.
  var notes = IndexList.all(count: 0)
  /// When the order was last asked for again because there was more.
  var lastRefresh = 0.0
  /// Counted up for every request.
  var requests = 0

  /// The trajectory under the cursor; `nil` when none is shown.
  var selected: Int?
  /// Where it stood among the shown ones when that was last known.
  var place = 0
  /// The step under the cursor, from 0.
  var step = 0
  /// The first visible line of the steps.
  var top = StepAnchor()
  /// Where the cursor stood in trajectories that were left.
  var stepMemory: [Int: Int] = [:]
  /// The trajectory that was just judged blind: its figures are shown until a key goes on.
  var revealed: Int?
  /// What was judged blind, and so seen with its figures afterwards.
  var seenTexts: Set<TrajectoryDigest> = []
  /// Where trajectories were judged, for taking back.
  var judgedPlaces: [TrajectoryDigest: Int] = [:]
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
  /// What the next key answers.
  var question: Question?
  /// A bad-problem verdict was confirmed once; the next ones need it no more.
  var hasSaidBadProblem = false
  /// What stood before the Escape that was pressed last.
  var beforeEscape: EscapeMemory?
  /// The rating that the last key, `0`, gave, and the one before it.
  var zeroRating: ZeroRating?
  var search: TextPattern?
  var notice: Notice?
  /// What moving on after the last verdict met; it stays beside "saved".
  var advanceNews: String?
  /// `q` was answered with a warning; the next one leaves.
  var quitWarned = false

  var issues: [RecordIssue] = []
  /// Further issues, of which only the number is known.
  var moreIssues = 0
  var isLoading = true
  /// The last trajectory was asked for while more were being numbered: the cursor goes on to it.
  var wantsLast = false
  var size = ScreenSize(columns: 80, rows: 24)
  /// Seconds since 1970.
  var now = 0.0
  /// When the present trajectory came on screen.
  var shownSince = 0.0
  /// A trajectory that is looked for by its text.
  var seeking: Seeking?
  /// The trajectory under the cursor is new, and its text has not been read yet.
  var hasArrived = false
  var verdictTimes: [Double] = []
  var lastWanted: [Int] = []
  /// Saved views by name; `nil` until they were loaded.
  var views: [String: String]?
  /// A view that is shown once the saved ones are known.
  var awaitedView: String?
  /// What the model in force was fitted to in this session.
  var fitting: ModelFitting?
  var cache = WrapCache()
  var overview = Summary()
  /// The bar of the overview that is under the cursor.
  var bar = OverviewLayout.Place()

  /// Nothing is read yet, and more is expected until ``Message/loadingEnded(failure:)``.
  public init(options: InspectorOptions = InspectorOptions()) {
    self.options = options
    window = CatalogWindow(rule: options.predict)
    if options.blind { notice = Notice(text: Self.blindWords) }
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

/// A rating by `0`, which is no step's number.
struct ZeroRating: Equatable, Sendable {
  var index: Int
  var step: Int
  var before: StepRating?
}

/// The first visible line of the steps: a step, and how many of its lines are above the screen.
struct StepAnchor: Equatable, Sendable {
  var step = 0
  var line = 0
}

/// A search that runs.
struct Finding: Equatable, Sendable {
  enum Purpose: Equatable, Sendable {
    case text
    /// After a verdict its news join the notice.
    case unlabelled(afterVerdict: Bool)
  }
  var number: Int
  var purpose: Purpose
  var examined = 0
}

/// A list that is asked for beside the one shown.
struct SideRequest: Equatable, Sendable {
  enum Purpose: Equatable, Sendable {
    case notes
    /// The first trajectory with this id.
    case goto(String)
  }
  var number: Int
  var purpose: Purpose
  var examined = 0
}

/// A trajectory that is looked for by its text.
struct Seeking: Equatable, Sendable {
  enum Purpose: Equatable, Sendable {
    /// Where the annotator stopped; any key ends it.
    case resume
    /// What undo or redo was about.
    case revert
  }
  var digest: TrajectoryDigest
  /// `nil` leaves the cursor where it stood in it.
  var step: Int?
  var hint: Int?
  var purpose: Purpose
  /// When it was last asked for, and how many trajectories there were.
  var asked = 0.0
  var known = 0
  /// It is not among those.
  var isMissing = false
}

extension InspectorState {
  /// The trajectory under the cursor, once it is read.
  var item: CatalogItem? { selected.flatMap { window.items[$0] } }

  var stepCount: Int { item?.trajectory.steps.count ?? 0 }

  /// Where the cursor stands in the visible order, from 0.
  var position: Int? { selected.flatMap(order.position(of:)) }

  /// The number of a new request.
  mutating func nextRequest() -> Int {
    requests += 1
    return requests
  }
}
