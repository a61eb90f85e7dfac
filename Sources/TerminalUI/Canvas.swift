@preconcurrency import CNcursesw
import Drawing
import VisibleText

/// Puts frames on the ncurses screen; rebuilds only rows that changed.
struct Canvas {
  private var inks: InkCells
  private let encoding: TextEncoding
  private var shown: Frame?

  init(inks: InkCells, encoding: TextEncoding) {
    self.inks = inks
    self.encoding = encoding
  }

  /// Forgets the screen's content: the next frame is drawn whole.
  mutating func invalidate() {
    shown = nil
    clearok(cncursesw_shown(), true)
  }

  /// Draws `frame`, clipped to the screen's `size`; ncurses sends the cells that differ.
  mutating func draw(_ frame: Frame, size: ScreenSize) {
    guard let window = cncursesw_screen() else { return }
    if shown == nil { werase(window) }
    for index in 0..<max(size.rows, 0) {
      let row = index < frame.rows.count ? frame.rows[index] : Row()
      if let shown, index < shown.rows.count, shown.rows[index] == row { continue }
      put(row, at: index, width: size.columns, in: window)
    }
    place(frame.caret, size: size, in: window)
    wnoutrefresh(window)
    doupdate()
    shown = frame
    shown?.rows.reserveCapacity(size.rows)
    while let count = shown?.rows.count, count < size.rows { shown?.rows.append(Row()) }
  }

  private mutating func put(
    _ row: Row, at index: Int, width: Int, in window: cncursesw_window
  ) {
    var line = CellLine(width: width)
    var excess = 0
    for span in row.spans {
      let text = encoded(span.text, excess: &excess)
      line.append(text, as: inks.blank(span.ink, on: row.background))
    }
    line.fill(with: inks.blank(.plain, on: row.background))
    guard wmove(window, Int32(index), 0) == OK else { return }
    wadd_wchnstr(window, line.cells, Int32(line.cells.count))
  }

  /// Some spellings are wider in ASCII; later blanks of the row make up for it.
  private func encoded(_ text: VisibleText, excess: inout Int) -> VisibleText {
    guard encoding == .ascii else { return text }
    var spelled = text.encodedRow(as: encoding)
    let widened = spelled.columns - text.columns
    // A text's leading blanks cannot make up for what follows them.
    defer { excess += widened }
    while excess > 0, spelled.string.hasPrefix("  ") {
      spelled = VisibleText(String(spelled.string.dropFirst()))
      excess -= 1
    }
    return spelled
  }

  private func place(_ caret: Frame.Caret?, size: ScreenSize, in window: cncursesw_window) {
    guard let caret, (0..<size.columns).contains(caret.column), (0..<size.rows).contains(caret.row)
    else {
      curs_set(0)
      return
    }
    wmove(window, Int32(caret.row), Int32(caret.column))
    curs_set(1)
  }
}
