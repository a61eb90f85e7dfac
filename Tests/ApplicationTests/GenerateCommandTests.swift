import Application
import Foundation
import Problems
import Testing
import Trajectories
import TrajectoryFiles

@Suite struct `Generating by command` {
  private func command(
    count: Int = 60, output: String?, excluding: [String] = [], resumes: Bool = false,
    seed: UInt64 = 5
  ) -> GenerateCommand {
    GenerateCommand(
      options: ProblemGenerator.Options(seed: seed), count: count, output: output,
      excluding: excluding, resumes: resumes)
  }

  @Test func `records are native, with label, outcome and what is known besides`() throws {
    let sandbox = try Sandbox()
    let path = sandbox.path("set.jsonl")
    let outcome = try sandbox.run(command(output: path).run)
    #expect(outcome.status == .done && outcome.errors.contains("generated 60 trajectories"))
    let read = try TrajectoryReader().readAll(paths: [path])
    #expect(read.issues.isEmpty && read.trajectories.count == 60)
    #expect(read.trajectories.allSatisfy { $0.source.format == "native" && $0.label != nil })
    #expect(read.trajectories.contains { $0.label == .noError })
    for line in try sandbox.read("set.jsonl").split(separator: "\n") {
      let record = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let isWrong = record["label"] as? Int != -1
      #expect((record["error_kind"] is String) == isWrong)
      let isRight = record["stated_answer"] as? String == record["reference_answer"] as? String
      #expect(record["final_answer_correct"] as? Bool == isRight)
    }
  }

  @Test func `standard output and a file get the same bytes, and so does another run`() throws {
    let sandbox = try Sandbox()
    let printed = try sandbox.run(command(output: nil).run).output
    _ = try sandbox.run(command(output: sandbox.path("set.jsonl")).run)
    #expect(try sandbox.read("set.jsonl") == printed)
    #expect(try sandbox.run(command(output: nil, seed: 6).run).output != printed)
  }

  @Test func `the number is kept when it is no multiple of the candidates`() throws {
    let sandbox = try Sandbox()
    let printed = try sandbox.run(command(count: 7, output: nil).run).output
    #expect(printed.split(separator: "\n").count == 7)
  }

  @Test func `no problem is repeated, nor one of an excluded file`() throws {
    let sandbox = try Sandbox()
    let first = sandbox.path("first.jsonl")
    _ = try sandbox.run(command(count: 800, output: first).run)
    let second = sandbox.path("second.jsonl")
    _ = try sandbox.run(command(count: 800, output: second, excluding: [first]).run)
    let problems = try [first, second].map { path in
      try TrajectoryReader().readAll(paths: [path]).trajectories.map(\.problem)
    }
    #expect(Set(problems[0]).count == 200 && Set(problems[1]).count == 200)
    #expect(Set(problems[0]).isDisjoint(with: problems[1]))
  }

  @Test func `a file that stands there is not replaced unasked`() throws {
    let sandbox = try Sandbox()
    let path = try sandbox.write("mine\n", to: "set.jsonl")
    let failure = try #require(throws: CommandFailure.self) {
      try sandbox.run(command(output: path).run)
    }
    #expect(failure.status == .usage && failure.description.contains("--force"))
    #expect(try sandbox.read("set.jsonl") == "mine\n")
  }

  @Test func `an interrupted run goes on to the same bytes`() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.run(command(count: 6000, output: sandbox.path("whole.jsonl")).run)
    let whole = try sandbox.read("whole.jsonl")
    // What an interruption after the first batch leaves: its records, a torn one, and the journal.
    let path = sandbox.path("part.jsonl")
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false).prefix(512 * 4)
    let kept = lines.joined(separator: "\n") + "\n"
    _ = try sandbox.write(kept + #"{"id":"torn"#, to: "part.jsonl.partial")
    let options = ProblemGenerator.Options(seed: 5)
    let wrong = lines.count { $0.contains(#""label":-1,"#) == false }
    let journal: [String: Any] = [
      "command": "generate|6000|\(options)|", "consumed": 512, "bytes": [kept.utf8.count],
      "records": [512 * 4], "report": ["written": 512 * 4, "wrong": wrong, "repeated": 0],
    ]
    _ = try sandbox.write(
      String(decoding: try JSONSerialization.data(withJSONObject: journal), as: UTF8.self),
      to: "part.jsonl.partial.json")
    let resumed = try sandbox.run(command(count: 6000, output: path, resumes: true).run)
    #expect(resumed.status == .done)
    #expect(try sandbox.read("part.jsonl") == whole)
  }

  @Test func `families are listed for people, scripts and the manual`() throws {
    let sandbox = try Sandbox()
    let words = try sandbox.run { try GenerateCommand.listFamilies(asJSON: false, console: $0) }
    #expect(words.output.split(separator: "\n").count == ProblemFamily.all.count)
    let json = try sandbox.run { try GenerateCommand.listFamilies(asJSON: true, console: $0) }
    let list = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    #expect(list?.count == ProblemFamily.all.count)
  }
}

@Suite struct `Corrupting by command` {
  private let solution = #"""
    {"question": "Ann has 48 plums and 13 pears. She gives away 9 fruits. How many are left?", "answer": "She has 48+13 = <<48+13=61>>61 fruits.\nShe keeps 61-9 = <<61-9=52>>52 fruits.\n#### 52"}
    {"question": "What is 2 and 2?", "answer": "It is four.\n#### 4"}

    """#

  @Test func `solutions stand beside their errors, and what does not fit is counted`() throws {
    let sandbox = try Sandbox()
    let input = TrajectoryInput(files: [try sandbox.write(solution, to: "in.jsonl")])
    let path = sandbox.path("out.jsonl")
    let corrupt = CorruptCommand(input: input, perSolution: 5, seed: 1, output: path)
    let outcome = try sandbox.run(corrupt.run)
    #expect(outcome.status == .done && outcome.errors.contains("left out 1"))
    let read = try TrajectoryReader().readAll(paths: [path])
    #expect(read.issues.isEmpty && read.trajectories.count == 4)
    #expect(read.trajectories.first?.label == .noError)
    #expect(read.trajectories.dropFirst().allSatisfy { $0.label != .noError && $0.label != nil })
    #expect(
      read.trajectories.first?.steps == [
        "She has 48+13 = 61 fruits.", "She keeps 61-9 = 52 fruits.", "The answer is 52.",
      ])
    let again = try sandbox.run(
      CorruptCommand(input: input, perSolution: 5, seed: 1, output: nil).run)
    #expect(try sandbox.read("out.jsonl") == again.output)
  }
}
