import Catalog
import Drawing
import Testing
import Trajectories

@testable import Inspector

/// The curves of a policy's training, with rollouts whose reward rises while answers become wrong.
struct PolicyTrainingViewTests {
  static func rollouts(steps: Int = 12, hacked: Bool = true) -> [Trajectory] {
    var all: [Trajectory] = []
    for step in 1...steps {
      let place = Double(step)
      let share = hacked ? 0.8 - 0.05 * place : 0.2 + 0.05 * place
      let filler = hacked ? [String](repeating: "It is right.", count: step) : []
      for sample in 0..<40 {
        let isRight = Double(sample) / 40 < share
        let figures =
          #""score":\#(0.1 * place),"entropy":\#(2 - 0.1 * place),"kl":\#(0.01 * place)"#
        let record = #"{"input":"q","output":"x","acc":\#(isRight),\#(figures),"gts":"5"}"#
        all.append(
          Trajectory(
            id: "\(step)-\(sample)", problem: "What is \(sample) + 3?",
            steps: ["so it is right.", "I am sure."] + filler, outcome: isRight,
            source: SourceRecord(file: "run/\(step).jsonl", bytes: Array(record.utf8)[...])))
      }
    }
    return all
  }

  private static func session(
    _ size: ScreenSize = ScreenSize(columns: 120, rows: 40),
    _ trajectories: [Trajectory] = rollouts()
  ) throws -> TestSession {
    try Sample.state(size: size, trajectories: trajectories)
  }

  @Test(arguments: ScreenTests.sizes) func `curves show where only the reward rose`(
    size: ScreenSize
  ) throws {
    var state = try Self.session(size)
    state.press("C")
    try GoldenScreens.expect(
      state.frame(size: size), equals: "training-\(size.columns)x\(size.rows)")
  }

  @Test func `a suspicious stretch puts the cursor at its end, and Enter shows what is behind it`()
    throws
  {
    var state = try Self.session()
    state.press("C")
    #expect(state.text.contains("reward hacking?") && state.text.contains("steps 1–12"))
    #expect(state.text.contains("step 12"))
    state.press("enter")
    #expect(state.shown.count == 40 && state.ids.allSatisfy { $0.hasPrefix("12-") })
  }

  @Test func `the cursor goes from step to step, and stays with a run that goes on`() throws {
    var state = try Self.session(
      ScreenSize(columns: 80, rows: 24), Self.rollouts(steps: 5, hacked: false))
    state.press("C")
    #expect(!state.text.contains("reward hacking?") && state.text.contains("step 5 "))
    state.load(Array(Self.rollouts(steps: 6, hacked: false).suffix(40)))
    state.press("x")
    #expect(
      state.policyTraining.course?.steps.count == 5 || state.policyTraining.course?.steps.count == 6
    )
    state.press("gg")
    #expect(state.policyTraining.cursor == 0 && state.text.contains("step 1 "))
    state.press("j", "j", "enter")
    #expect(state.ids.allSatisfy { $0.hasPrefix("3-") } && state.shown.count == 40)
  }

  @Test func `blind hides reward and right answers`() throws {
    var state = try Sample.state(
      size: ScreenSize(columns: 80, rows: 24), trajectories: Self.rollouts()
    ) { $0.blind = true }
    state.press("C")
    #expect(!state.text.contains("hacking") && !state.text.contains("right"))
    #expect(state.text.contains("words") && state.text.contains("blind"))
  }

  @Test func `files without training steps say so`() throws {
    var state = try Sample.state(size: ScreenSize(columns: 80, rows: 24))
    state.press("C")
    #expect(state.text.contains("no file's name states a training step"))
    state.press("enter")
    #expect(state.noticeText == "there are no training steps")
  }
}
