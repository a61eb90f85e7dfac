import TestSupport
import Testing

@testable import Queries

@Suite struct `Looking for a text` {
  @Test(arguments: [
    ("pens", "Six Pens", true), ("Pens", "six pens", false), ("Pens", "Six Pens", true),
    ("größe", "DIE GRÖSSE", false), ("größe", "die GRÖßE", true), ("задача", "ЗАДАЧА 3", true),
    ("Задача", "задача", false), ("三分", "是三分之一", true), ("3/4", "3/4 of", true),
    ("k", "\u{212A}", false), ("ké", "\u{212A}É", true), ("sä", "\u{17F}Ä", true),
    ("σας", "ΣΑΣ", true), ("/x/y", "a /x/y", true), ("//", "http://", true), ("a", "", false),
    ("/p.ns/", "Six Pens", false), ("/P.ns/", "Six Pens", true), ("/p.ns/i", "Six Pens", true),
    ("/a.b/", "a\nb", false), ("/a.b/s", "a\nb", true), ("/^b$/", "a\nb\nc", true),
    ("/\\bÉté\\b/", "un Été.", true), ("/\\d+\\/\\d+/", "so 3/4", true), ("/ß$/i", "GROẞ", true),
    ("/^$/", "", true), ("/a|b/", "xb", true), ("/a/b/", "a/b", true),
  ])
  func `smart case, expressions and other alphabets`(source: String, text: String, holds: Bool)
    throws
  {
    let pattern = try TextPattern(source)
    #expect(pattern.matches(text) == holds)
    #expect(pattern.ranges(in: text).isEmpty != holds || text.isEmpty)
  }

  @Test func `matches are apart, in order and limited`() throws {
    #expect(try TextPattern("aa").ranges(in: "aaaaa") == [0..<2, 2..<4])
    #expect(try TextPattern("é").ranges(in: "éaÉ") == [0..<2, 3..<5])
    #expect(try TextPattern("/x*/").ranges(in: "é两xxéx") == [5..<7, 9..<10])
    #expect(try TextPattern("/\\d+/").ranges(in: "1 22 333 4", limit: 2) == [0..<1, 2..<4])
    #expect(try TextPattern("a").ranges(in: String(repeating: "a", count: 3000)).count == 1000)
  }

  @Test func `what is between slashes can be looked for literally`() throws {
    let literal = try TextPattern(literal: "/a.b/")
    #expect(literal.matches("x/a.b/") && !literal.matches("a+b"))
    #expect(try literal != TextPattern("/a.b/"))
  }

  @Test(arguments: ["", "/(/", "/[/", "/a{2,1}/", "/(?<n>a)(?<n>b)/", "/\\C/", "/*/"])
  func `what is no pattern is refused`(source: String) {
    #expect(throws: QueryError.self) { try TextPattern(source) }
  }

  @Test func `a pasted file is no pattern`() {
    #expect(throws: QueryError.self) { try TextPattern(String(repeating: "a", count: 5_000)) }
  }

  @Test(arguments: ["/(a+)+$/", "/(a|aa)+[xy]/", "/(\\w+\\s?)+[#%]/", "/(a*b?)*?[xy]/"])
  func `an expression that backtracks without end is given up`(source: String) throws {
    let pattern = try TextPattern(source)
    #expect(!pattern.matches(String(repeating: "a", count: 300) + "!"))
    #expect(pattern.unsearchedTexts == 1)
    #expect(pattern.matches("aaa") || pattern.matches("aaax#"))
  }

  @Test(arguments: ["/a*a*[xy]/", "/a*a*a*[xy]/", "/a{1,500}a{1,500}a{1,500}[xy]/"])
  func `repeats that are not counted one by one are given up too`(source: String) throws {
    let pattern = try TextPattern(source)
    #expect(!pattern.matches(String(repeating: "a", count: 100_000)))
    #expect(pattern.unsearchedTexts == 1)
  }

  @Test func `an expression may need more stack than a thread has`() throws {
    let text = String(repeating: "ab\n", count: 5_000)
    #expect(try TextPattern("/(.|\\n)*b\\nz?$/").matches(text))
  }

  @Test func `threads share a pattern`() async throws {
    let pattern = try TextPattern("/(\\w+) \\1 éa/i")
    let found = await withTaskGroup(of: Int.self) { group in
      for thread in 0..<4 {
        group.addTask {
          (0..<500).count {
            pattern.matches("x\($0) two TWO ÉA \(thread)") && !pattern.matches("two \($0)")
          }
        }
      }
      return await group.reduce(0, +)
    }
    #expect(found == 2_000)
  }

  @Test func `PCRE2 and the scan agree on the cases of every letter`() throws {
    for scalar: Unicode.Scalar in [
      "s", "k", "\u{17F}", "\u{212A}", "é", "σ", "ß", "д", "å", "两", "ǆ",
    ] {
      let variants = Set(CaseVariants.of(scalar))
      #expect(variants.contains(scalar))
      for other in variants {
        #expect(Set(CaseVariants.of(other)) == variants, "\(scalar) \(other)")
      }
    }
    #expect(Set(CaseVariants.of("σ")) == ["σ", "ς", "Σ"])
    #expect(Set(CaseVariants.of("s")) == ["s", "S", "\u{17F}"])
  }

  @Test func `a fast scan finds what a slow one finds`() throws {
    var generator = SeededGenerator(seed: 0x54)
    for _ in 0..<2_000 {
      let alphabet: [Character] = ["a", "b", "A", "é", "É", "k", "K", "两", " "]
      let text = RandomText.text(alphabet, Int.random(in: 0...150, using: &generator), &generator)
      let needle = RandomText.text(alphabet, Int.random(in: 1...4, using: &generator), &generator)
      let pattern = try TextPattern(literal: needle)
      let expected = RandomText.holds(needle, in: text)
      #expect(pattern.matches(text) == expected, "\(needle) in \(text)")
    }
  }

  @Test(arguments: [
    ("abc", ["abc"]), ("ab+c", ["ab", "c"]), ("ab?c", ["a", "c"]), ("a|b", []),
    ("x(a|b)yz", ["x", "yz"]),
    ("[a-z]+ing", ["ing"]), ("\\d+ unicorns?", [" unicorn"]), ("a\\.b\\\\c", ["a.b\\c"]),
    ("(?i)abc", []), ("(?:a(?i)b)c", []), ("a{2}b{x", []), ("a{2,3}b", ["b"]), ("\\x41b", []),
    ("\\Qa|b\\E", []), ("(*UCP)ab", []), ("ab(?=cd)ef", ["ab", "ef"]), ("(?#c)ab", []),
    ("[]a]b", ["b"]), ("[[:alpha:]]b", []), ("^ab$", ["ab"]), ("a.b", ["a", "b"]), ("(a", []),
    ("a{|b}", []), ("ab*?c", ["a", "c"]), ("(ab)?cd", ["cd"]), ("\\1a", []), ("é+ü", ["é", "ü"]),
  ])
  func `what an expression must match is told with caution`(expression: String, pieces: [String]) {
    #expect(RequiredText.pieces(of: expression) == pieces)
  }

  @Test func `required texts stand in every match`() throws {
    var generator = SeededGenerator(seed: 0x55)
    let parts = [
      "a", "b", "é", "+", "?", "*", ".", "(", ")", "|", "[ab]", "[^a]", "\\d", "\\.", "{2}", "{0}",
      "(?:", "(?=", "^", "$", "\\b", "{0,1}", "1",
    ]
    for _ in 0..<3_000 {
      let expression = (0..<Int.random(in: 1...7, using: &generator))
        .map { _ in parts[Int.random(in: 0..<parts.count, using: &generator)] }.joined()
      guard let plain = try? RegularExpression(expression, options: []) else { continue }
      for _ in 0..<10 {
        var text = RandomText.text(
          ["a", "b", "é", "1", "."], Int.random(in: 0...8, using: &generator), &generator)
        let expected = text.withUTF8 { plain.firstMatch(in: $0, from: 0) != nil }
        guard expected else { continue }
        #expect(try TextPattern("/\(expression)/").matches(text), "/\(expression)/ in \(text)")
      }
    }
  }
}
