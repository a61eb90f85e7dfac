import Testing
@testable import Trajectories
@testable import TrajectoryFiles

/// What was thought comes first and is marked; what tools did is a step that says so.
@Suite struct `Reasoning beside a response` {
  @Test(arguments: ["reasoning-content.jsonl", "thinking-blocks.jsonl"])
  func `thoughts are the first steps, then the answer`(name: String) throws {
    let only = try #require(LayoutFiles.trajectories(name, as: "chat").first)
    #expect(only.steps.count == 4)
    #expect(only.kinds == [.thought, .thought, .thought, .answer])
    #expect(only.steps.last == "The answer is 8.")
  }

  @Test func `blocks may hold their text as value`() throws {
    let only = try #require(
      LayoutFiles.trajectories("content-value-blocks.jsonl", as: "chat").first)
    #expect(only.problem.hasPrefix("Adam"))
    #expect(only.steps == ["3 * 4 = 12.", "12 - 5 = 7."])
    #expect(only.kinds == [.thought, .answer])
  }

  @Test func `every spelling of a conversation`() throws {
    let result = try LayoutFiles.read("chat-turns.jsonl")
    // The fifth has a second question, which is not shown.
    #expect(result.issues.map(\.record) == [4] && result.badRecords.isEmpty)
    let found = result.trajectories
    #expect(found.count == 7 && found.allSatisfy { $0.source.format == "chat" })
    let thought: [StepKind] = [.thought, .thought, .answer]
    #expect(found[0].steps == ["First, 2+2.\n\n", "That is 4.", "The answer is 4."])
    #expect(found[0].kinds == thought && found[5].kinds == thought)
    #expect(found[1].steps == ["It is 4.\n\n", "Done."] && found[1].kinds == [])
    #expect(found[2].steps == [#"calc({"e":"2+2"})"#, "4", "It is 4."])
    #expect(found[2].kinds == [.toolCall, .toolResult, .answer])
    #expect(found[3].steps.first == "<think>\nHmm 2+2.\n\n" && found[3].kinds == [])
    #expect(found[4].steps == ["A1", "A2 a\n\nA2 b"])
    #expect(found[6].steps == ["hmm\n\n", "so 4", "It is 4."] && found[6].kinds == thought)
  }

  @Test func `a plain response has its reasoning before it`() throws {
    let found = try LayoutFiles.trajectories("reasoning-beside-response.jsonl", as: "plain")
    #expect(found[0].steps == ["First, 2+2 = 5.\n\n", "So 5.", "The answer is 4."])
    #expect(found[0].kinds == [.thought, .thought, .answer])
    #expect(found[1].steps == ["First 2+2 = 5.", "The answer is 4."])
  }

  @Test func `rollouts, candidates and batches keep it too`() throws {
    let rollout = try readOne(
      #"{"input":"Q","output":"b","reasoning_content":"a","score":1,"step":2}"#)
    #expect(rollout.steps == ["a", "b"] && rollout.kinds == [.thought, .answer])
    let candidate = try readOne(
      #"{"question":"Q","responses":[{"text":"b","reasoning":"a"}]}"#)
    #expect(candidate.steps == ["a", "b"] && candidate.kinds == [.thought, .answer])
    let batch = try readOne(
      #"{"custom_id":"r","response":{"status_code":200,"body":{"choices":[{"message":{"role":"assistant","content":"b","reasoning_content":"a"}}]}}}"#
    )
    #expect(batch.steps == ["a", "b"] && batch.kinds == [.thought, .answer])
    let items = try readOne(
      #"{"custom_id":"r","response":{"status_code":200,"body":{"output":[{"type":"reasoning","summary":[{"type":"summary_text","text":"a"}]},{"type":"function_call","name":"f","arguments":"1"},{"type":"message","content":[{"type":"output_text","text":"b"}]}]}}}"#
    )
    #expect(items.steps == ["a", "f(1)", "b"])
    #expect(items.kinds == [.thought, .toolCall, .answer])
  }

  @Test func `the same reasoning under two names counts once`() throws {
    let only = try readOne(
      #"{"messages":[{"role":"user","content":"Q"},{"role":"assistant","content":"b","reasoning":"a","reasoning_content":"a","reasoning_details":[{"type":"reasoning.text","text":"a"}]}]}"#
    )
    #expect(only.steps == ["a", "b"])
  }

  @Test func `tools of every vendor are read`() throws {
    let only = try readOne(
      #"{"messages":[{"role":"user","content":"Q"},{"role":"assistant","content":[{"type":"text","text":"a"},{"type":"tool_use","name":"f","input":{"x":1}}]},{"role":"user","content":[{"type":"tool_result","content":[{"type":"text","text":"2"}]}]},{"role":"assistant","content":"b"}]}"#
    )
    #expect(only.steps == ["a", #"f({"x":1})"#, "2", "b"])
    #expect(only.kinds == [.answer, .toolCall, .toolResult, .answer])
    let shared = try readOne(
      #"{"conversations":[{"from":"human","value":"Q"},{"from":"function_call","value":"f(1)"},{"from":"observation","value":"2"},{"from":"gpt","value":"b"}]}"#
    )
    #expect(shared.steps == ["f(1)", "2", "b"])
  }

  @Test func `a prompt and a completion may be messages`() throws {
    let only = try readOne(
      #"{"prompt":[{"role":"user","content":"Q"}],"completion":[{"role":"assistant","content":"b","reasoning_content":"a"}]}"#
    )
    #expect(only.source.format == "chat" && only.problem == "Q")
    #expect(only.steps == ["a", "b"] && only.kinds == [.thought, .answer])
  }

  @Test func `nothing is passed over in silence`() throws {
    let reading = try read(
      #"{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{}},{"type":"text","text":"Q"}]},{"role":"assistant","content":""},{"role":"assistant","content":"a"}]}"#
    )
    #expect(reading.trajectories.map(\.steps) == [["a"]])
    #expect(reading.faults.map(\.severity) == [.warning, .warning])
    let outcome = RecordReader(format: NativeFormat()).read(
      SourceRecord(bytes: Array(#"{"problem":"Q","steps":["a"," \n"]}"#.utf8)[...]))
    #expect(outcome.trajectories.map(\.steps.count) == [2])
    #expect(outcome.issues.map(\.reason) == ["step 2 has no text"])
  }

  @Test func `the identity is that of the texts, and an export keeps the kinds`() throws {
    let only = try #require(
      LayoutFiles.trajectories("reasoning-content.jsonl", as: "chat").first)
    var bare = only
    bare.kinds = []
    #expect(bare.digest == only.digest)
    for name in [
      "reasoning-content.jsonl", "chat-turns.jsonl", "tool-calls-step-labels.jsonl",
      "deltabench-sections.jsonl", "mr-ben.json", "step-rows.jsonl",
    ] {
      for trajectory in try LayoutFiles.read(name).trajectories {
        let bytes = try #require(write(trajectory, to: "native"))
        let copy = try readOne(bytes, as: "native")
        #expect(copy.hasText(of: trajectory) && copy.kinds == trajectory.kinds)
        #expect(copy.label == trajectory.label && copy.ratings == trajectory.ratings)
        #expect(copy.outcome == trajectory.outcome)
        #expect(copy.referenceAnswer == trajectory.referenceAnswer)
        #expect(write(copy, to: "native") == bytes)
      }
    }
  }

  @Test func `kinds that do not fit the steps are a warning`() throws {
    let odd = try read(#"{"problem":"Q","steps":["a","b"],"step_kinds":["thought"]}"#)
    #expect(odd.faults.map(\.severity) == [.warning] && odd.trajectories.first?.kinds == [])
    let even = try readOne(#"{"problem":"Q","steps":["a","b"],"step_kinds":["thought","answer"]}"#)
    #expect(even.kinds == [.thought, .answer])
  }
}

/// A file's rule for what its response is holds for all of its records.
@Suite struct `References and responses` {
  private func read(_ lines: [String]) throws -> ReadingResult {
    var result = ReadingResult()
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    let source = FileSource(path: "a.jsonl", bytes: bytes)
    try TrajectoryReader(options: ReadingOptions(cacheFolder: nil)).read(source) { batch in
      result.trajectories += batch.trajectories
      result.issues += batch.issues
    }
    return result
  }

  @Test(arguments: [
    #""response":"a b c""#, #""output":"a b c""#, #""generated_text":"a b c""#, #""cot":"a b c""#,
    #""long_cot":"a b c""#, #""reasoning":"a b c""#, #""reasoning_content":"a b c""#,
    #""completion":"a b c""#,
  ])
  func `a solution beside another response is the reference`(member: String) throws {
    let only = try readOne(
      #"{"problem":"Q","solution":"gold","answer":"4",\#(member)}"#, as: "plain")
    #expect(only.steps == ["a b c"])
    #expect(only.referenceAnswer == "4")
  }

  @Test(arguments: [
    #""gt":"4""#, #""gt_cot":"gold""#, #""pred":["4"]"#, #""ref_answer":"4""#, #""options":["a"]"#,
    #""generations":[]"#, #""code":["x"]"#, #""response":["x"]"#,
  ])
  func `beside these members a solution is never a response`(member: String) {
    let record = #"{"question":"Q","solution":"gold","answer":"4",\#(member)}"#
    #expect(throws: RecordFault.self) {
      try readPlain(record)
    }
  }

  private func readPlain(_ record: String) throws -> RecordReading {
    try TrajectoriesTests.read(record, as: "plain")
  }

  @Test func `one file has one rule`() throws {
    let references = try read([
      #"{"question":"Q1","response":"long enough to be a response","solution":"gold"}"#,
      #"{"question":"Q2","solution":"gold"}"#,
    ])
    #expect(references.trajectories.map(\.problem) == ["Q1"])
    #expect(references.issues.map(\.severity) == [.bad] && references.issues[0].line == 2)
    let first = (0..<20).map { #"{"question":"Q\#($0)","solution":"a response of some length"}"# }
    let solutions = try read(
      first + [#"{"question":"Q","solution":"gold","response":"what the model said here"}"#])
    #expect(solutions.trajectories.count == 20)
    #expect(solutions.issues.map(\.line) == [21])
  }

  @Test func `a set of short lines is warned about once`() throws {
    let short = try read((0..<40).map { #"{"question":"Q\#($0)","answer":"\#($0)"}"# })
    #expect(short.trajectories.count == 40)
    #expect(short.issues.map(\.severity) == [.warning])
    #expect(short.issues.first?.reason.contains("one short line") == true)
    let long = try read((0..<40).map { #"{"question":"Q\#($0)","answer":"a line\nand \#($0)"}"# })
    #expect(long.issues == [])
  }

  @Test func `what was settled outlives the program`() throws {
    #expect(PlainFormat().settled(by: MemberTally()).keptName == "plain/answer")
    let record = #"{"instruction":"I","input":"Q","response":"r"}"#
    var sniffer = FormatSniffer()
    Array(record.utf8).withUnsafeBufferPointer { _ = sniffer.add($0) }
    let format = try #require(sniffer.format)
    #expect(format.keptName == "plain/references+input")
    #expect(TrajectoryFormats.kept(format.keptName)?.keptName == format.keptName)
    #expect(TrajectoryFormats.kept("native")?.name == "native")
  }
}
