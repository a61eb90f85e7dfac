import TestSupport
import Testing
import Trajectories

@testable import Queries

@Suite struct `Asking with a query` {
  @Test(arguments: [
    "steps = 4", "T=4", "steps>3", "steps >= 4 and steps <= 4", "steps != 5", "number = 7",
    "S < 30%", "s = 0.25", "S(T) > 2.5e-1 or S <= .25", "entropy > 1", "r_min = -inf",
    "r_min < -5", "h_max >= 60%", "disagreement > 0.3", "training_step = 120", "age = 100",
    "p_label < 11%", "p_label > 0.1", "zhat2 = none", "ẑ₂ != 2", "S2 > 70%", "conflict",
    "not conflict = no",
    "age < 2m", "age > 0.01h", "zhat = 2", "ZHAT < 3", "zhat = error", "label = 2",
    "verdict = 2", "file_label = 3", "file_label > 2", "label = error", "label != none",
    "outcome = wrong", "outcome != right", "outcome != unknown", "labelled", "not unlabelled",
    "noted", "!marked", "scored", "not differs", "readable", "labelled = yes", "marked = no",
    "generator ~ qwen2", "generator = Qwen2-7B", "generator = qwen2-7b", "id:gsm8k", "id = gsm8k-7",
    "step ~ /x = \\d/", "step ~ \"3/4 of\"", "text ~ 两步", "reference = 6", "note ~ again",
    "note:look", "annotator = ann", "file ~ jsonl", "format = native", "question = q7",
    "steps in (1, 4)", "label in (none, 2)", "steps not in (5,6)", "generator in (x, Qwen2-7B)",
    "not (steps = 3 or steps = 5)", "steps = 4 -marked", "steps = 3 or steps = 4 and labelled",
    "problem !~ pens", "step:boxed", "steps:4", "outcome:wrong", "note != \"\"",
  ])
  func `a row is accepted`(query: String) throws {
    #expect(try Row.accepts(query))
    #expect(try !Row.accepts("not (\(query))"))
  }

  @Test(arguments: [
    "steps = 5", "S > 0.25", "generator = Qwen2", "generator ~ qwen3", "generator ~ QWEN",
    "label = none", "label = unlabelled", "unsure", "noerror", "verdict > 2", "marked",
    "step ~ /^x/", "problem = pencils", "age > 1h", "(steps = 4 or labelled) and marked",
  ])
  func `a row is refused`(query: String) throws {
    #expect(try !Row.accepts(query))
  }

  @Test(arguments: [
    "S", "S2", "zhat2", "h_max", "r_min", "entropy", "disagreement", "age", "training_step", "zhat",
    "verdict",
    "p_label", "label", "file_label",
  ])
  func `a missing value is neither before, after nor equal, and unequal to all`(field: String)
    throws
  {
    for comparison in ["<", "<=", ">", ">=", "="] {
      #expect(try !Row.accepts("\(field) \(comparison) 1", Row.bare))
    }
    #expect(try Row.accepts("\(field) != 1", Row.bare))
    #expect(try Row.accepts("not \(field) = 1", Row.bare))
  }

  @Test func `words of labels are neither before nor after a step`() throws {
    var row = Row.bare
    row.verdict = .noError
    row.figures = QueryFigures(
      firstError: .noError, noneProbability: 1, entropy: 0, largestHazard: 0, smallestReward: 0)
    for field in ["label", "verdict", "zhat"] {
      #expect(try Row.accepts("\(field) = none", row))
      #expect(try !Row.accepts("\(field) > 1 or \(field) < 100 or \(field) = error", row))
      #expect(try Row.accepts("\(field) != 3", row))
    }
    #expect(try Row.accepts("label = unlabelled and verdict = unlabelled", Row.bare))
    row.verdict = .badProblem
    #expect(try Row.accepts("label = bad_problem and not differs", row))
  }

  @Test func `not binds tighter than and, and tighter than or`() throws {
    let query = try Query("not marked labelled or scored")
    #expect(query.description == "not marked and labelled or scored")
    #expect(
      try Query("not (marked or labelled) scored").description
        == "not (marked or labelled) and scored")
  }

  @Test func `a missing text is empty`() throws {
    #expect(try Row.accepts("generator = \"\" and note = '' and reference = \"\"", Row.bare))
    #expect(try Row.accepts("generator != qwen and generator !~ qwen", Row.bare))
  }

  @Test func `needs are just those of the fields`() throws {
    #expect(try Query("steps > 20 and outcome = wrong").needs == .facts)
    #expect(try Query("number < 5").needs == [])
    #expect(try Query("S < 0.3 and not labelled").needs == [.figures, .standing])
    #expect(try Query("label = 3").needs == [.facts, .standing])
    #expect(try Query("step ~ x").needs == .text)
    #expect(try Query("pencils").needs == [.text, .standing])
    #expect(try Query("differs").needs == [.facts, .figures, .standing])
  }

  @Test func `what every accepted trajectory must hold is known`() throws {
    let query = try Query("step ~ foo and steps > 2 and not problem ~ bar and problem ~ baz")
    #expect(query.requiredTexts.map(\.pattern.source) == ["foo", "baz"])
    #expect(try Query("step ~ foo or problem ~ baz").requiredTexts.isEmpty)
    #expect(try Query("\"two words\"").plainText?.source == "two words")
    #expect(try Query("two words").plainText == nil)
  }

  @Test func `the normal form says the same again`() throws {
    var generator = SeededGenerator(seed: 0x51)
    for _ in 0..<300 {
      let condition = RandomQuery.condition(depth: 4, using: &generator)
      let again = try QueryParser.condition(condition.description)
      #expect(again?.description == condition.description)
      // Nested alternatives of one kind keep their parentheses, so the trees are equal too.
      #expect(again == condition, "\(condition.description)")
    }
  }

  @Test func `the chart answers as the tree does`() throws {
    var generator = SeededGenerator(seed: 0x52)
    let rows = [Row.full, Row.bare]
    for _ in 0..<500 {
      let condition = RandomQuery.condition(depth: 5, using: &generator)
      for row in rows {
        let expected = RandomQuery.answer(condition, row)
        #expect(CompiledQuery(condition).accepts(row, now: 0) == expected, "\(condition)")
      }
    }
  }
}
