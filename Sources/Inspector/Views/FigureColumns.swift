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

  static let reward = NumberText.signedColumns
  static let probability = NumberText.probabilityColumns

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
