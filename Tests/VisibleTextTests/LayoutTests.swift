import TestSupport
import Testing
import VisibleText

struct LayoutTests {
  @Test func `lines break at blanks, and a blank at a break belongs to none`() {
    let text = VisibleText("one two  three four")
    #expect(text.wrapped(columns: 8).map(\.string) == ["one two", "three", "four"])
    #expect(text.wrapped(columns: 80) == [text])
    #expect(VisibleText("").wrapped(columns: 5) == [""])
  }

  @Test func `a word longer than the line is torn between clusters`() {
    #expect(VisibleText("abcdefgh").wrapped(columns: 3).map(\.string) == ["abc", "def", "gh"])
    #expect(VisibleText("éééé").wrapped(columns: 2).map(\.columns) == [2, 2])
  }

  @Test func `ideographs break anywhere but before closing signs`() {
    #expect(VisibleText("王先生有四五").wrapped(columns: 5).map(\.string) == ["王先", "生有", "四五"])
    #expect(VisibleText("王先生。有").wrapped(columns: 6).map(\.string) == ["王先", "生。有"])
  }

  @Test func `wide clusters in one column become a box`() {
    #expect(VisibleText("a王b").wrapped(columns: 1).map(\.string) == ["a", "□", "b"])
  }

  @Test func `an id is cut inside, so that its end tells it apart`() {
    #expect(VisibleText.name("processbench-gsm8k-0130", columns: 12) == "proces…-0130")
    #expect(VisibleText.name("gsm8k-1", columns: 12) == "gsm8k-1")
    #expect(VisibleText.name("王先生有四五六七八", columns: 9).columns <= 9)
    #expect(VisibleText.name("a\u{1B}[2J-\n-b", columns: 20) == "a␛[2J- -b")
    for columns in -1...4 {
      #expect(VisibleText.name("abcdefgh", columns: columns).columns <= max(0, columns))
    }
    let long = "begin" + String(repeating: "x", count: 1 << 20) + "-end"
    #expect(VisibleText.name(long, columns: 9) == "begi…-end")
  }

  @Test func `different names stay different when they are shortened together`() {
    let names = [
      "Qwen2.5-Math-1.5B-Instruct-rollouts", "Qwen2.5-Math-72B-Instruct-rollouts",
      "Qwen2.5-Math-7B-Instruct-rollouts", "Llama-3-8B",
    ]
    for columns in 14...40 {
      let short = VisibleText.names(names, columns: columns)
      #expect(Set(short.map(\.string)).count == 4, "\(short)")
      #expect(short.allSatisfy { $0.columns <= columns })
    }
    #expect(
      VisibleText.names(names, columns: 18).map(\.string)
        == ["Qwen2.…1.5B-Instr…", "Qwen2.…72B-Instru…", "Qwen2.…7B-Instruc…", "Llama-3-8B"])
    #expect(VisibleText.names(["a", "a"], columns: 9).map(\.string) == ["a", "a"])
    #expect(VisibleText.names(names, columns: 3).allSatisfy { $0.columns <= 3 })
    #expect(VisibleText.names([], columns: 9).isEmpty)
  }

  @Test func `names that differ at several places are told apart too`() {
    let names = ["x", "y"].flatMap { first in
      ["1", "2"].map { "common-beginning-\(first)-common-middle-\($0)-common-end-of-all" }
    }
    let short = VisibleText.names(names, columns: 16)
    #expect(Set(short.map(\.string)).count == 4, "\(short)")
  }

  @Test func `truncated text ends in an ellipsis`() {
    #expect(VisibleText("abcdef").truncated(columns: 4) == "abc…")
    #expect(VisibleText("王先生").truncated(columns: 4) == "王…")
    #expect(VisibleText("abc").truncated(columns: 3) == "abc")
    #expect(VisibleText("abc").truncated(columns: 0) == "")
    #expect(VisibleText("abc").truncated(columns: -1) == "")
  }

  @Test func `padding aligns`() {
    #expect(VisibleText("ab").padded(columns: 5, .trailing) == "   ab")
    #expect(VisibleText("ab").padded(columns: 5, .center) == " ab  ")
    #expect(VisibleText("abcdef").fitted(columns: 4) == "abc…")
    #expect(VisibleText("a王b").dropFirst(columns: 2) == "b")
  }

  @Test func `an excerpt is one line and reads no more than it shows`() {
    #expect(VisibleText.excerpt("a\n\n b\t\\(x^2\\) ", columns: 20) == "a b x²")
    let long = String(repeating: "word ", count: 100_000)
    #expect(VisibleText.excerpt(long, columns: 12) == "word word w…")
    #expect(VisibleText.excerpt(String(repeating: " ", count: 9000) + "x", columns: 12) == "…")
  }

  @Test func `lines are split at LF and CR LF`() {
    #expect(VisibleText.lines("a\r\nb\n\nc\rd").map(\.string) == ["a", "b", "", "c␍d"])
  }

  @Test func `no wrapped line is too wide and none loses ink`() {
    let seed: UInt64 = 20_261_123
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "a", "bc", " ", "  ", "-", "é", "王", "。", "（", "👨\u{200D}👩\u{200D}👧", "\u{301}", "\u{202E}",
      "\t", "ﷺ", "🇩🇪", "한", "longer", "\u{1B}",
    ]
    for round in 0..<2000 {
      let count = Int.random(in: 0...30, using: &random)
      let raw = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let columns = Int.random(in: 2...15, using: &random)
      let text = VisibleText(raw)
      let lines = text.wrapped(columns: columns)
      let context = "seed \(seed), round \(round), \(columns) columns: \(text)"
      #expect(lines.allSatisfy { $0.columns <= columns }, "\(context)")
      #expect(ink(lines.map(\.string).joined()) == ink(text.string), "\(context)")
      #expect(VisibleText(text.string) == text, "\(context)")
    }
  }

  private func ink(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.filter { $0 != " " } }
}
