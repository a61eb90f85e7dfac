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

  private func check(_ state: InspectorState, _ name: String) throws {
    let size = state.size
    try GoldenScreens.expect(
      state.frame(size: size), equals: "\(name)-\(size.columns)x\(size.rows)")
  }

  @Test(arguments: sizes) func `the inspector shows steps with their figures`(
    size: ScreenSize
  ) throws {
    var state = try Sample.state(size: size) { $0.advance = false }
    state.press("j", "e", "j")
    let saved = state.collection.standing(at: 0)
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
    for figure in ["0.71", "0.27", "ẑ", "file: z"] { #expect(!text.contains(figure)) }
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

  @Test func `a page has every step whole`() throws {
    let trajectory = Sample.flamingos
    let rows = PageText.render(
      trajectory, score: try Sample.score([0.02, 0.05, 0.71, 0.10, 0.30]), width: 100)
    let frame = Frame(size: ScreenSize(columns: 100, rows: rows.count), rows: rows)
    try GoldenScreens.expect(frame, equals: "page-100")
  }
}
