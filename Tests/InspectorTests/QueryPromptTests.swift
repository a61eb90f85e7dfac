import Catalog
import Drawing
import Queries
import Testing
import Trajectories

@testable import Inspector

struct QueryPromptTests {
  private func prompting(_ keys: String, _ text: String) throws -> TestSession {
    var state = try Sample.state()
    state.press(keys)
    state.type(text)
    return state
  }

  @Test func `candidates show as a filter is typed, and tab takes one`() throws {
    var state = try prompting("f", "outcome = ")
    #expect(state.text.contains(" right  wrong"))
    state.type("wr")
    state.press("tab")
    #expect(state.typing.prompt?.line.text == "outcome = wrong")
    state.press("enter")
    #expect(state.ids == ["gsm8k-0", "math-31"])
  }

  @Test func `a word in the middle is completed where it stands`() throws {
    var state = try prompting("f", "outc = wrong")
    state.press("home", "alt-f", "tab")
    #expect(state.typing.prompt?.line.text == "outcome = wrong")
    #expect(state.typing.prompt?.line.cursor == "outcome".count)
  }

  @Test func `enter refuses what cannot be understood, marks it and keeps the prompt`() throws {
    var state = try prompting("f", "steps = abc and right")
    state.press("enter")
    #expect(state.typing.prompt != nil)
    #expect(state.order.wanted.filter == nil)
    let fault = try #require(state.typing.prompt?.refused)
    #expect(state.text.contains(String(fault.reason.prefix(20))))
    let marked = state.frame(size: state.size).rows.last?.spans.filter { $0.ink == .failure }
    #expect(marked?.map(\.text.string).joined() == "abc")
    state.press("alt-b", "alt-b", "alt-b", "alt-d")
    state.type("3")
    state.press("enter")
    #expect(state.typing.prompt == nil)
    #expect(state.ids == ["gsm8k-207"])
  }

  @Test func `a regular expression is searched for and marked`() throws {
    var state = try prompting("/", "/12 pencils?/")
    state.press("enter")
    #expect(state.selected == 1)
    let matches = state.frame(size: state.size).rows.flatMap(\.spans).filter { $0.ink == .match }
    #expect(matches.contains { $0.text.string == "12 pencils" })
    state.press("/")
    state.type("/(/")
    state.press("enter")
    #expect(state.typing.prompt?.refused != nil)
    state.press("esc")
    #expect(state.layers.search?.source == "/12 pencils?/")
  }

  @Test func `the same letter turns a sort round, and a capital adds a further key`() throws {
    var state = try Sample.state()
    state.press("l", "s", "a", "s", "T")
    #expect(state.order.wanted.sort.source == "outcome, steps desc")
    #expect(state.text.contains("sort answer ↑, T ↓"))
    state.press("s", "a")
    #expect(state.order.wanted.sort.source == "outcome desc")
    state.press("s", "f")
    #expect(state.order.wanted.isPlain)
    state.run("sort S, steps desc")
    #expect(state.ids.first == "math-31")
  }

  @Test func `every letter of the picker picks one field`() {
    let letters = SortChoice.all.map(\.letter)
    #expect(Set(letters).count == letters.count)
    #expect(letters.allSatisfy { $0.isLowercase })
    #expect(SortChoice.all.compactMap(\.field).allSatisfy { $0.isSortable })
  }

  @Test func `grouping goes through question, generator, file, training step and none`() throws {
    var state = try Sample.state(trajectories: Sample.all + [Sample.flamingos])
    var seen: [QueryField?] = []
    for _ in 0..<5 {
      state.press("ctrl-g")
      seen.append(state.order.wanted.grouping)
    }
    #expect(seen == [.question, .generator, .file, .trainingStep, nil])
    state.run("group generator")
    state.press("l")
    #expect(state.text.contains("▾ Qwen2-7B-Instruct"))
    #expect(state.text.contains("2 candidates"))
  }

  @Test func `rows of a grouped list are found by halving`() throws {
    var order = ShownOrder()
    order.request = ShownOrder.Request(number: 1, arrangement: Arrangement(), known: 7)
    let groups = [0..<1, 1..<4, 4..<7].map { ArrangedGroup(positions: $0, title: "") }
    order.show(ArrangedOrder(indices: .all(count: 7), groups: groups, examined: 7))
    let rows = (0..<11).map { order.listRow(at: $0) }
    #expect(
      rows == [
        .group(0), .item(0), .group(1), .item(1), .item(2), .item(3), .group(2), .item(4),
        .item(5), .item(6), nil,
      ])
    #expect((0..<7).map { order.row(ofPosition: $0) } == [1, 3, 4, 5, 7, 8, 9])
  }
}

struct SavedViewTests {
  @Test func `a view is kept as text and comes back`() throws {
    var state = try Sample.state()
    state.setFilter("gsm8k and not labelled")
    state.run("sort steps desc, id")
    state.run("group generator")
    state.run("view save hard ones")
    #expect(
      state.views["hard ones"]
        == "filter gsm8k and not labelled\nsort steps desc, id\ngroup generator\nblind off")
    let shown = state.ids
    state.press("esc")
    state.run("sort file")
    state.run("group none")
    #expect(state.ids.count == 5)
    state.run("view hard ones")
    #expect(state.ids == shown)
    #expect(state.order.wanted.grouping == .generator)
  }

  @Test func `views are listed, missed and deleted`() throws {
    var state = try Sample.state()
    state.setFilter("wrong")
    state.run("view save failures")
    state.run("views")
    #expect(state.text.contains("failures"))
    #expect(state.text.contains("wrong"))
    state.press("q")
    state.run("view failure")
    #expect(state.noticeText == "there is no view failure; did you mean failures?")
    state.run("view delete failures")
    state.run("views")
    #expect(state.text.contains("no saved views"))
  }

  @Test func `a view that cannot be understood changes nothing`() throws {
    var state = try Sample.state()
    state.update(.views(["odd": "filter steps = abc", "newer": "colour red\nsort id"]))
    state.run("view odd")
    #expect(state.order.wanted.isPlain)
    #expect(state.notice?.severity == .warning)
    state.run("view newer")
    #expect(state.order.wanted.sort.source == "id")
  }
}

struct ComparingTests {
  @Test func `a second model has a column and a curve`() throws {
    var state = try Sample.state { $0.comparisonName = "crm-7b" }
    state.update(.compared(index: 0, try Sample.score([0.11, 0.12, 0.13, 0.94, 0.15])))
    for words in ["builtin · h₂ crm-7b", "h₂", "0.94", "ẑ₂ = 4"] {
      #expect(state.text.contains(words), "\(words)")
    }
    try GoldenScreens.expect(state.frame(size: state.size), equals: "comparing-120x40")
    state.press("l")
    #expect(state.text.contains("Δh"))
    #expect(state.text.contains("0.84"))
    state.press("l", "B")
    #expect(!state.text.contains("0.94"))
  }
}

struct OverviewTests {
  @Test func `enter on a bar shows what it stands for in the list`() throws {
    var state = try Sample.state()
    state.press("a", "O", "j", "enter")
    #expect(state.layers.view == .list)
    #expect(state.order.wanted.filter?.source == "verdict = none")
    #expect(state.ids == ["gsm8k-0"])
  }

  @Test func `a bar joins the present filter, and one without a filter says so`() throws {
    var state = try Sample.state()
    state.setFilter("gsm8k or wrong")
    state.press("O")
    let charts = try #require(state.overview.summary.figures).charts(
      now: state.now, rule: .map, columns: OverviewLayout.chartColumns(120))
    let place = try #require(charts.firstIndex { $0.bars.first?.filter == nil })
    state.overview.bar = OverviewLayout.Place(chart: place, bar: 0)
    state.press("enter")
    #expect(state.noticeText == "no filter says which these are")
    state.overview.bar = OverviewLayout.Place()
    state.press("j", "enter")
    #expect(state.order.wanted.filter?.source == "(gsm8k or wrong) and verdict = none")
  }

  @Test func `every bar's filter is understood and counts what the bar counts`() throws {
    var state = try Sample.state { $0.advance = false }
    state.press("a", "n", "x", "n", "2", "e", "O")
    let charts = try #require(state.overview.summary.figures).charts(
      now: state.now, rule: nil, columns: 60)
    #expect(charts.contains { $0.grid != nil })
    for chart in charts {
      for bar in chart.bars {
        // A bar that is held against a mark is a share, which the catalog's tests count.
        guard let filter = bar.filter, bar.marks.isEmpty else { continue }
        #expect(try Query(filter.source).description == filter.description)
        let order = state.catalog.arrange(Arrangement(filter: filter), now: state.now)
        #expect(order?.indices.count == Int(bar.total), "\(chart.title): \(bar.name)")
      }
    }
  }

  @Test(arguments: ScreenTests.sizes) func `the cursor stays in sight over all bars`(
    size: ScreenSize
  ) throws {
    var state = try Sample.state(size: size)
    state.press("O")
    for _ in 0..<80 {
      state.press("j")
      #expect(state.text.contains("▶"))
    }
    for _ in 0..<80 {
      state.press("k")
      #expect(state.text.contains("▶"))
    }
    state.press("right", "left")
    #expect(state.text.contains("▶ first error"))
  }

  @Test func `j, k, n and p go from cell to cell of a grid and on to its neighbours`() {
    let counts = [[1, 0, 0], [0, 12_345, 0], [0, 0, 3]]
    let grid = Chart("g", counts: counts, fields: (.label, .prediction))
    let plain = Chart("p", [.init("a", 1, .quiet), .init("b", 2, .quiet)])
    let layout = OverviewLayout(charts: [plain, grid, plain, plain], columns: 120)
    func moved(_ place: (Int, Int), down: Int = 0, right: Int = 0) -> [Int] {
      let from = OverviewLayout.Place(chart: place.0, bar: place.1)
      let to =
        down != 0 ? layout.moved(from: from, down: down) : layout.moved(from: from, right: right)
      return [to.chart, to.bar]
    }
    #expect(moved((0, 1), right: 1) == [1, 3] && moved((1, 3), right: -1) == [0, 1])
    #expect(moved((1, 3), right: 1) == [1, 4] && moved((1, 5), right: 1) == [2, 1])
    #expect(moved((1, 4), down: 1) == [1, 7] && moved((1, 7), down: 1) == [3, 0])
    #expect(moved((3, 0), down: -1) == [1, 8] && moved((1, 0), down: -1) == [1, 0])
    #expect(layout.line(of: .init(chart: 1, bar: 4)) == 3)
    #expect(layout.line(of: .init(chart: 3, bar: 0)) == 7)
    #expect(
      grid.bars.map(\.filter?.source)[5...7] == [
        "label > 1 and zhat = none", "label = none and zhat = 1", "label = none and zhat > 1",
      ])
    let lines = grid.pane(columns: 38, cursor: 4).lines.map { $0.spans.map(\.text.string).joined() }
    #expect(lines[3] == "     >1    ·▶ 12k    ·")
  }

  @Test func `a bar held against a mark shows both, whichever is longer`() {
    var long = Chart.Bar("a", mean: 0.75, .holds)
    long.marks = [0.25]
    var short = Chart.Bar("b", mean: 0.25, .holds)
    short.marks = [0.75]
    let lines = Chart("c", [long, short], full: 1).pane(columns: 62, cursor: nil).lines
      .map { $0.spans.map(\.text.string).joined() }
    #expect(lines[1].hasSuffix("0.75 █████████│███████████████████▎"))
    #expect(lines[2].contains("│") && lines[2].filter { $0 == "█" }.count == 9)
  }

  @Test func `stretches of a bar add up`() {
    let chart = Chart(
      "c", [.init("a", [(1, .holds), (1, .fails), (1, .quiet)]), .init("b", 6, .survival)])
    let lines = chart.pane(columns: 60, cursor: nil).lines
    let widths = lines.dropFirst().map { line in
      line.spans.filter { $0.text.string.contains("█") }.reduce(0) { $0 + $1.text.columns }
    }
    #expect(widths[0] * 2 >= widths[1] - 1 && widths[0] * 2 <= widths[1] + 2)
  }
}
