import Annotations
import Catalog
import Drawing
import Scoring
import Survival
import Testing
import Trajectories

@testable import Inspector

/// `:train` as the inspector sees it: what it asks of the edge, what it draws, and what it refuses.
struct TrainingTests {
  private static func figures(
    wrong: (Int, Int), correct: (Int, Int), loss: Double, _ rule: PredictionRule = .map
  ) -> ModelFitting.Figures {
    .init(
      score: ProcessBenchScore(
        wrong: wrong.1, foundWrong: wrong.0, correct: correct.1, foundCorrect: correct.0),
      loss: loss, rule: rule)
  }

  /// Fitted to 388 labels and judged on 97 others.
  static let fitting = ModelFitting(
    labels: Dictionary(
      uniqueKeysWithValues: (0..<388).map { number in
        (Trajectory(id: "", problem: "\(number)", steps: []).digest, Label.noError)
      }),
    heldOut: .init(
      count: 97, questions: 31, before: figures(wrong: (14, 50), correct: (24, 47), loss: 0.693),
      after: figures(wrong: (22, 50), correct: (31, 47), loss: 0.602, .median)),
    course: .init(
      steps: (0..<80).map { 0.72 - 0.002 * Double($0) + ($0.isMultiple(of: 2) ? 0.02 : -0.02) },
      looks: [(0, 0.693), (20, 0.64), (40, 0.611), (60, 0.602), (80, 0.607)].map {
        .init(step: $0.0, loss: $0.1)
      }))

  /// The second model's curve of the first trajectory.
  private static func trial(size: ScreenSize) throws -> TestSession {
    var state = try Sample.state(size: size)
    state.run("train")
    state.update(.comparisonReplaced("trained"))
    state.update(.compared(index: 0, try Sample.score([0.04, 0.30, 0.52, 0.20, 0.40])))
    state.update(.training(.finished(fitting)))
    return state
  }

  private func check(_ state: TestSession, _ name: String) throws {
    let size = state.size
    try GoldenScreens.expect(
      state.frame(size: size), equals: "\(name)-\(size.columns)x\(size.rows)")
  }

  // MARK: What it asks

  @Test func `it is asked for once, and stopped by its command or Ctrl-C`() throws {
    var state = try Sample.state()
    #expect(state.run("train stop").isEmpty)
    #expect(state.noticeText == "nothing is being trained")
    #expect(state.update(.input(.interrupted)).isEmpty)
    #expect(state.run("train") == [.train])
    #expect(state.run("train").isEmpty)
    #expect(state.noticeText == "training runs already; :train stop ends it")
    #expect(state.run("train stop") == [.stopTraining])
    #expect(state.update(.input(.interrupted)) == [.stopTraining])
    state.update(.training(.endedEarly("training stopped, nothing is changed")))
    #expect(state.noticeText == "training stopped, nothing is changed")
    #expect(state.run("train") == [.train])
    #expect(state.run("train faster").isEmpty)
    #expect(state.noticeText == "train takes nothing, or stop")
  }

  @Test func `the annotator goes on while it runs, and news of it take no key`() throws {
    var state = try Sample.state { $0.advance = false }
    state.run("train")
    state.press("j")
    #expect(state.step == 1)
    state.update(.training(.progress(TrainingProgress(.states, done: 3, total: 9, seconds: 1))))
    state.press("2")
    state.update(.training(.progress(TrainingProgress(.states, done: 6, total: 9, seconds: 2))))
    let effects = state.press("e")
    #expect(effects.contains { if case .save = $0 { true } else { false } })
    #expect(state.text.contains("states 6 of 9"))
  }

  @Test func `one key accepts and one discards, both only once`() throws {
    var state = try Self.trial(size: ScreenSize(columns: 80, rows: 24))
    #expect(state.press("A") == [.acceptTraining])
    #expect(state.press("A").isEmpty && state.press("D").isEmpty)
    state.update(.training(.notSaved("not saved: no room")))
    #expect(state.noticeText == "not saved: no room")
    #expect(state.press("D") == [.discardTraining])
    state.update(.comparisonReplaced(nil))
    state.update(.training(.discarded))
    #expect(!state.text.contains("accept") && !state.text.contains("h₂"))
    #expect(state.press("A").isEmpty)
    #expect(state.noticeText == "nothing waits for that: :train fits the model to the labels")
  }

  @Test func `an accepted model says what it was fitted to, and is asked for every figure`() throws
  {
    var state = try Self.trial(size: ScreenSize(columns: 120, rows: 40))
    state.press("A")
    let model = ModelInForce(
      name: "crm-fitted-1", identity: "crm-fitted-1-12", givesReasons: false, fitting: Self.fitting)
    let effects = state.update(.modelReplaced(model, report: "saved as /m/crm-fitted-1"))
    #expect(effects == [.scoreFirst([0, 1, 2, 3, 4], isUrgent: true)])
    state.update(.comparisonReplaced(nil))
    state.update(.training(.accepted))
    #expect(state.text.contains("crm-fitted-1   fitted to 388 labels"))
    #expect(state.text.contains("saved as /m/crm-fitted-1"))
    #expect(!state.text.contains("discard"))
  }

  @Test func `no other model comes in between, nor a second fit`() throws {
    var state = try Sample.state()
    state.run("train")
    #expect(state.run("model builtin").isEmpty)
    #expect(state.noticeText == "the model is being trained: :train stop ends that, then :model")
    state.update(.training(.finished(Self.fitting)))
    for command in ["model builtin", "train"] {
      #expect(state.run(command).isEmpty)
      #expect(state.noticeText == "what was trained waits: A accepts it, D discards it")
    }
    state.press("D")
    state.update(.training(.discarded))
    #expect(state.run("model builtin") == [.changeModel("builtin")])
  }

  @Test func `files that grow change neither what runs nor what waits`() throws {
    var state = try Sample.state()
    state.run("train")
    let more = (0..<3).map { Trajectory(id: "n\($0)", problem: "new \($0)", steps: ["a"]) }
    state.load(more)
    #expect(state.text.contains("looking for labels"))
    state.update(.training(.finished(Self.fitting)))
    state.load(more.map { Trajectory(id: $0.id, problem: $0.problem + "!", steps: ["b"]) })
    #expect(state.text.contains("A accept   D discard"))
    #expect(state.press("A").contains(.acceptTraining))
  }

  @Test func `leaving asks before it loses a fit`() throws {
    var state = try Sample.state()
    state.run("train")
    #expect(!state.press("q").contains(.quit))
    #expect(state.noticeText?.contains("which would be lost; q again leaves") == true)
    #expect(state.press("q").contains(.quit))
    state.update(.training(.finished(Self.fitting)))
    state.press("j")
    #expect(!state.press("q").contains(.quit))
    #expect(state.noticeText?.contains("is not accepted and would be lost") == true)
    #expect(state.run("q!").contains(.quit))
  }

  @Test func `why it cannot be done stays until the next key`() throws {
    var state = try Sample.state()
    state.run("train")
    state.update(.training(.failed("no label to train on: give verdicts")))
    #expect(state.text.contains("no label to train on: give verdicts"))
    #expect(state.run("train") == [.train])
  }

  @Test func `blind mode keeps the trained curve back too`() throws {
    var state = try Sample.state { $0.blind = true }
    state.run("train")
    state.update(.comparisonReplaced("trained"))
    state.update(.compared(index: 0, try Sample.score([0.04, 0.30, 0.52, 0.20, 0.40])))
    state.update(.training(.finished(Self.fitting)))
    #expect(!state.text.contains("0.52") && state.text.contains("0.693"))
  }

  // MARK: What it draws

  @Test(arguments: ScreenTests.sizes) func `progress has a line of its own`(
    size: ScreenSize
  ) throws {
    var state = try Sample.state(size: size)
    state.run("train")
    state.update(
      .training(.progress(TrainingProgress(.states, done: 128, total: 800, seconds: 3.2))))
    try check(state, "training-states")
    var progress = TrainingProgress(.fitting, done: 120, total: 400, seconds: 2)
    (progress.epoch, progress.epochCount) = (12, 40)
    (progress.loss, progress.heldOutLoss) = (0.5123, 0.6014)
    state.update(.training(.progress(progress)))
    #expect(state.text.contains("epoch 12 of 40"))
    #expect(state.text.contains("held out 0.601") || size.columns < 64)
    for row in state.text.split(separator: "\n") { #expect(row.count <= size.columns) }
  }

  @Test(arguments: ScreenTests.sizes)
  func `both models' figures and curves stand until it is decided`(
    size: ScreenSize
  ) throws {
    let state = try Self.trial(size: size)
    #expect(state.text.contains("A accept") && state.text.contains("D discard"))
    let losses = size.columns < 64 ? ["0.69 → 0.60"] : ["0.693", "0.602"]
    for loss in losses { #expect(state.text.contains(loss)) }
    try check(state, "trial")
  }

  @Test func `every view keeps the decision in sight`() throws {
    for size in ScreenTests.sizes {
      for key in ["l", "O", "?", "Q"] {
        var state = try Self.trial(size: size)
        state.press(key)
        #expect(state.text.contains("A accept"), "\(key) at \(size)")
        #expect(
          state.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 == size.rows
        )
      }
    }
  }

  @Test func `a fit to few labels says that nothing was held out`() throws {
    for size in ScreenTests.sizes {
      var state = try Sample.state(size: size)
      state.run("train")
      state.update(
        .training(.finished(ModelFitting(labels: [Sample.flamingos.digest: .noError]))))
      #expect(state.text.contains("fitted to 1 label; too few"))
      #expect(state.text.contains("A accept"))
    }
  }

  @Test(arguments: ScreenTests.sizes)
  func `the overview draws the losses of the last training beside the reliability`(
    size: ScreenSize
  ) throws {
    var state = try Self.trial(size: size)
    state.press("D")
    state.update(.comparisonReplaced(nil))
    state.update(.training(.discarded))
    state.press("O", "j", "k")
    try check(state, "overview-trained")
    #expect(state.text.contains("●"))
  }

  @Test(arguments: ScreenTests.sizes)
  func `without a label or an answer the overview says what is lacking`(size: ScreenSize) throws {
    let plain = [Sample.flamingos, Sample.pencils].map { trajectory in
      Trajectory(id: trajectory.id, problem: trajectory.problem, steps: trajectory.steps)
    }
    var state = try Sample.state(size: size, trajectories: plain)
    state.press("O")
    let charts = try #require(state.overview.summary.figures).charts(
      now: 0, rule: .map, columns: 60)
    let chart = try #require(charts.first { $0.title == "whether S(T) can be trusted" })
    #expect(chart.picture.map(\.string).joined(separator: " ").hasPrefix("no label and no known"))
    for _ in 0..<40 { state.press("j") }
    for _ in 0..<40 { state.press("k") }
    #expect(state.overview.bar == .init())
    try check(state, "overview-unlabelled")
  }

  @Test func `known answers tell where no label does`() throws {
    let plain = [Sample.flamingos, Sample.pencils].map { trajectory in
      Trajectory(
        id: trajectory.id, problem: trajectory.problem, steps: trajectory.steps,
        outcome: trajectory.outcome)
    }
    var state = try Sample.state(trajectories: plain)
    state.press("O")
    let figures = try #require(state.overview.summary.figures)
    #expect(figures.reliability.count == 0 && figures.outcomeReliability.count == 2)
    let chart = figures.reliabilityChart(columns: 60)
    #expect(chart.title == "right answer by S(T): █ in fact, │ as S(T) says")
    // S(T) 0.17 with a wrong answer, 0.94 with a right one.
    #expect(chart.bars[1].total == 0 && chart.bars[9].total == 1)
    state.press("B")
    #expect(state.overview.summary.figures?.outcomeReliability.count ?? 0 == 0)
  }
}
