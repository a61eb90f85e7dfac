/// How the question view's body is divided: from the size of the screen and the number of candidates alone.
struct QuestionLayout: Equatable, Sendable {
  /// Lines of the problem.
  var problem: Int
  /// Lines that say what the rules choose.
  var summary: Int
  /// Whether there are thin rules between the parts.
  var rules: Bool
  /// Columns of the table.
  var main: Int
  /// Columns of curves and votes beside it; 0 puts the curves below.
  var side = 0
  /// Lines of the table with its header.
  var table: Int
  /// Lines of the curves below; 0 leaves them out.
  var curves = 0

  /// Lines of table and curves together, which two candidates side by side take.
  var body: Int { table + (curves > 0 ? curves + 1 : 0) }

  /// Between panes that stand side by side.
  static let gap = 3

  init(columns: Int, rows: Int, candidates: Int) {
    problem = rows >= 30 ? 3 : rows >= 18 ? 2 : 1
    summary = columns < 100 && rows >= 16 ? 2 : 1
    rules = rows >= 14
    side = columns >= 110 ? min(84, columns * 38 / 100) : 0
    main = columns - (side > 0 ? side + Self.gap : 0)
    let left = max(1, rows - 3 - problem - summary - (rules ? 2 : 0))
    table = left
    guard side == 0, rows >= 22 else { return }
    // What the table does not need is the curves'.
    curves = min(12, max(left * 2 / 5, left - candidates - 2))
    table = left - curves - 1
  }
}

extension InspectorState {
  var questionLayout: QuestionLayout {
    // The layout counts the title bar and the two lines at the bottom.
    QuestionLayout(columns: size.columns, rows: bodyRows + 3, candidates: question.members.count)
  }
}
