import VisibleText

/// The curves S(t) of several trajectories over one axis of steps.
///
/// One stands out whole and bold, one may be looked at; all others are dotted behind them.
public struct SurvivalOverlay: Equatable, Sendable {
  /// S(t) of each trajectory, shape (T) each, with T of its own; those without steps are left out.
  public var curves: [[Double]]
  /// The one that stands out; `nil` for none.
  public var chosen: Int?
  /// The one under the cursor; `nil` for none.
  public var looked: Int?

  /// Some curves, none of which stands out.
  public init(curves: [[Double]], chosen: Int? = nil, looked: Int? = nil) {
    (self.curves, self.chosen, self.looked) = (curves, chosen, looked)
  }

  private var longest: Int { curves.map(\.count).max() ?? 0 }

  /// Exactly `rows` rows of at most `columns`, the last with the steps' numbers; empty without curves.
  public func rows(columns: Int, rows: Int) -> [Row] {
    let plotColumns = columns - SurvivalStaircase.axisColumns
    guard longest > 0, rows > 2, plotColumns > 3 else {
      return Array(repeating: Row(), count: max(rows, 0))
    }
    let layers = layers(columns: plotColumns, rows: rows - 1)
    let axis = SurvivalStaircase(survival: Array(repeating: 1, count: longest))
    return (0..<rows - 1).map { row in
      let label: VisibleText =
        row == 0
        ? "S 1.0 " : row == rows - 2 ? "  0.0 " : row == (rows - 2) / 2 ? "  0.5 " : "      "
      return Row([Span(label, .quiet)] + Self.spans(layers, columns: plotColumns, row: row))
    } + [axis.numbers(columns: plotColumns)]
  }

  /// From the front to the back.
  private func layers(columns: Int, rows: Int) -> [(canvas: DotCanvas, ink: Ink)] {
    let empty = DotCanvas(columns: columns, rows: rows)
    var (front, middle, back) = (empty, empty, empty)
    let lead = 2 * SurvivalStaircase.lead
    for (place, curve) in curves.enumerated() where !curve.isEmpty {
      let width = max(1, (empty.width - lead) * curve.count / longest)
      if place == chosen {
        front.draw(staircase: curve, lead: lead, width: width)
      } else if place == looked {
        middle.draw(staircase: curve, lead: lead, width: width)
      } else {
        back.draw(staircase: curve, lead: lead, width: width, isDotted: true)
      }
    }
    return [(front, .heading), (middle, .survival), (back, .quiet)]
  }

  private static func spans(
    _ layers: [(canvas: DotCanvas, ink: Ink)], columns: Int, row: Int
  ) -> [Span] {
    var spans: [Span] = []
    for column in 0..<columns {
      let layer = layers.first { !$0.canvas.isEmpty(column: column, row: row) }
      let text = layer?.canvas.character(column: column, row: row) ?? " "
      let ink = layer?.ink ?? .quiet
      if let last = spans.indices.last, spans[last].ink == ink {
        spans[last].text += text
      } else {
        spans.append(Span(text, ink))
      }
    }
    return spans
  }
}
