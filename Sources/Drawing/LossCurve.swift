import VisibleText

/// The course of a training run: the loss of its steps as dots, that of the held-out part as bullets.
public struct LossCurve: Equatable, Sendable {
  /// A loss of the held-out part.
  public struct Mark: Equatable, Sendable {
    /// Steps done before it.
    public var step: Int
    /// In nats.
    public var loss: Double

    /// A loss after so many steps.
    public init(step: Int, loss: Double) { (self.step, self.loss) = (step, loss) }
  }

  /// The loss of each step, in nats.
  public var losses: [Double]
  /// In order of their steps.
  public var marks: [Mark]

  /// Columns of the axis before the picture: `0.693 `.
  private static let axisColumns = 7

  /// A curve of what is known so far.
  public init(losses: [Double], marks: [Mark]) { (self.losses, self.marks) = (losses, marks) }

  /// `rows` lines of at most `columns`; none where they are too few for a picture, or nothing is known.
  ///
  /// Each column is the mean of its steps. The axis reaches from the lowest to the highest mean or mark.
  public func lines(columns: Int, rows: Int) -> [VisibleText] {
    let plotColumns = columns - Self.axisColumns
    guard plotColumns > 3, rows > 1 else { return [] }
    let last = max(losses.count, marks.last?.step ?? 0)
    let means = means(dots: 2 * plotColumns, of: last)
    let shown = (means.compactMap { $0 } + marks.map(\.loss)).filter(\.isFinite)
    guard let lowest = shown.min(), let highest = shown.max() else { return [] }
    let scale = Scale(lowest: lowest, highest: highest, dots: 4 * rows)
    var canvas = DotCanvas(columns: plotColumns, rows: rows)
    for (x, mean) in means.enumerated() {
      if let mean, mean.isFinite { canvas.set(x: x, y: scale.row(of: mean)) }
    }
    var bullets: Set<Int> = []
    for mark in marks where mark.loss.isFinite {
      let column = min(plotColumns - 1, mark.step * plotColumns / max(1, last))
      bullets.insert(scale.row(of: mark.loss) / 4 * plotColumns + column)
    }
    return (0..<rows).map { row in
      let cells = (0..<plotColumns).map { column in
        bullets.contains(row * plotColumns + column)
          ? "●"
          : canvas.isEmpty(column: column, row: row)
            ? " " : canvas.character(column: column, row: row)
      }
      return cells.reduce(label(row, of: rows, scale)) { $0 + $1 }
    }
  }

  /// The mean loss of the steps of each column of dots; `nil` where there is none.
  private func means(dots: Int, of last: Int) -> [Double?] {
    guard last > 0 else { return [] }
    return (0..<dots).map { dot in
      let (first, end) = (dot * last / dots, max(dot * last / dots + 1, (dot + 1) * last / dots))
      let own = losses[min(first, losses.count)..<min(end, losses.count)]
      return own.isEmpty ? nil : own.reduce(0, +) / Double(own.count)
    }
  }

  private func label(_ row: Int, of rows: Int, _ scale: Scale) -> VisibleText {
    guard row == 0 || row == rows - 1 else { return .blank(columns: Self.axisColumns) }
    let value = row == 0 ? scale.highest : scale.lowest
    let places = value < 99.9995 ? 3 : 1
    return VisibleText(NumberText.decimals(value, places: places))
      .padded(columns: Self.axisColumns - 1, .trailing) + " "
  }

  /// Where losses are drawn.
  private struct Scale {
    var lowest: Double
    var highest: Double
    var dots: Int

    func row(of loss: Double) -> Int {
      guard highest > lowest else { return dots - 1 }
      return Int(((highest - loss) / (highest - lowest) * Double(dots - 1)).rounded())
    }
  }
}
