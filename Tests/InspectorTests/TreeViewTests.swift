import Drawing
import Testing
import Trajectories

@testable import Inspector

struct TreeViewTests {
  private static func state(
    _ trees: [SearchTree] = [TreeSample.pencils],
    size: ScreenSize = ScreenSize(columns: 120, rows: 40),
    _ change: (inout InspectorOptions) -> Void = { _ in }
  ) throws -> TestSession {
    let trajectories = trees.enumerated().flatMap { TreeSample.trajectories($1, record: $0) }
    return try Sample.state(size: size, trajectories: trajectories, scored: false, change)
  }

  private func steps(_ session: TestSession) -> [String] {
    session.tree.tree.map { $0.nodes[session.tree.node].steps } ?? []
  }

  @Test func `t opens the tree at the reader's step, and leaves it`() throws {
    var session = try Self.state()
    session.press("j", "t")
    #expect(session.layers.view == .tree)
    // The first leaf has one step only.
    #expect(steps(session) == ["There are 3 + 12 = 15 pencils."])
    #expect(session.text.contains("★ 36  ✓") && session.text.contains("beam 4 × 2"))
    session.press("esc")
    #expect(session.layers.view == .reader)
    session.press("t", "t")
    #expect(session.layers.view == .reader)
  }

  @Test func `other records have no tree`() throws {
    var session = try Sample.state(trajectories: [Sample.pencils], scored: false)
    session.press("t")
    #expect(session.layers.view == .reader)
    #expect(session.noticeText?.contains("no tree here") == true)
    for key in [".", ",", "tab", "}", "H"] {
      session.press(key)
      #expect(session.layers.view == .reader && session.noticeText?.contains("tree") == true)
    }
  }

  @Test func `arrows move between parent, child and siblings`() throws {
    var session = try Self.state()
    session.press("t", "home")
    #expect(session.tree.node == 0)
    session.press("right")
    #expect(steps(session) == ["Each box holds 12 pencils."])
    session.press("}")
    #expect(steps(session) == ["There are 3 + 12 = 15 pencils."])
    session.press("}", "}", "}")
    #expect(steps(session) == ["She buys 3 boxes of 12."])
    session.press("{", "{", "{", "right", "right")
    #expect(steps(session) == ["So she has \\boxed{36} pencils."])
    session.press("left")
    #expect(steps(session)[0].hasPrefix("There are 3 boxes, so we multiply"))
    session.press("left", "left", "left", "left")
    #expect(session.tree.node == 0)
    session.press("down", "down", "down", "up")
    #expect(session.tree.row == 2)
    session.press("G")
    #expect(session.tree.row == session.tree.rows.count - 1)
    session.press("end")
    #expect(session.tree.node == session.tree.tree?.chosen)
  }

  @Test func `a branch is folded and unfolded, and going into it unfolds it`() throws {
    var session = try Self.state()
    session.press("t", "home", "right")
    let all = session.tree.rows.count
    session.press("tab")
    #expect(session.tree.rows.count < all && session.text.contains("⟨+2⟩"))
    session.press("right")
    #expect(session.tree.rows.count == all)
    session.press("left", "tab", "home", "tab")
    #expect(session.tree.rows == [0])
    session.press("end")
    #expect(session.tree.row != nil && session.tree.node == session.tree.tree?.chosen)
    session.press("tab")
    #expect(session.noticeText == "nothing continues this step")
  }

  @Test func `what was dropped can be hidden`() throws {
    var session = try Self.state()
    session.press("t", "home", "H")
    let shown = session.tree.rows.compactMap { session.tree.tree?.nodes[$0].fate }
    #expect(!shown.contains(.pruned) && !shown.contains(.duplicate) && shown.contains(.kept))
    #expect(session.noticeText == "only what was kept")
    session.press("H")
    #expect(session.tree.rows.count == session.tree.tree?.nodes.count)
  }

  @Test func `every node says why it went no further`() throws {
    var session = try Self.state()
    session.press("t", "home")
    var words: Set<String> = []
    for _ in session.tree.rows {
      session.press("j")
      words.insert(session.tree.reason(for: session.tree.node).string)
    }
    for part in [
      "kept: 1 of 3 by S(t), the best 2 go on", "dropped: 3 of 3 by S(t), the best 2 go on",
      "dropped: the same text stands above, in the same round",
      "dead end: the language model writes only blanks", "complete: left the pool",
    ] {
      #expect(words.contains(part), "\(words)")
    }
  }

  @Test func `a search is replayed round by round, and back`() throws {
    var session = try Self.state()
    session.press("t", ".")
    #expect(session.tree.rows == [0] && session.noticeText == "the problem; . goes on")
    session.press(".")
    #expect(session.noticeText == "round 1 of 4: 4 steps proposed")
    #expect(session.tree.rows.count == 5 && !session.text.contains("★"))
    #expect(session.tree.rows.dropFirst().allSatisfy { session.tree.fate(of: $0) == nil })
    #expect(session.text.contains("not decided yet"))
    session.press(".")
    #expect(session.noticeText == "round 1 of 4: 2 of 4 kept")
    #expect(steps(session) == ["Each box holds 12 pencils."])
    session.press("2", ".")
    #expect(session.noticeText == "round 2 of 4: 2 of 4 kept")
    session.press(",")
    #expect(session.noticeText == "round 2 of 4: 4 steps proposed")
    for _ in 0..<9 { session.press(".") }
    #expect(session.noticeText == "this is the end of the search")
    #expect(session.tree.rows.count == session.tree.tree?.nodes.count)
    #expect(session.text.contains("★ 36"))
    session.press("esc")
    #expect(session.tree.replay == nil && session.layers.view == .tree)
    session.press(",", "esc", "esc")
    #expect(session.layers.view == .reader)
  }

  @Test func `Enter opens a trajectory through the node, at its step`() throws {
    var session = try Self.state([TreeSample.wide, TreeSample.pencils])
    session.press("G", "t", "end", "left", "enter")
    #expect(session.layers.view == .reader && session.step == 1)
    let trajectory = session.window[session.selected ?? -1].trajectory
    #expect(trajectory.steps.last == "So she has \\boxed{36} pencils.")
    session.press("t")
    #expect(steps(session)[0].hasPrefix("There are 3 boxes, so we multiply"))
  }

  @Test func `from the problem, sibling keys go to the next record's tree`() throws {
    var session = try Self.state([TreeSample.wide, TreeSample.pencils, TreeSample.one])
    session.press("t", "home", "}")
    #expect(session.tree.tree?.header.id == "pencils" && session.tree.node == 0)
    session.press("}")
    #expect(session.tree.tree?.header.id == "one")
    session.press("}")
    #expect(session.noticeText == "this is the last tree")
    session.press("{", "{")
    #expect(session.tree.tree?.header.id == "宽")
    session.press("{")
    #expect(session.noticeText == "this is the first tree")
  }

  @Test func `blind, no tree is shown`() throws {
    var session = try Self.state { $0.blind = true }
    session.press("t")
    #expect(session.layers.view == .reader && session.noticeText?.contains("blind") == true)
    session.press("B", "t", "B")
    #expect(session.layers.view == .tree && !session.text.contains("0.98"))
  }

  @Test func `a verdict is not given to what is not on the screen`() throws {
    var session = try Self.state()
    session.press("t")
    #expect(session.press("e").isEmpty && session.press("a").isEmpty)
    #expect(session.layers.view == .tree)
  }

  @Test func `a click selects a node, and a double click opens it`() throws {
    var session = try Self.state()
    session.press("t", "home")
    let lines = session.text.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains("She buys 3 boxes of 12.") })
    session.update(.input(.mouse(MouseEvent(action: .press, column: 40, row: row))))
    #expect(steps(session) == ["She buys 3 boxes of 12."])
    session.update(.input(.mouse(MouseEvent(action: .doublePress, column: 40, row: row))))
    #expect(session.layers.view == .reader)
  }

  @Test func `thousands of nodes are moved through, folded and replayed`() throws {
    var session = try Self.state([TreeSample.large()])
    session.press("t")
    #expect((session.tree.tree?.nodes.count ?? 0) > 5000)
    for key in ["G", "k", "pgup", "gg", "pgdn", "end", "left", "tab", "right", "H", "H", ".", ","] {
      session.press(key)
      #expect(session.tree.row != nil && session.text.contains("▶"))
    }
  }

  // MARK: Golden screens

  private func check(_ session: TestSession, _ name: String) throws {
    let size = session.size
    try GoldenScreens.expect(
      session.frame(size: size), equals: "\(name)-\(size.columns)x\(size.rows)")
  }

  @Test(arguments: ScreenTests.sizes) func `a tree shows its branches`(size: ScreenSize) throws {
    var session = try Self.state(size: size)
    session.press("t", "home", "j", "j")
    try check(session, "tree")
  }

  @Test(arguments: ScreenTests.sizes) func `a replay stands in a round`(size: ScreenSize) throws {
    var session = try Self.state(size: size)
    session.press("t", ".", "4", ".")
    try check(session, "tree-replay")
  }

  @Test(arguments: ScreenTests.sizes) func `a tree in wide characters`(size: ScreenSize) throws {
    var session = try Self.state([TreeSample.wide], size: size)
    session.press("t", "end")
    try check(session, "tree-wide")
  }

  @Test(arguments: ScreenTests.sizes) func `a tree of one step`(size: ScreenSize) throws {
    var session = try Self.state([TreeSample.one], size: size)
    session.press("t")
    try check(session, "tree-one")
  }

  @Test(arguments: ScreenTests.sizes) func `a deep tree keeps room for its texts`(
    size: ScreenSize
  ) throws {
    var session = try Self.state([TreeSample.large(beams: 16)], size: size)
    session.press("t", "end")
    try check(session, "tree-deep")
  }
}

struct LiveSearchTests {
  /// What the edge would post: the search of the sample, round by round.
  private func rounds() -> [SearchTree] {
    let whole = TreeSample.pencils
    return (1...whole.lastRound).map { whole.replayed(to: $0, isDecided: true) }
  }

  private func request(_ effects: [Effect]) throws -> SolveRequest {
    let found = effects.lazy.compactMap { effect in
      if case .solve(let request) = effect { request } else { nil }
    }.first
    return try #require(found)
  }

  @Test func `a search is watched while it grows, and nothing moves under the cursor`() throws {
    var session = try Sample.state(trajectories: [Sample.pencils, Sample.wide])
    let request = try request(session.run("solve models/policy 4 2"))
    #expect(request.policy == "models/policy" && request.beams == 4 && request.width == 2)
    #expect(request.trajectory.problem == Sample.pencils.problem)
    #expect(session.layers.view == .tree && session.text.contains("searching: round 1"))
    let rounds = rounds()
    session.update(.solving(request.number, rounds[0], isOver: false))
    #expect(session.tree.rows.count == 5 && session.text.contains("searching: round 2"))
    session.press("right", "}", "}", "}")
    let line = { (session: TestSession) in
      session.text.split(separator: "\n", omittingEmptySubsequences: false)
        .firstIndex { $0.hasPrefix("▶") }
    }
    let (node, here) = (session.tree.node, line(session))
    session.update(.solving(request.number, rounds[1], isOver: false))
    #expect(session.tree.node == node && session.tree.rows.count == 9)
    #expect(line(session) == here || session.tree.top == 0)
    session.update(.solving(request.number - 1, rounds[3], isOver: true))
    #expect(session.tree.rows.count == 9)
    for round in rounds.dropFirst(2) {
      session.update(.solving(request.number, round, isOver: round == rounds.last))
    }
    #expect(session.noticeText == "the search is over after 4 rounds: 36 ✓")
    #expect(!session.text.contains("searching"))
    session.press("end")
    #expect(session.press("enter").isEmpty && session.layers.view == .tree)
    session.press("esc", "t")
    #expect(session.layers.view == .tree && session.tree.rows.count > 9)
  }

  @Test func `a search can be stopped, fails with words, and is refused where it cannot be`() throws
  {
    var session = try Sample.state(trajectories: [Sample.pencils])
    for wrong in ["solve", "solve p 5 2", "solve p 0", "solve p x", "solve p 4 2 1", "solve stop"] {
      #expect(session.run(wrong).isEmpty && session.layers.view == .reader, "\(wrong)")
      #expect(session.noticeText != nil)
    }
    let request = try request(session.run("solve p"))
    session.update(.solvingFailed(request.number, "p: there is no such folder."))
    #expect(session.noticeText == "p: there is no such folder.")
    let second = try self.request(session.run("solve p 4 2"))
    #expect(session.run("solve stop") == [.stopSolving])
    session.update(.solving(second.number, rounds()[0], isOver: false))
    #expect(session.tree.rows == [0])
    session.press("esc", "B")
    #expect(session.run("solve p").isEmpty && session.noticeText?.contains("blind") == true)
  }
}
