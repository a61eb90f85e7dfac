import Application
import Evaluation
import Foundation
import Queries
import Scoring
import Selection
import Survival
import Testing

/// Recorded hazards, so that every figure can be checked by hand.
private let sample = """
  {"id":"a","problem":"P1","steps":["s","s"],"label":1,"final_answer_correct":false,"scores":{"model":"m","kind":"crm","hazards":[0.1,0.8]}}
  {"id":"b","problem":"P1","steps":["s","s"],"label":-1,"final_answer_correct":true,"scores":{"model":"m","kind":"crm","hazards":[0.1,0.2]}}
  {"id":"c","problem":"P2","steps":["s"],"label":0,"final_answer_correct":false,"scores":{"model":"m","kind":"crm","hazards":[0.3]}}
  {"id":"d","problem":"P2","steps":["s"],"label":null,"final_answer_correct":true,"scores":{"model":"m","kind":"crm","hazards":[0.2]}}

  """

struct EvaluateCommandTests {
  private func request(
    _ sandbox: Sandbox, _ files: [String: String], asJSON: Bool = true,
    rule: PredictionRule? = nil
  ) throws -> EvaluationRequest {
    let paths = try files.sorted { $0.key < $1.key }.map { try sandbox.write($0.value, to: $0.key) }
    return EvaluationRequest(
      input: TrajectoryInput(files: paths), models: [RecordedModel()], rule: rule,
      bootstrap: QuestionBootstrap(seed: 1, resamples: 50), asJSON: asJSON)
  }

  private func json(_ outcome: Sandbox.Outcome) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  @Test func `processbench counts exact hits by file`() throws {
    let sandbox = try Sandbox()
    let request = try request(sandbox, ["one.jsonl": sample, "two.jsonl": sample])
    let outcome = try sandbox.run(ProcessBenchCommand(request).run)
    #expect(outcome.status == .done && outcome.errors == "")
    let json = try json(outcome)
    let subsets = try #require(json["subsets"] as? [[String: Any]])
    #expect(subsets.map { $0["name"] as? String } == ["one", "two"])
    // MAP finds a's error, not c's, and calls b right: a = 1/2, b = 1.
    #expect(subsets.map { $0["error_accuracy"] as? Double } == [0.5, 0.5])
    #expect(subsets.map { $0["correct_accuracy"] as? Double } == [1, 1])
    let average = try #require(json["average"] as? [String: Any])
    #expect(abs((average["f1"] as? Double ?? 0) - 2.0 / 3) < 1e-12)
    // The first wrong steps 0.8 and 0.3 stand above all others.
    #expect(average["hazard_auroc"] as? Double == 1)
    #expect(json["unlabelled"] as? Int == 2 && json["trajectories"] as? Int == 8)
    #expect(json["chosen_on"] is NSNull)
  }

  @Test func `a rule is chosen on a named subset or another file, and counts there no more`() throws
  {
    let sandbox = try Sandbox()
    let request = try request(sandbox, ["one.jsonl": sample, "two.jsonl": sample])
    var command = ProcessBenchCommand(request, chosenOn: "one")
    var json = try json(sandbox.run(command.run))
    // Hazards from 0.2 to below 0.3 find all; no threshold that is tried lies between 0.7 and 0.72.
    #expect(json["rule"] as? String == "hazard=0.2")
    #expect((json["average"] as? [String: Any])?["subsets"] as? Int == 1)
    #expect((json["average"] as? [String: Any])?["f1"] as? Double == 1)
    command = ProcessBenchCommand(request, chosenOn: try sandbox.write(sample, to: "other.jsonl"))
    json = try self.json(sandbox.run(command.run))
    #expect((json["average"] as? [String: Any])?["subsets"] as? Int == 2)
    let missing = ProcessBenchCommand(request, chosenOn: "three")
    let failure = try #require(throws: CommandFailure.self) { try sandbox.run(missing.run) }
    #expect(failure.status == .usage && failure.description.contains("one, two"))
    var both = command
    both.request.rule = .map
    #expect(throws: CommandFailure.self) { try sandbox.run(both.run) }
    let oneKind = ProcessBenchCommand(
      request,
      chosenOn: try sandbox.write(String(sample.prefix { $0 != "\n" }) + "\n", to: "wrong.jsonl"))
    let refusal = try #require(throws: CommandFailure.self) { try sandbox.run(oneKind.run) }
    #expect(refusal.status == .badData && refusal.description.contains("cannot choose a rule"))
  }

  @Test func `calibration compares with labels and with outcomes`() throws {
    let sandbox = try Sandbox()
    let request = try request(sandbox, ["one.jsonl": sample])
    let json = try json(sandbox.run(CalibrationCommand(request).run))
    let survival = try #require(json["survival"] as? [[String: Any]])
    #expect(survival.map { $0["target"] as? String } == ["label", "outcome"])
    #expect(survival.map { $0["count"] as? Int } == [3, 4])
    let area = try #require(survival[1]["auroc"] as? [String: Any])
    // S(T): right 0.72 and 0.8, wrong 0.18 and 0.7.
    #expect(area["value"] as? Double == 1)
    let within = try #require(survival[1]["within_questions"] as? [String: Any])
    #expect(within["questions"] as? Int == 2 && within["pairs"] as? Int == 2)
    let brier = try #require(survival[1]["brier"] as? [String: Any])
    let want = (0.28 * 0.28 + 0.2 * 0.2 + 0.18 * 0.18 + 0.7 * 0.7) / 4
    #expect(abs((brier["value"] as? Double ?? 0) - want) < 1e-12)
    let hazards = try #require(json["hazards"] as? [String: Any])
    #expect(hazards["steps"] as? Int == 5 && hazards["wrong"] as? Int == 2)
    let outcomes = CalibrationCommand(request, target: .outcome)
    #expect(try self.json(sandbox.run(outcomes.run))["hazards"] is NSNull)
  }

  @Test func `without labels and outcomes calibration says what is missing`() throws {
    let sandbox = try Sandbox()
    let request = try request(
      sandbox, ["one.jsonl": #"{"id":"a","problem":"P","steps":["s"],"scores":{"hazards":[0.1]}}"#])
    let command = CalibrationCommand(request)
    let failure = try #require(throws: CommandFailure.self) { try sandbox.run(command.run) }
    #expect(failure.status == .badData)
    #expect(failure.description.contains("a label that names a first error or none or an outcome"))
  }

  @Test func `what cannot be scored or read is left out, said, and makes the status 65`() throws {
    let sandbox = try Sandbox()
    let broken = sample + #"{"id":"e","problem":"P","steps":["s"],"label":0}"# + "\n{\"id\":1}\n"
    let request = try request(sandbox, ["one.jsonl": broken], asJSON: false)
    let outcome = try sandbox.run(ProcessBenchCommand(request).run)
    #expect(outcome.status == .badData)
    #expect(outcome.errors.contains("not scored: e could not be scored"))
    #expect(outcome.errors.contains("bad: "))
    #expect(outcome.output.contains("trajectories  4, 1 more could not be scored, 1 bad records"))
    #expect(outcome.output.contains("average"))
  }

  @Test func `two models need another command`() throws {
    let sandbox = try Sandbox()
    var request = try request(sandbox, ["one.jsonl": sample])
    request.models.append(RecordedModel())
    let command = ProcessBenchCommand(request)
    let failure = try #require(throws: CommandFailure.self) { try sandbox.run(command.run) }
    #expect(failure.status == .usage && failure.description.contains("compare"))
  }
}

extension EvaluateCommandTests {
  @Test func `a page has pictures and chosen trajectories, and replaces nothing unasked`() throws {
    let sandbox = try Sandbox()
    var request = try request(sandbox, ["one.jsonl": sample])
    request.page = sandbox.path("page.html")
    let command = ProcessBenchCommand(request)
    #expect(try sandbox.run(command.run).status == .done)
    let page = try sandbox.read("page.html")
    #expect(page.contains("<svg") && page.contains("Chosen trajectories"))
    #expect(page.contains("shown because") && page.contains("Survival S(t)"))
    let failure = try #require(throws: CommandFailure.self) { try sandbox.run(command.run) }
    #expect(failure.status == .usage && failure.description.contains("--force"))
    var replacing = command
    replacing.request.replaces = true
    #expect(try sandbox.run(replacing.run).status == .done)
    #expect(try sandbox.read("page.html") == page)
    replacing.request.page = request.input.files[0]
    #expect(throws: CommandFailure.self) { try sandbox.run(replacing.run) }
    let missing = CalibrationCommand(
      EvaluationRequest(
        input: request.input, models: request.models, page: sandbox.path("no/folder.html")))
    let refusal = try #require(throws: CommandFailure.self) { try sandbox.run(missing.run) }
    #expect(refusal.status == .inputOutput)
  }

  @Test func `a report shows what was selected, as a page or as text`() throws {
    let sandbox = try Sandbox()
    let input = TrajectoryInput(files: [try sandbox.write(sample, to: "in.jsonl")])
    var report = ReportCommand(input: input, selection: .id("a"), model: RecordedModel())
    let page = try sandbox.run(report.run)
    #expect(page.status == .done && page.output.hasPrefix("<!DOCTYPE html>"))
    #expect(page.output.contains("first error at step 2"))
    report.selection = .matching(try Query("wrong"), limit: 1)
    report.asText = true
    let text = try sandbox.run(report.run)
    #expect(text.output.contains("shown  1 of 2") && text.output.contains("0.80"))
    #expect(text.errors.contains("1 more match"))
    report.selection = .index(9)
    #expect(throws: CommandFailure.self) { try sandbox.run(report.run) }
    report.selection = .index(0)
    report.output = sandbox.path("page.txt")
    _ = try sandbox.run(report.run)
    #expect(try sandbox.read("page.txt").contains("0.80"))
    #expect(throws: CommandFailure.self) { try sandbox.run(report.run) }
  }

  @Test func `a trajectory that cannot be scored is shown without figures`() throws {
    let sandbox = try Sandbox()
    let path = try sandbox.write(
      #"{"id":"e","problem":"P","steps":["s"],"label":0}"#, to: "in.jsonl")
    let report = ReportCommand(
      input: TrajectoryInput(files: [path]), selection: .index(0), model: RecordedModel())
    let outcome = try sandbox.run(report.run)
    #expect(outcome.errors.contains("e could not be scored"))
    #expect(outcome.output.contains("first error at step 1") && !outcome.output.contains("<svg"))
  }
}
