import Drawing
import VisibleText

/// Which columns of figures stand before a step's text, and how wide they are.
struct StepColumns: Equatable, Sendable {
  /// Digits of the step's number.
  var number: Int
  /// Cells of the hazard's bar; 0 leaves it out.
  var hazardBar: Int
  /// Whether there are figures at all: not while they are hidden.
  var showsFigures: Bool
  /// Whether a second model's hazards stand beside the first one's.
  var compares: Bool
  var showsReward: Bool
  /// Cells of the survival's bar; 0 leaves it out.
  var survivalBar: Int
  /// Blanks between columns: 1 where room is dear.
  var gap: Int
  /// Columns of `ẑ` or `◀ ẑ` at the right end of that step's first line.
  ///
  /// Every step's first line leaves them free, so that no text moves when ẑ is known. The probability
  /// stands there too where the text leaves room.
  var tag: Int
  /// Whether there is a line with the columns' names.
  var header: Bool

  static let reward = NumberText.signedColumns
  static let probability = NumberText.probabilityColumns

  /// What fits a pane: the wider it is, the more is drawn, but the text comes first.
  init(
    pane columns: Int, stepCount: Int, rows: Int, compares: Bool = false, showsFigures: Bool = true
  ) {
    self.compares = compares && showsFigures
    self.showsFigures = showsFigures
    let isNarrow = columns < 80
    let digits = String(max(stepCount, 1)).count
    number = max(isNarrow ? 2 : 3, digits)
    gap = isNarrow ? 1 : 2
    tag = isNarrow ? 1 : "◀ ẑ".count
    header = !isNarrow && rows >= 20
    showsReward = columns >= 96 && showsFigures
    switch columns {
    case ..<50: (hazardBar, survivalBar) = (0, 0)
    case ..<80: (hazardBar, survivalBar) = (4, 0)
    case ..<96: (hazardBar, survivalBar) = (6, 0)
    case ..<140: (hazardBar, survivalBar) = (7, 8)
    default: (hazardBar, survivalBar) = (10, 12)
    }
  }

  /// Where the sign of a rating stands: behind cursor mark, verdict mark and number.
  var ratingStart: Int { 2 + number + gap - 1 }
  /// Where the hazard begins.
  var hazardStart: Int { ratingStart + 2 }
  var hazardEnd: Int { hazardStart + Self.probability + (hazardBar > 0 ? 1 + hazardBar : 0) }
  /// Where the second model's hazard begins.
  var comparisonStart: Int { hazardEnd + gap }
  private var comparisonEnd: Int { compares ? comparisonStart + Self.probability : hazardEnd }
  var rewardEnd: Int { showsReward ? comparisonEnd + 1 + Self.reward : comparisonEnd }
  var survivalStart: Int { rewardEnd + gap }
  var survivalEnd: Int {
    survivalStart + Self.probability + (survivalBar > 0 ? 1 + survivalBar : 0)
  }
  /// Where the text begins.
  var textStart: Int { showsFigures ? survivalEnd + gap : hazardStart }

  /// Lines are not made longer than the eye can follow.
  static let longestLine = 120

  func textColumns(in pane: Int) -> Int {
    max(1, min(pane - textStart - (gap - 1), Self.longestLine))
  }

  /// What the tag takes from the first line of a step.
  var reserved: Int { tag + gap }
}
