import Catalog
import Drawing
import Queries
import Testing
import Trajectories

@testable import Inspector

struct LargeSetTests {
  /// More trajectories than any memory holds, and no catalog that answers.
  private func large(_ size: ScreenSize = ScreenSize(columns: 120, rows: 40)) -> InspectorState {
    var state = InspectorState(options: Sample.options())
    var progress = CatalogProgress()
    progress.count = 1 << 28 + 1
    progress.bytes = 1_000_000
    progress.bytesIndexed = 620_000
    _ = state.update(.input(.resized(size)))
    _ = state.update(.progress(progress))
    return state
  }

  private func press(_ state: inout InspectorState, _ spellings: String...) -> [Effect] {
    spellings.flatMap { spelling in
      (KeySpelling.keys(spelling) ?? []).flatMap { state.update(.input(.key($0))) }
    }
  }

  @Test(arguments: ScreenTests.sizes) func `the end of 2²⁸ trajectories and one is a key away`(
    size: ScreenSize
  ) {
    var state = large(size)
    for keys in ["G", "l", "k", "pgup", "gg", "pgdn", "G", "esc", "p", "n", "N", "]"] {
      _ = press(&state, keys)
      #expect(state.frame(size: size).rows.count == size.rows)
    }
    #expect(state.selected == 1 << 28)
    let text = state.frame(size: ScreenSize(columns: 120, rows: 40)).text
    #expect(text.contains("268,435,457 of 268,435,457"))
    #expect(text.contains("indexing 62 %"))
    #expect(text.contains("reading …"))
  }

  @Test func `what is asked for is near the cursor, and asked for once`() {
    var state = large()
    let effects = press(&state, "G")
    guard case .fetch(let indices)? = effects.first else {
      Issue.record("nothing was asked for")
      return
    }
    #expect(indices.first == 1 << 28)
    #expect(indices.count < 10)
    #expect(state.update(.clock(5)).isEmpty)
  }

  @Test func `an answer that lacks what was asked for is not asked again and again`() {
    var state = large()
    _ = press(&state, "G")
    #expect(state.update(.fetched([:])).isEmpty)
  }

  @Test func `the window forgets what is far away`() {
    var window = CatalogWindow(rule: nil)
    let item = CatalogItem(trajectory: Sample.pencils, digest: Sample.pencils.digest)
    for start in stride(from: 0, to: 5000, by: 100) {
      let new = Dictionary(uniqueKeysWithValues: (start..<start + 100).map { ($0, item) })
      window.insert(new, keeping: Array(start..<start + 50))
    }
    #expect(window.items.count <= CatalogWindow.limit)
    #expect(window.has(4900))
  }

  @Test func `numbers have their thousands apart`() {
    #expect(NumberText.count(999) == "999")
    #expect(NumberText.count(-431_800) == "-431,800")
    #expect(NumberText.count(1_234_567_890) == "1,234,567,890")
    #expect(NumberText.percent(2, of: 3).string == "66 %")
    #expect(NumberText.percent(1_999, of: 2_000).string == "99 %")
    #expect(NumberText.percent(0, of: 0).string == "0 %")
  }
}

struct ScanTests {
  private func scanning() throws -> TestSession {
    var state = try Sample.state()
    state.answersAtOnce = false
    state.setFilter("gsm8k")
    return state
  }

  private func part(_ state: TestSession, _ indices: [UInt32], complete: Bool = false) -> Message {
    .arranged(
      state.order.request?.number ?? 0,
      ArrangedOrder(
        indices: .listed(indices), examined: complete ? 5 : 3, isComplete: complete))
  }

  @Test func `results stream in while the scan says how far it is`() throws {
    var state = try scanning()
    #expect(state.text.contains("filtering 0 %"))
    #expect(state.order.count == 5)
    state.update(part(state, [1]))
    #expect(state.text.contains("filtering 60 % · 1 found"))
    #expect(state.selected == 1)
    state.update(part(state, [1, 3]))
    #expect(state.order.count == 2)
    state.update(part(state, [0, 1, 3], complete: true))
    #expect(state.noticeText == "3 of 5 match; esc shows all again")
    #expect(state.selected == 0, "the cursor goes back to what it stood on")
  }

  @Test func `a cursor that was moved while the scan runs stays`() throws {
    var state = try scanning()
    state.update(part(state, [1, 3]))
    state.press("n")
    state.update(part(state, [0, 1, 3], complete: true))
    #expect(state.selected == 3)
  }

  @Test func `esc stops a scan and keeps what was found`() throws {
    var state = try scanning()
    state.update(part(state, [1, 3]))
    #expect(state.state.update(.input(.key(.escape))).contains(.cancel))
    #expect(state.noticeText == "stopped; 2 found so far")
    #expect(state.order.count == 2)
    state.update(part(state, [0, 1, 3], complete: true))
    #expect(state.order.count == 2)
  }

  @Test func `any key ends a search and does what it does`() throws {
    var state = try Sample.state()
    state.answersAtOnce = false
    state.press("/")
    state.type("pencils")
    state.press("enter")
    #expect(state.text.contains("searching 0 %"))
    let effects = state.state.update(.input(.key(.character("j"))))
    #expect(effects.first == .cancel)
    #expect(state.step == 1)
    state.answer()
    #expect(state.selected == 0)
  }

  @Test func `a new filter takes the place of one that runs`() throws {
    var state = try scanning()
    let old = part(state, [1], complete: true)
    state.setFilter("math")
    state.update(old)
    #expect(state.order.count == 5)
    state.answer()
    #expect(state.ids == ["math-31"])
  }

  @Test func `new trajectories join a filter at its end and move nothing`() throws {
    var state = try Sample.state { $0.advance = false }
    state.setFilter("gsm8k and not labelled")
    state.press("a")
    #expect(state.order.count == 3)
    state.load([Sample.train, Sample.pencils])
    #expect(state.shown == [0, 1, 3, 6])
    #expect(state.selected == 0)
  }

  @Test func `figures that come later join a filter in their places and take nothing out`() throws {
    var state = try Sample.state(scored: false) { $0.advance = false }
    state.setFilter("S < 0.5 and not labelled")
    #expect(state.noticeText == "0 of 5 match; 0 scored so far")
    #expect(state.text.contains("nothing matches so far (0 scored)"))
    func arrive(_ index: Int, _ hazard: Double) throws {
      let count = state.window[index].trajectory.steps.count
      let hazards = Array(repeating: hazard, count: max(count, 4))
      state.catalog.setScore(try Sample.score(hazards), at: index)
      state.update(.progress(state.catalog.progress))
      state.update(.clock(state.now + 2))
    }
    try arrive(3, 0.4)
    try arrive(1, 0.001)
    #expect(state.shown == [3])
    #expect(state.selected == 3)
    state.press("a")
    try arrive(2, 0.4)
    #expect(state.shown == [2, 3])
    #expect(state.selected == 3)
  }
}

struct FollowingTests {
  @Test func `new trajectories show up, and the cursor stays unless it is told to follow`() throws {
    var state = try Sample.state { $0.follows = true }
    #expect(state.text.contains("following"))
    state.press("G")
    state.load([Sample.pencils])
    #expect(state.selected == 4)
    #expect(state.text.contains("5 of 6"))
    state.press("F")
    #expect(state.selected == 5)
    state.load([Sample.train, Sample.wide])
    #expect(state.selected == 7)
    state.press("p")
    state.load([Sample.train])
    #expect(state.selected == 6)
  }
}

struct UnreadableTests {
  private let issue = RecordIssue(
    severity: .bad, file: "a.jsonl", line: 2, byte: 120, record: 1, reason: "no closing brace",
    remedy: "Close it.")

  /// The second of three records cannot be read, and that turns out only when it is looked at.
  private func state() throws -> TestSession {
    var state = try Sample.state(trajectories: [Sample.pencils, Sample.train, Sample.wide])
    let empty = Trajectory(id: "a-1", problem: "", steps: [])
    let item = CatalogItem(trajectory: empty, digest: empty.digest, unreadable: issue)
    state.update(.fetched([1: item]))
    return state
  }

  @Test func `a record that cannot be read says why and where`() throws {
    var state = try state()
    state.press("n")
    #expect(state.text.contains("no closing brace. Close it."))
    #expect(state.text.contains("a.jsonl:2  record 2, byte 120"))
    #expect(state.text.contains("this record cannot be read"))
    state.press("l")
    #expect(state.text.contains("no closing brace"))
  }

  @Test func `it cannot be judged`() throws {
    var state = try state()
    state.press("n")
    #expect(state.press("a", "b", "M", "m", "o").isEmpty)
    #expect(state.typing.prompt == nil)
    #expect(state.press("x").isEmpty)
    #expect(state.noticeText?.contains("cannot be read") == true)
  }

  @Test func `when it leaves the order the cursor goes on from its place`() throws {
    var state = try state()
    state.press("n")
    var progress = state.window.progress
    progress.bad = 1
    for effect in state.state.update(.progress(progress)) {
      guard case .arrange(let number, _) = effect else { continue }
      let order = ArrangedOrder(indices: .all(count: 3, without: [1]), examined: 3)
      state.update(.arranged(number, order))
    }
    #expect(state.shown == [0, 2])
    state.press("p")
    #expect(state.selected == 0)
  }
}
