import Drawing
import Testing
import Trajectories

@testable import Inspector

struct IssueListTests {
  /// Issues that differ in height: 2 lines, 3 lines and so on, round and round.
  private func issues(_ count: Int) -> [RecordIssue] {
    (0..<count).map { number in
      RecordIssue(
        severity: number % 2 == 0 ? .bad : .warning, file: "a.jsonl", line: number + 1, byte: 0,
        record: number, reason: String(repeating: "reason ", count: 1 + number % 5 * 8),
        remedy: "Mend it.")
    }
  }

  @Test(arguments: [1, 2, 7, 21], [0, 1, 3, 60])
  func `the window holds what all lines hold there`(rows: Int, count: Int) {
    let list = IssueList(issues: issues(count), columns: 40, rows: rows)
    let all = list.issues.map { list.lines(of: $0) }
    for wanted in [0, 1, count / 2, count - 1, count, Int.max] {
      let (shown, lines) = list.window(from: wanted)
      let expected = all[shown].joined().prefix(rows)
      #expect(lines.map(\.text) == expected.map(\.text), "\(rows) rows from \(wanted)")
      let isFilled = lines.count == rows || shown.lowerBound == 0
      let isWholeLast = shown.upperBound == count && all.last.map { $0.count > rows } == true
      let isTight = shown.lowerBound > 0 && all[shown.lowerBound - 1].count + lines.count > rows
      #expect(isFilled || isWholeLast || isTight, "\(rows) rows from \(wanted)")
    }
  }

  @Test(arguments: [1, 3, 7, 21]) func `scrolling passes only what was seen whole`(rows: Int) {
    let list = IssueList(issues: issues(60), columns: 40, rows: rows)
    func height(_ range: Range<Int>) -> Int {
      list.issues[range].reduce(0) { $0 + list.lines(of: $1).count }
    }
    for first in [0, 1, 17, 59] {
      let below = list.scrolled(from: first, lines: rows)
      #expect(below > first)
      #expect(below == first + 1 || height(first..<below) <= rows)
      let above = list.scrolled(from: first, lines: -rows)
      #expect(above == max(0, first - 1) || height(above..<first) <= rows)
    }
    #expect(list.scrolled(from: 60, lines: .max) == 60)
    #expect(list.scrolled(from: 0, lines: .min) == 0)
  }

  @Test func `the end of many issues is one key away`() throws {
    var state = try Sample.state(size: ScreenSize(columns: 80, rows: 24), scored: false)
    _ = state.update(.issues(issues(5000), more: 0))
    state.press(":")
    state.type("issues")
    state.press("enter", "G")
    #expect(state.text.contains("a.jsonl:5000"))
    #expect(state.text.contains("to 5000 of 5000"))
    state.press("gg", "j", "j")
    #expect(state.issues.top == 2)
    state.press("pgdn")
    #expect(state.text.contains("a.jsonl:9 "))
    state.press("q")
    #expect(state.layers.view == .reader)
  }
}

extension RowWriter {
  fileprivate var text: String { spans.map(\.text.string).joined() }
}
