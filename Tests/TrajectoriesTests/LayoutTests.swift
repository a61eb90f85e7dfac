import Foundation
import TestSupport
import Testing
@testable import Trajectories
@testable import TrajectoryFiles

private let question = "Adam has 3 boxes of 4 pens and gives 5 away. How many are left?"

/// What each layout of public files must give; steps count from 0 here.
@Suite struct `Layouts of public files` {
  @Test(arguments: [
    ("eval-harness-candidates.jsonl", "math-evaluation"), ("generations-verified.jsonl", "openr1"),
    ("reasoning-chain.jsonl", "autorace"), ("cot-and-answer.jsonl", "mmlu-pro"),
    ("deltabench-sections.jsonl", "deltabench"), ("content-value-blocks.jsonl", "chat"),
    ("thinking-blocks.jsonl", "chat"), ("reasoning-content.jsonl", "chat"),
    ("tool-calls-step-labels.jsonl", "agent-process-bench"),
    ("instruction-and-input.jsonl", "plain"), ("conversation-chosen-rejected.jsonl", "preference"),
    ("steps-and-is-correct.jsonl", "native"), ("rollout-chat-template.jsonl", "verl"),
    ("rollout-null-score.jsonl", "verl"), ("mr-math.jsonl", "mr-math"), ("mr-ben.json", "mr-ben"),
    ("batch-output.jsonl", "openai-batch"), ("steps-of-samples.json", "r-prm-samples"),
    ("step-rows.jsonl", "r-prm-steps"), ("question-reasoning.jsonl", "plain"),
    ("chat-turns.jsonl", "chat"), ("reasoning-beside-response.jsonl", "plain"),
  ])
  func `each is told from all others by its content`(name: String, format: String) throws {
    let result = try LayoutFiles.read(name)
    #expect(result.fileErrors == [])
    #expect(!result.trajectories.isEmpty)
    #expect(result.trajectories.allSatisfy { $0.source.format == format })
  }

  @Test func `an evaluation's responses are candidates, and its solution is not one`() throws {
    let found = try LayoutFiles.trajectories(
      "eval-harness-candidates.jsonl", as: "math-evaluation")
    #expect(found.map(\.outcome) == [true, false])
    #expect(found.map(\.steps.count) == [3, 3])
    #expect(found.allSatisfy { $0.problem == question && $0.referenceAnswer == "7" })
    #expect(Set(found.map(\.question)).count == 1)
    #expect(!found.contains { $0.steps.joined().contains("boxed") })
  }

  @Test func `without responses the evaluation's code is read`() throws {
    let found = try read(
      #"{"question":"Q","gt":"4","solution":"gold","code":["a\n\nb"],"pred":["4"],"score":[true]}"#
    ).trajectories
    #expect(found.map(\.steps) == [["a\n\n", "b"]])
    #expect(found.map(\.outcome) == [true])
  }

  @Test func `verified generations are candidates`() throws {
    let found = try LayoutFiles.trajectories("generations-verified.jsonl", as: "openr1")
    #expect(found.map(\.outcome) == [true, false])
    #expect(found.map(\.id) == ["u1-0", "u1-1"])
    #expect(found.allSatisfy { $0.referenceAnswer == "7" && $0.steps[0].hasPrefix("<think>") })
    let other = try read(
      #"{"problem":"Q","generations":["a","b"],"correctness_math_verify":[null,true],"correctness_llama":[false,false]}"#
    ).trajectories
    #expect(other.map(\.outcome) == [false, true])
  }

  @Test func `a reasoning chain is cut at its steps and judged as a whole`() throws {
    let found = try LayoutFiles.trajectories("reasoning-chain.jsonl", as: "autorace")
    #expect(found.map(\.steps.count) == [3, 3])
    #expect(found[0].steps[1] == "Step 2 - 12 - 5 = 7\n")
    #expect(found.map(\.label) == [.noError, nil])
    #expect(found.allSatisfy { $0.referenceAnswer == "7" && $0.outcome == nil })
  }

  @Test func `a chain of thought is the response, and the answer the reference`() throws {
    let found = try LayoutFiles.trajectories("cot-and-answer.jsonl", as: "mmlu-pro")
    #expect(found.map(\.steps.count) == [3])
    #expect(found.map(\.referenceAnswer) == ["7"])
    let outputs = try readOne(
      #"{"question_id":3,"question":"Q","options":["x","y"],"answer":"B","cot_content":"gold","pred":"B","model_outputs":"a\n\nb"}"#
    )
    #expect(outputs.problem == "Q\nA. x\nB. y")
    #expect(outputs.steps == ["a\n\n", "b"] && outputs.outcome == true)
  }

  @Test func `sections are steps, counted from 1`() throws {
    let found = try LayoutFiles.trajectories("deltabench-sections.jsonl", as: "deltabench")
    #expect(found.map(\.steps) == [["3 * 4 = 12.", "12 - 5 = 8.", "so 8."]])
    #expect(found.map(\.label) == [.firstError(1)])
    #expect(found.map(\.ratings) == [[.great, .bad, nil]])
    #expect(found.map(\.outcome) == [false])
    #expect(found.map(\.referenceAnswer) == ["7"])
  }

  @Test func `without numbers the ratings of sections say which is wrong`() throws {
    let record = { (ratings: [String]) in
      let infos = ratings.enumerated().map {
        #"{"section_number":\#($0 + 1),"reasoning_correctness":"\#($1)"}"#
      }
      return
        #"{"question":"Q","sections":[{"content":"a"},{"content":"b"}],"sections_labeled_info":[\#(infos.joined(separator: ","))]}"#
    }
    #expect(try readOne(record(["0", "1"])).label == .firstError(1))
    #expect(try readOne(record(["0", "0"])).label == .noError)
    #expect(try readOne(record(["0", ""])).label == nil)
    #expect(throws: RecordFault.self) { try read(record(["0", "0", "1"])) }
  }

  @Test func `turns of an agent are steps, and labels are places of messages`() throws {
    let found = try LayoutFiles.trajectories(
      "tool-calls-step-labels.jsonl", as: "agent-process-bench")
    let only = try #require(found.first)
    #expect(only.steps == [#"calc({"e":"3*4"})"# + "\n→ 12", "12 - 5 = 8. The answer is 8."])
    #expect(only.kinds == [.toolCall, .answer])
    #expect(only.label == .firstError(1) && only.ratings == [.great, .bad])
    #expect(only.outcome == false && only.referenceAnswer == "7" && only.id == "0-0")
    #expect(throws: RecordFault.self) {
      try read(
        #"{"question":"Q","messages":[{"role":"user","content":"Q"},{"role":"assistant","content":"a"}],"step_labels":{"0":1}}"#
      )
    }
  }

  @Test func `lists of lines are steps`() throws {
    let found = try LayoutFiles.trajectories("mr-math.jsonl", as: "mr-math")
    #expect(found.map(\.label) == [.firstError(1), .noError])
    #expect(found.map(\.outcome) == [false, true])
    #expect(found[0].steps == ["1. 3 * 4 = 12.", "2. 12 - 5 = 8."])
    let joined = try readOne(
      #"{"question":"Q","model_output_step_format":[["a","b"],["c"]],"model_output_solution_first_error_step":"N/A"}"#
    )
    #expect(joined.steps == ["a\nb", "c"] && joined.label == .noError)
  }

  @Test func `an object of lists is read whole, each entry with its own bytes`() throws {
    let found = try LayoutFiles.trajectories("mr-ben.json", as: "mr-ben")
    #expect(found.map(\.label) == [.firstError(1), .noError])
    #expect(found.map(\.generator) == ["m1", "m2"])
    #expect(Set(found.map(\.question)) == ["u-1"])
    #expect(found.map(\.problem) == [question + "\nA: 7\nB: 8", question + "\nA: 7\nB: 8"])
    #expect(found.map { $0.source.bytes.first } == [UInt8(ascii: "{"), UInt8(ascii: "{")])
    #expect(found[1].source.bytes.count < 400)
  }

  @Test func `rows of one trajectory are put together`() throws {
    let found = try LayoutFiles.trajectories("step-rows.jsonl", as: "r-prm-steps")
    #expect(found.map(\.steps) == [["Step 1: 3 * 4 = 12.", "Step 2: 12 - 5 = 8."]])
    #expect(found.map(\.label) == [.firstError(1)])
    #expect(found.map(\.id) == ["g-0"])
  }

  @Test func `lists of steps are candidates with an outcome each`() throws {
    let found = try LayoutFiles.trajectories("steps-of-samples.json", as: "r-prm-samples")
    #expect(found.map(\.outcome) == [true, false])
    #expect(
      found.map(\.steps) == [["3 * 4 = 12.", "12 - 5 = 7."], ["3 * 4 = 13.", "13 - 5 = 8."]])
    #expect(found.map(\.label) == [nil, nil])
  }

  @Test func `reasoning without an answer is the response`() throws {
    let found = try LayoutFiles.trajectories("question-reasoning.jsonl", as: "plain")
    #expect(found.map(\.steps) == [["Step 1: 3 * 4 = 12.\n", "Step 2: 12 - 5 = 7."]])
  }

  @Test func `a batch's output has a response, a failed request, and no problem`() throws {
    let result = try LayoutFiles.read("batch-output.jsonl")
    #expect(result.trajectories.map(\.id) == ["request-1"])
    #expect(result.trajectories.map(\.steps.count) == [3])
    #expect(result.trajectories.map(\.problem) == [""])
    #expect(result.issues.map(\.severity) == [.bad])
    #expect(result.issues.first?.reason.contains("late") == true)
    #expect(result.issues.first?.line == 2)
  }

  @Test func `instruction and input are one problem`() throws {
    let found = try LayoutFiles.trajectories("instruction-and-input.jsonl", as: "plain")
    #expect(
      found.map(\.problem) == [
        "Solve the problem step by step.\n\nWhat is 3 * 4 - 5?",
        "Solve the problem step by step.\n\nWhat is 2 + 2?",
      ])
    #expect(Set(found.map(\.question)).count == 2)
  }

  @Test func `chosen and rejected are candidates of all that was said before`() throws {
    let found = try LayoutFiles.trajectories(
      "conversation-chosen-rejected.jsonl", as: "preference")
    #expect(found.count == 4)
    #expect(found.map(\.steps.count) == [3, 3, 3, 3])
    #expect(found[0].problem == question && found[0].question == found[1].question)
    #expect(found[2].problem == "Hello\n\nAsk me.\n\n" + question)
    #expect(found[1].steps[0].contains("13"))
    let pairs = try read(
      #"{"prompt":"Q","chosen":[{"role":"user","content":"Q"},{"role":"assistant","content":"a"}],"rejected":[{"role":"user","content":"Q"},{"role":"assistant","content":"b"}]}"#
    ).trajectories
    #expect(pairs.map(\.steps) == [["a"], ["b"]] && pairs.map(\.problem) == ["Q", "Q"])
  }

  @Test func `is_correct beside steps is the outcome`() throws {
    let found = try LayoutFiles.trajectories("steps-and-is-correct.jsonl", as: "native")
    #expect(found.map(\.outcome) == [true])
    #expect(found.map(\.steps.count) == [2])
    #expect(found.map(\.referenceAnswer) == ["7"])
  }

  @Test func `the roles of a chat template are no part of the problem`() throws {
    let found = try LayoutFiles.trajectories("rollout-chat-template.jsonl", as: "verl")
    #expect(found.map(\.problem) == [question, question])
    #expect(found.map(\.outcome) == [true, false])
    let plain = "user\nis a word, and assistant\n too"
    #expect(ChatTemplate.question(in: plain) == plain)
    #expect(ChatTemplate.question(in: "user\nQ\nassistant\n<think>\n") == "Q")
    let tokens =
      "<|im_start|>system\nS<|im_end|>\n<|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\n"
    #expect(ChatTemplate.question(in: tokens) == "Q")
  }

  @Test func `a null score is an unknown outcome`() throws {
    let found = try LayoutFiles.trajectories("rollout-null-score.jsonl", as: "verl")
    #expect(found.map(\.outcome) == [true, nil])
  }

  @Test func `questions without a response are refused`() throws {
    let result = try LayoutFiles.read("answers-only.jsonl")
    #expect(result.trajectories == [])
    let error = try #require(result.fileErrors.first)
    #expect(error.description.contains("no response"))
    let forced = try LayoutFiles.read("answers-only.jsonl", format: "plain")
    #expect(forced.trajectories == [] && forced.issues.count == 2)
  }
}

/// The sample trajectories are told as what they are, each with its labels.
@Suite struct `Sample trajectories` {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "SampleTrajectories")

  private static let formats = [
    "native": "native.jsonl train.jsonl heldout.jsonl unlabelled.jsonl",
    "processbench": "processbench.json", "prm800k": "prm800k.jsonl",
    "math-shepherd": "math-shepherd.jsonl", "trl": "trl.jsonl", "prmbench": "prmbench.jsonl",
    "bigbench-mistake": "bigbench-mistake.jsonl", "mr-gsm8k": "mr-gsm8k.json",
    "openr": "openr.json", "math-aps": "math-aps.jsonl math-aps-tree.jsonl",
    "search-tree": "search-tree.jsonl",
    "rlhflow": "rlhflow.json", "openrlhf": "openrlhf.jsonl", "versaprm": "versaprm.json",
    "verl": "verl/1.jsonl verl/2.jsonl", "best-of-n": "best-of-n.json",
    "best-of-n-rlhflow": "best-of-n-rlhflow.jsonl", "search-and-learn": "search-and-learn.jsonl",
    "gsm8k-solutions": "gsm8k-solutions.jsonl",
    "lm-evaluation-harness": "lm-evaluation-harness.jsonl", "chat": "chat.jsonl",
    "plain": "plain.jsonl", "mr-math": "mr-math.jsonl", "mr-ben": "mr-ben.json",
    "deltabench": "deltabench.jsonl", "agent-process-bench": "agent-process-bench.jsonl",
    "r-prm-steps": "r-prm-steps.jsonl", "r-prm-samples": "r-prm-samples.json",
    "autorace": "autorace.jsonl", "math-evaluation": "math-evaluation.jsonl",
    "openr1": "openr1.jsonl", "mmlu-pro": "mmlu-pro.json", "preference": "preference.jsonl",
    "openai-batch": "openai-batch/output.jsonl",
  ]

  private func read(_ name: String) throws -> ReadingResult {
    let path = Self.folder.appending(path: name).path
    return try TrajectoryReader(options: ReadingOptions(cacheFolder: nil)).readAll(paths: [path])
  }

  @Test func `every format has one, which is told from all others`() throws {
    #expect(Set(Self.formats.keys) == Set(TrajectoryFormats.all.map(\.name)))
    for (format, names) in Self.formats {
      for name in names.split(separator: " ") {
        let result = try read(String(name))
        #expect(!result.trajectories.isEmpty && result.fileErrors == [], "\(name)")
        #expect(result.trajectories.allSatisfy { $0.source.format == format }, "\(name)")
      }
    }
  }

  @Test(arguments: [
    "mr-math.jsonl", "mr-ben.json", "deltabench.jsonl", "agent-process-bench.jsonl",
    "r-prm-steps.jsonl",
  ])
  func `graded layouts hold the labels of the trajectories they were made from`(name: String) throws
  {
    let known = Dictionary(
      try read("native.jsonl").trajectories.map { ($0.problem, Set([$0.label])) },
      uniquingKeysWith: { $0.union($1) })
    let found = try read(name).trajectories
    #expect(found.count == 8)
    #expect(found.contains { $0.label == .noError } && found.contains { $0.label != .noError })
    for trajectory in found {
      #expect(trajectory.label != nil)
      #expect(known[trajectory.problem.trimmed]?.contains(trajectory.label) == true)
    }
  }

  @Test func `a batch's problems come from its requests`() throws {
    let found = try read("openai-batch/output.jsonl")
    #expect(found.trajectories.count == 7 && found.issues.map(\.severity) == [.bad])
    #expect(found.trajectories.allSatisfy { $0.problem.count > 20 })
    #expect(found.trajectories.allSatisfy { $0.kinds.first == .thought })
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
