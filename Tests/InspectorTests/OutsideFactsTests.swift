import Drawing
import Scoring
import Survival
import Testing

@testable import Inspector

/// What the screen says where the model knows nothing of a text.
struct OutsideFactsTests {
  private func outside() throws -> TrajectoryScore {
    var score = try Sample.score(
      Array(repeating: 0.1, count: 5),
      reasons: Array(
        repeating: [
          HazardReason(text: "outside what this model knows", value: 1, contribution: -2.2)
        ], count: 5))
    score.isOutside = true
    return score
  }

  @Test(arguments: ScreenTests.sizes) func `the status line says it and names no step`(
    size: ScreenSize
  ) throws {
    var state = try Sample.state(size: size, scored: false)
    _ = state.update(.scored(index: 0, try outside()))
    let status = state.text.split(separator: "\n").first { $0.contains("outside") }
    #expect(status != nil, "\(state.text)")
    #expect(!state.text.contains("◀ ẑ") && !state.text.contains("ẑ ="))
    #expect(!state.text.contains("model and label"))
    state.press("z")
    #expect(state.step == 0)
  }

  @Test func `reasons and the page say it too`() throws {
    var state = try Sample.state(scored: false)
    _ = state.update(.scored(index: 0, try outside()))
    state.press("w")
    #expect(state.text.contains("   outside what this model knows"))
    let page = PageText.render(Sample.flamingos, score: try outside(), width: 100)
    let frame = Frame(size: ScreenSize(columns: 100, rows: page.count), rows: page)
    #expect(frame.text.contains("outside what this model knows: base rate only"))
  }

  @Test func `the list does not compare it with a label`() throws {
    var state = try Sample.state(scored: false)
    _ = state.update(.scored(index: 0, try outside()))
    state.press("l")
    let line = state.text.split(separator: "\n").first { $0.contains("gsm8k-0 ") }
    #expect(line?.contains("≠") == false)
  }
}
