import VisibleText

/// Writes one line from left to right, never past its last column.
public struct RowWriter: Sendable {
  /// The last column that may be written, exclusive.
  public let columns: Int
  /// What was written, from left to right.
  public private(set) var spans: [Span] = []
  /// Columns written so far, in 0...columns.
  public private(set) var used = 0

  /// An empty line; a negative width counts as 0.
  public init(columns: Int) { self.columns = max(0, columns) }

  /// Columns left.
  public var room: Int { columns - used }

  /// Writes a text; what has no room ends in `…`.
  public mutating func write(_ text: VisibleText, _ ink: Ink = .plain) {
    let fitting = text.truncated(columns: room)
    guard fitting.columns > 0 else { return }
    used += fitting.columns
    if let last = spans.indices.last, spans[last].ink == ink {
      spans[last].text += fitting
    } else {
      spans.append(Span(fitting, ink))
    }
  }

  /// Writes blanks up to a column; nothing when the line is longer already.
  public mutating func pad(to column: Int, _ ink: Ink = .plain) {
    write(.blank(columns: min(column, columns) - used), ink)
  }

  /// Writes a text so that it ends at `column`, exclusive.
  public mutating func write(_ text: VisibleText, _ ink: Ink = .plain, endingAt column: Int) {
    pad(to: column - text.columns)
    write(text, ink)
  }

  /// Writes a row's spans; its background is left out.
  public mutating func write(_ row: Row) {
    for span in row.spans { write(span.text, span.ink) }
  }

  /// Writes another line's spans.
  public mutating func write(_ other: RowWriter) {
    for span in other.spans { write(span.text, span.ink) }
  }

  /// What was written, as a row.
  public func row(_ background: Row.Background = .none) -> Row {
    Row(spans, background: background)
  }
}

/// A piece of a line that is left out when there is no room, least important first.
public struct RowPiece: Sendable {
  /// What is drawn.
  public var text: VisibleText
  /// What it means.
  public var ink: Ink
  /// Larger is kept longer.
  public var weight: Int

  /// Gives a text its meaning and its weight.
  public init(_ text: VisibleText, _ ink: Ink = .plain, weight: Int = 5) {
    self.text = text
    self.ink = ink
    self.weight = weight
  }
}

extension RowWriter {
  /// One line with pieces from the left and pieces at the right end, `gap` blanks apart.
  ///
  /// Pieces without room are left out whole, the lightest first; the last one left is cut.
  public static func line(
    left: [RowPiece], right: [RowPiece] = [], columns: Int, gap: Int = 3, margin: Int = 1
  ) -> RowWriter {
    var left = left.filter { !$0.text.isEmpty }
    var right = right.filter { !$0.text.isEmpty }
    func width(_ pieces: [RowPiece]) -> Int {
      pieces.reduce(0) { $0 + $1.text.columns + gap } - (pieces.isEmpty ? 0 : gap)
    }
    while left.count + right.count > 1,
      width(left) + width(right) + 2 * margin + (right.isEmpty ? 0 : gap) > columns
    {
      dropLightest(&left, &right)
    }
    var writer = RowWriter(columns: columns)
    writer.pad(to: margin)
    write(left, gap, to: &writer)
    if !right.isEmpty {
      writer.pad(to: columns - margin - width(right))
      write(right, gap, to: &writer)
    }
    return writer
  }

  private static func write(_ pieces: [RowPiece], _ gap: Int, to writer: inout RowWriter) {
    for (place, piece) in pieces.enumerated() {
      if place > 0 { writer.write(.blank(columns: gap)) }
      writer.write(piece.text, piece.ink)
    }
  }

  private static func dropLightest(_ left: inout [RowPiece], _ right: inout [RowPiece]) {
    let lightestLeft = left.map(\.weight).min() ?? Int.max
    let lightestRight = right.map(\.weight).min() ?? Int.max
    if lightestLeft <= lightestRight {
      if let place = left.lastIndex(where: { $0.weight == lightestLeft }) {
        left.remove(at: place)
      }
    } else if let place = right.lastIndex(where: { $0.weight == lightestRight }) {
      right.remove(at: place)
    }
  }
}
