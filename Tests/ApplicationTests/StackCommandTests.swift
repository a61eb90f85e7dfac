import Application
import Ensembles
import Foundation
import Scoring
import TestSupport
import Testing

struct StackCommandTests {
  /// Numbered sums, every third one wrong at a known step; recorded hazards that know it better than
  /// chance.
  ///
  /// With arithmetic in the steps the built-in model has something to say, too.
  private func sample(_ count: Int, labelled: Bool = true) -> String {
    var generator = SeededGenerator(seed: 11)
    return (0..<count).map { number in
      let wrong = number % 3 == 0 ? number / 3 % 3 : -1
      let steps = (0..<3).map { step in
        "\(number) + \(step) = \(number + step + (step >= wrong && wrong >= 0 ? 1 : 0))"
      }
      let hazards = (0..<3).map { step in
        (step == wrong ? 0.45 : 0.25) + Double.random(in: -0.2...0.2, using: &generator)
      }
      let label = labelled ? "\(wrong)" : "null"
      return """
        {"id":"q\(number)","problem":"Add up \(number).","steps":\(steps),"label":\(label),\
        "scores":{"model":"m","kind":"crm","hazards":\(hazards)}}
        """
    }.joined(separator: "\n") + "\n"
  }

  private func command(
    _ sandbox: Sandbox, _ path: String, parts: String = "builtin+recorded", seed: UInt64 = 1
  ) throws -> StackCommand {
    try StackCommand(
      input: TrajectoryInput(files: [path]), parts: parts, checkpoint: CheckpointArguments(),
      output: sandbox.path("both.json"), seed: seed, arguments: ["train", "--stack", parts])
  }

  @Test func `two models are weighed, and the file scores as they do together`() throws {
    let sandbox = try Sandbox()
    let path = try sandbox.write(sample(120), to: "in.jsonl")
    let outcome = try sandbox.run(command(sandbox, path).run)
    #expect(outcome.status == .done)
    #expect(outcome.errors.contains("together"))
    let file = try EnsembleFile(
      json: Array(Data(contentsOf: URL(fileURLWithPath: sandbox.path("both.json")))))
    #expect(file.parts.map(\.model) == ["builtin", "recorded"])
    #expect(file.parts.allSatisfy { $0.weight > 0 })
    #expect(file.counts.fitted + file.counts.judged == 120)
    #expect(file.validation.contains { $0.name == "f1" && $0.value > 0.5 })
    let model = try ModelChoice(argument: sandbox.path("both.json")).load()
    #expect(model.name == "both.json" && model.warning == nil && model.rule == file.rule)
    let score = ScoreCommand(
      input: TrajectoryInput(files: [path]), model: model, rule: nil, output: nil)
    let scored = try sandbox.run(score.run)
    #expect(scored.status == .done)
    #expect(scored.output.split(separator: "\n").count == 120)
    #expect(scored.output.contains(#""model":"both.json","kind":"crm""#))
  }

  @Test func `the same seed gives the same file`() throws {
    let sandbox = try Sandbox()
    let path = try sandbox.write(sample(60), to: "in.jsonl")
    var bytes: [Data] = []
    for seed in [1, 1, 2] as [UInt64] {
      var command = try command(sandbox, path, seed: seed)
      command.replaces = true
      _ = try sandbox.run(command.run)
      bytes.append(try Data(contentsOf: URL(fileURLWithPath: sandbox.path("both.json"))))
    }
    #expect(bytes[0] == bytes[1])
    #expect(bytes[0] != bytes[2])
  }

  @Test func `models without weights are averaged, and that is said`() throws {
    let model = try ModelChoice(argument: "builtin+recorded").load()
    #expect(model.name == "builtin+recorded")
    #expect(model.warning?.contains("equal, not fitted") == true)
  }

  @Test func `what cannot be stacked is refused with the remedy`() throws {
    let sandbox = try Sandbox()
    let path = try sandbox.write(sample(9), to: "in.jsonl")
    func failure(_ parts: String) -> String {
      do {
        _ = try command(sandbox, path, parts: parts)
        return ""
      } catch { return "\(error)" }
    }
    #expect(failure("builtin").contains("A+B"))
    #expect(failure("builtin+").contains("on each side"))
    #expect(failure("builtin+/nowhere").contains("no model '/nowhere'"))
    _ = try sandbox.run(command(sandbox, path).run)
    #expect(failure("builtin+" + sandbox.path("both.json")).contains("is an ensemble"))
    let bare = try sandbox.write(sample(9, labelled: false), to: "bare.jsonl")
    #expect(throws: CommandFailure.self) {
      var command = try command(sandbox, bare)
      command.replaces = true
      _ = try command.run(console: Console())
    }
  }

  @Test func `a part that has changed since is told, a part that is gone is named`() throws {
    let sandbox = try Sandbox()
    var file = EnsembleFile(
      parts: [.init(model: "builtin", identity: "another", weight: 1)], bias: 0, rule: .map)
    let path = try sandbox.write(String(decoding: file.json, as: UTF8.self), to: "old.json")
    #expect(
      try ModelChoice(argument: path).load().warning?.contains("other weights of builtin") == true)
    file.parts[0].model = "gone"
    let other = try sandbox.write(String(decoding: file.json, as: UTF8.self), to: "gone.json")
    #expect(throws: CommandFailure.self) { try ModelChoice(argument: other).load() }
  }

  @Test func `a file too large for an ensemble is not read to tell what it is`() throws {
    let sandbox = try Sandbox()
    let file = EnsembleFile(
      parts: [.init(model: "builtin", identity: "b", weight: 1)], bias: 0, rule: .map)
    let text = String(decoding: file.json, as: UTF8.self)
    let small = try sandbox.write(text, to: "small.json")
    let large = try sandbox.write(text + String(repeating: " ", count: 1 << 20), to: "large.json")
    #expect(try ModelChoice(argument: small) == .ensembleFile(small, CheckpointArguments()))
    #expect(try ModelChoice(argument: large) == .builtInFile(large))
  }

  @Test func `a device is not read as a model`() {
    #expect(throws: CommandFailure.self) { try ModelChoice(argument: "/dev/zero") }
  }
}
