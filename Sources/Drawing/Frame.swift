/// How large a screen or a part of it is, in character cells.
public struct ScreenSize: Equatable, Hashable, Sendable {
  /// Cells of a line.
  public var columns: Int
  /// Lines.
  public var rows: Int

  /// Gives both lengths; neither is checked.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// Everything that is to be seen: exactly as many rows as the screen has, none wider than it.
public struct Frame: Equatable, Sendable {
  /// The screen it was made for.
  public var size: ScreenSize
  /// Shape `(size.rows)`.
  public var rows: [Row]
  /// Where the text cursor stands while something is typed; hidden when `nil`.
  public var caret: Caret?

  /// A cell, counted from the top left corner, from 0.
  public struct Caret: Equatable, Sendable {
    /// In 0..<columns.
    public var column: Int
    /// In 0..<rows.
    public var row: Int

    /// Names a cell.
    public init(column: Int, row: Int) {
      self.column = column
      self.row = row
    }
  }

  /// Gathers the rows of one screen; their number and width are the caller's promise.
  public init(size: ScreenSize, rows: [Row], caret: Caret? = nil) {
    self.size = size
    self.rows = rows
    self.caret = caret
  }
}
