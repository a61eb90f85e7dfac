import Annotations
import Drawing
import Selection
import TestSupport
import Testing
import Trajectories

@testable import Inspector

struct QuestionViewTests {
  /// Five candidates of one question among others: by S(T) one answer, by votes another.
  static func candidates(count: Int = 5, answers: [String] = ["36", "48", "36", "40", "36"])
    -> [Trajectory]
  {
    (0..<count).map { place in
      let answer = answers[place % answers.count]
      return Trajectory(
        id: "pencils-\(place + 1)",
        problem: "Maria buys 3 boxes of pencils with 12 pencils each. How many pencils has she?",
        steps: [
          "Each box holds 12 pencils.", "There are 3 boxes, so we multiply.",
          place % 2 == 0
            ? "3 × 12 = \(answer)." : "Adding 12 to itself again and again gives \(answer).",
          "So she has \\boxed{\(answer)} pencils.",
        ], outcome: answer == "36", referenceAnswer: "36", generator: "Llama-3-8B-Instruct")
    }
  }

  static func state(
    size: ScreenSize = ScreenSize(columns: 120, rows: 40),
    candidates: [Trajectory] = candidates(), hazards: [Double] = [0.2, 0.05, 0.3, 0.5, 0.1],
    scored: Bool = true, _ change: (inout InspectorOptions) -> Void = { _ in }
  ) throws -> TestSession {
    var session = try Sample.state(
      size: size, trajectories: [Sample.flamingos] + candidates + [Sample.wide], scored: false,
      change)
    if scored {
      for (place, trajectory) in candidates.enumerated() {
        let last = hazards[place % hazards.count]
        let figures = trajectory.steps.indices.map { $0 == 2 ? last : 0.01 }
        session.update(.scored(index: place + 1, try Sample.score(figures)))
      }
    }
    session.press("j")
    session.press("n")
    return session
  }

  private func order(_ session: TestSession) -> [String] {
    session.question.ranking.map { session.window[session.question.members[$0]].trajectory.id }
  }

  @Test func `Q gathers the candidates and ranks them by S(T)`() throws {
    var session = try Self.state()
    session.press("Q")
    #expect(session.layers.view == .question)
    #expect(
      order(session) == ["pencils-2", "pencils-5", "pencils-1", "pencils-3", "pencils-4"])
    #expect(session.text.contains("★ 48  ✗"))
    #expect(session.text.contains("Major@5 36  ✓"))
    #expect(session.text.contains("Pass@5  ✓"))
    session.press("esc")
    #expect(session.layers.view == .reader)
  }

  @Test func `one key switches the rule, and the choice changes with it`() throws {
    var session = try Self.state()
    session.press("Q")
    for _ in 0..<20 where session.question.rule != .majority { session.press("R") }
    #expect(session.question.rule == .majority)
    #expect(session.text.contains("★ 36  ✓"))
    #expect(session.noticeText?.contains("Major@N") == true)
    session.run("choose vote-mean")
    #expect(session.question.rule == .vote(.mean))
    session.run("choose nonsense")
    #expect(session.noticeText?.contains("rules are") == true)
    #expect(session.question.rule == .vote(.mean))
  }

  @Test func `the cursor moves in the ranking and Enter opens what is under it`() throws {
    var session = try Self.state()
    session.press("Q", "gg")
    #expect(session.window[session.selected ?? -1].trajectory.id == "pencils-2")
    session.press("j")
    #expect(session.window[session.selected ?? -1].trajectory.id == "pencils-5")
    session.press("G", "enter")
    #expect(session.layers.view == .reader)
    #expect(session.window[session.selected ?? -1].trajectory.id == "pencils-4")
  }

  @Test func `a verdict goes to the candidate under the cursor and on to the next in the ranking`()
    throws
  {
    var session = try Self.state()
    session.press("Q", "gg")
    let effects = session.press("3", "e")
    guard case .save(let entry)? = effects.first else {
      Issue.record("nothing was saved")
      return
    }
    #expect(entry.change.verdict == .firstError(2))
    #expect(entry.origin.id == "pencils-2")
    #expect(session.window[session.selected ?? -1].trajectory.id == "pencils-5")
    #expect(session.layers.view == .question)
    #expect(session.press("e").isEmpty)
    #expect(session.noticeText?.contains("open it first") == true)
  }

  @Test func `n goes to the next question and the view follows`() throws {
    var session = try Self.state()
    session.press("Q", "n")
    #expect(session.question.members.count == 1)
    #expect(session.text.contains("1 candidate"))
    session.press("n")
    #expect(session.noticeText == "this is the last question")
    session.press("p", "p")
    #expect(session.window[session.question.members[0]].trajectory.id == "gsm8k-0")
  }

  @Test func `figures that are missing leave the order of the files until a key ranks`() throws {
    var session = try Self.state(scored: false)
    session.press("Q")
    #expect(order(session) == (1...5).map { "pencils-\($0)" })
    #expect(session.text.contains("0 of 5 scored"))
    session.press("j")
    for (place, hazard) in [0.2, 0.05, 0.3, 0.5, 0.1].enumerated() {
      session.update(.scored(index: place + 1, try Sample.score([0.01, 0.01, hazard, 0.01])))
    }
    // A key was pressed since: figures fill in, and no line moves.
    #expect(order(session) == (1...5).map { "pencils-\($0)" })
    #expect(session.text.contains("5 of 5 scored; R ranks"))
    session.press("R")
    #expect(order(session).first == "pencils-2" && session.question.rule == .best(.own))
    #expect(!session.text.contains("R ranks"))
  }

  @Test func `the last figure to arrive ranks while no key was pressed`() throws {
    var session = try Self.state(scored: false)
    session.press("Q")
    for (place, hazard) in [0.2, 0.05, 0.3, 0.5, 0.1].enumerated() {
      session.update(.scored(index: place + 1, try Sample.score([0.01, 0.01, hazard, 0.01])))
    }
    #expect(order(session).first == "pencils-2")
  }

  @Test func `figures of every candidate are asked for`() throws {
    let many = Self.candidates(count: 40)
    var session = try Self.state(candidates: many, scored: false)
    let effects = session.press("Q")
    let asked = effects.compactMap { effect -> [Int]? in
      if case .scoreFirst(let indices, _) = effect { indices } else { nil }
    }
    #expect(asked.contains { Set(1...40).isSubset(of: $0) })
  }

  @Test func `two candidates stand side by side from where they part`() throws {
    var session = try Self.state()
    session.press("Q", "gg", "j", "c")
    #expect(session.text.contains("from here they part"))
    let pair = try #require(session.question.pair)
    #expect(pair.alignment.parting == 2)
    #expect(session.window[pair.left].trajectory.id == "pencils-5")
    #expect(session.window[pair.right].trajectory.id == "pencils-2")
    session.press("j", "j")
    let effects = session.press("e")
    guard case .save(let entry)? = effects.first else {
      Issue.record("nothing was saved")
      return
    }
    #expect(entry.change.verdict == .firstError(2))
    #expect(entry.origin.id == "pencils-5")
    session.press("n")
    #expect(session.question.pair.map { session.window[$0.right].trajectory.id } == "pencils-1")
    session.press("esc")
    #expect(session.question.pair == nil && session.layers.view == .question)
  }

  @Test func `a heading of the list opens its question, and takes no verdict`() throws {
    var session = try Self.state()
    session.press("l", "ctrl-g")
    session.press("k")
    #expect(session.list.isOnHeading)
    #expect(session.press("a").isEmpty)
    session.press("enter")
    #expect(session.layers.view == .question)
    session.press("esc")
    #expect(session.layers.view == .list)
  }

  @Test func `moving down a grouped list stops at every heading`() throws {
    var session = try Self.state()
    session.press("l", "ctrl-g", "gg", "k")
    #expect(session.list.isOnHeading && session.selected == 0)
    var stops: [String] = []
    for _ in 0..<9 {
      stops.append(session.list.isOnHeading ? "heading" : "\(session.selected ?? -1)")
      session.press("j")
    }
    #expect(stops == ["heading", "0", "heading", "1", "2", "3", "4", "5", "heading"])
  }

  @Test func `blind, neither choice nor outcomes nor figures are seen`() throws {
    var session = try Self.state { $0.blind = true }
    session.press("Q")
    for figure in ["★", "✓", "✗", "0.9", "0.7", "Pass@", "reference"] {
      #expect(!session.text.contains(figure), "\(figure)")
    }
    #expect(session.text.contains("Major@5 36"))
    #expect(order(session) == (1...5).map { "pencils-\($0)" })
  }

  @Test func `another model's figures rank anew`() throws {
    var session = try Self.state()
    session.press("Q", "j")
    session.update(
      .modelReplaced(ModelInForce(name: "other", identity: "o", givesReasons: false), report: "r"))
    for (place, hazard) in [0.02, 0.5, 0.3, 0.6, 0.1].enumerated() {
      session.update(.scored(index: place + 1, try Sample.score([0.01, 0.01, hazard, 0.01])))
    }
    #expect(order(session).first == "pencils-1")
  }

  @Test func `more candidates than can be compared are said to be the first of all`() throws {
    var session = try Self.state(candidates: Self.candidates(count: 300))
    session.press("Q")
    #expect(session.question.members.count == QuestionView.limit)
    #expect(session.text.contains("the first of 300"))
  }

  @Test func `every size shows the cursor's candidate, of one and of many`() throws {
    for count in [1, 2, 5, 128] {
      for (columns, rows) in [
        (40, 10), (41, 11), (64, 20), (80, 24), (109, 22), (110, 30), (300, 100),
      ] {
        let size = ScreenSize(columns: columns, rows: rows)
        var session = try Self.state(size: size, candidates: Self.candidates(count: count))
        session.press("Q", "G")
        for _ in 0..<2 {
          let frame = session.frame(size: size)
          #expect(frame.rows.count == rows)
          #expect(frame.rows.allSatisfy { $0.spans.reduce(0) { $0 + $1.text.columns } <= columns })
          #expect(frame.text.contains("▶"), "\(count) candidates at \(columns)x\(rows)")
          session.press("c")
        }
      }
    }
  }

  // MARK: Golden screens

  private func check(_ session: TestSession, _ name: String) throws {
    let size = session.size
    try GoldenScreens.expect(
      session.frame(size: size), equals: "\(name)-\(size.columns)x\(size.rows)")
  }

  @Test(arguments: ScreenTests.sizes) func `the question view ranks candidates`(
    size: ScreenSize
  ) throws {
    var session = try Self.state(size: size)
    session.press("Q", "gg", "j", "a")
    try check(session, "question")
  }

  @Test(arguments: ScreenTests.sizes) func `candidates stand side by side`(
    size: ScreenSize
  ) throws {
    var session = try Self.state(size: size)
    session.press("Q", "gg", "j", "c", "j", "j")
    try check(session, "side-by-side")
  }

  @Test(arguments: ScreenTests.sizes) func `128 candidates and answers in wide characters`(
    size: ScreenSize
  ) throws {
    let many = Self.candidates(count: 128, answers: ["三十六", "48", "三十六个", "36", "40"])
    var session = try Self.state(size: size, candidates: many)
    session.press("Q", "gg")
    try check(session, "question-many")
  }

  @Test(arguments: ScreenTests.sizes) func `one candidate is shown as one`(
    size: ScreenSize
  ) throws {
    var session = try Self.state(size: size)
    session.press("Q", "G", "n")
    try check(session, "question-one")
  }

  @Test func `the overview draws best-of-N against N`() throws {
    var session = try Self.state(size: ScreenSize(columns: 120, rows: 60))
    session.press("f")
    session.type("id:pencils")
    session.press("enter", "O")
    let text = session.text
    #expect(text.contains("best of N by S(T): right of 1 question"))
    #expect(text.contains("Major@N: right of 1 question"))
    #expect(text.contains("Pass@N, any right one: right of 1 question"))
    #expect(text.contains("N = 4"))
  }
}
