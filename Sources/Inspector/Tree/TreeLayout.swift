/// How a tree's body is divided: from the size of the screen alone.
struct TreeLayout: Equatable, Sendable {
  /// Lines of the problem.
  var problem: Int
  /// Whether there are thin rules between the parts.
  var rules: Bool
  /// Columns of the tree.
  var main: Int
  /// Columns of the node's pane beside it; 0 puts that below.
  var side = 0
  /// Lines of the tree, without its header.
  var rows: Int
  /// Lines of the node's pane.
  var pane: Int

  /// Between panes that stand side by side.
  static let gap = 3

  init(columns: Int, rows total: Int) {
    problem = total >= 30 ? 3 : total >= 18 ? 2 : total >= 14 ? 1 : 0
    rules = total >= 14
    side = columns >= 110 ? min(84, columns * 40 / 100) : 0
    main = columns - (side > 0 ? side + Self.gap : 0)
    // Title bar, status, hints; the tree's summary and header.
    let left = max(2, total - 3 - problem - 2 - (rules ? 2 : 0))
    guard side == 0 else {
      (rows, pane) = (left, left + 1)
      return
    }
    pane = max(2, min(14, left * 2 / 5))
    rows = max(1, left - pane - (rules ? 1 : 0))
  }
}

extension InspectorState {
  var treeLayout: TreeLayout { TreeLayout(columns: size.columns, rows: size.rows) }
}

/// The columns of a tree's rows.
struct TreeColumns {
  /// Of the cursor's sign and that of the choice.
  static let signs = 3
  static let figure = 6
  let bar: Int
  let fate: Int
  /// Columns for each generation.
  let unit: Int
  /// Columns of guides, mark and text.
  let text: Int
  /// The most generations whose guides are drawn.
  let generations: Int

  init(columns: Int) {
    bar = columns >= 76 ? 6 : 0
    fate = columns >= 56 ? 9 : 0
    unit = columns >= 64 ? 2 : 1
    let used = Self.signs + Self.figure + 1 + (bar > 0 ? bar + 1 : 0) + (fate > 0 ? fate + 1 : 0)
    text = max(8, columns - used)
    generations = max(1, text / 2 / unit)
  }

  /// Generations that are cut off at the left, so that the cursor's text has room.
  func shift(depth: Int) -> Int { max(0, depth - generations) }
}
