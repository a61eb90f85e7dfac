import Annotations
import Catalog
import Drawing
import Queries
import Scoring
import Survival
import Trajectories

/// All that the inspector knows: what its views share, and the state that each view has of its own.
///
/// A value: messages go in through ``update(_:)``, effects come out, and ``frame(size:)`` says what
/// is to be seen. It knows no terminal, file, clock or model, and of the trajectories only those
/// near the cursor, so that every key costs the same with ten of them and with a billion.
public struct InspectorState: Sendable {
  // MARK: What is looked at

  var options: InspectorOptions
  /// The model in force.
  var model: ModelInForce
  var window: CatalogWindow
  var order = ShownOrder()
  /// What was asked of the catalog and is not answered.
  var requests = Requests()
  /// Whether the first reading of the files goes on.
  var isLoading = true

  // MARK: Where the annotator stands

  /// The trajectory under the cursor; `nil` when none is shown.
  var selected: Int?
  /// The step under the cursor, from 0.
  var step = 0
  var trail = Trail()
  var judging = Judging()
  var training = Training()
  var layers = Layers()
  /// What is typed and not yet complete.
  var typing = Typing()
  var history = PromptHistory()
  /// What stood before the Escape that was pressed last.
  var beforeEscape: EscapeMemory?
  var notice: Notice?
  var size = ScreenSize(columns: 80, rows: 24)
  /// Seconds since 1970.
  var now = 0.0

  // MARK: Each view's own

  var reader = Reader()
  var list = TrajectoryList()
  var question = QuestionView()
  var tree = TreeView()
  var overview = Overview()
  var policyTraining = PolicyTrainingView()
  var help = Help()
  var notes = Notes()
  var issues = Issues()
  var savedViews = SavedViews()

  /// Nothing is read yet, and more is expected until ``Message/loadingEnded(failure:)``.
  public init(options: InspectorOptions = InspectorOptions()) {
    self.options = options
    model = ModelInForce(
      name: options.modelName, identity: options.modelIdentity, givesReasons: options.givesReasons)
    window = CatalogWindow(rule: options.predict)
    if let plan = options.next {
      order = ShownOrder(Arrangement(labeling: plan))
      trail.staysFirst = true
    }
    if options.blind { notice = Notice(text: Self.blindWords) }
  }

  /// Which colours the inks have now.
  public var theme: Theme { options.theme }
}

/// What lies over the reader; `esc` takes it off, innermost first.
struct Layers: Sendable {
  /// What fills the screen.
  var view = InspectorState.View.reader
  var showsReasons = false
  /// What is looked for and marked.
  var search: TextPattern?
}

/// Where the cursor has been.
struct Trail: Sendable {
  /// Where the cursor's trajectory stood among the shown ones when that was last known.
  var place = 0
  /// The step under the cursor in trajectories that were left.
  var steps: [Int: Int] = [:]
  /// When the present trajectory came on screen.
  var since = 0.0
  /// The trajectory under the cursor is new, and its text has not been read yet.
  var hasArrived = false
  /// The last trajectory was asked for while more were being numbered: the cursor goes on to it.
  var wantsLast = false
  /// An order of what to label next was chosen and no key pressed since: the cursor stays on its first one.
  var staysFirst = false
}

/// One line of news at the bottom.
struct Notice: Equatable, Sendable {
  enum Severity: Equatable, Sendable {
    case information, warning, failure
  }
  var text: String
  var severity: Severity = .information

  var ink: Ink {
    switch severity {
    case .information: .quiet
    case .warning: .warning
    case .failure: .failure
    }
  }
}

extension InspectorState {
  /// The trajectory under the cursor, once it is read.
  var item: CatalogItem? { selected.flatMap { window.items[$0] } }

  var stepCount: Int { item?.trajectory.steps.count ?? 0 }

  /// Where the cursor stands in the visible order, from 0.
  var position: Int? { selected.flatMap(order.position(of:)) }
}
