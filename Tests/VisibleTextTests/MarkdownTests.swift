import Testing
import VisibleText

struct MarkdownTests {
  /// The lines, with what is bold in ‹…› and what an insertion brought in {…}.
  private func lines(_ raw: String, signAt offset: Int? = nil) -> [String] {
    let signs = offset.map { [AnnotatedText<String>.Insertion("!", at: $0, tag: "sign")] } ?? []
    return AnnotatedText(raw, insertions: signs, strong: "strong").wrapped(columns: 60).map {
      line in
      line.map { run in
        switch run.tag {
        case "strong": "‹\(run.text.string)›"
        case "sign": "{\(run.text.string)}"
        default: run.text.string
        }
      }.joined()
    }
  }

  @Test(arguments: [
    ("So **the answer** is **10**.", "So ‹the answer› is ‹10›."),
    ("2**3 and a ** b ** c **open", "2**3 and a ** b ** c **open"),
    ("**Step 1:** \\(x^2\\)", "‹Step 1:› x²"), ("****", "****"), ("**5 + 5 = 10**", "‹5 + 5 = 10›"),
  ])
  func `bold text loses its asterisks`(raw: String, shown: String) {
    #expect(lines(raw) == [shown])
  }

  @Test func `bold text ends with its line`() {
    #expect(lines("**a\nb** c") == ["**a", "b** c"])
  }

  @Test func `a sign stands behind its equation in bold text`() {
    #expect(lines("**5 + 5 = 10** so", signAt: 12) == ["‹5 + 5 = 10›{!} so"])
  }

  @Test func `tables are aligned`() {
    #expect(
      lines("| n | value |\n|---|:-:|\n| 100 | \\(\\frac{1}{2}\\) |\nend") == [
        "| n   | value |", "| --- | ----- |", "| 100 | 1/2   |", "end",
      ])
  }

  @Test func `bars that make no table stay`() {
    #expect(lines("|x| = 3\n|y| = 4") == ["|x| = 3", "|y| = 4"])
  }

  @Test func `hostile markdown ends quickly`() {
    for part in ["**", "**a ", "| a ", "|", "|a|\n|-|\n", "| a | b |\n", "*", "**a** "] {
      _ = AnnotatedText<String>(String(repeating: part, count: 5_000), strong: "strong")
    }
    // One long cell does not widen all rows.
    let table = "| " + String(repeating: "x", count: 50_000) + " |\n|-|\n"
    let text = AnnotatedText<String>(
      table + String(repeating: "| a |\n", count: 5_000), strong: "strong")
    #expect(text.wrapped(columns: 80, maximumLines: 10_000).allSatisfy { $0.count <= 1 })
  }
}
