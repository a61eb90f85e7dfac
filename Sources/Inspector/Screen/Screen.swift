import Drawing
import VisibleText

/// What a click means.
enum ClickTarget: Equatable, Sendable {
  case step(Int)
  /// A position in the visible order.
  case position(Int)
  /// The heading of a group of candidates.
  case group(Int)
  /// A node of a tree.
  case node(Int)
}

/// A rectangle of cells that answers to clicks.
struct ClickArea: Sendable {
  var rows: Range<Int>
  var columns: Range<Int>
  var target: ClickTarget
}

/// A composed screen: its lines from top to bottom, and what they answer to.
struct Screen: Sendable {
  let size: ScreenSize
  private(set) var rows: [Row] = []
  private(set) var areas: [ClickArea] = []
  var caret: Frame.Caret?

  init(size: ScreenSize) { self.size = size }

  mutating func add(_ line: RowWriter, _ background: Row.Background = .none) {
    rows.append(line.row(background))
  }

  mutating func add(_ pane: Pane) {
    for line in pane.lines { add(line) }
  }

  mutating func addRule() {
    var line = RowWriter(columns: size.columns)
    line.write(VisibleText("─", times: size.columns), .quiet)
    add(line)
  }

  /// Draws lines over the last ones.
  mutating func cover(with lines: some Collection<RowWriter>) {
    for (place, line) in zip(rows.indices.suffix(lines.count), lines.suffix(rows.count)) {
      rows[place] = line.row()
    }
  }

  mutating func answer(_ area: ClickArea) { areas.append(area) }

  /// Draws the cursor's band behind every line that answers with `target`.
  mutating func drawBand(behind target: ClickTarget) {
    for area in areas where area.target == target {
      for row in area.rows where rows.indices.contains(row) { rows[row].background = .cursor }
    }
  }

  func target(column: Int, row: Int) -> ClickTarget? {
    areas.first { $0.rows.contains(row) && $0.columns.contains(column) }?.target
  }

  /// Exactly as many rows as the screen has.
  var frame: Frame {
    var rows = Array(rows.prefix(max(0, size.rows)))
    while rows.count < size.rows { rows.append(Row()) }
    return Frame(size: size, rows: rows, caret: caret)
  }
}

extension InspectorState {
  /// Everything that is to be seen on a screen of that size.
  public func frame(size: ScreenSize) -> Frame { screen(size: size).frame }

  static let smallest = ScreenSize(columns: 40, rows: 10)

  func screen(size: ScreenSize) -> Screen {
    guard size.columns >= Self.smallest.columns, size.rows >= Self.smallest.rows else {
      return tooSmall(size)
    }
    var screen = Screen(size: size)
    screen.add(titleBar(columns: size.columns), .bar)
    let training = trainingLines(size: size)
    layers.view.type.draw(self, on: &screen, rows: max(0, size.rows - 3 - training.count))
    for line in training { screen.add(line) }
    if let prompt = typing.prompt {
      screen.cover(with: promptHints(prompt, columns: size.columns).dropLast())
    }
    screen.add(statusLine(columns: size.columns, rows: size.rows))
    addBottomLine(to: &screen)
    return screen
  }

  /// Rows between the title bar, and what is said of training or the two lines at the bottom.
  var bodyRows: Int { bodyRows(of: size) }

  func bodyRows(of size: ScreenSize) -> Int {
    max(1, size.rows - 3 - trainingLines(size: size).count)
  }

  private func tooSmall(_ size: ScreenSize) -> Screen {
    var screen = Screen(size: size)
    var line = RowWriter(columns: size.columns)
    line.write("too small: 40 × 10 at least", .warning)
    screen.add(line)
    return screen
  }
}
