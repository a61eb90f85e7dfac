import Foundation
import Survival
import Synchronization
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles

@testable import Application
@testable import Generation

@Suite struct `Searching beginnings` {
  /// Runs a search where the continuations of t steps are right `counts[t]` times of 4.
  private func run(
    _ order: PrefixSearch.Order, _ counts: [Int], isRight: Bool?
  ) -> (search: PrefixSearch, tried: [Int]) {
    var search = PrefixSearch(
      order, stepCount: counts.count - 1, samples: 4, isRight: isRight)
    var tried: [Int] = []
    while let steps = search.next.first {
      tried.append(steps)
      search.note(counts[steps], behind: steps)
    }
    return (search, tried)
  }

  @Test func `linear tries every beginning and judges each step by itself`() {
    let (search, tried) = run(.linear, [2, 3, 0, 1, 0, 0], isRight: false)
    #expect(tried == [0, 1, 2, 3, 4])
    #expect(search.firstError == .step(1))
    #expect(search.shares == [0.75, 0, 0.25, 0, 0])
    #expect(search.ratings == [.great, .bad, .great, .bad, .bad])
    #expect(run(.linear, [1, 1, 4], isRight: true).search.firstError == .noError)
  }

  @Test func `the whole solution is continued only where it states no answer`() {
    #expect(run(.linear, [1, 1, 1], isRight: nil).tried == [0, 1, 2])
    #expect(run(.linear, [1, 1, 1], isRight: true).tried == [0, 1])
  }

  @Test func `nothing is said where the policy never is right`() {
    for order in PrefixSearch.Order.allCases {
      let (search, _) = run(order, [0, 0, 0, 0], isRight: false)
      #expect(search.firstError == nil && search.ratings.isEmpty)
    }
    // The problem can be solved, but not behind the first step.
    #expect(run(.binary, [3, 0, 0, 0], isRight: false).search.firstError == .step(0))
    #expect(run(.linear, [3, 0, 0, 0], isRight: false).search.firstError == .step(0))
  }

  @Test(arguments: 1...40)
  func `binary finds the first wrong step in few trials`(_ stepCount: Int) {
    for wrong in 0..<stepCount {
      let counts = (0...stepCount).map { $0 <= wrong ? 2 : 0 }
      let (search, tried) = run(.binary, counts, isRight: false)
      #expect(search.firstError == .step(wrong))
      let limit = Int((log2(Double(max(2, stepCount)))).rounded(.up)) + 1
      #expect(tried.count <= limit && Set(tried).count == tried.count)
      #expect(
        search.ratings.prefix(wrong + 1) == (Array(repeating: .great, count: wrong) + [.bad])[...])
      #expect(search.ratings.dropFirst(wrong + 1).allSatisfy { $0 == nil })
    }
    #expect(run(.binary, Array(repeating: 1, count: stepCount + 1), isRight: true).tried.isEmpty)
  }
}

@Suite struct `Labelling by rollouts` {
  private static let folder = "rlhflow"

  private func trajectory(_ steps: [String], reference: String = "5") -> Trajectory {
    Trajectory(id: "t", problem: "What is 2 + 3?", steps: steps, referenceAnswer: reference)
  }

  private func response(_ text: String, _ ending: GeneratedText.Ending = .end) -> GeneratedText {
    GeneratedText(
      prompt: 0, sample: 0, text: text, tokens: [1, 2], logProbabilities: [-1, -1], ending: ending)
  }

  @Test func `continuations are judged with what they continue`() throws {
    var task = try #require(
      RolloutTask(trajectory(["Add 2 and 3.", "It is 6."]), .linear, samples: 3))
    #expect(task.beginning(0) == "" && task.beginning(1) == "Add 2 and 3.\n")
    #expect(task.beginning(2) == "Add 2 and 3.\nIt is 6.")
    #expect(task.search.next == [0, 1])
    for (text, steps) in [("5", 0), ("7", 0), ("It is five, 5.", 0), ("6", 1), ("7", 1)] {
      #expect(!task.note(response(text), behind: steps) || text.hasPrefix("It"))
    }
    // Cut off behind a number: no answer.
    let isDone = task.note(response("First, 5", .length), behind: 1)
    #expect(isDone)
    #expect(task.search.right == [2, 0, 0] && task.tokens == 12)
    let record = try #require(task.record(policy: "p", relabels: false))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(record)) as? [String: Any])
    #expect(object["label"] as? Int == 0)
    let scores = try #require(object["scores"] as? [String: Any])
    #expect(scores["right"] as? [Int] == [0, 0] && scores["right_from_problem"] as? Int == 2)
    #expect(scores["rollouts"] as? Int == 3 && scores["probabilities"] as? [Double] == [0, 0])
  }

  @Test func `steps that were cut out of a text are joined as they were`() throws {
    let task = try #require(
      RolloutTask(trajectory(["Step 1: a\n\n", "Step 2: b"]), .linear, samples: 1))
    #expect(task.beginning(1) == "Step 1: a\n\n")
    let lines = try #require(RolloutTask(trajectory(["a\nb", "c"]), .linear, samples: 1))
    #expect(lines.beginning(1) == "a\nb\n\n")
    #expect(RolloutTask(trajectory([]), .linear, samples: 1) == nil)
  }

  @Test func `a label of the file stays unless it is to be replaced`() throws {
    var labelled = trajectory(["It is 5."])
    labelled.label = .firstError(0)
    var task = try #require(RolloutTask(labelled, .linear, samples: 1))
    _ = task.note(response("5"), behind: 0)
    for (relabels, label) in [(false, 0), (true, -1)] {
      let record = try #require(task.record(policy: "p", relabels: relabels))
      let object = try JSONSerialization.jsonObject(with: Data(record)) as? [String: Any]
      #expect(object?["label"] as? Int == label)
    }
  }

  private func command(
    _ sandbox: Sandbox, _ output: String?, isBinary: Bool = false,
    _ change: (inout RolloutsCommand) -> Void = { _ in }
  ) throws -> RolloutsCommand {
    let file = sandbox.path("in.jsonl")
    if !FileManager.default.fileExists(atPath: file) {
      let records = (0..<30).map {
        #"{"id":"\#($0)","problem":"What is \#($0) + 3?","steps":["Add.","So it is 4.","Or \#($0 + 3 + $0 % 2)."],"reference_answer":"\#($0 + 3)"}"#
      }
      let odd = #"{"id":"none","problem":"p","steps":["x"]}"#
      _ = try sandbox.write((records + [odd]).joined(separator: "\n") + "\n", to: "in.jsonl")
    }
    var policy = PolicyChoice(
      folder: try #require(GoldenFolder.path(Self.folder)), sampling: try SamplingSettings())
    policy.precision = .f32
    policy.prompt.chat = .plain
    policy.maximumTokens = 12
    policy.concurrency = 4
    var command = RolloutsCommand(
      input: TrajectoryInput(files: [file]), policy: policy, samples: 2,
      output: output.map(sandbox.path))
    command.isBinary = isBinary
    command.isInterrupted = { false }
    change(&command)
    return command
  }

  @Test(arguments: [false, true])
  func `all trajectories come back in order, and a stopped run goes on to the same bytes`(
    _ isBinary: Bool
  ) throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run(try command(sandbox, "whole.jsonl", isBinary: isBinary).run)
    #expect(outcome.status == .badData && outcome.errors.contains("none: it has no reference"))
    let whole = try sandbox.read("whole.jsonl")
    let read = try TrajectoryReader().readAll(paths: [sandbox.path("whole.jsonl")])
    #expect(read.issues.isEmpty && read.trajectories.map(\.id) == (0..<30).map(String.init))
    // Every other solution is right as a whole, which needs no continuation.
    for (place, trajectory) in read.trajectories.enumerated() where place % 2 == 0 {
      #expect(trajectory.label != nil)
    }
    if !isBinary {
      #expect(read.trajectories.allSatisfy { $0.recordedScores?.kind == "rollouts" })
    }
    var stops = 0
    for round in 0..<40 {
      let asked = Mutex(0)
      let limit = Int(60 * pow(1.3, Double(round)))
      let part = try command(sandbox, "part.jsonl", isBinary: isBinary) {
        $0.resumes = true
        $0.isInterrupted = {
          asked.withLock {
            $0 += 1
            return $0 > limit
          }
        }
      }
      do {
        _ = try sandbox.run(part.run)
        break
      } catch let failure as CommandFailure {
        #expect(failure.status == .interrupted)
        stops += 1
      }
    }
    #expect(stops > 1)
    #expect(try sandbox.read("part.jsonl") == whole)
  }
}
