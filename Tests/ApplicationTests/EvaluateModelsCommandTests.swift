import Application
import Evaluation
import Foundation
import Queries
import Scoring
import Selection
import Survival
import Testing

/// Two questions with two candidates each, recorded hazards and answers.
private let candidates = """
  {"id":"a","problem":"P1","steps":["Wait, 2 + 2 = 4.","So the answer is \\\\boxed{4}."],"label":-1,"final_answer_correct":true,"scores":{"model":"m","kind":"crm","hazards":[0.1,0.2]}}
  {"id":"b","problem":"P1","steps":["2 + 2 = 5.","So the answer is \\\\boxed{5}."],"label":-1,"final_answer_correct":false,"scores":{"model":"m","kind":"crm","hazards":[0.8,0.1]}}
  {"id":"c","problem":"P2","steps":["The answer is \\\\boxed{7}."],"label":0,"final_answer_correct":false,"scores":{"model":"m","kind":"crm","hazards":[0.6]}}
  {"id":"d","problem":"P2","steps":["The answer is \\\\boxed{8}."],"label":-1,"final_answer_correct":true,"scores":{"model":"m","kind":"crm","hazards":[0.2]}}

  """

struct EvaluateModelsCommandTests {
  private func request(
    _ sandbox: Sandbox, _ text: String = candidates, models: [any RewardModel] = [RecordedModel()],
    asJSON: Bool = true
  ) throws -> EvaluationRequest {
    EvaluationRequest(
      input: TrajectoryInput(files: [try sandbox.write(text, to: "set.jsonl")]), models: models,
      bootstrap: QuestionBootstrap(seed: 1, resamples: 40), asJSON: asJSON)
  }

  private func json(_ outcome: Sandbox.Outcome) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  // MARK: compare

  @Test func `models are compared on trajectories that all of them score`() throws {
    let sandbox = try Sandbox()
    let extra = candidates + #"{"id":"bad","problem":"P3","steps":["s"],"label":0}"# + "\n"
    let models: [any RewardModel] = [ScriptedModel("flat"), RecordedModel()]
    let outcome = try sandbox.run(
      CompareCommand(request(sandbox, extra, models: models)).run)
    // The scripted model fails on `bad`, and the file carries no figures of it either.
    #expect(outcome.status == .badData && outcome.errors.contains("not scored"))
    let json = try json(outcome)
    #expect(json["compared"] as? Int == 4 && json["unscored"] as? Int == 2)
    let rows = try #require(json["models"] as? [[String: Any]])
    let areas = try rows.map { row in try #require(row["hazard_auroc"] as? [String: Any]) }
    // Flat hazards rank nothing; of the recorded ones 0.6 stands below 0.8 alone.
    #expect(areas.map { $0["value"] as? Double } == [0.5, 0.8])
    #expect(areas[0]["difference"] is NSNull)
    #expect(abs((areas[1]["difference"] as? Double ?? 0) - 0.3) < 1e-12)
  }

  @Test func `a comparison needs two models, a file that can be read twice and a filter for all`()
    throws
  {
    let sandbox = try Sandbox()
    var one = CompareCommand(try request(sandbox))
    var failure = try #require(throws: CommandFailure.self) { try sandbox.run(one.run) }
    #expect(failure.status == .usage && failure.description.contains("at least twice"))
    one.request.models.append(ScriptedModel("flat"))
    one.request.query = try Query("S < 0.5")
    failure = try #require(throws: CommandFailure.self) { try sandbox.run(one.run) }
    #expect(failure.status == .usage && failure.description.contains("asks for figures"))
    one.request.query = nil
    one.request.input.files = ["-"]
    failure = try #require(throws: CommandFailure.self) { try sandbox.run(one.run) }
    #expect(failure.status == .usage && failure.description.contains("only once"))
  }

  @Test func `every evaluation writes a page with pictures`() throws {
    let sandbox = try Sandbox()
    let names = ["compare", "best-of-n", "hacking", "noise", "prmbench"]
    for name in names {
      var request = try request(sandbox, models: [RecordedModel()], asJSON: false)
      request.page = sandbox.path("\(name).html")
      if name == "compare" { request.models.append(ScriptedModel("flat")) }
      let outcome =
        switch name {
        case "compare": try sandbox.run(CompareCommand(request).run)
        case "best-of-n": try sandbox.run(BestOfNCommand(request).run)
        case "hacking": try sandbox.run(HackingCommand(request).run)
        case "noise": try sandbox.run(NoiseCommand(request).run)
        default: try sandbox.run(PRMBenchCommand(request).run)
        }
      #expect(outcome.status == .done, "\(name): \(outcome.errors)")
      let page = try sandbox.read("\(name).html")
      #expect(page.contains("<table>"), "\(name)")
      // Too few wrong solutions for quarters, and a list of labels has no picture.
      #expect(page.contains("<svg") || name == "hacking" || name == "noise", "\(name)")
    }
  }

  // MARK: best-of-n

  @Test func `best of N takes the best of the first N by every rule`() throws {
    let sandbox = try Sandbox()
    let json = try json(sandbox.run(BestOfNCommand(request(sandbox)).run))
    #expect(json["n"] as? [Int] == [1, 2])
    #expect(json["questions"] as? Int == 2 && json["candidates"] as? Int == 4)
    let baselines = try #require(json["baselines"] as? [[String: Any]])
    func accuracy(_ name: String, _ lines: [[String: Any]]) -> [Double]? {
      lines.first { $0["rule"] as? String == name }?["accuracy"] as? [Double]
    }
    // a is right and c is not; all four answers differ, so that the first seen has the majority.
    #expect(accuracy("first", baselines) == [0.5, 0.5])
    #expect(accuracy("majority", baselines) == [0.5, 0.5])
    #expect(accuracy("oracle", baselines) == [0.5, 1])
    #expect(accuracy("pass", baselines) == [0.5, 1])
    let models = try #require(json["by_model"] as? [[String: Any]])
    let rules = try #require(models.first?["rules"] as? [[String: Any]])
    #expect(accuracy("product", rules) == [0.5, 1] && accuracy("min", rules) == [0.5, 1])
    #expect(accuracy("vote-product", rules) == [0.5, 1])
    #expect(
      rules.filter { $0["own"] as? Bool == true }.map { $0["rule"] as? String } == [
        "product", "vote-product",
      ])
    var limited = BestOfNCommand(try request(sandbox), limit: 1)
    #expect(try self.json(sandbox.run(limited.run))["n"] as? [Int] == [1])
    limited.limit = 0
    #expect(throws: CommandFailure.self) { try sandbox.run(limited.run) }
  }

  @Test func `without outcomes and reference answers nothing can be the best`() throws {
    let sandbox = try Sandbox()
    let unknown = candidates.replacing(/,"final_answer_correct":(true|false)/, with: "")
    let command = BestOfNCommand(try request(sandbox, unknown))
    let failure = try #require(throws: CommandFailure.self) { try sandbox.run(command.run) }
    #expect(failure.status == .badData && failure.description.contains("No question can be judged"))
  }

  // MARK: prmbench

  @Test func `steps are judged by the threshold that is asked for`() throws {
    let sandbox = try Sandbox()
    var command = PRMBenchCommand(try request(sandbox))
    // Valid below 0.5: b's first step and c's are called wrong, and only the latter is.
    var total = try #require(try json(sandbox.run(command.run))["total"] as? [String: Any])
    #expect(total["steps"] as? Int == 6 && total["wrong_steps"] as? Int == 1)
    #expect(total["right_accuracy"] as? Double == 0.8 && total["wrong_accuracy"] as? Double == 1)
    let f1 = 8.0 / 9
    let negative = 2.0 / 3
    #expect(abs((total["prm_score"] as? Double ?? 0) - (f1 + negative) / 2) < 1e-12)
    command.validity = .survival(0.35)
    total = try #require(try json(sandbox.run(command.run))["total"] as? [String: Any])
    #expect(total["wrong_accuracy"] as? Double == 0)
    let outcomes = PRMBenchCommand(
      try request(
        sandbox, #"{"id":"a","problem":"P","steps":["s"],"scores":{"hazards":[0.1]}}"# + "\n"))
    let failure = try #require(throws: CommandFailure.self) { try sandbox.run(outcomes.run) }
    #expect(failure.status == .badData)
  }

  // MARK: noise

  @Test func `a label that arithmetic and a model contradict is listed with the equation`() throws {
    let sandbox = try Sandbox()
    let more = candidates.replacing("\"hazards\":[0.6]", with: "\"hazards\":[0.7]")
    let outcome = try sandbox.run(NoiseCommand(request(sandbox, more)).run)
    let json = try json(outcome)
    #expect(json["compared"] as? Int == 4 && json["contradicted_by_arithmetic"] as? Int == 1)
    let suspects = try #require(json["suspects"] as? [[String: Any]])
    #expect(suspects.map { $0["id"] as? String } == ["b"])
    #expect(suspects.first?["equation"] as? String == "2 + 2 = 5")
    #expect(suspects.first?["objections"] as? [Int] == [0])
    let text = try sandbox.run(NoiseCommand(request(sandbox, more, asJSON: false)).run)
    #expect(text.output.contains("step 1: 2 + 2 = 5"))
    let none = NoiseCommand(try request(sandbox, more, asJSON: false), limit: 0)
    #expect(try sandbox.run(none.run).output.contains("1 more; --limit shows more."))
  }

  // MARK: hacking

  @Test func `looks are counted, and training steps come from names of files`() throws {
    let sandbox = try Sandbox()
    let paths = try [10, 20].map { try sandbox.write(candidates, to: "\($0).jsonl") }
    let request = EvaluationRequest(
      input: TrajectoryInput(files: paths), models: [RecordedModel()],
      bootstrap: QuestionBootstrap(seed: 1, resamples: 20), asJSON: true)
    let json = try json(sandbox.run(HackingCommand(request).run))
    #expect(json["right"] as? Int == 4 && json["wrong"] as? Int == 4)
    #expect(json["auroc"] as? Double == 1)
    let steps = try #require(json["training_steps"] as? [[String: Any]])
    #expect(steps.map { $0["training_step"] as? Int } == [10, 20])
    #expect(steps.map { $0["reflections"] as? Double } == [0.25, 0.25])
    #expect(steps.map { $0["right"] as? Double } == [0.5, 0.5])
  }
}
