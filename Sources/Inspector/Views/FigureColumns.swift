import VisibleText

/// Which columns of figures stand before a step's text, and how wide they are.
struct FigureColumns: Equatable, Sendable {
  /// Digits of the step's number.
  var number: Int
  /// Cells of the hazard's bar; 0 leaves it out.
  var hazardBar: Int
  var showsReward: Bool
  /// Cells of the survival's bar; 0 leaves it out.
  var survivalBar: Int
  /// Blanks between columns: 1 where room is dear.
  var gap: Int
  /// Columns at the right end for ◀ ẑ.
  var tag: Int
  /// Whether there is a line with the columns' names.
  var header: Bool

  /// Columns of a reward such as `-12.34`.
  static let reward = 6
  /// Columns of a probability such as `0.71`.
  static let probability = 4

  /// What fits a pane: the wider it is, the more is drawn.
  init(pane columns: Int, stepCount: Int, rows: Int) {
    let digits = String(max(stepCount, 1)).count
    number = max(columns < 80 ? 2 : 3, digits)
    gap = columns < 80 ? 1 : 2
    tag = columns < 80 ? 2 : 10
    header = columns >= 80 && rows >= 20
    showsReward = columns >= 80
    switch columns {
    case ..<50: (hazardBar, survivalBar) = (0, 0)
    case ..<80: (hazardBar, survivalBar) = (4, 0)
    case ..<100: (hazardBar, survivalBar) = (5, 0)
    case ..<140: (hazardBar, survivalBar) = (7, 8)
    default: (hazardBar, survivalBar) = (10, 12)
    }
  }

  /// Where the hazard begins: behind cursor mark, verdict mark and number.
  var hazardStart: Int { 2 + number + gap }
  var hazardEnd: Int { hazardStart + Self.probability + (hazardBar > 0 ? 1 + hazardBar : 0) }
  var rewardEnd: Int { showsReward ? hazardEnd + 1 + Self.reward : hazardEnd }
  var survivalStart: Int { rewardEnd + gap }
  var survivalEnd: Int {
    survivalStart + Self.probability + (survivalBar > 0 ? 1 + survivalBar : 0)
  }
  /// Where the text begins.
  var textStart: Int { survivalEnd + gap }

  /// Lines are not made longer than the eye can follow.
  static let longestLine = 120

  func textColumns(in pane: Int) -> Int {
    max(1, min(pane - textStart - tag, Self.longestLine))
  }
}

/// The program's own drawing of numbers and bars.
enum Figure {
  /// A number in 0...1 with two decimals.
  static func probability(_ value: Double) -> VisibleText { VisibleText(fixed(value)) }

  /// Two decimals; infinities by sign, large ones shortened to keep their columns.
  static func fixed(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "?" : value > 0 ? "∞" : "-∞" }
    guard abs(value) < 1e6 else { return value > 0 ? ">1e6" : "<-1e6" }
    let hundredths = Int((abs(value) * 100).rounded())
    let sign = value < 0 && hundredths > 0 ? "-" : ""
    let fraction = hundredths % 100
    return "\(sign)\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  /// A bar of `value` (0...1) in eighths of a cell; what is not 0 shows at least an eighth.
  static func bar(_ value: Double, cells: Int) -> VisibleText {
    guard value > 0, cells > 0 else { return .empty }
    let eighths = max(1, Int((min(value, 1) * Double(cells) * 8).rounded()))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return VisibleText(String(repeating: "█", count: eighths / 8) + parts[eighths % 8])
  }

  /// Values in 0...1 as columns of eight heights, the least of each stretch when there are many.
  static func spark(_ values: [Double], columns: Int) -> VisibleText {
    guard columns > 0 else { return .empty }
    let heights = Array("▁▂▃▄▅▆▇█")
    let width = min(values.count, columns)
    let text = (0..<width).map { column in
      let start = column * values.count / width
      let end = max(start + 1, (column + 1) * values.count / width)
      let least = values[start..<end].min() ?? 0
      return heights[max(0, min(7, Int((least * 8).rounded(.down))))]
    }
    return VisibleText(String(text))
  }
}
