import Drawing
import Trajectories

/// A search's tree, or one of MATH-APS: its branches with their figures, why each was dropped, and how it grew.
///
/// The cursor is on a node and of this view alone; Enter opens a trajectory through that node in the reader.
struct TreeView: Sendable {
  /// What is drawn; of another record than the cursor's only until that is read.
  var tree: SearchTree?
  /// The record that it was read from.
  var record: TreeRecord?
  /// The nodes that continue each, shape (nodes).
  var children: [[Int]] = []
  /// Steps from the problem to each node, shape (nodes).
  var depths: [Int] = []
  /// The nodes on the way to the chosen one.
  var chosenPath: Set<Int> = []

  /// The node under the cursor.
  var node = 0
  /// Nodes whose branches are folded.
  var folded: Set<Int> = []
  /// Whether only what was kept is shown.
  var hidesDropped = false
  /// How far the search is replayed; `nil` shows all of it.
  var replay: TreeReplay?
  /// The visible nodes from top to bottom.
  var rows: [Int] = []
  /// The first visible row.
  var top = 0
  /// The search that was started here; it may go on while others are looked at.
  var live: LiveSearch?
  /// The view that it was opened from.
  var origin = InspectorState.View.reader
}

/// Which record a tree was read from.
struct TreeRecord: Equatable, Sendable {
  var file: String
  var record: Int
  var byteCount: Int

  init(_ source: SourceRecord) {
    (file, record, byteCount) = (source.file, source.record, source.bytes.count)
  }
}

/// A moment of a search: a round, before or after it was decided what is kept.
struct TreeReplay: Equatable, Sendable {
  var round: Int
  var isDecided: Bool
}

extension TreeView {
  /// Starts with another tree, everything unfolded.
  mutating func take(_ tree: SearchTree, _ record: TreeRecord?) {
    self.tree = tree
    self.record = record
    children = tree.children
    depths = Array(repeating: 0, count: tree.nodes.count)
    for (place, node) in tree.nodes.enumerated() {
      if let parent = node.parent { depths[place] = depths[parent] + 1 }
    }
    chosenPath = Set(tree.chosen.map { tree.path(to: $0) } ?? [])
    (node, folded, replay, top) = (0, [], nil, 0)
    layOut()
  }

  /// Lists the visible nodes anew; O(nodes).
  mutating func layOut() {
    rows = []
    guard let tree else { return }
    var waiting = [0]
    while let node = waiting.popLast() {
      rows.append(node)
      guard !folded.contains(node) else { continue }
      waiting += children[node].reversed().filter { isVisible($0, tree) }
    }
    while !rows.contains(node), let parent = tree.nodes[node].parent { node = parent }
  }

  private func isVisible(_ node: Int, _ tree: SearchTree) -> Bool {
    if let replay, tree.nodes[node].round > replay.round { return false }
    return !hidesDropped || !isDropped(node)
  }

  /// What a replay knows of a node's fate so far.
  func fate(of node: Int) -> SearchTree.Fate? {
    guard let tree, let fate = tree.nodes[node].fate else { return nil }
    guard let replay, !replay.isDecided else { return fate }
    return tree.nodes[node].round == replay.round ? nil : fate
  }

  /// Whether it goes no further, and is no solution.
  func isDropped(_ node: Int) -> Bool {
    switch fate(of: node) {
    case .pruned, .duplicate, .deadEnd: true
    case .kept, .finished, .unfinished, nil: false
    }
  }

  /// Whether the chosen node is known already.
  var showsChosen: Bool {
    guard let tree, tree.chosen != nil, let replay else { return tree?.chosen != nil }
    return replay.round >= tree.lastRound && replay.isDecided
  }

  /// The visible nodes that continue one.
  func visibleChildren(of node: Int) -> [Int] {
    guard let tree else { return [] }
    return children[node].filter { isVisible($0, tree) }
  }

  /// Whether it is the last visible one of those that continue the same node.
  func isLast(_ node: Int) -> Bool {
    guard let tree, let parent = tree.nodes[node].parent else { return true }
    return children[parent].last { isVisible($0, tree) } == node
  }

  var row: Int? { rows.firstIndex(of: node) }
}

extension TreeView: ScreenView {
  static let showsTrajectory = false
  static let isPassing = true

  static func draw(_ state: InspectorState, on screen: inout Screen, rows: Int) {
    state.addTree(to: &screen, rows: rows)
  }

  static func facts(_ state: InspectorState, columns: Int, rows: Int) -> [RowPiece] {
    state.treeFacts
  }

  static func hints(_ state: InspectorState, columns: Int) -> [InspectorCommand] {
    [
      .replayForward, .open, .toggleBranch, .nextSibling, .toggleHelp, .toggleDropped,
      .replayBack, .back,
    ]
  }

  static func move(_ state: inout InspectorState, by offset: Int) { state.moveNode(by: offset) }

  static func moveAcross(_ state: inout InspectorState, by offset: Int) {
    state.moveGeneration(by: offset)
  }

  static func goto(_ state: inout InspectorState, place: Int) { state.gotoNodeRow(place) }

  static func gotoEnd(_ state: inout InspectorState, last: Bool) {
    state.gotoNode(last ? state.tree.tree?.chosen ?? 0 : 0)
  }

  static func scroll(_ state: inout InspectorState, by lines: Int) { state.moveNode(by: lines) }

  static func open(_ state: inout InspectorState) -> [Effect] { state.openNode() }

  static func settle(_ state: inout InspectorState) { state.settleTree() }

  static func leave(_ state: inout InspectorState) { state.leaveTree() }
}
