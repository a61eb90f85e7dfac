import Foundation
import Generation
import Search
import Synchronization
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles

@testable import Application

@Suite struct `Searching by command` {
  private static let folder = "rlhflow"

  /// Four problems, one of them twice, one that fits no window.
  private let questions = #"""
    {"id":"a","problem":"What is 2 + 3?","steps":["2 + 3 = 5"],"reference_answer":"5"}
    {"id":"b","problem":"Ann has 48 plums and gives away 9. How many are left?","steps":["x"]}
    {"id":"a2","problem":"What is 2 + 3?","steps":["2 + 3 = 6"]}
    {"id":"long","problem":"LONG","steps":["x"]}
    {"id":"c","problem":"x","question_key":"same","steps":["x"],"reference_answer":"7"}

    """#

  private func command(
    _ sandbox: Sandbox, output: String?, judge: String? = "qwen2-crm-sharded",
    _ change: (inout SearchCommand) -> Void = { _ in }
  ) throws -> SearchCommand {
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
    policy.maximumTokens = 12
    policy.concurrency = 4
    var choice = SearchChoice(stepEnd: "e")
    (choice.settings.beams, choice.settings.width, choice.settings.rounds) = (4, 2, 4)
    let model: ModelChoice
    if let judge {
      var arguments = CheckpointArguments()
      arguments.precision = .f32
      model = .checkpoint(try #require(GoldenFolder.path(judge)), arguments)
    } else {
      model = .builtIn
    }
    var command = SearchCommand(
      input: TrajectoryInput(files: [file]), policy: policy, model: model, choice: choice,
      output: output.map(sandbox.path))
    command.isInterrupted = { false }
    change(&command)
    return command
  }

  private func trees(_ sandbox: Sandbox, _ name: String = "trees.jsonl") throws -> [SearchTree] {
    try sandbox.read(name).split(separator: "\n").map { line in
      try #require(
        SearchTree.read(SourceRecord(format: "search-tree", bytes: ArraySlice(line.utf8))))
    }
  }

  @Test(arguments: [StepSearch.Method.beam, .diverse], ["qwen2-crm-sharded", nil])
  func `each problem gets a solution and a tree, which the rules of the search give`(
    method: StepSearch.Method, judge: String?
  ) throws {
    let sandbox = try Sandbox()
    let command = try command(sandbox, output: "out.jsonl", judge: judge) {
      $0.tree = sandbox.path("trees.jsonl")
      $0.choice.settings.method = method
    }
    let outcome = try sandbox.run(command.run)
    #expect(outcome.status == .badData && outcome.errors.contains("left out: long: "))
    #expect(outcome.errors.contains("found 3 solutions by"))
    let trees = try trees(sandbox)
    #expect(trees.map(\.header.id) == ["a", "b", "long", "c"])
    let chosen = try TrajectoryReader().readAll(paths: [sandbox.path("out.jsonl")])
    #expect(chosen.issues.isEmpty && chosen.trajectories.count == 3)
    for tree in trees {
      let replayed = try StepSearch.replay(tree)
      #expect(replayed.isOver && replayed.nodes == tree.nodes && replayed.best == tree.chosen)
      #expect(tree.header.generator == Self.folder)
      #expect(tree.nodes.dropFirst().allSatisfy { ($0.tokens ?? 0) > 0 || $0.reason != nil })
    }
    for (trajectory, tree) in zip(chosen.trajectories, [trees[0], trees[1], trees[3]]) {
      let node = try #require(tree.chosen)
      #expect(trajectory.steps == tree.steps(of: node) && !trajectory.steps.isEmpty)
      #expect(trajectory.id == "\(tree.header.id)-b\(node)")
      #expect(trajectory.source.format == "native")
      #expect(trajectory.referenceAnswer == tree.header.referenceAnswer)
    }
    #expect(chosen.trajectories.last?.question == "same")
  }

  @Test func `all nodes can be read as trajectories, with the judge's figures`() throws {
    let sandbox = try Sandbox()
    let command = try command(sandbox, output: "out.jsonl") {
      $0.tree = sandbox.path("trees.jsonl")
    }
    _ = try sandbox.run(command.run)
    let trees = try trees(sandbox)
    let read = try TrajectoryReader().readAll(paths: [sandbox.path("trees.jsonl")])
    #expect(read.issues.isEmpty)
    #expect(read.trajectories.count == trees.reduce(0) { $0 + $1.leaves.count })
    let tree = trees[0]
    for node in tree.nodes.indices.dropFirst() where tree.nodes[node].fate != .deadEnd {
      let steps = tree.steps(of: node)
      #expect(
        read.trajectories.contains {
          $0.problem == "What is 2 + 3?" && $0.steps.starts(with: steps)
        })
    }
    let scored = read.trajectories.filter { $0.recordedScores != nil }
    #expect(scored.allSatisfy { $0.recordedScores?.values.count == $0.steps.count })
    #expect(!scored.isEmpty)
  }

  @Test func `S(t) in a tree is what the judge says of the beginning by itself`() throws {
    let sandbox = try Sandbox()
    let command = try command(sandbox, output: "out.jsonl") {
      $0.tree = sandbox.path("trees.jsonl")
    }
    _ = try sandbox.run(command.run)
    let tree = try trees(sandbox)[1]
    let model = try command.model.load()
    for node in tree.nodes.indices.dropFirst() {
      guard let figure = tree.nodes[node].figure else { continue }
      let beginning = Trajectory(
        id: "b", problem: tree.header.problem, steps: tree.steps(of: node))
      let score = try ScoringPass.scores(of: [beginning], by: model)[0].get()
      #expect(abs(score.curve.logNoneProbability - figure) < 1e-4)
    }
  }

  @Test func `the same seed gives the same bytes, another one others`() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.run(try command(sandbox, output: "a.jsonl").run)
    let printed = try sandbox.run(try command(sandbox, output: nil).run).output
    #expect(try sandbox.read("a.jsonl") == printed && !printed.isEmpty)
    let other = try sandbox.run(try command(sandbox, output: nil) { $0.policy.seed = 2 }.run)
    #expect(other.output != printed)
  }

  @Test func `a run that is stopped anywhere goes on to the same bytes, trees included`() throws {
    let sandbox = try Sandbox()
    let many = (0..<9).map { #"{"problem":"What is \#($0) + 3?","steps":["x"]}"# + "\n" }
    _ = try sandbox.write(many.joined(), to: "in.jsonl")
    _ = try sandbox.run(
      try command(sandbox, output: "whole.jsonl") { $0.tree = sandbox.path("whole-trees.jsonl") }
        .run)
    var stops = 0
    for round in 0..<60 {
      let asked = Mutex(0)
      let limit = Int(60 * pow(1.25, Double(round)))
      let interrupted = try command(sandbox, output: "part.jsonl") {
        $0.tree = sandbox.path("part-trees.jsonl")
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
        for name in ["part.jsonl.partial", "part-trees.jsonl"] {
          guard let handle = FileHandle(forWritingAtPath: sandbox.path(name)) else { continue }
          try handle.seekToEnd()
          try handle.write(contentsOf: Data(#"{"id":"torn"#.utf8))
          try handle.close()
        }
      }
    }
    #expect(stops > 2)
    #expect(try sandbox.read("part.jsonl") == sandbox.read("whole.jsonl"))
    let trees = try sandbox.read("whole-trees.jsonl")
    #expect(try sandbox.read("part-trees.jsonl") == trees)
    #expect(trees.split(separator: "\n").count == 9)
    let left = try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.path)
    #expect(!left.contains { $0.contains("partial") })
  }

  @Test func `prefixes are shared, and the words say how much`() throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run(try command(sandbox, output: "out.jsonl").run)
    let words = try #require(
      outcome.errors.split(separator: "\n").first { $0.contains("computed before:") })
    let shares = words.split(separator: " ").compactMap { Int($0) }
    #expect(shares.count == 2 && shares.allSatisfy { $0 > 20 }, "\(words)")
  }

  @Test func `a majority may be taken instead of the best`() throws {
    let sandbox = try Sandbox()
    let command = try command(sandbox, output: "out.jsonl") {
      $0.tree = sandbox.path("trees.jsonl")
      $0.choice.taking = .majority
      $0.policy.maximumTokens = 3
    }
    _ = try sandbox.run(command.run)
    for tree in try trees(sandbox) where tree.nodes.contains(where: { $0.fate == .finished }) {
      #expect(tree.header.choice == "majority")
      #expect(tree.chosen.map { tree.nodes[$0].fate } == .finished)
    }
  }

  @Test(arguments: [
    (4, 3, 4, "multiple"), (0, 1, 4, "multiple"), (8192, 2, 4, "4096"), (4, 2, 0, "--rounds 0"),
  ])
  func `settings that cannot be are refused`(
    beams: Int, width: Int, rounds: Int, words: String
  ) throws {
    let sandbox = try Sandbox()
    let refused = try command(sandbox, output: "out.jsonl") {
      ($0.choice.settings.beams, $0.choice.settings.width) = (beams, width)
      $0.choice.settings.rounds = rounds
    }
    let failure = try #require(throws: CommandFailure.self) { try sandbox.run(refused.run) }
    #expect(failure.status == .usage && failure.description.contains(words))
  }

  @Test func `what cannot judge, and outputs that would destroy something, are refused`() throws {
    let sandbox = try Sandbox()
    let recorded = try command(sandbox, output: nil) { $0.model = .recorded }
    #expect(throws: CommandFailure.self) { try sandbox.run(recorded.run) }
    for tree in ["in.jsonl", "out.jsonl", "trees.parquet"] {
      let refused = try command(sandbox, output: "out.jsonl") { $0.tree = sandbox.path(tree) }
      #expect(throws: CommandFailure.self) { try sandbox.run(refused.run) }
    }
    _ = try sandbox.write("{}\n", to: "there.jsonl")
    let there = try command(sandbox, output: nil) { $0.tree = sandbox.path("there.jsonl") }
    let failure = try #require(throws: CommandFailure.self) { try sandbox.run(there.run) }
    #expect(failure.description.contains("--force"))
    #expect(try sandbox.read("there.jsonl") == "{}\n")
  }
}
