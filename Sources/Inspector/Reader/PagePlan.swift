/// How a page's rows are divided among the problem, the steps and the panels below them.
///
/// It follows from texts and the size of the screen, never from figures: nothing moves when they come.
struct PagePlan: Equatable, Sendable {
  /// What the parts would like to have.
  struct Needs: Equatable, Sendable {
    /// Rows that problem, steps and panels share.
    var rows: Int
    /// Lines of the whole problem.
    var problem: Int
    /// Lines that a long problem gets even where the steps could use them.
    var problemLimit: Int
    /// Whether the problem was opened: steps then get what it leaves, at least a quarter.
    var opensProblem = false
    /// Lines of each step; `nil` when there are more steps than rows.
    var steps: [Int]?
    /// Rows that the panels may have, from most to fewest; 0 at the end where they may be left out.
    var panels: [Int]
  }

  let problem: Int
  let steps: Int
  let panels: Int

  /// The tallest panels with which every step is whole.
  ///
  /// Where some step is cut in any case, the smallest ones; none where they may be left out and it
  /// takes that to have every step in view wherever the cursor makes one whole.
  init(_ needs: Needs) {
    let whole = needs.steps.map { $0.reduce(0, +) } ?? .max
    let chosen =
      needs.panels.first { whole <= needs.stepRows($0) }
      ?? needs.panels.last { $0 > 0 && needs.keeps($0) } ?? needs.panels.last ?? 0
    panels = max(0, min(chosen, needs.rows - 2))
    let free = needs.rows - panels
    let left = whole < free && !needs.opensProblem ? free - whole : 0
    problem = max(0, min(needs.problem, max(needs.limit(panels), left)))
    steps = max(1, free - problem)
  }
}

extension PagePlan.Needs {
  /// Rows of a body on which panels stay although steps are cut.
  private static let roomy = 24

  /// Lines that the problem may take from the steps.
  fileprivate func limit(_ panels: Int) -> Int {
    guard opensProblem else { return problemLimit }
    let free = rows - panels
    return max(1, min(free - 3, free * 3 / 4))
  }

  fileprivate func stepRows(_ panels: Int) -> Int {
    rows - panels - min(problem, limit(panels))
  }

  /// Whether panels stay where steps are cut in any case.
  fileprivate func keeps(_ panels: Int) -> Bool {
    if rows >= Self.roomy { return true }
    guard let steps else { return false }
    return steps.count - 1 + (steps.max() ?? 1) <= stepRows(panels)
  }
}
