@testable import BuiltIn
import Survival
import TestSupport
import Testing
import Trajectories

struct BuiltInModelTests {
  private let shop = Trajectory(
    id: "shop", problem: "Ana buys 3 pens at $4 each and a book for $18. How much does she pay?",
    steps: [
      "Ana buys 3 pens at $4 each, so the pens cost 3 * 4 = $12.",
      "With the book she pays 12 + 18 = $31.", "So Ana pays $31.",
    ])

  @Test func `an equation that fails is the most likely first error, and the reason says so`()
    throws
  {
    let score = try BuiltInModel.bundled().score(shop)
    #expect(score.kind == .crm)
    #expect(score.curve.stepCount == 3)
    #expect(score.firstError() == .step(1))
    let reason = try #require(score.reasons[1].first)
    #expect(reason.text.hasPrefix("an equation fails"))
    #expect(reason.text.hasSuffix("12 + 18 = $31"))
    #expect(reason.contribution > 0)
  }

  @Test func `the same steps without the slip are called right`() throws {
    var right = shop
    right.steps = [shop.steps[0], "With the book she pays 12 + 18 = $30.", "So Ana pays $30."]
    let score = try BuiltInModel.bundled().score(right)
    #expect(score.firstError() == .noError)
  }

  @Test func `a hazard depends on no later step`() throws {
    let model = try BuiltInModel.bundled()
    let whole = try model.score(shop).curve.logits
    for count in 0...shop.steps.count {
      var prefix = shop
      prefix.steps = Array(shop.steps.prefix(count))
      let logits = try model.score(prefix).curve.logits
      #expect(logits == Array(whole.prefix(count)))
    }
  }

  @Test(arguments: [
    ("+ near “end”", "adds in a sentence with “end”"),
    (
      "× of a number the problem has near “table”",
      "multiplies, with a number that the problem names near “table”"
    ),
    ("the constant 4 near “have”", "brings in the number 4 near “have”"),
    ("the constant 12", "brings in the number 12"),
    ("computes latest − given again", "computes the latest result − a given number again"),
    (
      "computes given × just computed for “working time”",
      "computes a given number × what was just computed where the words before it say “working time”"
    ),
    (" ×  for “square”", "multiplies where the words before it say “square”"),
    (" to the power  for “since”", "takes a power where the words before it say “since”"),
    (
      "one result waiting, two numbers unused after “income”",
      "one result waiting to be used, two numbers of the problem unused after a computation of “income”"
    ),
    (
      "the first step & no number", "the first step, together with: no number"
    ),
    ("an equation fails", "an equation fails"),
  ])
  func `learned features are said in a reader's words`(name: String, said: String) {
    #expect(ReasonWords.said(name) == said)
  }

  @Test func `words keep their letters with diacritics, in either case`() throws {
    let model = BuiltInModel(
      BuiltInModelFile(
        weights: [
          "+ of a number the problem has near “andré”": 2, "+ near “łucja”": 1.5, "always": -2,
        ], rule: .map))
    for (name, other) in [("André", "łucja"), ("ANDRÉ", "Łucja")] {
      let score = try model.score(
        Trajectory(
          id: "a", problem: "\(name) has 12 apples and gets 5 more. How many has \(name)?",
          steps: ["With \(other) it makes 12 + 5 = 17 apples."]))
      let words = score.reasons[0].map(\.text).joined(separator: "; ")
      #expect(words.contains("near “andré”"), "\(words)")
      #expect(words.contains("“łucja”"), "\(words)")
    }
  }

  @Test func `reasons are terms of the logit, the largest first`() throws {
    for reasons in try BuiltInModel.bundled().score(shop).reasons {
      #expect(!reasons.isEmpty)
      #expect(zip(reasons, reasons.dropFirst()).allSatisfy { $0.contribution >= $1.contribution })
    }
  }

  @Test func `the bundled file says how it was made and reads back the same`() throws {
    let file = try BuiltInModel.bundled().description
    #expect(!file.command.isEmpty)
    #expect(!file.inputs.isEmpty)
    #expect(file.inputs.allSatisfy { $0.sha256.count == 64 })
    #expect(!file.inputs.contains { $0.path.contains("processbench") })
    #expect(file.excluded.contains { $0.path.contains("processbench") })
    let copy = try BuiltInModelFile(json: file.json)
    #expect(copy.weights == file.weights)
    #expect(copy.rule == file.rule)
    #expect(copy.inputs == file.inputs)
  }

  @Test(arguments: [
    "", "{", "{}", #"{"format": "misstep builtin model"}"#,
    #"{"format": "misstep builtin model", "rule": "map", "weights": {"always": "x"}}"#,
    #"{"format": "misstep builtin model", "rule": "often", "weights": {}}"#,
  ])
  func `a file that is no model is refused`(text: String) {
    #expect(throws: BuiltInModelError.self) { try BuiltInModelFile(json: Array(text.utf8)) }
  }

  @Test(arguments: [
    "", "\u{0}", String(repeating: "9", count: 4_000), String(repeating: "1 + ", count: 4_000),
    String(repeating: "(", count: 4_000), String(repeating: "So 3 apples. ", count: 2_000),
    String(repeating: "\\boxed{", count: 2_000), String(repeating: "= 7 ", count: 3_000),
    "e\u{301}\u{202E}👩‍👩‍👧‍👦 = 3", String(repeating: "x = 3, ", count: 2_000),
    String(repeating: "1/2 ", count: 3_000), String(repeating: "word ", count: 5_000),
  ])
  func `hostile text is scored`(text: String) throws {
    let trajectory = Trajectory(id: "hostile", problem: text, steps: [text, text, "3 * 4 = 12"])
    let score = try BuiltInModel.bundled().score(trajectory)
    #expect(score.curve.logits.allSatisfy { $0.isFinite })
    #expect(score.reasons.count == 3)
  }

  @Test func `a trajectory without a problem or steps is scored`() throws {
    let score = try BuiltInModel.bundled().score(Trajectory(id: "empty", problem: "", steps: []))
    #expect(score.curve.stepCount == 0)
    #expect(score.firstError() == .noError)
  }
}
