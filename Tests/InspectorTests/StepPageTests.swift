import Drawing
import Scoring
import Survival
import Testing
import Trajectories
import VisibleText

@testable import Inspector

struct StepPageTests {
  private func limits(_ heights: [Int], _ rows: Int, _ cursor: Int) -> [Int] {
    InspectorState.lineLimits(heights: heights, rows: rows, cursor: cursor)
  }

  @Test func `steps are whole while all of them fit`() {
    #expect(limits([2, 3, 1], 6, 0) == [2, 3, 1])
    #expect(limits([], 10, 0) == [])
  }

  @Test func `spare rows go to the cursor's neighbours first, the next one before the last`() {
    #expect(limits([4, 4, 4, 4, 4], 8, 2) == [1, 1, 4, 1, 1])
    #expect(limits([4, 4, 4, 4, 4], 10, 2) == [1, 1, 4, 3, 1])
    #expect(limits([4, 4, 4, 4, 4], 13, 2) == [1, 3, 4, 4, 1])
    #expect(limits([4, 4, 4, 4, 4], 16, 2) == [1, 4, 4, 4, 3])
    #expect(limits([4, 1, 4, 4], 12, 0) == [4, 1, 4, 3])
  }

  @Test func `a step that fills the window leaves the others a line each`() {
    #expect(limits([2, 40, 2], 10, 1) == [1, 40, 1])
    #expect(limits([2, 40, 2], 10, 0) == [2, 7, 1])
  }

  @Test(arguments: [
    ScreenSize(columns: 64, rows: 20), ScreenSize(columns: 80, rows: 24),
    ScreenSize(columns: 100, rows: 30),
  ]) func `every step is in view, and the cursor's is whole`(size: ScreenSize) throws {
    var state = try Sample.state(size: size)
    for step in 0..<5 {
      let marks = state.text.split(separator: "\n").filter { line in
        line.contains("0.98") || line.contains("0.93") || line.contains("0.27")
          || line.contains("0.24") || line.contains("0.17 ")
      }
      #expect(marks.count >= 5, "step \(step + 1)")
      let words = Sample.flamingos.steps[step].split(separator: " ")
      let last = words.last { $0.allSatisfy(\.isLetter) } ?? ""
      #expect(state.text.contains(last), "step \(step + 1)")
      state.press("j")
    }
  }

  @Test func `steps stand where they stood when the cursor moves on and back`() throws {
    var state = try Sample.state(size: ScreenSize(columns: 80, rows: 24))
    let before = state.text
    state.press("j", "j", "k", "k")
    #expect(state.text == before)
  }

  @Test func `the first error that is rated okay is no number`() throws {
    for size in ScreenTests.sizes {
      var state = try Sample.state(size: size)
      state.press("j", "0")
      let line = state.text.split(separator: "\n").first { $0.contains("0.05") }
      #expect(line?.contains("2 ~ 0.05") == true || line?.contains("2~ 0.05") == true, "\(size)")
    }
  }

  @Test func `z goes to the predicted first error`() throws {
    var state = try Sample.state()
    state.press("z")
    #expect(state.step == 2)
    state.press("n", "z")
    #expect(state.step == 0)
    #expect(state.noticeText == "the model finds no wrong step")
    var blind = try Sample.state { $0.blind = true }
    blind.press("z")
    #expect(blind.step == 0)
    #expect(blind.noticeText?.contains("blind") == true)
  }

  @Test func `rewards that are no probabilities are not called so`() throws {
    var state = try Sample.state(scored: false)
    let curve = try HazardCurve(logits: [-2.5, 1.25, 0, 0, 0])
    _ = state.update(
      .scored(index: 0, TrajectoryScore(model: "q", kind: .pqm, curve: curve, rule: .map)))
    #expect(state.text.contains("σ(−r)"))
    #expect(state.text.contains("PQM: rewards, no probabilities"))
    #expect(state.text.contains("−1.25"))
    #expect(!state.text.contains("entropy"))
    #expect(!state.text.contains("◀ ẑ 0"))
  }

  @Test(arguments: [0, 1, 126]) func `any number of steps is readable`(count: Int) throws {
    let steps = (0..<count).map { "Step \($0 + 1) of them." }
    let trajectory = Trajectory(id: "long", problem: "p", steps: steps)
    for size in ScreenTests.sizes {
      var state = try Sample.state(size: size, trajectories: [trajectory])
      state.press("end")
      let text = state.text
      #expect(count == 0 ? text.contains("no steps") : text.contains("Step \(count) of them."))
    }
  }
}

struct StatedAnswerTests {
  @Test func `the line below the problem has the answer that is stated, not any last number`()
    throws
  {
    for (step, answer) in [
      ("So it is \\boxed{31}.", "answer 31"), ("The answer is 18 eggs.", "answer 18 eggs"),
      ("5 + 1 = 6\n#### 6\n", "answer 6"),
    ] {
      let trajectory = Trajectory(id: "a", problem: "P", steps: ["x", step])
      #expect(try Sample.state(trajectories: [trajectory]).text.contains("a · \(answer)"))
    }
    let trajectory = Trajectory(id: "a", problem: "P", steps: ["There are 3 + 4 = 7 left."])
    #expect(try !Sample.state(trajectories: [trajectory]).text.contains("answer"))
  }
}

struct NewsTests {
  @Test func `moving on says when it went round, and when nothing is left`() throws {
    var state = try Sample.state()
    state.press("G", "a")
    #expect(state.selected == 0)
    #expect(state.noticeText?.contains("went round") == true)
    for _ in 0..<4 { state.press("a") }
    #expect(state.noticeText?.contains("every shown trajectory has a verdict") == true)
    let standing = state.window.standing(at: 3)
    let entry = try #require(standing.verdictEntry)
    _ = state.update(.saved(entry, standing: standing))
    #expect(state.noticeText?.contains("every shown trajectory has a verdict") == true)
  }

  @Test func `the ends of the set are named`() throws {
    var state = try Sample.state()
    state.press("p")
    #expect(state.noticeText == "this is the first one")
    state.press("G", "n")
    #expect(state.noticeText == "this is the last one")
  }

  @Test(arguments: [("diffrs", "differs"), ("gnerator:qwen9", "generator:qwen9")])
  func `a filter that nothing passes names the near miss`(typed: String, near: String) throws {
    var state = try Sample.state()
    state.setFilter(typed)
    #expect(state.noticeText == "0 of 5 match; did you mean \(near)?")
  }
}
