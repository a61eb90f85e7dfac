import TestSupport
import Testing

@testable import Queries

@Suite struct `Queries that cannot be understood` {
  @Test(arguments: [
    ("stps > 3", "stps", "`steps`"), ("steps > 3 and entrpy < 1", "entrpy", "`entropy`"),
    ("foo=5", "foo", "quotes"), ("steps = abc", "abc", "a number"), ("S ~ x", "~", "`<`"),
    ("S > 30m", "30m", "percentage"), ("steps > 3%", "3%", "a number"),
    ("steps = nan", "nan", "number"),
    ("outcome = wrog", "wrog", "`wrong`"), ("outcome > right", ">", "`=`"),
    ("label = unsur", "unsur", "`unsure`"), ("label > none", "none", "label = none"),
    ("zhat = unsure", "unsure", "step"), ("id > a", ">", "`~`"), ("marked = 3", "3", "yes or no"),
    ("age < 3y", "3y", "`d`"), ("steps >", "", "steps > 20"), ("steps > )", ")", "steps > 20"),
    ("(steps > 3", "(", "`)`"), ("steps > 3)", ")", "`)`"), (")", ")", "quotes"),
    ("steps > 3 and", "", "condition"), ("and steps > 3", "and", "before"),
    ("labelled or or marked", "or", "`or`"), ("not", "", "`not`"), ("()", ")", "condition"),
    ("> 3", ">", "before"), ("label in (none, )", ")", "step"), ("label in (none", "", "commas"),
    ("id = /x/", "/x/", "`~`"), ("text ~ /a(b/", "", "search for the text"),
    ("\"\"", "\"\"", "search for"),
    ("note ~ ''", "''", "search for"), ("step ~ /[z-a]/", "", "search for the text"),
  ])
  func `an error points at the place and says what would be right`(
    query: String, place: String, remedy: String
  ) throws {
    let error = try #require(Row.error(query))
    #expect(Row.marked(query) == place)
    #expect(error.description.contains(remedy), "\(error)")
  }

  @Test func `an error in an expression points into it`() throws {
    let error = try #require(Row.error("steps > 3 and text ~ /ab(c/"))
    #expect((21...27).contains(error.range.lowerBound), "\(error)")
    #expect(error.reason.contains("parenthesis"))
  }

  @Test func `depth is limited, length is not`() throws {
    let deep = String(repeating: "(", count: 50_000)
    #expect(Row.error(deep)?.reason.contains("deep") == true)
    #expect(
      Row.error(String(repeating: "not ", count: 5_000) + "x")?.reason.contains("deep") == true)
    let long = Array(repeating: "steps > 3", count: 2_000).joined(separator: " or ")
    #expect(try Row.accepts(long))
  }

  @Test func `nothing that is typed traps, and places lie in it`() {
    var generator = SeededGenerator(seed: 0x53)
    let pieces = [
      "steps", "S", " ", " ", ">", "=", "!", "~", "(", ")", "\"", "'", "/", "and", "or", "not",
      "in",
      ",", "3", "-", ":", "label", "none", "%", "\\", "é", "两", "id", "x", "i", "[", "*",
    ]
    for _ in 0..<3_000 {
      let count = Int.random(in: 0...12, using: &generator)
      let source = (0..<count)
        .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
      if let error = Row.error(source) {
        #expect(error.range.upperBound <= source.utf8.count, "\(source)")
        #expect(!error.reason.isEmpty && !error.remedy.isEmpty)
      } else if let query = try? Query(source) {
        let again = try? Query(query.description)
        #expect(
          source.allSatisfy(\.isWhitespace) || again?.description == query.description, "\(source)")
      }
      let cursor = Int.random(in: 0...source.utf8.count, using: &generator)
      let completion = QueryCompletion(source, cursor: cursor)
      #expect(completion.range.upperBound <= source.utf8.count)
    }
  }
}
