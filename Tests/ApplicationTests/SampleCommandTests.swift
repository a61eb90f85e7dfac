import Foundation
import Generation
import Synchronization
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles

@testable import Application

@Suite struct `Sampling by command` {
  private static let folder = "rlhflow"

  /// Six problems, some of them twice, one that fits no window.
  private let questions = #"""
    {"id":"a","problem":"What is 2 + 3?","steps":["2 + 3 = 5"],"reference_answer":"5"}
    {"id":"b","problem":"Ann has 48 plums and gives away 9. How many are left?","steps":["x"]}
    {"id":"a2","problem":"What is 2 + 3?","steps":["2 + 3 = 6"]}
    {"id":"long","problem":"LONG","steps":["x"]}
    {"id":"b2","problem":"Ann has 48 plums and gives away 9. How many are left?","steps":["39"],"reference_answer":"39"}
    {"id":"c","problem":"x","steps":["x"]}
    {"id":"d","problem":"y","question_key":"same","steps":["x"]}
    {"id":"e","problem":"z","question_key":"same","steps":["x"]}

    """#

  private func command(
    _ sandbox: Sandbox, output: String?, count: Int = 3, tokens: Int = 20,
    _ change: (inout SampleCommand) -> Void = { _ in }
  ) throws -> SampleCommand {
    let long = String(repeating: "one more word and ", count: 2000)
    let file = sandbox.path("in.jsonl")
    if !FileManager.default.fileExists(atPath: file) {
      _ = try sandbox.write(questions.replacing("LONG", with: long), to: "in.jsonl")
    }
    var policy = PolicyChoice(
      folder: try #require(GoldenFolder.path(Self.folder)),
      sampling: try SamplingSettings(temperature: 0.9))
    policy.precision = .f32
    policy.prompt.chat = .plain
    policy.maximumTokens = tokens
    policy.concurrency = 4
    var command = SampleCommand(
      input: TrajectoryInput(files: [file]), policy: policy, count: count,
      output: output.map(sandbox.path))
    command.isInterrupted = { false }
    change(&command)
    return command
  }

  @Test func `each distinct problem gets its solutions, in order, as native records`() throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run(try command(sandbox, output: "out.jsonl").run)
    #expect(outcome.status == .badData)
    #expect(outcome.errors.contains("left out: long: The prompt has"))
    #expect(outcome.errors.contains("sampled 12 solutions of 4 problems"))
    let read = try TrajectoryReader().readAll(paths: [sandbox.path("out.jsonl")])
    #expect(read.issues.isEmpty && read.trajectories.allSatisfy { $0.source.format == "native" })
    #expect(
      read.trajectories.map(\.id)
        == ["a", "b", "c", "d"].flatMap { id in (0..<3).map { "\(id)-s\($0)" } })
    #expect(
      read.trajectories.map(\.referenceAnswer).prefix(6) == ["5", "5", "5", "39", "39", "39"])
    #expect(read.trajectories[0].outcome != nil && read.trajectories[6].outcome == nil)
    #expect(read.trajectories.last?.question == "same")
    for line in try sandbox.read("out.jsonl").split(separator: "\n") {
      let record = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let (tokens, reason) = (record["tokens"] as? Int ?? 0, record["finish_reason"] as? String)
      #expect(tokens == 20 && reason == "length" || 1...20 ~= tokens && reason == "end")
      #expect((record["log_probability"] as? Double ?? 1) < 0)
      #expect(record["generator"] as? String == Self.folder)
    }
  }

  @Test func `the same seed gives the same bytes, whatever else is asked for`() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.run(try command(sandbox, output: "a.jsonl").run)
    let printed = try sandbox.run(try command(sandbox, output: nil).run).output
    #expect(try sandbox.read("a.jsonl") == printed)
    let other = try sandbox.run(
      try command(sandbox, output: nil) { $0.policy.seed = 2 }.run)
    #expect(other.output != printed)
    // Fewer problems and samples, other company: the samples that remain are the same.
    let few = try sandbox.run(
      try command(sandbox, output: nil, count: 2) {
        $0.limit = 2
        $0.policy.concurrency = 1
      }.run)
    let lines = printed.split(separator: "\n")
    #expect(few.output.split(separator: "\n") == [lines[0], lines[1], lines[3], lines[4]])
  }

  @Test func `a run that is stopped anywhere goes on to the same bytes`() throws {
    let sandbox = try Sandbox()
    let many = (0..<24).map { #"{"problem":"What is \#($0) + 3?","steps":["x"]}"# + "\n" }
    _ = try sandbox.write(many.joined(), to: "in.jsonl")
    _ = try sandbox.run(try command(sandbox, output: "whole.jsonl", count: 8).run)
    let whole = try sandbox.read("whole.jsonl")
    #expect(whole.split(separator: "\n").count == 192)
    var stops = 0
    for round in 0..<60 {
      let asked = Mutex(0)
      let limit = Int(400 * pow(1.25, Double(round)))
      let interrupted = try command(sandbox, output: "part.jsonl", count: 8) {
        $0.resumes = true
        $0.isInterrupted = {
          asked.withLock {
            $0 += 1
            return $0 > limit
          }
        }
      }
      do {
        #expect(try sandbox.run(interrupted.run).status == .done)
        break
      } catch let failure as CommandFailure {
        #expect(failure.status == .interrupted && failure.description.contains("--resume"))
        stops += 1
        // Whatever a killed run wrote behind the journal's bytes does not count.
        if let handle = FileHandle(forWritingAtPath: sandbox.path("part.jsonl.partial")) {
          try handle.seekToEnd()
          try handle.write(contentsOf: Data(#"{"id":"torn"#.utf8))
          try handle.close()
        }
      }
    }
    #expect(stops > 2)
    #expect(try sandbox.read("part.jsonl") == whole)
    let left = try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.path)
    #expect(!left.contains { $0.contains("partial") })
  }

  @Test func `another command's partial output is not gone on with`() throws {
    let sandbox = try Sandbox()
    let stopped = try command(sandbox, output: "out.jsonl", count: 40) {
      $0.isInterrupted = {
        FileManager.default.fileExists(atPath: sandbox.path("out.jsonl.partial.json"))
      }
    }
    let failure = try #require(throws: CommandFailure.self) { try sandbox.run(stopped.run) }
    #expect(failure.status == .interrupted)
    let other = try sandbox.run(
      try command(sandbox, output: "out.jsonl", count: 40) {
        $0.resumes = true
        $0.policy.seed = 9
      }.run)
    #expect(!other.errors.contains("going on"))
    let fresh = try sandbox.run(
      try command(sandbox, output: nil, count: 40) { $0.policy.seed = 9 }.run)
    #expect(try sandbox.read("out.jsonl") == fresh.output)
  }

  @Test func `solutions give the reference answers where they are asked to`() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.write(
      #"{"question":"What is 2 and 3?","answer":"It is <<2+3=5>>5.\n#### 5"}"# + "\n",
      to: "in.jsonl")
    for holdsSolutions in [false, true] {
      let outcome = try sandbox.run(
        try command(sandbox, output: nil, count: 1) { $0.holdsSolutions = holdsSolutions }.run)
      #expect(outcome.output.contains(#""reference_answer":"5""#) == holdsSolutions)
    }
  }

  @Test func `wrong arguments are refused before anything is read`() throws {
    let sandbox = try Sandbox()
    let changes: [(inout SampleCommand) -> Void] = [
      { $0.count = 0 }, { $0.policy.maximumTokens = 0 }, { $0.policy.concurrency = 0 },
      { $0.policy.stops = [""] }, { $0.policy.prompt.system = "Be brief." },
      { $0.policy.prompt.template = "no place" }, { $0.output = sandbox.path("in.jsonl") },
    ]
    for change in changes {
      let command = try command(sandbox, output: nil, change)
      let failure = try #require(throws: (any Error).self) { try sandbox.run(command.run) }
      #expect(CommandFailure(failure)?.status == .usage, "\(failure)")
    }
  }
}

@Suite struct `Sampled records` {
  private func record(
    _ text: String, reference: String?, ending: GeneratedText.Ending = .end
  ) -> SampledRecord {
    SampledRecord(
      GeneratedText(
        prompt: 0, sample: 0, text: text, tokens: [1], logProbabilities: [-0.5], ending: ending),
      to: QuestionSet.Question(id: "q", key: "p", problem: "p", referenceAnswer: reference),
      policy: "m", splitting: .automatic)
  }

  @Test func `the outcome is the comparison of the answers`() {
    #expect(record("So it is 0.5.", reference: "1/2").outcome == true)
    #expect(record("So it is 0.6.", reference: "1/2").outcome == false)
    #expect(record("I do not know.", reference: "1/2").outcome == false)
    #expect(record("So it is 0.5.", reference: nil).outcome == nil)
  }

  @Test func `the last number of a text that was cut off is no answer`() {
    #expect(record("First, 5", reference: "5").outcome == true)
    #expect(record("First, 5", reference: "5", ending: .length).outcome == false)
    #expect(record(#"\boxed{5} and then"#, reference: "5", ending: .length).outcome == true)
  }

  @Test func `steps keep every byte of the text`() throws {
    let text = "Step 1: a\n\nStep 2: b\n"
    let record = record(text, reference: nil)
    let value = try JSONSerialization.jsonObject(with: Data(record.bytes)) as? [String: Any]
    #expect((value?["steps"] as? [String])?.joined() == text)
    #expect((value?["steps"] as? [String])?.count == 2)
  }
}
