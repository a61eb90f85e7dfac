import Annotations
import Application
import Foundation
import Scoring
import Testing
import Trajectories
import TrajectoryFiles

/// What commands say of odd records, and of files that hold none.
struct CheckingTests {
  private let odd = """
    {"problem":"P","steps":["a"],"big":123456789012345678901234567890}
    {"problem":"P","steps":["b"],"big":123456789012345678901234567890}
    {"problem":"P","steps":["c"],"reasoning":"Something that was thought before."}

    """

  private func check(_ path: String, isStrict: Bool = false, asJSON: Bool = false) -> CheckCommand {
    CheckCommand(input: TrajectoryInput(files: [path]), isStrict: isStrict, asJSON: asJSON)
  }

  @Test func `odd members are warnings, folded where they say the same, and bad when strict`()
    throws
  {
    let sandbox = try Sandbox()
    let path = try sandbox.write(odd, to: "in.jsonl")
    let loose = try sandbox.run(check(path).run)
    #expect(loose.status == .done)
    #expect(loose.output.contains("3 records, 3 trajectories, 0 bad, 3 warnings"))
    #expect(loose.errors.contains("`big` is an integer of more than 64 bits"))
    #expect(loose.errors.contains("(and 1 more such record)"))
    #expect(loose.errors.contains("`reasoning` holds text that is not shown"))
    #expect(loose.errors.split(separator: "\n").count == 2)
    let strict = try sandbox.run(check(path, isStrict: true).run)
    #expect(strict.status == .badData)
    #expect(strict.output.contains("3 records, 1 trajectory, 2 bad, 1 warning"))
  }

  @Test func `one record is not called records, and records of a text count from 1`() throws {
    let sandbox = try Sandbox()
    let path = try sandbox.write(
      #"{"problem":"Q","steps":["a"],"label":7}"# + "\n", to: "in.jsonl")
    let outcome = try sandbox.run(check(path).run)
    #expect(outcome.output.contains("1 record, "))
    #expect(outcome.errors.contains("in.jsonl:1: record 1, byte"))
  }

  @Test func `objects without members are not said to be none`() throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run(check(try sandbox.write("{}\n", to: "in.jsonl")).run)
    #expect(outcome.errors.contains("or are objects without members"))
  }

  @Test func `training on files without labels says how verdicts get into files`() throws {
    let sandbox = try Sandbox()
    let path = try sandbox.write(#"{"problem":"Q","steps":["a"]}"# + "\n", to: "in.jsonl")
    let command = TrainCommand(
      input: TrajectoryInput(files: [path]), output: path + ".model", seed: 1, excluding: [],
      arguments: [])
    let failure = try #require(throws: CommandFailure.self) { try sandbox.run(command.run) }
    #expect(failure.status == .badData)
    #expect(failure.description.contains("misstep export FILE --only verdict --to native"))
  }

  @Test func `each warning stands by itself in the JSON of check`() throws {
    let sandbox = try Sandbox()
    let path = try sandbox.write(odd, to: "in.jsonl")
    let outcome = try sandbox.run(check(path, asJSON: true).run)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect((json["warnings"] as? [Any])?.count == 3 && json["warning_count"] as? Int == 3)
  }

  @Test func `other commands do not look for texts that are not shown`() throws {
    let sandbox = try Sandbox()
    let export = ExportCommand(
      input: TrajectoryInput(files: [try sandbox.write(odd, to: "in.jsonl")]), labels: .memory,
      format: "native", output: sandbox.path("out.jsonl"))
    let outcome = try sandbox.run(export.run)
    #expect(outcome.status == .done && !outcome.errors.contains("not shown"))
    #expect(try sandbox.read("out.jsonl") == odd)
  }

  /// Every command that reads files, as what it says and the status it ends with.
  private func outcomes(
    of path: String, in sandbox: Sandbox
  ) throws -> [(command: String, said: String, status: Application.ExitStatus)] {
    let input = TrajectoryInput(files: [path])
    let model = try ModelChoice(argument: "builtin").load()
    let stats = StatsCommand(input: input, labels: .memory, model: nil, rule: nil, asJSON: false)
    let commands: [(String, (Console) throws -> Application.ExitStatus)] = [
      ("check", check(path).run),
      ("stats", stats.run),
      (
        "show",
        ShowCommand(
          input: input, selection: .index(0), model: model, rule: nil, labels: .memory,
          annotator: "kim", width: 80, color: .never
        ).run
      ),
      ("score", ScoreCommand(input: input, model: model, rule: nil, output: nil).run),
      (
        "export",
        ExportCommand(
          input: input, labels: .memory, format: "native", output: sandbox.path("out.jsonl"),
          replaces: true
        ).run
      ),
      (
        "label",
        LabelCommand(
          input: input, selection: .index(0), verdict: .noError, note: nil, annotator: "kim",
          labels: .file(sandbox.path("labels.sqlite"))
        ).run
      ),
    ]
    return try commands.map { name, run in
      do {
        let outcome = try sandbox.run(run)
        return (name, outcome.errors, outcome.status)
      } catch let failure as CommandFailure {
        return (name, failure.description, failure.status)
      }
    }
  }

  @Test func `a file that is no JSON says what it is, from every command`() throws {
    let sandbox = try Sandbox()
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 2\n"
    for (text, words) in [
      (pointer, ["Git LFS pointer", "git lfs pull"]),
      ("# Title\n\nSome words.\n", ["Markdown", "all 2 of its", ":issues", "misstep formats"]),
      ("a,b\n1,2\n", ["CSV", "duckdb"]),
    ] {
      let path = try sandbox.write(text, to: "file.jsonl")
      for outcome in try outcomes(of: path, in: sandbox) {
        #expect(outcome.status == .badData, "\(outcome.command)")
        for word in words {
          #expect(outcome.said.contains(word), "\(outcome.command): \(outcome.said)")
        }
      }
    }
  }
}
