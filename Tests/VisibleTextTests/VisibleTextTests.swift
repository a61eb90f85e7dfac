import Testing
import VisibleText

struct VisibleTextTests {
  @Test func `plain text stays as it is`() {
    let text = VisibleText("18 - 6 = 12")
    #expect(text.string == "18 - 6 = 12")
    #expect(text.columns == 11)
  }

  @Test func `control characters become pictures`() {
    #expect(VisibleText("a\u{1B}[31mb\u{0}\u{7F}").string == "a␛[31mb␀␡")
    #expect(VisibleText("\u{9B}31m").string == "<U+009B>31m")
    #expect(VisibleText("a\r\nb\nc\rd").string == "a⏎b⏎c␍d")
  }

  @Test func `hidden scalars are named, a run of one only once`() {
    #expect(VisibleText("a\u{202E}b").string == "a<U+202E>b")
    #expect(VisibleText("a\u{200D}b\u{FE0F}").string == "a<U+200D>b<U+FE0F>")
    #expect(VisibleText("\u{202E}\u{202E}\u{202E}!").string == "<U+202E ×3>!")
    #expect(
      VisibleText("\u{E0041}\u{E000}\u{378}\u{FFFE}\u{2028}").string
        == "<U+E0041><U+E000><U+0378><U+FFFE><U+2028>")
  }

  @Test func `joiners and emoji selectors stay inside emoji alone`() {
    #expect(VisibleText("👨\u{200D}👩\u{200D}👧").string == "👨\u{200D}👩\u{200D}👧")
    #expect(VisibleText("❤\u{FE0F}").string == "❤\u{FE0F}")
    #expect(VisibleText("1\u{FE0F}\u{20E3}").string == "1\u{FE0F}\u{20E3}")
    #expect(VisibleText("1\u{FE0F}").string == "1<U+FE0F>")
    #expect(VisibleText("👨\u{200D}").string == "👨<U+200D>")
  }

  @Test func `a cell has four marks at most and a mark never stands alone`() {
    let flood = VisibleText("e" + String(repeating: "\u{301}", count: 1000) + "!")
    #expect(flood.string.unicodeScalars.count == 5 + "<+996 marks>!".unicodeScalars.count)
    #expect(flood.columns == 14)
    #expect(VisibleText("\u{301}a").string == "◌\u{301}a")
  }

  @Test func `a tab reaches the next multiple of four columns`() {
    #expect(VisibleText("a\tbc\td").string == "a   bc  d")
  }

  @Test func `interpolated text is made harmless`() {
    let name = "\u{1B}]0;x\u{7}"
    let text: VisibleText = "file \(name) \(3) \(VisibleText("é"))"
    #expect(text.string == "file ␛]0;x␇ 3 é")
    #expect(text.columns == 15)
  }

  @Test func `columns are summed over the scalars of a cluster`() {
    #expect(VisibleText("王先生").columns == 6)
    #expect(VisibleText("ẑ").columns == 1)
    #expect(VisibleText("👨\u{200D}👩").columns == 4)
    #expect(VisibleText("Ａ\u{3000}").columns == 4)
  }
}

struct ASCIIWrappingTests {
  @Test(arguments: [8, 12, 20, 33])
  func `lines that are spelled in ASCII still fit`(columns: Int) {
    let raw = "Thus $b^2 - 2ab \\leq 0$, so ⟦15/2⟧ ≤ x² + √2 and “done” … → ½ of 3×4 = 12 ✓ 王先生"
    let lines = AnnotatedText<Int>(raw).wrapped(columns: columns, encoding: .ascii)
    for line in lines {
      let text = line.map(\.text).joined()
      #expect(text.encoded(as: .ascii).columns <= columns, "\(text.string)")
    }
    let letters = { (text: String) in text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) } }
    let shown = lines.map { $0.map(\.text).joined().string }.joined()
    #expect(
      letters(shown) == letters(AnnotatedText<Int>(raw).wrapped(columns: 999)[0][0].text.string))
  }
}
