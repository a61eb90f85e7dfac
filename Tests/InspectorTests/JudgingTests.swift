import Annotations
import Drawing
import Scoring
import Survival
import Testing
import Trajectories

@testable import Inspector

struct JudgingTests {
  private func saved(_ effects: [Effect]) -> AnnotationEntry? {
    for case .save(let entry) in effects { return entry }
    return nil
  }

  @Test func `a first error is saved with what was seen and how long it took`() throws {
    var state = try Sample.state()
    _ = state.update(.clock(1_800_000_012.5))
    let entry = try #require(saved(state.press("j", "e")))
    #expect(entry.change == .verdict(.firstError(1)))
    #expect(entry.trajectory == Sample.flamingos.digest)
    #expect(entry.annotator == "kim")
    #expect(entry.seconds == 12.5)
    #expect(entry.time == 1_800_000_012.5)
    #expect(
      entry.suggestion == Suggestion(model: "builtin 1a2b", firstError: .step(2), visible: true))
    #expect(entry.origin == Origin(file: "data/gsm8k.json", id: "gsm8k-0", steps: 5))
  }

  @Test func `a verdict moves on to the next unlabelled trajectory`() throws {
    var state = try Sample.state()
    state.press("n", "a", "gg", "a")
    #expect(state.selected == 2)
    #expect(state.labelled == 2)
    state.press("x", "b", "y", "e")
    #expect(state.labelled == 5)
    #expect(state.noticeText?.contains("every shown trajectory has a verdict") == true)
  }

  @Test func `a verdict stays when it is told to`() throws {
    var state = try Sample.state { $0.advance = false }
    state.press("a")
    #expect(state.selected == 0)
  }

  @Test func `a number before e names the step`() throws {
    var state = try Sample.state()
    #expect(saved(state.press("4", "e"))?.change == .verdict(.firstError(3)))
    #expect(state.press("4", "0", "e").isEmpty)
    #expect(state.noticeText == "steps are 1 to 3")
  }

  @Test func `saved is said only when the store says so`() throws {
    var state = try Sample.state { $0.advance = false }
    let entry = try #require(saved(state.press("a")))
    #expect(state.text.contains("saving…"))
    #expect(!state.text.contains("saved"))
    var stored = entry
    stored.number = 7
    _ = state.update(.saved(stored, standing: Standing(verdict: .noError, verdictEntry: stored)))
    #expect(state.text.contains("saved no error"))
    #expect(state.judging.pending.isEmpty)
  }

  @Test func `what could not be saved stays visible until it is`() throws {
    var state = try Sample.state()
    let first = try #require(saved(state.press("a")))
    let second = try #require(saved(state.press("x")))
    _ = state.update(.saveFailed(first, reason: "disk full"))
    _ = state.update(.saveFailed(second, reason: "disk full"))
    state.press("j")
    #expect(state.text.contains("2 NOT SAVED"))
    #expect(state.text.contains("disk full"))
    #expect(state.judging.pending.failedCount == 2)
    #expect(!state.press("q").contains(.quit))
    #expect(state.text.contains("q again leaves"))
    _ = state.update(.saved(first, standing: Standing(verdict: .noError, verdictEntry: first)))
    #expect(state.judging.pending.failedCount == 1)
    #expect(state.press("q", "q").last == .quit)
  }

  @Test func `what should be known of a model stands in the status line as long as it is in force`()
    throws
  {
    var state = try Sample.state()
    _ = state.update(.modelWarning("prm: 2 tensors are not read: 'a', 'b'"))
    for _ in 0..<2 {
      state.press("j")
      #expect(state.text.contains("2 tensors are not read"))
    }
    _ = state.update(.modelWarning(nil))
    #expect(!state.text.contains("not read"))
  }

  @Test func `an older answer of the store does not undo a newer verdict`() throws {
    var state = try Sample.state { $0.advance = false }
    let first = try #require(saved(state.press("a")))
    state.press("x")
    _ = state.update(.saved(first, standing: Standing(verdict: .noError, verdictEntry: first)))
    #expect(state.window.verdict(at: 0) == .unsure)
  }

  @Test func `undo goes to the trajectory whose verdict is taken back`() throws {
    var state = try Sample.state()
    let entry = try #require(saved(state.press("j", "e")))
    #expect(state.selected == 1)
    #expect(state.press("u") == [.undo])
    _ = state.update(.reverted(entry, standing: Standing(), redo: false))
    #expect(state.selected == 0)
    #expect(state.step == 1)
    #expect(state.labelled == 0)
    #expect(state.press("ctrl-r") == [.redo])
    let standing = Standing(verdict: .firstError(1), verdictEntry: entry)
    _ = state.update(.reverted(entry, standing: standing, redo: true))
    #expect(state.labelled == 1)
    _ = state.update(.nothingToRevert(redo: true))
    #expect(state.noticeText == "nothing to put back")
  }

  @Test func `records with the same text share a verdict`() throws {
    var state = try Sample.state(trajectories: [Sample.pencils, Sample.pencils, Sample.train])
    state.press("a")
    #expect(state.window.verdict(at: 1) == .noError)
    #expect(state.selected == 2)
    #expect(state.labelled == 2)
  }

  @Test func `a rating given twice is taken back`() throws {
    var state = try Sample.state()
    #expect(saved(state.press("+"))?.change == .rating(step: 0, .great))
    #expect(saved(state.press("+"))?.change == .rating(step: 0, nil))
    #expect(saved(state.press("j", "-"))?.change == .rating(step: 1, .bad))
  }

  @Test func `marks and notes are entries too`() throws {
    var state = try Sample.state()
    #expect(saved(state.press("M"))?.change == .mark(true))
    #expect(saved(state.press("M"))?.change == .mark(false))
    state.press("m")
    state.type("wrong tota")
    _ = state.update(.input(.paste("l\nsee step 3")))
    #expect(saved(state.press("enter"))?.change == .note("wrong total see step 3"))
    #expect(state.text.contains("note: wrong total see step 3"))
    state.press("m", "ctrl-u")
    #expect(saved(state.press("enter"))?.change == .note(""))
  }

  @Test func `blind hides every figure until the verdict and says so in the entry`() throws {
    var state = try Sample.state { options in
      options.blind = true
      options.advance = false
    }
    #expect(!state.text.contains("0.71"))
    let entry = try #require(saved(state.press("a")))
    #expect(entry.suggestion?.visible == false)
    #expect(state.text.contains("0.71"))
    state.press("n")
    #expect(!state.text.contains("0.94"))
    state.press("B")
    #expect(state.text.contains("0.94"))
  }

  @Test func `the title says the pace and how long the rest takes at it`() throws {
    var state = try Sample.state()
    state.press("a")
    state.update(.clock(1_800_000_120))
    state.press("a")
    state.update(.clock(1_800_000_180))
    // Two in three minutes, three left.
    #expect(state.text.contains("40/h   5 min 00 s left"))
    state.press("x", "b", "y", "a")
    state.update(.clock(1_800_000_200))
    #expect(!state.text.contains("left"))
  }

  @Test func `blind says what it hides, and after a verdict shows the figures until a key goes on`()
    throws
  {
    var state = try Sample.state { $0.blind = true }
    #expect(state.text.contains("model figures, file labels, right answers"))
    state.press("a")
    #expect(state.selected == 0 && state.text.contains("0.71"))
    #expect(state.noticeText?.contains("enter goes on") == true)
    #expect(state.text.contains("enter go on"))
    // The hand means the next one, which is not there yet.
    #expect(saved(state.press("x")) == nil && state.selected == 0)
    #expect(state.noticeText?.hasPrefix("judged already") == true)
    state.press("j", "w")
    #expect(state.selected == 0 && state.step == 1)
    state.press("enter")
    #expect(state.selected == 1 && !state.text.contains("0.94"))
    #expect(saved(state.press("x"))?.change == .verdict(.unsure))
  }

  @Test func `a verdict taken back after its figures were seen is not blind any more`() throws {
    var state = try Sample.state { $0.blind = true }
    let first = try #require(saved(state.press("a")))
    #expect(first.suggestion?.visible == false)
    _ = state.update(.reverted(first, standing: Standing(), redo: false))
    #expect(!state.text.contains("0.71") && !state.text.contains("go on"))
    #expect(saved(state.press("x"))?.suggestion?.visible == true)
  }

  @Test
  func `annotators who differ are shown wherever the trajectory is, blind only after a verdict`()
    throws
  {
    for blind in [false, true] {
      var state = try Sample.state { $0.blind = blind }
      let entries = [("lee", Label.unsure), ("ana", .firstError(1))].map { name, label in
        AnnotationEntry(
          trajectory: Sample.flamingos.digest, change: .verdict(label), annotator: name, time: 0)
      }
      let store = InMemoryAnnotationStore()
      _ = try store.appendAll(
        entries.map { entry in
          var entry = entry
          entry.origin.steps = 5
          return entry
        })
      let conflict = try #require(try store.conflicts().first)
      state.update(.conflicts([conflict.trajectory: conflict]))
      let words = "lee unsure ≠ ana z = 2"
      #expect(state.text.contains(words) == !blind)
      state.press("l")
      #expect(state.text.contains("!gsm8k-0") == !blind)
      state.press("a", "l", "l", "esc")
      #expect(state.text.contains(words) || !blind)
      state.press("gg")
      #expect(state.text.contains(words))
      state.update(.conflicts([conflict.trajectory: nil]))
      #expect(!state.text.contains(words))
    }
  }

  @Test func `without steps or trajectories nothing can be judged wrong`() throws {
    var state = try Sample.state(trajectories: [Trajectory(id: "0", problem: "p", steps: [])])
    #expect(state.press("e").isEmpty)
    #expect(state.text.contains("no steps"))
    #expect(saved(state.press("b", "y"))?.change == .verdict(.badProblem))
    var empty = try Sample.state(trajectories: [])
    #expect(empty.press("e", "a", "x", "+", "m", "M", "y", "o", "N", "]", "G").isEmpty)
  }

  @Test func `no verdict is given to a trajectory that is not on screen`() throws {
    var state = try Sample.state()
    for view in ["?", "O"] {
      state.press(view)
      #expect(state.press("a", "e", "M", "+").isEmpty)
      state.press("esc")
    }
    #expect(state.labelled == 0)
  }

  @Test func `a model that was fitted anew is asked again`() throws {
    var state = try Sample.state()
    let effects = state.update(
      .modelReplaced(
        ModelInForce(name: "builtin*", identity: "builtin 3c4d"), report: "fitted to 40 labels"))
    #expect(effects == [.scoreFirst([0, 1, 2, 3, 4], isUrgent: true)])
    #expect(state.text.contains("scoring …"))
    #expect(state.text.contains("fitted to 40 labels"))
  }

  @Test func `what a model was fitted to in this session is said for as long as it is in force`()
    throws
  {
    var state = try Sample.state()
    #expect(state.text.contains("model and label agree"))
    func figures(_ third: FirstError) throws -> ModelFitting.Figures {
      .init(
        score: try ProcessBenchScore(
          labels: [.noError, .step(1), .step(2)], predictions: [.noError, .step(1), third]),
        loss: 1, rule: .map)
    }
    let fitting = ModelFitting(
      labels: [Sample.flamingos.digest: .firstError(2)],
      heldOut: .init(
        count: 12, questions: 12, before: try figures(.step(0)), after: try figures(.step(2))))
    state.update(
      .modelReplaced(
        ModelInForce(name: "builtin", identity: "builtin 3c4d", fitting: fitting),
        report: "saved as builtin-fitted-1.json"))
    #expect(state.noticeText == "saved as builtin-fitted-1.json")
    let score = try Sample.score([0.02, 0.05, 0.71, 0.10, 0.30])
    state.update(.scored(index: 0, score))
    state.press("j")
    #expect(state.text.contains("fitted to 1 label   held out: F1 0.67 → 1.00"))
    #expect(state.text.contains("model and label agree: fitted to it"))
    state.press("3", "e")
    state.press("g", "g")
    #expect(state.text.contains("model and label agree: fitted to it"))
    state.press("2", "e", "g", "g")
    #expect(state.text.contains("model and label differ"))
    state.update(
      .modelReplaced(ModelInForce(name: "builtin", identity: "builtin"), report: "model builtin"))
    state.update(.scored(index: 0, score))
    state.press("u")
    #expect(!state.text.contains("fitted"))
  }

  @Test func `what blind mode hides is said in whole words at every width`() throws {
    var state = try Sample.state()
    for (columns, words) in [
      (40, "blind: figures after your verdict"), (80, "others' verdicts hidden until yours"),
      (120, "others' verdicts are hidden until yours"),
    ] {
      state.update(.input(.resized(ScreenSize(columns: columns, rows: 24))))
      state.press("B", "B")
      if !state.options.blind { state.press("B") }
      #expect(state.text.contains(words), "\(columns)")
    }
  }

  @Test func `why nothing is saved is said before where, in 80 columns`() throws {
    var state = try Sample.state()
    state.update(.input(.resized(ScreenSize(columns: 80, rows: 24))))
    let entries = state.press("a").compactMap { effect -> AnnotationEntry? in
      if case .save(let entry) = effect { entry } else { nil }
    }
    let entry = try #require(entries.first)
    let error = AnnotationStoreError(.notADatabase, path: "/a/long/path/to/some/labels.sqlite")
    state.update(.saveFailed(entry, reason: error.reasonFirst))
    #expect(state.text.contains("not saved"))
    #expect(error.reasonFirst.hasPrefix("this is not a label store."))
    #expect(error.reasonFirst.hasSuffix("labels.sqlite"))
  }

  @Test(arguments: ScreenTests.sizes)
  func `the rule that was asked for stands in the title`(size: ScreenSize) throws {
    var state = try Sample.state(size: size)
    #expect(!state.text.contains("S < 0.9"))
    state.run("predict threshold=0.9")
    state.press("j")
    #expect(state.text.split(separator: "\n").first?.contains("ẑ: S < 0.9") == true)
    state.run("predict model")
    state.press("j")
    #expect(!state.text.contains("S < 0.9"))
  }
}
