import Testing

@testable import Queries

@Suite struct `Completing a query` {
  /// The cursor stands at `|`.
  private func completion(_ marked: String) throws -> (QueryCompletion, String) {
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    let source = parts.joined()
    let completion = QueryCompletion(source, cursor: parts[0].utf8.count)
    return (completion, String(decoding: Array(source.utf8)[completion.range], as: UTF8.self))
  }

  @Test(arguments: [
    ("ent|", "ent", ["entropy"]), ("steps > 3 and lab|", "lab", ["labelled", "label"]),
    ("ste|ps > 3", "steps", ["step", "steps"]), ("outcome = |", "", ["right", "wrong", "unknown"]),
    ("outcome = w|", "w", ["wrong"]), ("outcome=w|rog", "wrog", ["wrong"]),
    ("label in (none, uns|", "uns", ["unsure"]), ("zhat = |", "", ["none", "error"]),
    ("S |", "", ["=", "!=", "<", "<=", ">", ">=", "in", "and", "or"]),
    ("id |", "", ["~", "!~", "=", "!=", "in", "and", "or"]), ("labelled |", "", ["and", "or"]),
    ("steps > 3 |", "", ["and", "or"]), ("steps > 3 a|", "a", ["and", "annotator", "age"]),
    ("not mar|", "mar", ["marked"]), ("!mar|", "mar", ["marked"]), ("(dif|", "dif", ["differs"]),
    ("conf|", "conf", ["conflict"]), ("zhat2 = |", "", ["none", "error"]),
    ("steps = |", "", []), ("\"ent|", "", []), ("H_|", "H_", ["h_max"]),
    ("marked = |", "", ["yes", "no"]),
  ])
  func `what fits at the cursor is offered`(
    marked: String, replaced: String, candidates: [String]
  ) throws {
    let (completion, word) = try completion(marked)
    #expect(completion.candidates == candidates)
    #expect(word == replaced)
  }

  @Test func `nothing typed offers everything that begins a condition`() throws {
    let (completion, _) = try completion("|")
    #expect(completion.candidates.prefix(2) == ["right", "wrong"])
    #expect(Set(completion.candidates).isSuperset(of: QueryField.spellings))
    #expect(try self.completion("steps > 3 and |").0.candidates == completion.candidates)
  }

  @Test(arguments: [
    ("ent", 3, 0..<3, ["entropy"]), ("S de", 4, 2..<4, ["desc"]),
    ("S, -ent", 7, 4..<7, ["entropy"]),
    ("S ", 2, 2..<2, ["desc", "asc"]), ("S desc ", 7, 7..<7, []), ("te", 2, 0..<2, []),
  ])
  func `terms of a sort are offered`(
    source: String, cursor: Int, range: Range<Int>, candidates: [String]
  ) {
    let completion = QueryCompletion(sort: source, cursor: cursor)
    #expect(completion.candidates == candidates)
    #expect(completion.range == range)
  }
}
