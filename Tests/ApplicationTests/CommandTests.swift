import Annotations
import Application
import Foundation
import Testing
import Trajectories
import TrajectoryFiles

/// Two candidates of one question, one of another, and a record that is broken.
private let sample = """
  {"id":"a","problem":"What is 2 + 3?","steps":["2 + 3 = 5","So 5."],"label":-1,"team":"x"}
  {"id":"b","problem":"What is 2 + 3?","steps":["2 + 3 = 6","So 6."],"label":0,"team":"y"}
  {"id":"c","problem":"What is 4 * 4?","steps":["4 * 4 = 16"],"label":null}

  """

private let broken = sample + #"{"id":"d","problem":"P","steps":["s"],"label":7}"# + "\n"

struct CommandTests {
  @Test func `a verdict given by command replaces the label on export`() throws {
    let sandbox = try Sandbox()
    let input = TrajectoryInput(files: [try sandbox.write(sample, to: "in.jsonl")])
    let labels = LabelStoreLocation.file(sandbox.path("labels.sqlite"))
    let label = LabelCommand(
      input: input, selection: .id("a"), verdict: .firstError(1), note: "odd", annotator: "kim",
      labels: labels)
    #expect(try sandbox.run(label.run).status == .done)
    let export = ExportCommand(
      input: input, labels: labels, format: "processbench", output: sandbox.path("out.json"))
    #expect(try sandbox.run(export.run).status == .done)
    let back = try TrajectoryReader().readAll(paths: [sandbox.path("out.json")])
    #expect(back.trajectories.first?.label == .firstError(1))
    #expect(back.trajectories.dropFirst().first?.label == .firstError(0))
  }

  @Test func `a verdict past the last step is refused with the number of steps`() throws {
    let sandbox = try Sandbox()
    let label = LabelCommand(
      input: TrajectoryInput(files: [try sandbox.write(sample, to: "in.jsonl")]),
      selection: .index(2), verdict: .firstError(4), note: nil, annotator: "kim",
      labels: .file(sandbox.path("labels.sqlite")))
    let failure = try #require(throws: CommandFailure.self) { try sandbox.run(label.run) }
    #expect(failure.status == .usage)
    #expect(failure.description.contains("c has no step 5, only 1."))
  }

  @Test func `native export of unlabelled records equals them byte for byte`() throws {
    let sandbox = try Sandbox()
    let input = TrajectoryInput(files: [try sandbox.write(sample, to: "in.jsonl")])
    let export = ExportCommand(input: input, labels: .memory, format: "native", output: nil)
    #expect(try sandbox.run(export.run).output == sample)
  }

  @Test func `a split keeps the candidates of one question together`() throws {
    let sandbox = try Sandbox()
    let input = TrajectoryInput(files: [try sandbox.write(sample, to: "in.jsonl")])
    let export = ExportCommand(
      input: input, labels: .memory, format: "native", output: sandbox.path("out.jsonl"),
      split: "train=0.5,test=0.5", seed: 3)
    _ = try sandbox.run(export.run)
    let parts = try ["train", "test"].map { try sandbox.read("out.\($0).jsonl") }
    #expect(parts.joined().split(separator: "\n").count == 3)
    #expect(parts.contains { $0.contains(#""a""#) && $0.contains(#""b""#) })
  }

  @Test func `check names line, byte and record of a bad record as JSON`() throws {
    let sandbox = try Sandbox()
    let path = try sandbox.write(broken, to: "in.jsonl")
    let check = CheckCommand(input: TrajectoryInput(files: [path]), asJSON: true)
    let outcome = try sandbox.run(check.run)
    #expect(outcome.status == .badData)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(json["records"] as? Int == 4)
    let bad = try #require((json["bad"] as? [[String: Any]])?.first)
    #expect(bad["line"] as? Int == 4)
    #expect(bad["record"] as? Int == 3)
    #expect(bad["file"] as? String == path)
  }

  @Test func `good records are scored and a bad one makes the status 65`() throws {
    let sandbox = try Sandbox()
    let input = TrajectoryInput(files: [try sandbox.write(broken, to: "in.jsonl")])
    let score = ScoreCommand(
      input: input, model: try ModelChoice(argument: "builtin").load(), rule: nil, output: nil)
    let outcome = try sandbox.run(score.run)
    #expect(outcome.status == .badData)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 3)
    let first = try #require(
      try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
    let scores = try #require(first["scores"] as? [String: Any])
    for key in ["hazards", "rewards", "survival", "logits"] {
      #expect((scores[key] as? [Any])?.count == 2, "\(key)")
    }
    #expect(scores["first_error"] is Int && scores["none_probability"] is Double)
    #expect(first["team"] as? String == "x")
  }

  @Test func `stats counts labels and verdicts apart`() throws {
    let sandbox = try Sandbox()
    let input = TrajectoryInput(files: [try sandbox.write(sample, to: "in.jsonl")])
    let labels = LabelStoreLocation.file(sandbox.path("labels.sqlite"))
    let label = LabelCommand(
      input: input, selection: .id("c"), verdict: .unsure, note: nil, annotator: "kim",
      labels: labels)
    _ = try sandbox.run(label.run)
    let stats = StatsCommand(input: input, labels: labels, model: nil, rule: nil, asJSON: true)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(try sandbox.run(stats.run).output.utf8))
        as? [String: Any])
    let fileLabels = try #require(json["labels"] as? [String: Int])
    #expect(
      fileLabels == [
        "no_error": 1, "first_error": 1, "unsure": 0, "bad_problem": 0, "unlabelled": 1,
      ])
    #expect((json["verdicts"] as? [String: Int])?["unsure"] == 1)
    #expect(json["conflicts"] as? Int == 0)
    var other = label
    other.annotator = "lee"
    other.verdict = .noError
    _ = try sandbox.run(other.run)
    #expect(try sandbox.run(stats.run).output.contains("\"conflicts\":1"))
    var words = stats
    words.asJSON = false
    #expect(try sandbox.run(words.run).output.contains("conflicts     1\n"))
    let export = ExportCommand(
      input: input, labels: labels, format: "native", output: sandbox.path("out.jsonl"))
    #expect(try sandbox.run(export.run).errors.contains("annotators differ on 1"))
    #expect(json["questions"] as? Int == 2)
  }

  @Test func `a file that is missing does not stop the others`() throws {
    let sandbox = try Sandbox()
    let input = TrajectoryInput(files: [
      sandbox.path("absent.jsonl"), try sandbox.write(sample, to: "in.jsonl"),
    ])
    let outcome = try sandbox.run(CheckCommand(input: input, asJSON: false).run)
    #expect(outcome.status == .noInput)
    #expect(outcome.output.contains("3 records"))
    #expect(outcome.errors.contains("absent.jsonl"))
  }

  @Test func `models describes the built-in one in words and as an object`() throws {
    let sandbox = try Sandbox()
    let words = try sandbox.run(ModelsCommand(model: "builtin", asJSON: false).run)
    #expect(words.status == .done && words.output.contains("architecture  builtin\n"))
    let object = try sandbox.run(ModelsCommand(model: "builtin", asJSON: true).run)
    let json = try JSONSerialization.jsonObject(with: Data(object.output.utf8)) as? [String: Any]
    #expect(json?["kind"] as? String == "crm" && json?["head"] is NSNull)
    #expect(words.output.contains(json?["digest"] as? String ?? "no digest"))
  }

  @Test func `escape sequences in a file never reach standard error raw`() throws {
    let sandbox = try Sandbox()
    let hostile = "{\"id\":\"\u{1B}]0;x\u{7}\",\"problem\":\"P\",\"steps\":[\"s\"],\"label\":9}\n"
    let path = try sandbox.write(
      hostile.replacing("\u{1B}", with: "\\u001b").replacing("\u{7}", with: "\\u0007"),
      to: "\u{1B}[31m.jsonl")
    let outcome = try sandbox.run(
      CheckCommand(input: TrajectoryInput(files: [path]), asJSON: false).run)
    #expect(!(outcome.errors + outcome.output).unicodeScalars.contains("\u{1B}"))
    #expect(!(outcome.errors + outcome.output).unicodeScalars.contains("\u{7}"))
  }
}
