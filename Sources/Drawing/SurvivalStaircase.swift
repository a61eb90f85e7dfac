import VisibleText

/// The curve S(t): one flat stretch for each step at the height of S(t), joined by risers.
///
/// It starts at S(0) = 1, so that the first hazard is a riser too. A staircase and not a slope, because nothing happens between two steps. The riser down to ẑ is
/// the warm accent; steps that no longer count are faded.
public struct SurvivalStaircase: Equatable, Sendable {
  /// S(t) after each step, in 0...1; shape `(steps)`.
  public var survival: [Double]
  /// ẑ counted from 0, or nil for none.
  public var predicted: Int?

  /// S(t) of a second model, dotted behind the first; empty without one.
  public var comparison: [Double] = []

  /// S(t) below which the first step is ẑ: a dotted line; `nil` without one.
  public var threshold: Double?

  /// Whether the figures are still to come: then axis and numbers stand alone.
  public var isPending = false

  /// Columns of the axis before the picture: `S 1.0 `.
  static let axisColumns = 6
  /// S(t − 1) below which h(t) hardly means anything.
  static let fading = 0.1
  /// Cells of the picture that belong to S(0), before the first step's.
  static let lead = 1

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
      let curve = Sparkline.text(isPending ? [] : [1] + survival, columns: columns)
      let line = Row([Span(curve, .survival)])
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
    case threshold.map({ Self.level($0, height: rows * 4) / 4 }):
      NumberText.probability(threshold ?? 0).padded(columns: 5, .trailing) + " "
    case (rows - 1) / 2: "  0.5 "
    default: .blank(columns: Self.axisColumns)
    }
  }

  /// The row of dots at which a value stands in a picture so many dots high.
  static func level(_ value: Double, height: Int) -> Int {
    let value = value.isNaN ? 0 : min(max(value, 0), 1)
    return Int(((1 - value) * Double(max(height - 1, 1))).rounded())
  }

  /// Where a step's stretch begins in a picture `width` wide.
  static func start(of step: Int, of count: Int, width: Int) -> Int {
    let (product, overflow) = step.multipliedReportingOverflow(by: width)
    return overflow ? 0 : product / max(count, 1)
  }

  /// Step numbers below the beginnings of their stretches; ẑ first, others where they fit.
  func numbers(columns: Int) -> Row {
    var taken = [Bool](repeating: false, count: columns)
    var labels: [(column: Int, text: VisibleText, ink: Ink)] = []
    func place(_ step: Int, _ text: VisibleText, _ ink: Ink) {
      let width = columns - Self.lead
      var column = Self.lead + Self.start(of: step, of: survival.count, width: width)
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
  /// The line at the threshold.
  private var line: DotCanvas
  /// Shape `(columns)`.
  private var inks: [Ink]

  init(staircase: SurvivalStaircase, columns: Int, rows: Int) {
    canvas = DotCanvas(columns: columns, rows: rows)
    inks = Array(repeating: .survival, count: columns)
    second = canvas
    line = canvas
    if let threshold = staircase.threshold { Self.draw(threshold: threshold, on: &line) }
    guard !staircase.isPending else { return }
    canvas.draw(staircase: staircase.survival, lead: Self.lead)
    if !staircase.comparison.isEmpty {
      second.draw(staircase: staircase.comparison, lead: Self.lead, isDotted: true)
    }
    colour(staircase)
  }

  /// Dots of the stretch before the first step.
  private static let lead = SurvivalStaircase.lead * 2

  private static func draw(threshold: Double, on canvas: inout DotCanvas) {
    let y = SurvivalStaircase.level(threshold, height: canvas.height)
    for x in stride(from: 0, to: canvas.width, by: 4) { canvas.set(x: x, y: y) }
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
    Self.lead + (step * (canvas.width - Self.lead) + count - 1) / count
  }

  /// What stands in a cell, the first model's curve before all else, and whether it is that.
  private func cell(column: Int, row: Int) -> (text: VisibleText, isFirst: Bool) {
    guard canvas.isEmpty(column: column, row: row) else {
      return (canvas.character(column: column, row: row), true)
    }
    let other = second.isEmpty(column: column, row: row) ? line : second
    return (
      other.character(column: column, row: row), other.isEmpty(column: column, row: row)
    )
  }

  /// Neighbouring cells of one ink together, without blanks at the end.
  func spans(row: Int) -> [Span] {
    var spans: [Span] = []
    for column in inks.indices {
      let (cell, isFirst) = cell(column: column, row: row)
      let ink = isFirst ? inks[column] : .quiet
      if let last = spans.last, last.ink == ink {
        spans[spans.count - 1].text += cell
      } else {
        spans.append(Span(cell, ink))
      }
    }
    return spans
  }
}
