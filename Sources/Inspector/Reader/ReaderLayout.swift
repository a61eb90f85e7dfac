/// How the reader's body is divided, from the size of the screen alone.
struct ReaderLayout: Equatable, Sendable {
  /// Columns of the list at the left; 0 leaves it out.
  var list = 0
  /// Columns of the steps.
  var main: Int
  /// Columns of curve and masses at the right; 0 puts them below.
  var side = 0
  /// Lines that a long problem gets even where the steps could use them.
  var problem: Int
  /// Whether there is a line with id, generator and answer.
  var meta: Bool
  /// Whether there are thin rules between the parts.
  var rules: Bool
  /// Lines of the panels below the steps where these leave so many; 0 leaves them out.
  var panels: Int

  /// Between panes that stand side by side.
  static let gap = 3

  init(columns: Int, rows: Int) {
    // A low screen has no room for panels below, so that they stand beside the steps sooner.
    let wide = columns >= (rows < 30 ? 146 : 164)
    side = wide ? min(70, max(42, columns * 22 / 100)) : 0
    list = columns >= 196 ? min(40, max(30, columns * 16 / 100)) : 0
    main = columns - (side > 0 ? side + Self.gap : 0) - (list > 0 ? list + Self.gap : 0)
    rules = rows >= 14
    meta = rows >= 18
    problem = rows >= 56 ? 7 : rows >= 40 ? 4 : rows >= 30 ? 3 : rows >= 18 ? 2 : 1
    panels = wide ? 0 : rows >= 34 ? 9 : rows >= 24 ? 7 : 0
    if main < 80 { panels = rows >= 30 ? 7 : 0 }
  }
}
