import Application
import BuiltIn
import Foundation
import Queries
import Selection
import TestSupport
import Testing
import Trajectories

/// Two questions whose candidates are mixed, one with a single candidate, one without answers.
private let sample = """
  {"id":"x=0.3","problem":"What is 2 + 3?","steps":["So 6.","#### 6"],"reference_answer":"5","team":"x"}
  {"id":"p","problem":"Say it.","steps":["Well."],"final_answer_correct":false}
  {"id":"y=0.4","problem":"What is 2 + 3?","steps":["So 5.","#### 5"],"reference_answer":"5"}
  {"id":"q=0.9","problem":"Half of one?","steps":["\\\\boxed{0.50}"],"final_answer_correct":true,"extra":[1,2]}
  {"id":"z=0.5","problem":"What is 2 + 3?","steps":["Five: 5.0","#### 5.0"],"reference_answer":"5"}
  {"id":"r","problem":"Say it.","steps":["Hm."],"final_answer_correct":true}

  """

struct SelectCommandTests {
  private func select(
    _ rule: SelectionRule, in sandbox: Sandbox, text: String = sample, output: String? = nil,
    among: Int? = nil, asJSON: Bool = false
  ) throws -> SelectCommand {
    SelectCommand(
      input: TrajectoryInput(files: [try sandbox.write(text, to: "in.jsonl")]), rule: rule,
      model: ScriptedModel(batch: 2, hazard: 0.7), among: among, output: output, asJSON: asJSON)
  }

  private func ids(_ text: String) throws -> [String] {
    try text.split(separator: "\n").map {
      try JSONDecoder().decode([String: JSONFragment].self, from: Data($0.utf8))["id"]?.text ?? "?"
    }
  }

  /// Any member of a record, of which only texts are looked at.
  private struct JSONFragment: Decodable {
    var text: String?

    init(from decoder: any Decoder) throws {
      text = try? decoder.singleValueContainer().decode(String.self)
    }
  }

  @Test func `the best of each question is written as it stood, in the order of the questions`()
    throws
  {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run(select(.best(.own), in: sandbox).run)
    #expect(outcome.status == .done)
    let lines = sample.split(separator: "\n")
    #expect(outcome.output == [lines[0], lines[1], lines[3]].map { $0 + "\n" }.joined())
    #expect(outcome.errors.contains("chose 3 of 6 candidates, 3 questions, by own of m"))
  }

  @Test func `majority and weighted votes join equal answers, the oracle takes a right one`() throws
  {
    let sandbox = try Sandbox()
    let majority = try sandbox.run(select(.majority, in: sandbox).run)
    #expect(try ids(majority.output) == ["y=0.4", "q=0.9"])
    #expect(majority.errors.contains("1 without a choice, left out"))
    #expect(majority.errors.contains("1 with one candidate, 1 without any answer"))
    let vote = try sandbox.run(select(.vote(.mean), in: sandbox).run)
    #expect(try ids(vote.output) == ["y=0.4", "q=0.9"])
    let oracle = try sandbox.run(select(.oracle, in: sandbox).run)
    #expect(try ids(oracle.output) == ["y=0.4", "r", "q=0.9"])
    #expect(oracle.errors.contains("right: Pass@N 100.0 %"))
  }

  @Test func `outcomes are computed from the reference where none is recorded, and that is said`()
    throws
  {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run(
      select(.best(.own), in: sandbox, output: sandbox.path("out.jsonl"), asJSON: true).run)
    #expect(outcome.errors.contains("3 outcomes computed from the reference answer, 3 recorded"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(json["questions"] as? Int == 3)
    #expect(json["chosen"] as? Int == 3)
    #expect(json["judged_questions"] as? Int == 3)
    let right = try #require(json["right"] as? [String: Int])
    #expect(right == ["own": 1, "first": 1, "majority": 2, "oracle": 3])
    let outcomes = try #require(json["outcomes"] as? [String: Int])
    #expect(outcomes == ["recorded": 3, "computed": 3, "undecided": 0, "unknown": 0])
    #expect(try ids(sandbox.read("out.jsonl")) == ["x=0.3", "p", "q=0.9"])
  }

  @Test func `a summary alone writes no records, and fewer candidates can be asked for`() throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run(select(.oracle, in: sandbox, among: 1, asJSON: true).run)
    #expect(outcome.output.split(separator: "\n").count == 1)
    #expect(outcome.output.contains(#""candidates":3"#))
    #expect(throws: CommandFailure.self) {
      try sandbox.run(select(.oracle, in: sandbox, among: 0).run)
    }
  }

  @Test func `what cannot be scored stays a candidate and makes the status 65`() throws {
    let sandbox = try Sandbox()
    let text = """
      {"id":"bad","problem":"P","steps":["#### 1"],"final_answer_correct":true}
      {"id":"b=0.99","problem":"P","steps":["#### 1"],"final_answer_correct":true}

      """
    let outcome = try sandbox.run(select(.best(.own), in: sandbox, text: text).run)
    #expect(outcome.status == .badData)
    #expect(try ids(outcome.output) == ["b=0.99"])
    #expect(outcome.errors.contains("not scored: bad could not be scored"))
    let majority = try sandbox.run(select(.majority, in: sandbox, text: text).run)
    #expect(try ids(majority.output) == ["bad"])
    #expect(majority.status == .done)
  }

  @Test func `a rule that needs a model is refused without one, an input is never replaced`() throws
  {
    let sandbox = try Sandbox()
    let path = try sandbox.write(sample, to: "in.jsonl")
    let input = TrajectoryInput(files: [path])
    let unmodelled = SelectCommand(input: input, rule: .best(.own))
    #expect(
      try #require(throws: CommandFailure.self) { try sandbox.run(unmodelled.run) }.status == .usage
    )
    let replacing = SelectCommand(input: input, rule: .majority, output: path, replaces: true)
    #expect(throws: CommandFailure.self) { try sandbox.run(replacing.run) }
  }

  @Test(.enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)))
  func `comparing answers agrees with the outcomes of GSM8K's solutions but for thousands marks`()
    throws
  {
    let sandbox = try Sandbox()
    let path = SharedFolder.path("data/gsm8k-solutions/example_model_solutions.jsonl")
    let command = SelectCommand(
      input: TrajectoryInput(files: [path]), rule: .majority, asJSON: true)
    let outcome = try sandbox.run(command.run)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(json["questions"] as? Int == 1319)
    #expect(json["judged_questions"] as? Int == 1319)
    let right = try #require(json["right"] as? [String: Int])
    // Counted with Python from is_correct and the text behind "A:".
    #expect(right["first"] == 284)
    #expect(right["oracle"] == 881)
    #expect(abs((right["majority"] ?? 0) - 581) <= 2)
    let comparison = try #require(json["comparison"] as? [String: Any])
    #expect(comparison["compared"] as? Int == 5276)
    let agreeing = try #require(comparison["agreeing"] as? Int)
    let others = try #require(comparison["others"] as? [[String: Any]])
    #expect(agreeing >= 5265 && agreeing + others.count == 5276)
    // The file calls 5600 wrong where its reference is 5,600.
    for other in others where other["compared"] as? String != "cannot tell" {
      let texts = ["answer", "reference"].map { (other[$0] as? String ?? "").filter { $0 != "," } }
      #expect(texts[0] == texts[1] && other["recorded"] as? Bool == false, "\(other)")
    }
  }
}
