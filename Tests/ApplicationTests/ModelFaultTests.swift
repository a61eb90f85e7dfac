import Foundation
import Queries
import Scoring
import Testing
import Trajectories

@testable import Application

/// What commands do with a model that fails; the screen's side is in `ScoringQueueTests`.
struct ModelFaultTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private func input(_ ids: [String]) throws -> TrajectoryInput {
    let lines = ids.map { #"{"id":"\#($0)","problem":"P \#($0)","steps":["s"],"label":0}"# + "\n" }
    return TrajectoryInput(files: [try sandbox.write(lines.joined(), to: "in.jsonl")])
  }

  /// Every command that asks a model, for all trajectories or for those that a filter on figures takes.
  private func commands(
    _ input: TrajectoryInput, _ model: ScriptedModel, where filter: String? = nil
  ) throws -> [(name: String, run: (Console) throws -> Application.ExitStatus)] {
    let query = try filter.map { try Query($0) }
    let figures = try query ?? Query("S < 2")
    return [
      (
        "score",
        ScoreCommand(
          input: input, model: model, rule: nil, output: nil, labels: .memory, query: query
        ).run
      ),
      (
        "stats",
        StatsCommand(
          input: input, labels: .memory, model: model, rule: nil, query: query, asJSON: false
        ).run
      ),
      (
        "export",
        ExportCommand(
          input: input, labels: .memory, format: "native", output: nil, query: figures,
          model: model
        ).run
      ),
      (
        "show",
        ShowCommand(
          input: input, selection: .matching(figures, limit: 9), model: model, rule: nil,
          labels: .memory, annotator: "kim", width: 80, color: .never
        ).run
      ),
    ]
  }

  private let reason = "no memory. Close other programs."

  @Test(arguments: [nil, "S < 2"])
  func `a model that can score nothing ends every command with its reason and remedy`(
    filter: String?
  ) throws {
    let input = try input(["a", "unavailable", "b"])
    for inFlight in [1, 4] {
      let model = ScriptedModel(batch: 2, inFlight: inFlight)
      for (name, run) in try commands(input, model, where: filter) {
        #expect(throws: RequestFailure.unavailable(reason), "\(name)") { try sandbox.run(run) }
        #expect(try sandbox.read("stdout").isEmpty, "\(name)")
      }
    }
    let failure = CommandFailure(RequestFailure.unavailable(reason))
    #expect(failure.status == .serviceNotAvailable && failure.description == reason)
  }

  @Test func `a request that hangs does not keep a command from ending`() throws {
    let input = try input(["hangs", "unavailable"])
    for (name, run) in try commands(input, ScriptedModel(inFlight: 2)) {
      let start = ContinuousClock.now
      #expect(throws: RequestFailure.unavailable(reason), "\(name)") { try sandbox.run(run) }
      #expect(ContinuousClock.now - start < .seconds(30), "\(name)")
    }
  }

  @Test func `score and stats leave out what fails alone, and say why`() throws {
    let input = try input(["a", "bad", "b"])
    let runs = try commands(input, ScriptedModel(batch: 2))
    let score = try sandbox.run(runs[0].run)
    #expect(score.status == .badData)
    #expect(score.output.split(separator: "\n").count == 2)
    #expect(
      score.errors.contains("not scored: bad could not be scored: it is too long. Shorten it."))
    #expect(score.errors.contains("scored 2 trajectories, left out 1"))
    let stats = try sandbox.run(runs[1].run)
    #expect(stats.status == .done && stats.output.contains("compared 2   unscored 1"))
  }

  @Test func `what a filter cannot judge is told with its reason, and the status is 65`() throws {
    let input = try input(["low=0.9", "bad", "high=0.1"])
    let model = ScriptedModel(batch: 2)
    for (name, run) in try commands(input, model, where: "S < 0.5") {
      let outcome = try sandbox.run(run)
      #expect(outcome.status == .badData, "\(name)")
      #expect(
        outcome.errors.contains("bad could not be scored: it is too long. Shorten it."), "\(name)")
      if name != "stats" {
        #expect(outcome.output.contains("low=0.9"), "\(name)")
        #expect(!outcome.output.contains("high=0.1"), "\(name)")
      }
    }
    let score = try sandbox.run(commands(input, model, where: "S < 0.5")[0].run)
    #expect(score.errors.contains("scored 1 trajectory, left out 1"))
    #expect(score.errors.contains("passed over 1: not asked for by --where"))
  }

  @Test func `where another condition decides, a failure leaves nothing out`() throws {
    let input = try input(["bad", "a"])
    let export = ExportCommand(
      input: input, labels: .memory, format: "native", output: nil,
      query: try Query("S < 0.1 or id = bad"), model: ScriptedModel())
    let outcome = try sandbox.run(export.run)
    #expect(outcome.status == .done && outcome.output.contains("bad"))
  }

  @Test func `asking which can be scored is no failure`() throws {
    let input = try input(["bad", "a"])
    for (filter, kept) in [("scored", "\"a\""), ("not scored", "\"bad\"")] {
      let export = ExportCommand(
        input: input, labels: .memory, format: "native", output: nil, query: try Query(filter),
        model: ScriptedModel())
      let outcome = try sandbox.run(export.run)
      #expect(outcome.status == .done && outcome.output.contains(kept), "\(filter)")
      #expect(outcome.output.split(separator: "\n").count == 1, "\(filter)")
    }
  }

  @Test func `nothing that could be scored matches: the reason is told instead of "no match"`()
    throws
  {
    let show = ShowCommand(
      input: try input(["bad"]), selection: .matching(try Query("S < 0.5"), limit: 1),
      model: ScriptedModel(), rule: nil, labels: .memory, annotator: "kim", width: 80,
      color: .never)
    let failure = #expect(throws: CommandFailure.self) { try sandbox.run(show.run) }
    #expect(failure?.status == .badData)
    #expect(failure?.description.contains("it is too long. Shorten it.") == true)
  }

  @Test func `a filter on figures asks in full batches, and once for filter and command together`()
    throws
  {
    let ids = (0..<10).map { "t=0.\($0)" }
    let input = try input(ids)
    let runs = try commands(input, ScriptedModel(), where: "S < 0.45").map(\.name)
    for place in runs.indices {
      let model = ScriptedModel(batch: 4)
      _ = try sandbox.run(commands(input, model, where: "S < 0.45")[place].run)
      // `show` asks again for what it shows.
      #expect(model.requests.prefix(3).map(\.count) == [4, 4, 2], "\(runs[place])")
      #expect(model.requests.prefix(3).flatMap(\.self) == ids, "\(runs[place])")
      if runs[place] != "show" { #expect(model.requests.count == 3, "\(runs[place])") }
    }
  }

  @Test func `a filter by number is decided before anything is scored`() throws {
    let model = ScriptedModel(batch: 4)
    let score = ScoreCommand(
      input: try input(["a", "b", "c", "d"]), model: model, rule: nil, output: nil,
      query: try Query("number > 2"))
    let outcome = try sandbox.run(score.run)
    #expect(outcome.status == .done && model.requests == [["c", "d"]])
  }

  @Test func `a resumed run does not score again what an earlier one wrote`() throws {
    let ids = (0..<200).map { "t\($0)" }
    let input = try input(ids)
    let output = sandbox.path("out.jsonl")
    let score = ScoreCommand(
      input: input, model: ScriptedModel(batch: 16), rule: nil, output: output, resumes: true)
    _ = try sandbox.run(score.run)
    let whole = try sandbox.read("out.jsonl")
    // As a run leaves it that was interrupted behind the first batch of 64.
    let head = whole.split(separator: "\n").prefix(64).joined(separator: "\n") + "\n"
    _ = try sandbox.write(head, to: "out.jsonl.partial")
    try FileManager.default.removeItem(atPath: output)
    struct Report: Codable {
      var scored = 64
      var unscored = UnscoredTally()
      var filtered = 0
    }
    try ResumeJournal(
      command: "score|scripted|||\(input.fingerprint)", consumed: 64, bytes: [head.utf8.count],
      records: [64], report: Report()
    ).save(beside: output)
    let model = ScriptedModel(batch: 16)
    var rest = score
    rest.model = model
    let outcome = try sandbox.run(rest.run)
    #expect(outcome.errors.contains("going on after 64 trajectories"))
    #expect(model.requests.flatMap(\.self) == Array(ids.dropFirst(64)))
    let withoutTimes = { (text: String) in text.replacing(/"seconds":[^,}]*/, with: "") }
    #expect(try withoutTimes(sandbox.read("out.jsonl")) == withoutTimes(whole))
  }
}
