import Drawing
import Testing
import Trajectories

@testable import Inspector

struct MovingTests {
  @Test func `j and k move by a step and stop at the ends`() throws {
    var state = try Sample.state()
    state.press("k")
    #expect(state.step == 0)
    state.press("j", "j")
    #expect(state.step == 2)
    state.press("9", "j")
    #expect(state.step == 4)
  }

  @Test func `n and p move by a trajectory and keep the step where it was`() throws {
    var state = try Sample.state()
    state.press("j", "j", "n")
    #expect(state.selected == 1)
    #expect(state.step == 0)
    state.press("K")
    #expect(state.selected == 0)
    #expect(state.step == 2)
  }

  @Test func `gg and G go to the first and last trajectory, a number before G to that one`() throws
  {
    var state = try Sample.state()
    state.press("G")
    #expect(state.selected == 4)
    state.press("gg")
    #expect(state.selected == 0)
    state.press("3", "G")
    #expect(state.selected == 2)
    state.press("9", "9", "9", "9", "9", "9", "9", "9", "9", "9", "9", "9", "G")
    #expect(state.selected == 4)
  }

  @Test func `a zero continues a number and rates otherwise`() throws {
    var state = try Sample.state()
    #expect(state.press("1", "0").isEmpty)
    #expect(state.typing.count == 10)
    state.press("esc")
    #expect(state.typing.count == nil)
    #expect(state.press("0").count == 1)
  }

  @Test func `moving asks for the figures of what comes next, once`() throws {
    var state = try Sample.state(scored: false)
    #expect(
      state.press("n")
        == [.scoreFirst([1, 2, 3, 4], isUrgent: true), .rememberResume(point(of: state))]
        .reversed())
    #expect(state.press("j").isEmpty)
    #expect(state.update(.scored(index: 1, try Sample.score([0.1, 0.1, 0.1]))).isEmpty)
  }

  private func point(of state: TestSession) -> ResumePoint {
    ResumePoint(trajectory: state.window[1].digest.hexadecimal, step: 0, index: 1)
  }

  @Test func `a long step scrolls under the cursor before the cursor moves on`() throws {
    let long = String(repeating: "word ", count: 600)
    let trajectory = Trajectory(id: "long", problem: "p", steps: ["a", long, "c"])
    var state = try Sample.state(
      size: ScreenSize(columns: 64, rows: 20), trajectories: [trajectory])
    state.press("j")
    #expect(state.reader.top == StepAnchor(step: 1, line: 0))
    state.press("ctrl-d")
    #expect(state.step == 1)
    #expect(state.reader.top.line > 0)
    for _ in 0..<20 { state.press("pgdn") }
    #expect(state.step == 2)
    state.press("ctrl-u")
    #expect(state.step == 1)
    #expect(state.reader.top.line > 0)
  }

  @Test func `the cursor's step stays in sight whatever moves it`() throws {
    let steps = (0..<5000).map { "step number \($0) of very many" }
    let trajectory = Trajectory(id: "many", problem: "p", steps: steps)
    var state = try Sample.state(
      size: ScreenSize(columns: 80, rows: 24), trajectories: [trajectory])
    for keys in ["end", "ctrl-u", "home", "pgdn", "pgdn", "k", "end", "k"] {
      state.press(keys)
      #expect(state.text.contains("▶"), "after \(keys)")
      #expect(state.text.contains("step number \(state.step) of"), "after \(keys)")
    }
  }

  @Test func `resuming goes to where the annotator stopped once it is read`() throws {
    var state = TestSession(InspectorState(options: Sample.options()))
    let digest = Sample.train.digest.hexadecimal
    _ = state.update(.resume(ResumePoint(trajectory: digest, step: 1)))
    state.load([Sample.flamingos])
    #expect(state.selected == 0)
    state.load([Sample.pencils, Sample.train])
    #expect(state.selected == 2)
    #expect(state.step == 1)
  }

  @Test func `resuming does not pull away somebody who already works`() throws {
    var state = TestSession(InspectorState(options: Sample.options()))
    let digest = Sample.train.digest.hexadecimal
    state.load([Sample.flamingos])
    _ = state.update(.resume(ResumePoint(trajectory: digest, step: 1)))
    state.press("j")
    state.load([Sample.train])
    #expect(state.selected == 0)
  }

  @Test func `escape takes back one thing at a time`() throws {
    var state = try Sample.state()
    state.setFilter("gsm8k")
    state.press("/")
    state.type("the")
    state.press("enter", "w", "l", "7")
    state.press("esc")
    #expect(state.typing.count == nil)
    #expect(state.layers.view == .list)
    state.press("esc")
    #expect(state.layers.view == .reader)
    #expect(state.layers.showsReasons)
    state.press("esc")
    #expect(!state.layers.showsReasons)
    state.press("esc")
    #expect(state.layers.search == nil)
    state.press("esc")
    #expect(state.order.wanted.filter == nil)
  }

  @Test func `many resizes leave the frame of a fresh screen`() throws {
    var state = try Sample.state(size: ScreenSize(columns: 80, rows: 24))
    state.press("end")
    let fresh = state.text
    for side in 1...60 {
      _ = state.update(.input(.resized(ScreenSize(columns: side * 3, rows: side))))
    }
    _ = state.update(.input(.resized(ScreenSize(columns: 80, rows: 24))))
    #expect(state.text == fresh)
  }

  @Test func `the mouse selects steps and rows, and a double click opens`() throws {
    var state = try Sample.state(size: ScreenSize(columns: 80, rows: 24))
    let row = state.text.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains("On Saturday, they") }
    let click = MouseEvent(action: .press, column: 40, row: try #require(row))
    _ = state.update(.input(.mouse(click)))
    #expect(state.step == 1)
    state.press("l")
    _ = state.update(.input(.mouse(MouseEvent(action: .doublePress, column: 5, row: 4))))
    #expect(state.layers.view == .reader)
    #expect(state.selected == 2)
    _ = state.update(.input(.mouse(MouseEvent(action: .wheelDown, column: 5, row: 9))))
    #expect(state.step == 1)
    for row in [-5, 0, 1000] {
      _ = state.update(.input(.mouse(MouseEvent(action: .press, column: -1, row: row))))
    }
  }
}
