import Catalog
import Drawing
import Testing
import Trajectories

@testable import Inspector

struct FindingTests {
  private func filtered(_ words: String, _ keys: String...) throws -> [String] {
    var state = try Sample.state { $0.advance = false }
    for key in keys { state.press(key) }
    state.press("f")
    state.type(words)
    state.press("enter")
    return state.ids
  }

  @Test func `a filter looks in problem, steps, id, generator and note`() throws {
    #expect(try filtered("pencils") == ["gsm8k-207"])
    #expect(try filtered("qwen gsm8k") == ["gsm8k-0", "gsm8k-88"])
    #expect(try filtered("id:gsm8k !flamingos") == ["gsm8k-207", "gsm8k-88"])
    #expect(try filtered("\"三分之一\"") == ["gsm8k-88"])
    #expect(try filtered("QWEN2-72B") == [])
  }

  @Test func `status words filter by verdict, mark, label and outcome`() throws {
    #expect(try filtered("labelled", "a", "n", "x") == ["gsm8k-0", "gsm8k-207"])
    #expect(try filtered("!labelled", "a", "n", "x").count == 3)
    #expect(try filtered("unsure", "a", "n", "x") == ["gsm8k-207"])
    #expect(try filtered("marked", "M") == ["gsm8k-0"])
    #expect(try filtered("right") == ["gsm8k-207", "gsm8k-88"])
    #expect(try filtered("error") == ["gsm8k-0", "math-31"])
    #expect(try filtered("noerror") == ["gsm8k-207"])
    #expect(try filtered("differs", "a") == ["gsm8k-0"])
  }

  @Test func `a filter that nothing passes says how to clear it`() throws {
    var state = try Sample.state(size: ScreenSize(columns: 40, rows: 10))
    state.press("f")
    state.type("zzz")
    state.press("enter")
    #expect(state.text.contains("esc clears the filter"))
    state.press("esc")
    #expect(state.order.count == 5)
    #expect(state.selected == 0)
  }

  @Test(arguments: [40, 80, 200])
  func `a filter that nothing passes is answered at any place`(columns: Int) throws {
    let many = (0..<60).map { Trajectory(id: "t\($0)", problem: "P", steps: ["s"]) }
    for place in [0, 3, 30, 59] {
      var state = try Sample.state(
        size: ScreenSize(columns: columns, rows: 12), trajectories: many)
      for _ in 0..<place { state.press("n") }
      #expect(state.selected == place)
      state.setFilter("zzz")
      #expect(state.order.isEmpty && state.selected == nil)
      state.press("n", "j", "esc")
      #expect(state.order.count == 60)
    }
  }

  @Test func `blind keeps the model's order and the file's label from leaking`() throws {
    var state = try Sample.state { $0.blind = true }
    state.setFilter("error")
    #expect(state.order.isEmpty)
    state.setFilter("")
    state.press("s", "e")
    #expect(state.shown == [0, 1, 2, 3, 4])
  }

  @Test(arguments: [
    ("i", ["evil\u{1B}[2J\u{202E}id", "gsm8k-0", "gsm8k-207", "gsm8k-88", "math-31"]),
    ("s", ["math-31", "gsm8k-0", "evil\u{1B}[2J\u{202E}id", "gsm8k-88", "gsm8k-207"]),
    ("t", ["gsm8k-0", "evil\u{1B}[2J\u{202E}id", "gsm8k-207", "math-31", "gsm8k-88"]),
    ("l", ["math-31", "gsm8k-0", "gsm8k-207", "gsm8k-88", "evil\u{1B}[2J\u{202E}id"]),
  ]) func `the list sorts by a column and turns round`(key: String, ids: [String]) throws {
    var state = try Sample.state()
    state.press("l", "s", key)
    #expect(state.ids == ids)
    state.press("s", key)
    #expect(state.ids != ids)
    #expect(state.selected == 0)
  }

  @Test func `arriving figures move nothing`() throws {
    var state = try Sample.state()
    state.press("s", "e")
    let before = state.ids
    _ = state.update(.scored(index: 0, try Sample.score([0.5, 0.5, 0.5, 0.5, 0.5])))
    #expect(state.ids == before)
  }

  @Test func `groups bring the candidates of a question together`() throws {
    let trajectories = [Sample.flamingos, Sample.pencils, Sample.flamingos, Sample.wide]
    var state = try Sample.state(trajectories: trajectories)
    state.press("l", "ctrl-g")
    #expect(state.shown == [0, 2, 1, 3])
    #expect(state.order.rowCount == 7)
    state.press("j", "j")
    #expect(state.selected == 1)
    for _ in 0..<4 { state.press("ctrl-g") }
    #expect(state.shown == [0, 1, 2, 3])
  }

  @Test func `a search that passes lost records says so`() throws {
    var state = try Sample.state()
    state.answersAtOnce = false
    func answer(to text: String, _ result: FindResult?, lost: Int) -> String? {
      state.press("/")
      state.type(text)
      state.press("enter")
      guard let number = state.requests.finding?.number else { return nil }
      state.update(.found(number, result, lost: lost))
      return state.state.notice?.text
    }
    #expect(
      answer(to: "absent", nil, lost: 1200)
        == "nothing matches absent; 1,200 lost records not searched, see :issues")
    let wrapped = FindResult(index: 1, step: 0, wrapped: true)
    #expect(
      answer(to: "pencils", wrapped, lost: 1)
        == "search went round the end · passed 1 lost record, see :issues")
  }

  @Test func `search goes round, forwards and backwards`() throws {
    var state = try Sample.state()
    state.press("/")
    state.type("pencils")
    state.press("enter")
    #expect(state.selected == 1)
    #expect(state.step == 0)
    state.press("]")
    #expect(state.step == 2)
    state.press("]")
    #expect(state.step == 0)
    #expect(state.noticeText == "search went round the end")
    state.press("[")
    #expect(state.step == 2)
    state.press("/")
    state.type("no such words")
    state.press("enter")
    #expect(state.noticeText == "nothing matches no such words")
  }

  @Test func `new trajectories pass the filter too`() throws {
    var state = try Sample.state()
    state.setFilter("pencils")
    state.load([Sample.train, Sample.pencils])
    #expect(state.shown == [1, 6])
  }
}
