import Testing
import VisibleText

private enum Mark { case match, holds }

struct AnnotatedTextTests {
  @Test func `a match keeps its place when mathematics is rendered`() {
    let raw = "so \\(\\frac{1}{3} \\times 18 = 6\\) flamingos"
    let text = AnnotatedText(raw, spans: [.init(utf8Range(of: "18", in: raw), tag: Mark.match)])
    #expect(
      text.wrapped(columns: 80) == [
        [TextRun("so 1/3 × "), TextRun("18", tag: .match), TextRun(" = 6 flamingos")]
      ])
  }

  @Test func `a sign stands right behind its equation, dollars or not`() {
    let raw = "Then $18 - 6 = 12$ remain."
    let end = utf8Range(of: "12", in: raw).upperBound
    let text = AnnotatedText(raw, insertions: [.init("\u{A0}✓", at: end, tag: Mark.holds)])
    #expect(
      text.wrapped(columns: 80) == [
        [TextRun("Then 18 − 6 = 12"), TextRun("\u{A0}✓", tag: .holds), TextRun(" remain.")]
      ])
  }

  @Test func `a sign at the very end is drawn, and a match over a line break continues`() {
    let raw = "one two three"
    let text = AnnotatedText(
      raw, spans: [.init(4..<13, tag: Mark.match)],
      insertions: [.init("✓", at: 13, tag: .holds)])
    #expect(
      text.wrapped(columns: 8) == [
        [TextRun("one "), TextRun("two", tag: .match)],
        [TextRun("three", tag: .match), TextRun("✓", tag: .holds)],
      ])
  }

  @Test func `half a cluster marked is the whole cluster marked`() {
    let text = AnnotatedText("ae\u{301}b", spans: [.init(1..<2, tag: Mark.match)])
    #expect(
      text.wrapped(columns: 9) == [
        [TextRun("a"), TextRun("e\u{301}", tag: .match), TextRun("b")]
      ])
  }

  @Test func `line ends of the text stay line ends`() {
    let text = AnnotatedText<Bool>("a\n\nb\r\nc")
    #expect(text.wrapped(columns: 9) == [[TextRun("a")], [], [TextRun("b")], [TextRun("c")]])
    #expect(AnnotatedText<Bool>("").wrapped(columns: 9) == [[]])
    #expect(text.wrapped(columns: 9, maximumLines: 2).count == 2)
  }

  @Test func `a match in markup that is not drawn marks something near`() {
    let raw = "a \\(\\frac{x}{y}\\)"
    let text = AnnotatedText(raw, spans: [.init(utf8Range(of: "frac", in: raw), tag: Mark.match)])
    #expect(text.wrapped(columns: 80)[0].contains { $0.tag == .match })
  }

  private func utf8Range(of words: String, in raw: String) -> Range<Int> {
    let bytes = Array(raw.utf8)
    let sought = Array(words.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: sought) } ?? 0
    return start..<start + sought.count
  }
}
