import TestSupport
import Testing
@testable import Trajectories
@testable import TrajectoryFiles

/// Counts over others' data, as the data's own description has them.
@Suite(.enabled(if: SharedFolder.exists, "\(SharedFolder.absence)"))
struct `Real data` {
  func result(_ files: String...) throws -> ReadingResult {
    try TrajectoryReader().readAll(paths: files.map { SharedFolder.path("data/" + $0) })
  }

  func formats(_ result: ReadingResult) -> Set<String> {
    Set(result.trajectories.map(\.source.format))
  }

  func errorFree(_ result: ReadingResult) -> Int {
    result.trajectories.count { $0.label == .noError }
  }

  @Test(arguments: [("gsm8k", 400, 193), ("math", 1000, 406)])
  func `processbench has its error-free records`(name: String, count: Int, free: Int) throws {
    let result = try result("processbench/\(name).json")
    #expect(formats(result) == ["processbench"])
    #expect(result.trajectories.count == count)
    #expect(errorFree(result) == free)
    #expect(result.issues.isEmpty)
  }

  @Test func `prmbench warns of 21 rows and finds two without a valid entry`()
    throws
  {
    let classes = [
      "circular", "confidence", "counterfactual", "deception", "domain_inconsistency",
      "missing_condition", "redundency", "step_contradiction",
    ].map { "prmbench/prmbench_prm800k_test_p1_4o_\($0).jsonl" }
    let files = (classes + ["prmbench/prmbench_prm_test_p12_multi_solutions.jsonl"]).map {
      SharedFolder.path("data/" + $0)
    }
    let result = try TrajectoryReader().readAll(paths: files)
    #expect(formats(result) == ["prmbench"])
    #expect(result.trajectories.count == 718 + 165)
    let warnings = result.issues.filter { $0.severity == .warning }
    #expect(warnings.count { $0.reason.hasPrefix("`error_steps` names") } == 21)
    // One row has a step without text.
    #expect(warnings.count { $0.reason.hasSuffix("has no text") } == 1 && warnings.count == 22)
    #expect(result.badRecords.count == 2)
    #expect(result.trajectories.count { $0.label == nil } == 2)
    #expect(errorFree(result) == 165)
  }

  @Test(arguments: [
    ("dyck_languages", 986, 336, 1), ("logical_deduction", 300, 6, 0),
    ("multistep_arithmetic", 300, 62, 0),
  ])
  func `bigbench-mistake counts null as no mistake`(
    name: String, count: Int, free: Int, empty: Int
  ) throws {
    let result = try result("bigbench-mistake/\(name).jsonl")
    #expect(formats(result) == ["bigbench-mistake"])
    #expect(result.trajectories.count == count)
    #expect(errorFree(result) == free)
    #expect(result.issues.count == empty)
    #expect(result.issues.allSatisfy { $0.reason == "step 55 has no text" })
  }

  @Test(arguments: [("math", 918, 306), ("physics", 667, 223), ("chemistry", 848, 284)])
  func `mr-ben's objects hold graded solutions of a question each`(
    name: String, count: Int, questions: Int
  ) throws {
    let result = try result("mr-ben/\(name).json")
    #expect(formats(result) == ["mr-ben"])
    #expect(result.recordCount == 1)
    #expect(result.trajectories.count == count)
    #expect(Set(result.trajectories.map(\.question)).count == questions)
    #expect(result.trajectories.allSatisfy { $0.label != nil })
    #expect(result.issues.filter { $0.severity == .bad }.isEmpty)
  }

  @Test func `openr's files open`() throws {
    let multi = try result("openr/multi-step.json")
    #expect(formats(multi) == ["openr"])
    #expect(multi.trajectories.count == 310)
    #expect(multi.issues.isEmpty)
    let single = try result("openr/single-step.json")
    #expect(single.trajectories.count == 4441)
    #expect(errorFree(single) == 2864)
    let shepherd = try result("openr/samples-math-shepherd.jsonl")
    #expect(formats(shepherd) == ["math-shepherd"])
    #expect(shepherd.trajectories.count == 7)
    #expect(shepherd.issues.isEmpty)
    let prm = try result("openr/samples-prm800k.jsonl")
    #expect(formats(prm) == ["prm800k"])
    #expect(prm.trajectories.count == 6)
    #expect(prm.issues.isEmpty)
    #expect(
      prm.trajectories.map(\.label) == [
        .noError, .firstError(6), .noError, .noError, nil, .noError,
      ]
    )
  }

  @Test func `math-aps gives a trajectory per leaf`() throws {
    let flat = try result("openr/samples-math-aps.jsonl")
    #expect(flat.recordCount == 3)
    #expect(flat.trajectories.count == 81 + 7 + 36)
    #expect(flat.issues.isEmpty)
    let tree = try result("openr/samples-math-aps-tree.jsonl")
    #expect(formats(tree) == ["math-aps"])
    #expect(tree.recordCount == 3)
    #expect(tree.issues.isEmpty)
    #expect(Set(tree.trajectories.map(\.question)).count == 3)
  }

  @Test func `math500, mr-gsm8k, versaprm and the gsm8k solutions open`() throws {
    let problems = try result("openr/math500.jsonl")
    #expect(formats(problems) == ["plain"])
    #expect(problems.trajectories.count == 500)
    let graded = try result("mr-gsm8k/claude.json", "mr-gsm8k/gpt3_5.json")
    #expect(formats(graded) == ["mr-gsm8k"])
    #expect(graded.trajectories.count == 326 + 173)
    #expect(graded.trajectories.count { $0.outcome == true } == 15)
    #expect(graded.issues.isEmpty)
    let chains = try result("versaprm/versaprm_prm800k_phase2_eval_small.json")
    #expect(formats(chains) == ["versaprm"])
    #expect(chains.trajectories.count == 11)
    #expect(errorFree(chains) == 10)
    let solutions = try result("gsm8k-solutions/example_model_solutions.jsonl")
    #expect(formats(solutions) == ["gsm8k-solutions"])
    #expect(solutions.trajectories.count == 1319 * 4)
    #expect(solutions.issues.isEmpty)
  }

  @Test(arguments: TrajectoryFormats.writable.map(\.name))
  func `every label survives the way out and back`(name: String) throws {
    let read = try result(
      "processbench/gsm8k.json", "openr/samples-prm800k.jsonl", "openr/samples-math-shepherd.jsonl",
      "prmbench/prmbench_prm800k_test_p1_4o_missing_condition.jsonl",
      "bigbench-mistake/multistep_arithmetic.jsonl")
    var skipped = 0
    // Every one of the small sets, and some of the large ones.
    let some = read.trajectories.enumerated().filter { place, trajectory in
      !["processbench", "bigbench-mistake"].contains(trajectory.source.format) || place % 8 == 0
    }
    for (_, trajectory) in some {
      guard let bytes = write(trajectory, to: name) else {
        skipped += 1
        continue
      }
      let copy = try readOne(bytes, as: name)
      #expect(copy.label == trajectory.label)
      #expect(copy.hasText(of: trajectory))
    }
    #expect(skipped <= 3, "unlabelled: give_up and two of PRMBench")
  }
}
