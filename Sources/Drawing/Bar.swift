import VisibleText

/// Horizontal bars in eighths of a cell.
public enum Bar {
  private static let eighths: [VisibleText] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// A bar from the left that fills `fraction` (0...1, else cut to it) of `columns` cells.
  ///
  /// Rounded to eighths; a fraction above 0 shows at least one, so that it differs from nothing.
  /// Takes only the cells it fills.
  public static func text(fraction: Double, columns: Int) -> VisibleText {
    guard fraction > 0, columns > 0 else { return .empty }
    let filled = max(1, Int((min(fraction, 1) * Double(columns) * 8).rounded()))
    return VisibleText("█", times: filled / 8) + eighths[filled % 8]
  }
}

/// Columns of eight heights side by side, one for each value.
public enum Sparkline {
  /// Which of several values that share a column is drawn.
  public enum Choice: Sendable {
    /// The last, for curves.
    case last
    /// The largest, for distributions.
    case largest
  }

  private static let heights: [VisibleText] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// One column for each value (0...1, else cut to it), in at most `columns`.
  ///
  /// More values than columns share them evenly; a value that is no number is a blank.
  public static func text(
    _ values: [Double], columns: Int, choosing choice: Choice = .last
  ) -> VisibleText {
    let count = min(values.count, max(columns, 0))
    return (0..<count).map { column in
      let part = values[column * values.count / count..<(column + 1) * values.count / count]
      let value = choice == .last ? part.last : part.max()
      return height(value ?? .nan)
    }.joined()
  }

  private static func height(_ value: Double) -> VisibleText {
    guard !value.isNaN else { return " " }
    return heights[min(7, Int(min(max(value, 0), 1) * 8))]
  }
}
