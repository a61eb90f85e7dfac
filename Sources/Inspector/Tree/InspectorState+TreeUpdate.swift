import Drawing
import Trajectories

/// What keys do in a tree.
extension InspectorState {
  /// Opens the tree of the record under the cursor, or closes it.
  mutating func toggleTree() -> [Effect] {
    guard layers.view != .tree else {
      tree.replay = nil
      layers.view = tree.origin
      return []
    }
    guard !options.blind else {
      return refusing("blind: a tree shows the judge's figures and choices; leave blind mode first")
    }
    guard let source = item?.trajectory.source,
      SearchTree.holdsTree(source) || tree.live?.record == TreeRecord(source)
    else {
      return refusing(
        "no tree here: 'misstep search --tree' writes some, and MATH-APS files hold some")
    }
    tree.origin = layers.view == .list ? .list : .reader
    toggle(.tree)
    takeTree()
    gotoStepHere()
    return []
  }

  mutating func leaveTree() {
    if tree.replay != nil {
      setReplay(nil)
    } else {
      layers.view = tree.origin
    }
  }

  // MARK: The tree itself

  /// Follows the cursor to its record, and keeps the node under the cursor visible.
  mutating func settleTree() {
    takeTree()
    let rows = max(1, treeLayout.rows)
    guard let row = tree.row else { return tree.top = 0 }
    tree.top = min(max(tree.top, row - rows + 1), row)
    tree.top = max(0, min(tree.top, tree.rows.count - rows))
  }

  private mutating func takeTree() {
    guard let source = item?.trajectory.source else { return }
    let record = TreeRecord(source)
    guard record != tree.record else { return }
    if tree.live?.record == tree.record { tree.live = nil }
    if let found = SearchTree.read(source) {
      tree.take(found, record)
    } else {
      tree.tree = nil
      (tree.record, tree.rows) = (record, [])
    }
  }

  /// To the node of the step that the reader shows.
  private mutating func gotoStepHere() {
    guard let whole = tree.tree, let source = item?.trajectory.source else { return }
    let leaves = whole.leaves
    let candidate = source.candidate ?? 0
    guard leaves.indices.contains(candidate) else { return }
    var count = 0
    for node in whole.path(to: leaves[candidate]) {
      count += whole.nodes[node].steps.count
      if count > step { return gotoNode(node) }
    }
  }

  // MARK: Moving

  mutating func moveNode(by offset: Int) {
    guard let row = tree.row else { return }
    tree.node = tree.rows[bounded(row, by: offset, in: tree.rows.count)]
  }

  mutating func gotoNodeRow(_ row: Int) {
    guard !tree.rows.isEmpty else { return }
    tree.node = tree.rows[max(0, min(row, tree.rows.count - 1))]
  }

  /// To a node, unfolding what hides it.
  mutating func gotoNode(_ node: Int) {
    guard let whole = tree.tree, whole.nodes.indices.contains(node) else { return }
    let path = whole.path(to: node)
    let hidden = tree.folded.intersection(path.dropLast() + [0])
    tree.folded.subtract(node == 0 ? [] : hidden)
    tree.node = node
    tree.layOut()
  }

  /// To the first of those that continue a node, or back to what it continues.
  mutating func moveGeneration(by offset: Int) {
    for _ in 0..<min(offset.magnitude, 1000) {
      if offset < 0 {
        guard let parent = tree.tree?.nodes[tree.node].parent else { return }
        tree.node = parent
      } else {
        if tree.folded.remove(tree.node) != nil { tree.layOut() }
        guard let child = tree.visibleChildren(of: tree.node).first else { return }
        tree.node = child
      }
    }
  }

  /// To the next one of those that continue the same node; from the problem to the next record's tree.
  mutating func moveSibling(by offset: Int) -> [Effect] {
    guard layers.view == .tree else { return refusing("siblings are nodes of a tree") }
    guard let parent = tree.tree?.nodes[tree.node].parent else {
      moveToTree(by: offset)
      return []
    }
    let siblings = tree.visibleChildren(of: parent)
    guard let here = siblings.firstIndex(of: tree.node) else { return [] }
    tree.node = siblings[bounded(here, by: offset, in: siblings.count)]
    return []
  }

  /// To the trajectory, among those that are shown, whose record is the next one.
  private mutating func moveToTree(by offset: Int) {
    guard let position, let whole = tree.tree else { return }
    let first = (selected ?? 0) - (item?.trajectory.source.candidate ?? 0)
    let own = first..<first + max(1, whole.leaves.count)
    var place = position
    while let index = order.index(at: place), own.contains(index) { place += offset.signum() }
    guard order.index(at: place) != nil else {
      notice = Notice(text: offset > 0 ? "this is the last tree" : "this is the first tree")
      return
    }
    goto(position: place)
  }

  // MARK: Folding

  mutating func toggleBranch() -> [Effect] {
    guard layers.view == .tree else { return refusing("branches are those of a tree") }
    guard !tree.children.isEmpty, !tree.children[tree.node].isEmpty else {
      return refusing("nothing continues this step")
    }
    if tree.folded.remove(tree.node) == nil { tree.folded.insert(tree.node) }
    tree.layOut()
    return []
  }

  mutating func toggleDropped() -> [Effect] {
    guard layers.view == .tree else { return refusing("what was dropped is part of a tree") }
    tree.hidesDropped.toggle()
    tree.layOut()
    notice = Notice(text: tree.hidesDropped ? "only what was kept" : "all steps")
    return []
  }

  // MARK: Replaying

  /// One moment on or back: a round's steps, then what is kept of them.
  mutating func replay(by offset: Int) -> [Effect] {
    guard layers.view == .tree, let whole = tree.tree else {
      return refusing("a search is replayed in its tree")
    }
    let last = whole.lastRound
    // Twice the round, plus one where it is decided; the problem alone is 1, all of it is beyond the last.
    let end = 2 * last + 1
    let here = tree.replay.map { 2 * $0.round + ($0.isDecided ? 1 : 0) } ?? (offset > 0 ? 0 : end)
    let there = max(1, min(end, here + offset))
    if tree.replay != nil, there == here {
      notice = Notice(text: offset > 0 ? "this is the end of the search" : "this is its beginning")
      return []
    }
    setReplay(TreeReplay(round: there / 2, isDecided: there % 2 == 1))
    return []
  }

  private mutating func setReplay(_ moment: TreeReplay?) {
    tree.replay = moment
    guard let moment, let whole = tree.tree else {
      tree.layOut()
      notice = Notice(text: "the whole search")
      return
    }
    let round = whole.nodes.indices.filter { whole.nodes[$0].round == moment.round }
    let best = round.min { (whole.nodes[$0].rank ?? .max, $0) < (whole.nodes[$1].rank ?? .max, $1) }
    if let place = moment.isDecided ? best : round.first {
      gotoNode(place)
    } else {
      tree.layOut()
    }
    notice = Notice(text: words(of: moment, round.count))
  }

  private func words(of moment: TreeReplay, _ count: Int) -> String {
    guard moment.round > 0 else {
      return "the problem; \(options.keys.spelling(of: .replayForward)) goes on"
    }
    let name = "round \(moment.round) of \(tree.tree?.lastRound ?? 0)"
    guard moment.isDecided else {
      return "\(name): \(NumberText.counted(count, "step")) proposed"
    }
    let nodes = tree.tree?.nodes.filter { $0.round == moment.round } ?? []
    let kept = nodes.count { $0.fate == .kept || $0.fate == .unfinished }
    let done = nodes.count { $0.fate == .finished }
    guard kept + done > 0 || nodes.contains(where: { $0.fate != nil }) else { return name }
    return "\(name): \(kept) of \(count) kept" + (done > 0 ? ", \(done) complete" : "")
  }

  // MARK: Leaving

  /// Opens a trajectory through the node under the cursor, at its step.
  mutating func openNode() -> [Effect] {
    guard let whole = tree.tree, let selected, let item else { return [] }
    guard tree.live?.record != tree.record else {
      return refusing(
        "this search is in memory only: 'misstep search --tree' writes trees that open")
    }
    let leaf = firstLeaf(behind: tree.node)
    let first = selected - (item.trajectory.source.candidate ?? 0)
    let path = whole.path(to: tree.node)
    let steps = path.reduce(0) { $0 + whole.nodes[$1].steps.count }
    layers.view = .reader
    if let place = whole.leaves.firstIndex(of: leaf) { select(first + place) }
    step = max(0, steps - max(1, whole.nodes[tree.node].steps.count))
    return []
  }

  private func firstLeaf(behind node: Int) -> Int {
    var node = node
    // The way to the chosen one, where it leads through here.
    while let next = tree.children[node].first(where: tree.chosenPath.contains)
      ?? tree.children[node].first
    {
      node = next
    }
    return node
  }
}
