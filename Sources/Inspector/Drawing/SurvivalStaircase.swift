import VisibleText

/// The curve S(t): one flat stretch for each step at the height of S(t), joined by risers.
///
/// A staircase and not a slope, because nothing happens between two steps. The riser down to ẑ is
/// the warm accent; steps that no longer count are faded.
public struct SurvivalStaircase: Equatable, Sendable {
  /// S(t) after each step, in 0...1; shape `(steps)`.
  public var survival: [Double]
  /// ẑ counted from 0, or nil for none.
  public var predicted: Int?

  /// S(t) of a second model, dotted behind the first; empty without one.
  public var comparison: [Double] = []

  /// Columns of the axis before the picture: `S 1.0 `.
  static let axisColumns = 6
  /// S(t − 1) below which h(t) hardly means anything.
  static let fading = 0.1

  /// The curve of one trajectory.
  public init(survival: [Double], predicted: Int? = nil) {
    self.survival = survival
    self.predicted = predicted
  }

  /// Exactly `rows` rows of at most `columns`, the last with the steps' numbers.
  ///
  /// Too small for an axis and a picture, it is one sparkline; without steps the rows are empty.
  public func rows(columns: Int, rows: Int) -> [Row] {
    let rows = max(rows, 0)
    let plotColumns = columns - Self.axisColumns
    guard !survival.isEmpty, rows > 0 else { return Array(repeating: Row(), count: rows) }
    guard rows > 2, plotColumns > 3 else {
      let line = Row([Span(Sparkline.text(survival, columns: columns), .survival)])
      return [line] + Array(repeating: Row(), count: rows - 1)
    }
    let plot = Plot(staircase: self, columns: plotColumns, rows: rows - 1)
    return (0..<rows - 1).map { row in
      Row([Span(axisLabel(row, of: rows - 1), .quiet)] + plot.spans(row: row))
    } + [numbers(columns: plotColumns)]
  }

  private func axisLabel(_ row: Int, of rows: Int) -> VisibleText {
    switch row {
    case 0: "S 1.0 "
    case rows - 1: "  0.0 "
    case (rows - 1) / 2: "  0.5 "
    default: .blank(columns: Self.axisColumns)
    }
  }

  /// Where a step's stretch begins in a picture `width` wide.
  static func start(of step: Int, of count: Int, width: Int) -> Int {
    let (product, overflow) = step.multipliedReportingOverflow(by: width)
    return overflow ? 0 : product / max(count, 1)
  }

  /// Step numbers below the beginnings of their stretches; ẑ first, others where they fit.
  private func numbers(columns: Int) -> Row {
    var taken = [Bool](repeating: false, count: columns)
    var labels: [(column: Int, text: VisibleText, ink: Ink)] = []
    func place(_ step: Int, _ text: VisibleText, _ ink: Ink) {
      var column = Self.start(of: step, of: survival.count, width: columns)
      if ink == .prediction { column = max(0, min(column, columns - text.columns)) }
      let end = column + text.columns
      guard end <= columns else { return }
      guard !taken[max(0, column - 1)..<min(columns, end + 1)].contains(true) else { return }
      for cell in column..<end { taken[cell] = true }
      labels.append((column, text, ink))
    }
    if let predicted, survival.indices.contains(predicted) {
      place(predicted, "\(predicted + 1) ẑ", .prediction)
    }
    for step in shownSteps(columns: columns) { place(step, "\(step + 1)", .quiet) }
    var spans = [Span(.blank(columns: Self.axisColumns), .quiet)]
    var used = 0
    for label in labels.sorted(by: { $0.column < $1.column }) {
      spans.append(Span(.blank(columns: label.column - used), .quiet))
      spans.append(Span(label.text, label.ink))
      used = label.column + label.text.columns
    }
    return Row(spans)
  }

  /// Every step, or every 2nd, 5th, 10th, … so that the numbers keep apart.
  private func shownSteps(columns: Int) -> [Int] {
    let room = max(1, columns / (String(survival.count).count + 2))
    var stride = 1
    while survival.count / stride > room { stride = Self.next(stride) }
    return survival.indices.filter { stride == 1 || $0 == 0 || ($0 + 1) % stride == 0 }
  }

  /// The stride after this one, of 1, 2, 5, 10, 20, 50 and so on.
  private static func next(_ stride: Int) -> Int {
    var leading = stride
    while leading >= 10 { leading /= 10 }
    return leading == 2 ? stride / 2 * 5 : stride * 2
  }
}

/// The picture without its axis.
private struct Plot {
  private var canvas: DotCanvas
  /// The second model's curve.
  private var second: DotCanvas
  /// Shape `(columns)`.
  private var inks: [Ink]

  init(staircase: SurvivalStaircase, columns: Int, rows: Int) {
    canvas = DotCanvas(columns: columns, rows: rows)
    inks = Array(repeating: .survival, count: columns)
    second = DotCanvas(columns: columns, rows: rows)
    Self.draw(staircase.survival, on: &canvas)
    if !staircase.comparison.isEmpty {
      Self.draw(staircase.comparison, on: &second, isDotted: true)
    }
    colour(staircase)
  }

  /// A dotted curve leaves out every other dot.
  private static func draw(
    _ survival: [Double], on canvas: inout DotCanvas, isDotted: Bool = false
  ) {
    let width = canvas.width
    let height = max(canvas.height - 1, 1)
    func level(_ value: Double) -> Int {
      Int(((1 - min(max(value.isNaN ? 0 : value, 0), 1)) * Double(height)).rounded())
    }
    var before = level(survival[0])
    for x in 0..<width {
      // Steps that share this column of dots, when there are more steps than dots.
      let first = x * survival.count / width
      let last = max(first, (x + 1) * survival.count / width - 1)
      let levels = [before, level(survival[first]), level(survival[last])]
      for y in (levels.min() ?? 0)...(levels.max() ?? 0)
      where !isDotted || (x + y) % 2 == 0 { canvas.set(x: x, y: y) }
      before = level(survival[last])
    }
  }

  private mutating func colour(_ staircase: SurvivalStaircase) {
    let survival = staircase.survival
    let faded = survival.indices.first { $0 > 0 && survival[$0 - 1] < SurvivalStaircase.fading }
    if let faded {
      for column in dotColumn(of: faded, survival.count) / 2..<inks.count { inks[column] = .faded }
    }
    if let predicted = staircase.predicted, survival.indices.contains(predicted) {
      inks[min(dotColumn(of: predicted, survival.count) / 2, inks.count - 1)] = .prediction
    }
  }

  /// The first column of dots that belongs to a step.
  private func dotColumn(of step: Int, _ count: Int) -> Int {
    (step * canvas.width + count - 1) / count
  }

  /// Neighbouring cells of one ink together, without blanks at the end.
  func spans(row: Int) -> [Span] {
    var spans: [Span] = []
    for column in inks.indices {
      let isSecond = canvas.isEmpty(column: column, row: row)
      let cell = (isSecond ? second : canvas).character(column: column, row: row)
      let ink = isSecond && !second.isEmpty(column: column, row: row) ? .quiet : inks[column]
      if let last = spans.last, last.ink == ink {
        spans[spans.count - 1].text += cell
      } else {
        spans.append(Span(cell, ink))
      }
    }
    return spans
  }
}
