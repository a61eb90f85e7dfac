import VisibleText

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
  /// What is drawn; harmless by its type.
  public var text: VisibleText
  /// What it means.
  public var ink: Ink

  /// Gives a text its meaning.
  public init(_ text: VisibleText, _ ink: Ink = .plain) {
    self.text = text
    self.ink = ink
  }
}

/// One line of the screen, drawn from its left edge; what is left of the line stays blank.
public struct Row: Equatable, Sendable {
  /// From left to right, without gaps between them.
  public var spans: [Span]
  /// Drawn across the whole line beneath the spans: the cursor's band, a title bar.
  public var background: Background

  /// What lies behind a whole line.
  public enum Background: Equatable, Sendable {
    case none
    case cursor
    case bar
  }

  /// A line of some spans, without a background unless one is named.
  public init(_ spans: [Span] = [], background: Background = .none) {
    self.spans = spans
    self.background = background
  }
}

extension Row {
  /// The row's beginning in at most `columns`.
  public func truncated(columns: Int) -> Row {
    var row = self
    var room = max(columns, 0)
    row.spans = spans.compactMap { span in
      let text = span.text.prefix(columns: room)
      room -= text.columns
      return text.isEmpty ? nil : Span(text, span.ink)
    }
    return row
  }
}
