import Drawing

/// A view: what fills the screen between the title bar and the two lines at the bottom.
///
/// Each view is a type with the state that is its own, kept in ``InspectorState``, and with these
/// answers to keys, mouse and screen. They get the whole inspector, since views share what they look
/// at. docs/architecture.md says how to add one.
protocol ScreenView: Sendable {
  // MARK: Frame

  /// Adds exactly `rows` lines to the screen.
  static func draw(_ state: InspectorState, on screen: inout Screen, rows: Int)
  /// What the left of the status line says, of a screen of that size.
  static func facts(_ state: InspectorState, columns: Int, rows: Int) -> [RowPiece]
  /// What the bottom row offers, most important first.
  static func hints(_ state: InspectorState, columns: Int) -> [InspectorCommand]

  // MARK: Update

  /// It is opened by its key or command.
  static func enter(_ state: inout InspectorState)
  /// By lines, rows, steps or bars, down or up.
  static func move(_ state: inout InspectorState, by offset: Int)
  /// To the next or previous trajectory, or whatever stands beside.
  static func moveAcross(_ state: inout InspectorState, by offset: Int)
  /// To the first or the last step, or whatever the view has instead.
  static func gotoEnd(_ state: inout InspectorState, last: Bool)
  /// To a place counted from 0; one behind the end is the last one.
  static func goto(_ state: inout InspectorState, place: Int)
  static func scroll(_ state: inout InspectorState, by lines: Int)
  /// What Enter does.
  static func open(_ state: inout InspectorState) -> [Effect]
  /// Keeps what is visible where it should be, after every message.
  static func settle(_ state: inout InspectorState)
  /// Trajectories that it shows beside those near the cursor.
  static func shown(_ state: InspectorState) -> [Int]
  /// Trajectories whose whole curves it draws beside those near the cursor.
  static func scored(_ state: InspectorState) -> [Int]
  /// What esc and, in a passing view, `q` do in it.
  static func leave(_ state: inout InspectorState)

  /// Whether it shows the trajectory under the cursor, so that a verdict given in it is given to that.
  static var showsTrajectory: Bool { get }
  /// Whether `q` leaves it for the reader, and not the program.
  static var isPassing: Bool { get }
}

extension ScreenView {
  static func enter(_ state: inout InspectorState) {}

  static func moveAcross(_ state: inout InspectorState, by offset: Int) {
    state.moveTrajectory(by: offset)
  }

  static func gotoEnd(_ state: inout InspectorState, last: Bool) {
    goto(&state, place: last ? .max : 0)
  }

  static func open(_ state: inout InspectorState) -> [Effect] {
    state.layers.view = .reader
    return []
  }

  static func shown(_ state: InspectorState) -> [Int] { [] }

  static func scored(_ state: InspectorState) -> [Int] { [] }

  static func leave(_ state: inout InspectorState) { state.layers.view = .reader }
}

extension InspectorState {
  /// What fills the screen.
  enum View: CaseIterable, Equatable, Sendable {
    case reader, list, question, tree, overview, policyTraining, help, notes, issues, savedViews

    /// The type that answers for it.
    var type: any ScreenView.Type {
      switch self {
      case .reader: Reader.self
      case .list: TrajectoryList.self
      case .question: QuestionView.self
      case .tree: TreeView.self
      case .overview: Overview.self
      case .policyTraining: PolicyTrainingView.self
      case .help: Help.self
      case .notes: Notes.self
      case .issues: Issues.self
      case .savedViews: SavedViews.self
      }
    }
  }

  /// Opens a view, or closes it when it is open.
  mutating func toggle(_ view: View) {
    layers.view = layers.view == view ? .reader : view
    if layers.view == view { view.type.enter(&self) }
  }

  /// Wraps what the next frame will show and keeps what is visible where the cursor is.
  mutating func settle() {
    // The list follows the cursor even while another view lies over it.
    if layers.view != .reader { settleList() }
    layers.view.type.settle(&self)
  }
}
