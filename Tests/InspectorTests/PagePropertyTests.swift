import BuiltIn
import Drawing
import Scoring
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles

@testable import Inspector

/// What holds on every page: rows are not left blank while text is cut, and figures move nothing.
struct PagePropertyTests {
  static let sizes = [
    ScreenSize(columns: 40, rows: 10), ScreenSize(columns: 64, rows: 24),
    ScreenSize(columns: 80, rows: 24), ScreenSize(columns: 120, rows: 40),
    ScreenSize(columns: 200, rows: 60),
  ]

  /// What is drawn of a page beside the list and the panels at the right.
  private struct Drawn {
    var blankRows = 0
    var cutSteps: [Int] = []
    var cursorIsWhole = true

    init(_ session: TestSession) {
      let state = session.state
      guard let index = state.selected else { return }
      let size = state.size
      let layout = ReaderLayout(columns: size.columns, rows: size.rows)
      var screen = Screen(size: size)
      let pane = state.mainPane(index, layout, rows: size.rows - 3, screen: &screen)
      blankRows = pane.lines.count { line in
        line.spans.allSatisfy { $0.text.string.allSatisfy { $0 == " " } }
      }
      let plan = state.pagePlan(index, layout, rows: size.rows - 3)
      let page = state.stepPage(index, pane: layout.main, rows: plan.steps)
      var counts: [Int: Int] = [:]
      for case .step(let step) in screen.areas.map(\.target) { counts[step, default: 0] += 1 }
      for step in 0..<page.viewport.stepCount {
        let whole = max(1, page.wholeText(step).count)
        if counts[step, default: 0] < whole { cutSteps.append(step) }
      }
      let drawn = counts[state.step, default: 0]
      cursorIsWhole = !cutSteps.contains(state.step) || drawn == plan.steps
    }
  }

  private static func check(_ session: TestSession, _ place: String) {
    let drawn = Drawn(session)
    #expect(
      drawn.cutSteps.isEmpty || drawn.blankRows <= 1,
      "\(place): \(drawn.blankRows) blank rows, cut \(drawn.cutSteps)")
    #expect(drawn.cursorIsWhole, "\(place): the cursor's step is cut")
  }

  private static let words = [
    "so", "therefore", "3 × 4 = 12", "苹果", "flamingos", "\\frac{a}{b}", "averyverylongwordindeed",
    "and", "2 + 2 = 5", "👩‍👩‍👧‍👦", "the", "of", "x^2",
  ]

  private static func text(_ generator: inout SeededGenerator, _ most: Int) -> String {
    (0..<Int.random(in: 1...most, using: &generator))
      .map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
  }

  private static func trajectory(_ generator: inout SeededGenerator) -> Trajectory {
    let count = Int.random(in: 1...(Bool.random(using: &generator) ? 9 : 60), using: &generator)
    let most = [4, 30, 90].randomElement(using: &generator) ?? 30
    return Trajectory(
      id: "random", problem: text(&generator, 120),
      steps: (0..<count).map { _ in text(&generator, most) })
  }

  private static func size(_ generator: inout SeededGenerator) -> ScreenSize {
    if let size = sizes.randomElement(using: &generator), Bool.random(using: &generator) {
      return size
    }
    return ScreenSize(
      columns: Int.random(in: 40...220, using: &generator),
      rows: Int.random(in: 10...70, using: &generator))
  }

  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func `no page has a cut step and more than one blank row`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<4 {
      let size = Self.size(&generator)
      let trajectory = Self.trajectory(&generator)
      var state = try Sample.state(
        size: size, trajectories: [trajectory], scored: Bool.random(using: &generator))
      for _ in 0..<12 {
        Self.check(
          state, "seed \(seed), \(size), \(trajectory.steps.count) steps, at \(state.step)")
        let keys = ["j", "j", "k", "v", "ctrl-d", "ctrl-u", "end", "home", "r", "enter"]
        state.press(keys.randomElement(using: &generator) ?? "j")
      }
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `no text moves when figures come`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let compares = Bool.random(using: &generator)
    var state = try Sample.state(
      size: Self.size(&generator), trajectories: [Self.trajectory(&generator)], scored: false)
    state.options.comparisonName = compares ? "other" : nil
    state.press(["v", "w", "j", "end"].randomElement(using: &generator) ?? "j")
    let before = Self.places(state)
    let steps = state.stepCount
    let hazards = (0..<steps).map { _ in Double.random(in: 0...1, using: &generator) }
    let reasons = hazards.map { _ in
      [HazardReason(text: "one", value: 1, contribution: 0.5)]
    }
    state.update(.scored(index: 0, try Sample.score(hazards, reasons: reasons)))
    #expect(Self.places(state) == before, "seed \(seed), \(state.size)")
    if compares { state.update(.compared(index: 0, try Sample.score(hazards.reversed()))) }
    #expect(Self.places(state) == before, "seed \(seed), \(state.size)")
  }

  /// The lines of each step and the rows where they stand.
  private static func places(_ session: TestSession) -> [String] {
    let state = session.state
    guard let index = state.selected else { return [] }
    let layout = ReaderLayout(columns: state.size.columns, rows: state.size.rows)
    let plan = state.pagePlan(index, layout, rows: state.size.rows - 3)
    let page = state.stepPage(index, pane: layout.main, rows: plan.steps)
    let columns = state.figureColumns(index, pane: layout.main, rows: state.size.rows)
    let places = state.screen(size: state.size).areas.map {
      "\($0.rows) \($0.columns) \($0.target)"
    }
    let texts = (0..<page.viewport.stepCount).map { step in
      page.text(step).map { $0.map(\.text.string).joined() }.joined(separator: "|")
    }
    return places + texts + ["\(state.reader.top) \(columns) \(plan)"]
  }

  @Test(
    .enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)),
    arguments: ["gsm8k", "math"])
  func `no page of real trajectories has a cut step and more than one blank row`(
    name: String
  ) throws {
    let path = SharedFolder.path("data/processbench/\(name).json")
    let all = try TrajectoryReader().readAll(paths: [path]).trajectories
    let chosen =
      stride(from: 0, to: all.count, by: 25).map { all[$0] } + (all.count > 130 ? [all[130]] : [])
    for trajectory in chosen {
      for size in Self.sizes {
        var state = try Sample.state(size: size, trajectories: [trajectory])
        for key in ["j", "v", "end"] {
          Self.check(state, "\(name) \(trajectory.id), \(size), at \(state.step)")
          state.press(key)
        }
      }
    }
  }
}

struct PagePlanTests {
  private func plan(
    _ rows: Int, problem: Int = 2, steps: [Int]?, panels: [Int]
  ) -> PagePlan {
    PagePlan(
      PagePlan.Needs(rows: rows, problem: problem, problemLimit: 2, steps: steps, panels: panels))
  }

  @Test func `panels shrink until every step is whole, and no further`() {
    #expect(plan(20, steps: [3, 3, 3], panels: [7, 6, 5, 0]).panels == 7)
    #expect(plan(20, steps: [4, 4, 4], panels: [7, 6, 5, 0]).panels == 6)
    #expect(plan(20, steps: [6, 6, 6], panels: [7, 6, 5, 0]).panels == 0)
  }

  @Test func `where steps are cut in any case the smallest panels stay`() {
    #expect(plan(20, steps: [5, 5, 5, 5, 5], panels: [7, 6, 5, 0]).panels == 5)
    #expect(plan(40, steps: nil, panels: [9, 8, 7, 6, 5, 0]).panels == 5)
  }

  @Test func `panels go when every step could not be seen beside a whole one`() {
    #expect(plan(16, steps: [9, 1, 1, 1, 9], panels: [7, 6, 5, 0]).panels == 0)
    #expect(plan(16, steps: [9, 1, 1, 1, 9], panels: [7, 6, 5]).panels == 5)
  }

  @Test func `the problem gets what whole steps leave over`() {
    let roomy = plan(20, problem: 9, steps: [3, 3], panels: [7, 0])
    #expect([roomy.problem, roomy.steps, roomy.panels] == [7, 6, 7])
    let full = plan(20, problem: 9, steps: [9, 9], panels: [7, 0])
    #expect([full.problem, full.steps, full.panels] == [2, 18, 0])
  }
}

struct ReasonColumnTests {
  private static let sample = try? TrajectoryReader().readAll(
    paths: [RepositoryFolder.path("SampleTrajectories/heldout.jsonl")]
  ).trajectories

  /// As the numbers are shown.
  private func hundredths(_ value: Double) -> Int { Int((value * 100).rounded()) }

  @Test func `reasons add up to the sum that is shown, whatever room they have`() throws {
    let model = try BuiltInModel.bundled()
    let sample = try #require(Self.sample)
    var longest = 0
    for trajectory in sample.prefix(80) {
      let score = try model.score(trajectory)
      for (step, logit) in score.curve.logits.enumerated() {
        for rows in 2...10 {
          let column = ReasonColumn(score.reasons[step], sum: logit, rows: rows)
          let shown = column.lines.reduce(0) { $0 + hundredths($1.contribution) }
          #expect(shown == hundredths(logit), "\(trajectory.id), step \(step + 1), \(rows) rows")
          #expect(column.lines.count <= rows)
          longest = max(longest, column.lines.count)
        }
      }
    }
    #expect(longest > 4)
  }

  @Test func `the strongest terms are listed, and the others are one line`() {
    let reasons = [1.5, 0.2, -0.1, -2].map {
      HazardReason(text: "\($0)", value: 1, contribution: $0)
    }
    let column = ReasonColumn(reasons, sum: -1, rows: 3)
    #expect(column.lines.map(\.text) == ["1.5", "-2.0", "everything else"])
    #expect(column.lines.map { hundredths($0.contribution) } == [150, -200, -50])
    let whole = ReasonColumn(reasons, sum: -0.4, rows: 4)
    #expect(whole.lines.map(\.text) == ["1.5", "0.2", "-0.1", "-2.0"])
  }
}
