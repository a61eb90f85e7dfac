@preconcurrency import CNcursesw
import Glibc
import VisibleText

/// One line of the screen as ncurses cells, filled from the left.
///
/// A cell holds one spacing scalar and its marks. Joined emoji have a cell for each part, because
/// ncurses and most terminals measure scalar by scalar.
struct CellLine {
  /// Columns of the screen.
  let width: Int
  /// One for each spacing scalar; wide ones take two columns.
  private(set) var cells: [cchar_t] = []
  /// Columns filled so far, at most `width`.
  private(set) var column = 0

  init(width: Int) {
    self.width = width
    cells.reserveCapacity(width)
  }

  /// Appends text with the attributes of `blank`, a cell with a space in it; drops what is beyond
  /// the edge, and a wide character of which only half would fit.
  mutating func append(_ text: VisibleText, as blank: cchar_t) {
    for scalar in text.string.unicodeScalars where !isFull {
      switch ColumnWidth.columns(of: scalar) {
      case 0: addMark(scalar, blank)
      case let columns?: add(scalar, columns: columns, blank)
      case nil: add("\u{FFFD}", columns: 1, blank)
      }
    }
  }

  /// Fills the line up to the right edge.
  mutating func fill(with blank: cchar_t) {
    while column < width {
      cells.append(blank)
      column += 1
    }
  }

  /// True at the edge, where only marks may follow; reached early when a wide one did not fit.
  private var isFull: Bool { column > width }

  private mutating func add(_ scalar: Unicode.Scalar, columns: Int, _ blank: cchar_t) {
    guard column + columns <= width else {
      fill(with: blank)
      column = width + 1
      return
    }
    var cell = blank
    cell.chars.0 = wchar_t(bitPattern: scalar.value)
    cells.append(cell)
    column += columns
  }

  private mutating func addMark(_ mark: Unicode.Scalar, _ blank: cchar_t) {
    if cells.isEmpty { add("\u{25CC}", columns: 1, blank) }  // the dotted circle carries it
    guard let last = cells.indices.last else { return }
    let value = wchar_t(bitPattern: mark.value)
    // A cell's scalars: the spacing one, then marks up to the first zero.
    if cells[last].chars.1 == 0 {
      cells[last].chars.1 = value
    } else if cells[last].chars.2 == 0 {
      cells[last].chars.2 = value
    } else if cells[last].chars.3 == 0 {
      cells[last].chars.3 = value
    } else if cells[last].chars.4 == 0 {
      cells[last].chars.4 = value
    } else {
      cells[last].attr |= cncursesw_underline  // more than fit: the line says so
    }
  }
}
