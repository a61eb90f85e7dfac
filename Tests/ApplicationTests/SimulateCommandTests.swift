import Application
import BuiltIn
import Foundation
import Labeling
import Scoring
import Survival
import Testing

struct SimulateCommandTests {
  /// Questions with two solutions each: a slip of two kinds, or none; hazards that say where.
  private func labelled(_ questions: Int) -> String {
    (0..<questions).map { number in
      let (left, right) = (number + 2, number * 3 + 4)
      let sum = left + right
      let isWrong = number % 3 != 0
      let wrong = number % 3 == 1 ? 0 : 1
      let first = isWrong && wrong == 0 ? sum + 1 : sum
      let second = isWrong && wrong == 1 ? first * 2 + 1 : first * 2
      return """
        {"id":"q\(number)","problem":"Ann has \(left) pens and buys \(right) more, then as many again. How many?","steps":["Ann has \(left) + \(right) = \(first) pens.","Twice as many are \(first) * 2 = \(second)."],"label":\(isWrong ? wrong : -1),"final_answer_correct":\(!isWrong),"scores":{"model":"m","kind":"crm","hazards":[\(isWrong && wrong == 0 ? 0.6 : 0.2),\(isWrong && wrong == 1 ? 0.6 : 0.2)]}}

        """
    }.joined()
  }

  private func command(
    _ sandbox: Sandbox, _ text: String, model: any RewardModel, asJSON: Bool = true
  ) throws -> SimulateCommand {
    var settings = LabelingSimulation.Settings()
    (settings.start, settings.batch, settings.limit) = (4, 4, 12)
    return SimulateCommand(
      EvaluationRequest(
        input: TrajectoryInput(files: [try sandbox.write(text, to: "set.jsonl")]), models: [model],
        asJSON: asJSON), seeds: [1, 2], settings: settings)
  }

  private func json(_ outcome: Sandbox.Outcome) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  @Test func `every order is replayed for every seed, and the same again`() throws {
    let sandbox = try Sandbox()
    let command = try command(sandbox, labelled(36), model: RecordedModel())
    let outcome = try sandbox.run(command.run)
    #expect(outcome.status == .done)
    let json = try json(outcome)
    let orders = try #require(json["orders"] as? [[String: Any]])
    #expect(
      orders.map { $0["order"] as? String }
        == ["random", "uncertain", "informative", "disagreement", "convincing"])
    for order in orders {
      let runs = try #require(order["runs"] as? [[[String: Any]]])
      #expect(runs.count == 2)
      for run in runs { #expect(run.map { $0["labels"] as? Int } == [4, 8, 12]) }
    }
    #expect(try sandbox.run(command.run).output == outcome.output)
    let settings = try #require(json["settings"] as? [String: Any])
    #expect((settings["fitted"] as? String)?.contains("factor") == true)
  }

  @Test func `the built-in model is fitted anew, from scratch if asked`() throws {
    let sandbox = try Sandbox()
    var command = try command(sandbox, labelled(36), model: try BuiltInModel.bundled())
    command.orders = [.random]
    let kept = try json(try sandbox.run(command.run))
    command.fromScratch = true
    let fresh = try json(try sandbox.run(command.run))
    for (json, words) in [(kept, "pulled"), (fresh, "scratch")] {
      let settings = try #require(json["settings"] as? [String: Any])
      #expect((settings["fitted"] as? String)?.contains(words) == true)
    }
    let runs = try [kept, fresh].map { try #require($0["orders"] as? [[String: Any]])[0]["runs"] }
    #expect("\(runs[0] ?? "")" != "\(runs[1] ?? "")")
  }

  @Test func `a text has both tables and the picture`() throws {
    let sandbox = try Sandbox()
    let command = try command(sandbox, labelled(24), model: RecordedModel(), asJSON: false)
    let output = try sandbox.run(command.run).output
    for words in [
      "Labelling replayed", "labels to F1", "over random", "F1 by labels", "r random   u uncertain",
    ] {
      #expect(output.contains(words), "\(words)")
    }
  }

  @Test func `what cannot be replayed is refused, and says why`() throws {
    let sandbox = try Sandbox()
    let few = try command(sandbox, labelled(3), model: RecordedModel())
    var failure = try #require(throws: CommandFailure.self) { try sandbox.run(few.run) }
    #expect(failure.status == .badData && failure.description.contains("of 3 questions"))
    var other = try command(sandbox, labelled(24), model: RecordedModel())
    other.fromScratch = true
    failure = try #require(throws: CommandFailure.self) { try sandbox.run(other.run) }
    #expect(failure.status == .usage && failure.description.contains("--from-scratch"))
    let text = labelled(24).replacing(/,"final_answer_correct":(true|false)/, with: "")
    let unknown = try command(sandbox, text, model: RecordedModel())
    failure = try #require(throws: CommandFailure.self) { try sandbox.run(unknown.run) }
    #expect(failure.status == .badData && failure.description.contains("'convincing'"))
  }

  @Test func `orders are read from a list, with random always among them`() throws {
    #expect(
      try SimulateCommand.orders("informative, uncertain") == [.random, .informative, .uncertain])
    #expect(try SimulateCommand.orders("random") == [.random])
    for list in ["noise", "best", "uncertain,,x"] {
      let failure = try #require(throws: CommandFailure.self) { try SimulateCommand.orders(list) }
      #expect(failure.status == .usage)
      #expect(failure.description.contains("hidden") == (list == "noise"))
    }
  }
}
