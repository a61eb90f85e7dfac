import VisibleText

/// How large a screen or a part of it is, in character cells.
public struct ScreenSize: Equatable, Hashable, Sendable {
  public var columns: Int
  public var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// What a run of text means; a theme turns it into colours and attributes, never the view.
public enum Ink: Equatable, Hashable, Sendable {
  case plain
  /// Less important: labels, units, rules, unread parts.
  case quiet
  /// What no longer counts, such as steps after S(t−1) < 0.1.
  case faded
  case heading
  /// The row or column under the cursor.
  case cursor
  /// A hazard's number or bar; the value in 0...1 picks the colour.
  case hazard(Double)
  case survival
  /// The predicted first error ẑ: the one warm accent.
  case prediction
  /// The person's verdict: the one cool accent.
  case verdict
  /// The file's own label.
  case fileLabel
  /// ✓ after an equation that holds.
  case holds
  /// ✗ after an equation that fails.
  case fails
  case match
  case warning
  case failure
  /// A key's name in hints and help.
  case key
  /// Text being typed.
  case input
}

/// A run of text in one ink.
public struct Span: Equatable, Sendable {
  public var text: VisibleText
  public var ink: Ink

  public init(_ text: VisibleText, _ ink: Ink = .plain) {
    self.text = text
    self.ink = ink
  }
}

/// One line of the screen, drawn from its left edge; what is left of the line stays blank.
public struct Row: Equatable, Sendable {
  public var spans: [Span]
  /// Drawn across the whole line beneath the spans: the cursor's band, a title bar.
  public var background: Background

  public enum Background: Equatable, Sendable {
    case none
    case cursor
    case bar
  }

  public init(_ spans: [Span] = [], background: Background = .none) {
    self.spans = spans
    self.background = background
  }
}

/// Everything that is to be seen: exactly as many rows as the screen has, none wider than it.
public struct Frame: Equatable, Sendable {
  public var size: ScreenSize
  /// Shape `(size.rows)`.
  public var rows: [Row]
  /// Where the text cursor stands while something is typed; hidden when `nil`.
  public var caret: Caret?

  /// A cell, counted from the top left corner, from 0.
  public struct Caret: Equatable, Sendable {
    public var column: Int
    public var row: Int

    public init(column: Int, row: Int) {
      self.column = column
      self.row = row
    }
  }

  public init(size: ScreenSize, rows: [Row], caret: Caret? = nil) {
    self.size = size
    self.rows = rows
    self.caret = caret
  }
}
