import Catalog
import Drawing
import Testing
import Trajectories
import VisibleText

@testable import Inspector

struct ScreenTests {
  static let sizes = [
    ScreenSize(columns: 40, rows: 10), ScreenSize(columns: 64, rows: 20),
    ScreenSize(columns: 80, rows: 24), ScreenSize(columns: 120, rows: 40),
    ScreenSize(columns: 200, rows: 60),
  ]

  private func check(_ state: TestSession, _ name: String) throws {
    let size = state.size
    try GoldenScreens.expect(
      state.frame(size: size), equals: "\(name)-\(size.columns)x\(size.rows)")
  }

  @Test(arguments: sizes) func `the inspector shows steps with their figures`(
    size: ScreenSize
  ) throws {
    var state = try Sample.state(size: size) { $0.advance = false }
    state.press("j", "e", "j")
    let saved = state.window.standing(at: 0)
    if let entry = saved.verdictEntry { _ = state.update(.saved(entry, standing: saved)) }
    try check(state, "inspector")
  }

  @Test(arguments: sizes) func `the list has a line for each trajectory`(size: ScreenSize) throws {
    var state = try Sample.state(size: size)
    state.press("a", "M", "l", "s", "e", "gg")
    try check(state, "list")
  }

  @Test(arguments: sizes) func `the list gathers the candidates of a question`(
    size: ScreenSize
  ) throws {
    let twins = Sample.all + [Sample.flamingos, Sample.pencils]
    var state = try Sample.state(size: size, trajectories: twins)
    state.press("l", "ctrl-g")
    try check(state, "groups")
  }

  @Test(arguments: sizes) func `help lists every key`(size: ScreenSize) throws {
    var state = try Sample.state(size: size)
    state.press("?")
    try check(state, "help")
  }

  @Test(arguments: sizes) func `reasons say why the hazard is what it is`(size: ScreenSize) throws {
    var state = try Sample.state(size: size)
    state.press("j", "j", "w")
    try check(state, "reasons")
  }

  @Test(arguments: sizes) func `blind shows no figure of the model`(size: ScreenSize) throws {
    let state = try Sample.state(size: size) { $0.blind = true }
    let text = state.text
    for figure in ["0.71", "0.27", "◀ ẑ", "ẑ =", "file: z"] { #expect(!text.contains(figure)) }
    try check(state, "blind")
  }

  @Test(arguments: sizes) func `an empty set says so`(size: ScreenSize) throws {
    let state = try Sample.state(size: size, trajectories: [])
    try check(state, "empty")
  }

  @Test(arguments: sizes) func `wide characters keep the columns aligned`(size: ScreenSize) throws {
    var state = try Sample.state(size: size)
    state.press("4", "G")
    try check(state, "wide")
  }

  @Test(arguments: sizes) func `hostile text is shown and not obeyed`(size: ScreenSize) throws {
    var state = try Sample.state(size: size)
    state.press("G", "j")
    try check(state, "hostile")
  }

  @Test(arguments: sizes) func `the overview shows the set at a glance`(size: ScreenSize) throws {
    var state = try Sample.state(size: size)
    state.press("a", "O")
    try check(state, "overview")
  }

  @Test(arguments: sizes) func `figures that are missing leave a sign`(size: ScreenSize) throws {
    try check(Sample.state(size: size, scored: false), "waiting")
  }

  @Test(arguments: sizes) func `records that could not be read are listed`(
    size: ScreenSize
  ) throws {
    var state = try Sample.state(size: size)
    let issue = RecordIssue(
      severity: .bad, file: "data/gsm8k.json", line: 12, byte: 3407, record: 11,
      reason: "label 9 points past the last of 5 steps, near \u{1B}[31m\"x\"",
      remedy: "Labels count from 0; use -1 when every step is right.")
    _ = state.update(.issues([issue, issue], more: 0))
    state.press(":")
    state.type("issues")
    state.press("enter")
    try check(state, "issues")
  }

  @Test(arguments: sizes) func `a prompt shows what is typed and what it can become`(
    size: ScreenSize
  ) throws {
    var state = try Sample.state(size: size)
    state.press(":")
    state.type("set ")
    state.press("tab", "tab")
    try check(state, "prompt")
  }

  @Test(arguments: sizes) func `a filter is typed with its faults marked`(
    size: ScreenSize
  ) throws {
    var state = try Sample.state(size: size)
    state.press("f")
    state.type("stps > 3 and S < 0.")
    try check(state, "fault")
  }

  @Test(arguments: sizes) func `sorting offers its fields`(size: ScreenSize) throws {
    var state = try Sample.state(size: size)
    state.press("l", "s", "e", "s", "G", "s")
    try check(state, "sorting")
  }

  @Test(arguments: sizes) func `a scan says how far it is`(size: ScreenSize) throws {
    var state = try Sample.state(size: size)
    state.answersAtOnce = false
    state.setFilter("gsm8k")
    let number = try #require(state.order.request?.number)
    var progress = state.window.progress
    progress.count = 431_800
    progress.bytes = 1000
    progress.bytesIndexed = 620
    progress.isIndexed = false
    state.update(.progress(progress))
    let part = ArrangedOrder(indices: .listed([0, 1, 3]), examined: 4, isComplete: false)
    state.update(.arranged(number, part))
    try check(state, "scanning")
  }

  @Test func `reasons have room on a wide screen`() throws {
    var state = try Sample.state(size: ScreenSize(columns: 160, rows: 44))
    state.press("j", "j", "w")
    #expect(state.text.contains("contradicts step 2 (12 left, now 18 + 12)  "))
    try check(state, "reasons")
  }

  @Test(arguments: sizes) func `notes are listed with their trajectories`(size: ScreenSize) throws {
    var state = try Sample.state(size: size)
    for note in ["the total is wrong", "王 looks fine"] {
      state.press("m")
      state.type(note)
      state.press("enter", "n", "n", "n")
    }
    state.press(":")
    state.type("notes")
    state.press("enter")
    try check(state, "notes")
    state.press("k")
    #expect(state.selected == 0)
  }

  @Test func `steps that hardly count are dimmed`() throws {
    var state = try Sample.state(scored: false)
    _ = state.update(.scored(index: 0, try Sample.score([0.5, 0.9, 0.3, 0.2, 0.1])))
    let rows = state.frame(size: state.size).rows.filter { row in
      row.spans.contains { $0.ink == .faded && $0.text.string.contains("flamingos") }
    }
    #expect(rows.count >= 3)
    #expect(rows.allSatisfy { row in !row.spans.contains { $0.ink == .hazard(0.3) } })
  }

  @Test func `a screen that is too small says so and works on`() throws {
    var state = try Sample.state(size: ScreenSize(columns: 30, rows: 8))
    #expect(state.text.contains("too small"))
    state.press("j")
    _ = state.update(.input(.resized(ScreenSize(columns: 80, rows: 24))))
    #expect(state.step == 1)
    #expect(state.text.contains("▶"))
  }

  @Test func `a page has every step whole`() throws {
    let trajectory = Sample.flamingos
    let rows = PageText.render(
      trajectory, score: try Sample.score([0.02, 0.05, 0.71, 0.10, 0.30]), width: 100)
    let frame = Frame(size: ScreenSize(columns: 100, rows: rows.count), rows: rows)
    try GoldenScreens.expect(frame, equals: "page-100")
  }
}
