import VisibleText

/// The distribution of the first wrong step: a bar p(t) for each step, and one for "none".
public struct MassBars: Equatable, Sendable {
  /// p(t), in 0...1; shape `(steps)`.
  public var mass: [Double]
  /// S(T).
  public var none: Double
  /// ẑ counted from 0, or nil for none.
  public var predicted: Int?

  /// Whether the figures are still to come: then the names stand alone.
  public var isPending = false

  /// The distribution of one trajectory.
  public init(mass: [Double], none: Double, predicted: Int? = nil) {
    self.mass = mass
    self.none = none
    self.predicted = predicted
  }

  /// At most `rows` rows of at most `columns`, in the order of the steps, "none" last.
  ///
  /// Without room for all, ẑ and the largest stay, and a row says how much the others hold
  /// together. Bars are to one scale, 1 the whole width, so that trajectories compare.
  public func rows(columns: Int, rows: Int) -> [Row] {
    guard rows > 0, columns > 0 else { return [] }
    let noneRow = row("none", none, .survival, columns)
    guard rows > 1 else {
      guard let predicted, mass.indices.contains(predicted) else { return [noneRow] }
      return [stepRow(predicted, columns)]
    }
    if mass.count + 1 <= rows { return mass.indices.map { stepRow($0, columns) } + [noneRow] }
    guard rows > 2 else { return largest(1).map { stepRow($0, columns) } + [noneRow] }
    let shown = largest(rows - 2)
    let others = mass.indices.count - shown.count
    let rest = max(0, mass.reduce(0, +) - shown.reduce(0) { $0 + mass[$1] })
    let summary = "\(others) more  \(number(rest))" as VisibleText
    return shown.map { stepRow($0, columns) }
      + [Row([Span(summary.truncated(columns: columns), .quiet)]), noneRow]
  }

  /// The steps of largest mass, ẑ always among them, in order.
  private func largest(_ count: Int) -> [Int] {
    mass.indices.sorted { left, right in
      if (left == predicted) != (right == predicted) { return left == predicted }
      return mass[left] == mass[right] ? left < right : mass[left] > mass[right]
    }.prefix(count).sorted()
  }

  private func stepRow(_ step: Int, _ columns: Int) -> Row {
    step == predicted
      ? row("\(step + 1) ẑ", mass[step], .prediction, columns)
      : row("\(step + 1)", mass[step], .quiet, columns)
  }

  private func number(_ value: Double) -> VisibleText {
    isPending ? "…   " : NumberText.probability(value)
  }

  private func row(_ name: VisibleText, _ value: Double, _ ink: Ink, _ columns: Int) -> Row {
    let nameColumns = max(4, String(mass.count).count + 2)
    let start = nameColumns + 2 + NumberText.probabilityColumns
    let spans = [
      Span(name.padded(columns: nameColumns) + " ", ink),
      Span(number(value), isPending ? .quiet : ink == .quiet ? .plain : ink),
      Span(" " + Bar.text(fraction: value, columns: columns - start), ink),
    ]
    return Row(spans).truncated(columns: columns)
  }
}
