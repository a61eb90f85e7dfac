import TestSupport
import Testing

@testable import JSON
@testable import Trajectories

/// Records with members that some readers of JSON refuse, or with figures that are none.
@Suite struct `Odd records` {
  func outcome(
    _ text: String, as name: String = "native", checks: RecordChecks = []
  ) throws -> RecordOutcome {
    let format = try #require(TrajectoryFormats.named(name))
    let bytes = Array(text.utf8)
    let source = SourceRecord(file: "odd.jsonl", line: 1, record: 4, bytes: bytes[...])
    return RecordReader(format: format, checks: checks).read(source)
  }

  /// The one trajectory of a record that has warnings at most.
  func only(_ text: String, as name: String = "native") throws -> (Trajectory, [String]) {
    let outcome = try outcome(text, as: name)
    #expect(!outcome.isBad, "\(outcome.issues)")
    let trajectory = try #require(outcome.trajectories.first)
    #expect(outcome.trajectories.count == 1)
    return (trajectory, outcome.issues.map(\.reason))
  }

  // MARK: Labels (trl2.jsonl)

  @Test func `what trainers pass over is no mark`() throws {
    let first = try only(
      #"{"prompt":"Q1","completions":["a","b","c"],"labels":[-100,-100,1]}"#, as: "trl")
    #expect(first.0.label == nil && first.1.isEmpty && first.0.recordedScores == nil)
    let second = try only(#"{"prompt":"Q2","completions":["a","b"],"labels":[1,-100]}"#, as: "trl")
    #expect(second.0.label == nil)
    let third = try only(
      #"{"prompt":"Q3","completions":["a","b","c"],"labels":[true,null,false]}"#, as: "trl")
    #expect(third.0.label == nil)
    let before = try only(#"{"prompt":"Q","completions":["a","b"],"labels":[0,-100]}"#, as: "trl")
    #expect(before.0.label == .firstError(0))
    let marked = try only(#"{"prompt":"Q","completions":["a","b"],"labels":[1,-100.0]}"#, as: "trl")
    #expect(marked.0.label == nil)
    let missing = try only(#"{"prompt":"Q","completions":["a","b"],"labels":[1,NaN]}"#, as: "trl")
    #expect(missing.0.label == nil)
    #expect(missing.1 == ["`labels.1` is NaN or infinite, which JSON does not have"])
  }

  /// One record of each format with figures per step; `@` is the figure of the second step.
  static let figures: [(String, String)] = [
    ("trl", #"{"prompt":"Q","completions":["a","b"],"labels":[1,@]}"#),
    ("openrlhf", #"{"input":"Q Step 1: a ки\nStep 2: b ки","value":[1,@]}"#),
    ("versaprm", #"{"question":"Q","chain_of_thoughts":[{"steps":["a","b"],"labels":[1,@]}]}"#),
    ("openr", #"{"question":"Q","process":"Step: 1: a ки\nStep: 2: b ки","labels":[1,@]}"#),
    (
      "math-aps",
      #"{"question":"Q","reasoning_steps":[{"solution_prefix":"Qa","mc_value":1},{"solution_prefix":"Qab","mc_value":@}]}"#
    ),
    (
      "math-aps",
      #"{"question":"Q","reasoning_steps":{"text":"Q","mc_value":1,"children":[{"text":"a","mc_value":1,"children":[{"text":"b","mc_value":@,"children":[]}]}]}}"#
    ),
    (
      "prm800k",
      #"{"question":{"problem":"Q"},"label":{"steps":[{"completions":[{"text":"a","rating":1}],"chosen_completion":0},{"completions":[{"text":"b","rating":@}],"chosen_completion":0}],"finish_reason":"solution"}}"#
    ),
    ("native", #"{"problem":"Q","steps":["a","b"],"ratings":[1,@]}"#),
    ("native", #"{"problem":"Q","steps":["a","b"],"scores":{"hazards":[1,@]}}"#),
    ("native", #"{"problem":"Q","steps":["a","b"],"scores":{"probabilities":[1,@]}}"#),
  ]

  @Test(arguments: figures, ["2", "5", "-0.5", "1.5", "1e400"])
  func `a figure that is none makes a bad record, which names it and its step`(
    record: (String, String), value: String
  ) throws {
    let text = record.1.split(separator: "@").joined(separator: value)
    let issues = try outcome(text, as: record.0).issues.filter { $0.severity == .bad }
    #expect(issues.count == 1, "\(text)")
    let reason = try #require(issues.first?.reason)
    #expect(reason.contains("step 2") && reason.hasSuffix("is \(value)"), "\(reason)")
    let byte = try #require(issues.first?.byte)
    #expect(text.utf8.dropFirst(byte).starts(with: value.utf8), "\(text) at \(byte)")
  }

  @Test(arguments: figures, ["null", "-100", "NaN"])
  func `no mark at a step is no fault in any format`(
    record: (String, String), value: String
  ) throws {
    let text = record.1.split(separator: "@").joined(separator: value)
    let outcome = try outcome(text, as: record.0)
    #expect(!outcome.isBad, "\(outcome.issues)")
    let trajectory = try #require(outcome.trajectories.first)
    #expect(trajectory.steps == ["a", "b"] && trajectory.recordedScores == nil)
    // PRM800K says by its finish_reason that no step is wrong.
    #expect(trajectory.label == (record.0 == "prm800k" ? .noError : nil))
    if !trajectory.ratings.isEmpty { #expect(trajectory.ratings == [.great, nil]) }
  }

  @Test func `minus one is a wrong step only where the format says so`() throws {
    let chain = try only(
      #"{"question":"Q","chain_of_thoughts":[{"steps":["a","b"],"labels":[1,-1]}]}"#, as: "versaprm"
    )
    #expect(chain.0.label == .firstError(1))
    let other = try outcome(#"{"prompt":"Q","completions":["a"],"labels":[-1]}"#, as: "trl")
    #expect(other.issues.map(\.reason) == ["the label of step 1 is -1"])
  }

  @Test func `a mistake that is NaN is not the null that means none`() throws {
    let record = #"{"input":"Q","steps":["a"],"target":"t","answer":"t","mistake_index":@}"#
    let label = { (value: String) in
      try only(record.split(separator: "@").joined(separator: value), as: "bigbench-mistake").0
        .label
    }
    #expect(try label("null") == .noError)
    #expect(try label("NaN") == nil)
  }

  // MARK: Members that nobody reads (bigint.jsonl, verl_nan.jsonl)

  @Test func `a reference answer beyond 64 bits is shown as it is written`() throws {
    let text =
      #"{"input":"What is 2^100?","output":"2^100 is big.\n\nSo 1267650600228229401496703205376.","gts":1267650600228229401496703205376,"score":1.0}"#
    let (trajectory, reasons) = try only(text, as: "verl")
    #expect(trajectory.referenceAnswer == "1267650600228229401496703205376")
    #expect(trajectory.steps.count == 2 && trajectory.outcome == true)
    #expect(reasons == ["`gts` is an integer of more than 64 bits"])
    let exported = try #require(write(trajectory, to: "native"))
    #expect(String(decoding: exported, as: UTF8.self).contains(text))
  }

  static let rollouts: [(members: String, outcome: Bool?, reasons: [String])] = [
    (
      #""gts": "4", "score": NaN, "step": 120"#, nil,
      ["`score` is NaN or infinite, which JSON does not have"]
    ),
    (
      #""gts": "4", "score": Infinity, "step": 120"#, nil,
      ["`score` is NaN or infinite, which JSON does not have"]
    ),
    (
      #""gts": "4", "score": 1.0, "step": 120, "reward": NaN"#, true,
      ["`reward` is NaN or infinite, which JSON does not have"]
    ),
    (#""gts": null, "score": 1.0, "step": 120"#, true, []),
    (#""gts": "4", "score": null, "step": 120"#, nil, []),
    (#""gts": "4", "score": -1.0, "step": 120, "acc": true"#, true, []),
    (#""gts": "4", "score": [1.0], "step": 120"#, nil, []),
  ]

  @Test(arguments: rollouts)
  func `a rollout loads whatever its score is, and a score that is none is missing`(
    rollout: (members: String, outcome: Bool?, reasons: [String])
  ) throws {
    let text =
      #"{"input": "Q: 2+2?", "output": "Step 1: 2+2=4.\nStep 2: so 4.", \#(rollout.members)}"#
    let (trajectory, reasons) = try only(text, as: "verl")
    #expect(trajectory.problem == "Q: 2+2?" && trajectory.steps.count == 2)
    #expect(trajectory.outcome == rollout.outcome && reasons == rollout.reasons)
    #expect(Array(trajectory.source.bytes) == Array(text.utf8))
  }

  @Test(arguments: ["null", #"[{"role": "assistant", "content": "hi"}]"#])
  func `an output that is no text is a bad record`(output: String) throws {
    let text = #"{"input": "Q", "output": \#(output), "gts": "4", "score": 1.0, "step": 120}"#
    #expect(try outcome(text, as: "verl").isBad)
  }

  // MARK: sur.jsonl

  @Test func `halves of surrogate pairs are shown as U+FFFD and exported as they stand`() throws {
    let text =
      #"{"id":"s1","problem":"cut \ud83d here","steps":["a \ud83d\ude00 ok","lone \udc00 low","end \ud83d"]}"#
    let (trajectory, reasons) = try only(text)
    #expect(trajectory.problem == "cut \u{FFFD} here")
    #expect(trajectory.steps == ["a \u{1F600} ok", "lone \u{FFFD} low", "end \u{FFFD}"])
    #expect(reasons == ["`problem` has half of a surrogate pair, and 2 more such"])
    #expect(write(trajectory, to: "native").map { String(decoding: $0, as: UTF8.self) } == text)
    var labelled = trajectory
    labelled.label = .firstError(1)
    let exported = write(labelled, to: "native").map { String(decoding: $0, as: UTF8.self) }
    #expect(exported == text.dropLast() + #","label":1}"#)
    #expect(
      try only(#"{"id":"s2\ud800","problem":"p","steps":["1 + 1 = 3"]}"#).0.id == "s2\u{FFFD}")
  }

  @Test func `numbers of any size are shown and exported as they are written`() throws {
    let text =
      #"{"id":12345678901234567890123,"problem":"big id","steps":["x"],"big":123456789012345678901234567890,"f":1.0e400,"prec":0.1000000000000000055511151231257827}"#
    let (trajectory, reasons) = try only(text)
    #expect(trajectory.id == "12345678901234567890123")
    #expect(
      reasons == [
        "`id` is an integer of more than 64 bits, and 1 more such",
        "`f` is a number beyond 1.8e308",
      ])
    #expect(write(trajectory, to: "native").map { String(decoding: $0, as: UTF8.self) } == text)
    #expect(
      try only(#"{"id":18446744073709551615,"problem":"p","steps":["x"]}"#).0.id
        == "18446744073709551615")
  }

  @Test func `other notations of identifiers and labels are what they were`() throws {
    #expect(try only(#"{"id":1.0,"problem":"float id","steps":["x"]}"#).0.id == "1")
    #expect(try only(#"{"id":null,"problem":"null id","steps":["x"]}"#).0.id == "odd-4")
    let nul = try only(
      #"{"id":"nul","problem":"nul \u0000 in","steps":["a\u0000b","\u001b[2J\u001b]0;t\u0007x","tab\there\rcr"]}"#
    )
    #expect(nul.0.problem == "nul \0 in" && nul.1.isEmpty)
    #expect(
      try only(#"{"id":"lab","problem":"a","steps":["x","y"],"label":1.0}"#).0.label
        == .firstError(1))
    for label in ["\"1\"", "true", "18446744073709551616"] {
      #expect(
        try outcome(#"{"id":"lab2","problem":"a","steps":["x","y"],"label":\#(label)}"#).isBad)
    }
    let doubled = try outcome(#"{"id":"dup","problem":"a","problem":"b","steps":["x"],"n":NaN}"#)
    #expect(doubled.trajectories.isEmpty && doubled.isBad)
    #expect(doubled.issues.first?.reason == "the key `problem` occurs twice")
  }

  @Test func `separators of lines and invisible scalars inside texts stay what they are`() throws {
    let text =
      "{\"id\":\"u2028\",\"problem\":\"line\u{2028}sep\u{2029}para\u{85}nel\",\"steps\":[\"one\u{2028}two\",\"x\u{7f}\u{200b}\u{202e}abc\"]}"
    let (trajectory, reasons) = try only(text)
    #expect(trajectory.id == "u2028" && reasons.isEmpty)
    #expect(trajectory.problem == "line\u{2028}sep\u{2029}para\u{85}nel")
    // A separator is part of a step's text, and begins neither a record nor a step.
    #expect(trajectory.steps == ["one\u{2028}two", "x\u{7f}\u{200b}\u{202e}abc"])
    #expect(write(trajectory, to: "native").map { String(decoding: $0, as: UTF8.self) } == text)
  }

  @Test func `bytes that are no UTF-8 are shown as U+FFFD and exported as they are`() throws {
    let bytes =
      Array(#"{"id":"bad"#.utf8) + [0xFF] + Array(#"","problem":"a"#.utf8) + [0xC3]
      + Array(#"","steps":["x"#.utf8) + [0xFF] + Array(#""]}"#.utf8)
    let source = SourceRecord(file: "odd.jsonl", line: 12, record: 11, bytes: bytes[...])
    let outcome = RecordReader(format: TrajectoryFormats.native).read(source)
    let trajectory = try #require(outcome.trajectories.first)
    #expect(!outcome.isBad)
    #expect(trajectory.id == "bad\u{FFFD}" && trajectory.problem == "a\u{FFFD}")
    #expect(trajectory.steps == ["x\u{FFFD}"])
    #expect(outcome.issues.map(\.reason) == ["3 sequences of bytes are not UTF-8"])
    #expect(outcome.issues.map(\.severity) == [.warning])
    #expect(outcome.issues.map(\.line) == [12] && outcome.issues.map(\.byte) == [10])
    #expect(write(trajectory, to: "native") == bytes)
  }

  @Test func `a fault for each of many candidates takes one pass`() throws {
    let answers = [String](repeating: #""a\n\n \n\nb""#, count: 60_000).joined(separator: ",\n")
    let text = #"{"prompt":"Q","answers":[\#(answers)]}"#
    let clock = ContinuousClock()
    let paths = (0..<60_000).map {
      RecordFault(path: ["answers", "\($0)"], reason: "r", remedy: "m")
    }
    let bytes = Array(text.utf8)
    var issues: [RecordIssue] = []
    let duration = clock.measure {
      issues = bytes.withUnsafeBufferPointer {
        RecordPlace(bytes: $0, source: SourceRecord(file: "f", line: 1, record: 0)).issues(paths)
      }
    }
    #expect(issues.map(\.line) == Array(1...60_000))
    #expect(issues[0].byte == 25 && issues[59_999].byte == 25 + 59_999 * 15)
    // One pass for each would be 60 GB to look at: minutes.
    #expect(duration < .seconds(20))
  }

  @Test func `strict JSON refuses what is a warning otherwise`() throws {
    for member in [#""n":NaN"#, #""n":1e400"#, #""n":18446744073709551616"#, #""n":"\ud800""#] {
      let text = #"{"problem":"Q","steps":["x"],\#(member)}"#
      #expect(try outcome(text).issues.map(\.severity) == [.warning])
      let strict = try outcome(text, checks: .strictJSON)
      #expect(strict.isBad && strict.trajectories.isEmpty && strict.issues.count == 1)
    }
    #expect(try outcome(#"{"problem":"Q","steps":["x"]}"#, checks: .strictJSON).issues.isEmpty)
  }

  // MARK: Back to the formats they came from

  @Test func `a changed label leaves odd members beside it as they are`() throws {
    let text =
      #"{"conversations":[{"role":"user","content":"Q Step 1: a","loss":NaN},{"role":"assistant","content":"+","n":18446744073709551616}],"id":1e400}"#
    var (trajectory, _) = try only(text, as: "rlhflow")
    trajectory.label = .firstError(0)
    let exported = write(trajectory, to: "rlhflow").map { String(decoding: $0, as: UTF8.self) }
    #expect(exported == text.replacing("\"+\"", with: "\"-\""))
  }

  // MARK: Steps and texts that nobody sees

  @Test func `a step without text is a warning that names it`() throws {
    let outcome = try outcome(
      #"{"prompt":"Q","completions":["a",""," \n"],"labels":[true,true,true]}"#, as: "trl")
    #expect(outcome.trajectories.first?.steps.count == 3)
    #expect(outcome.issues.map(\.reason) == ["steps 2, 3 have no text"])
    #expect(outcome.issues.map(\.severity) == [.warning])
  }

  @Test(arguments: [
    (
      "plain",
      #"{"problem":"Q","response":"First we add.\nThen 7.","reasoning_content":"Let me think about it first."}"#,
      nil
    ),
    (
      "plain", #"{"problem":"Q","response":"We add 3 and 4.","output":"We take 4 from 3 apples."}"#,
      "output"
    ),
    (
      "native",
      #"{"problem":"Q","steps":["We add 3 and 4."],"extra_fields":{"modelReasoning":"思考过程是这样的，先加后减。"}}"#,
      nil
    ),
    (
      "native",
      #"{"problem":"Q","steps":["We add 3 and 4."],"more":[{"modelReasoning":"先想一想，再加后减。"}]}"#,
      "more.modelReasoning"
    ),
    (
      "verl",
      #"{"input":"Q","output":"We add 3 and 4.","gts":"7","score":1,"rejected":"We take 3 from 4 now."}"#,
      "rejected"
    ),
  ])
  func `text of a response that is not shown is a warning when it is asked for`(
    format: String, text: String, member: String?
  ) throws {
    let outcome = try outcome(text, as: format, checks: .unshownTexts)
    let expected = member.map { ["`\($0)` holds text that is not shown"] } ?? []
    #expect(outcome.issues.map(\.reason) == expected && !outcome.isBad)
    #expect(try self.outcome(text, as: format).issues.isEmpty)
  }

  @Test(arguments: [
    (
      "plain",
      #"{"problem":"Q","response":"We add 3 and 4.","solution":"Add three and four to get seven.","ground_truth_response":"Three and four give seven."}"#
    ),
    (
      "plain",
      #"{"problem":"Q","response":"We add 3 and 4.\n\nThen 7.","output":"We add 3 and 4.\n\nThen 7."}"#
    ),
    (
      "mr-gsm8k",
      #"{"question":"Q","model_output_steps":["We add 3 and 4.","We have 7 then."],"model_output_solution_first_error_step":"N/A","model_output_solution_first_error_reason":"There is none in here."}"#
    ),
    (
      "mr-math",
      #"{"question":"Q","model_output":"1. 3 * 4 = 12.\n2. 12 - 5 = 8.","model_output_step_format":[["1. 3 * 4 = 12."],["2. 12 - 5 = 8."]],"model_output_solution_first_error_step":2}"#
    ),
    (
      "deltabench",
      #"{"question":"Q","long_cot":"3 * 4 = 12.\n\n12 - 5 = 8.\n\nso 8.","sections":[{"content":"3 * 4 = 12."},{"content":"12 - 5 = 8."},{"content":"so 8."}],"sections_labeled_info":[{"section_number":1,"reasoning_correctness":"0"}]}"#
    ),
  ])
  func `references, remarks and what is shown elsewhere are no warning`(
    format: String, text: String
  ) throws {
    #expect(try outcome(text, as: format, checks: .unshownTexts).issues.isEmpty)
  }

  @Test func `a text of which the shown steps are a small part is a warning`() throws {
    let text =
      #"{"problem":"Q","steps":["We have 7."],"reasoning":"We add 3 and 4 apples of two baskets. We have 7."}"#
    #expect(
      try outcome(text, as: "native", checks: .unshownTexts).issues.map(\.reason)
        == ["`reasoning` holds text that is not shown"])
  }

  @Test func `a later turn of the user is a warning, results of tools are none`() throws {
    let reason = "`messages` holds a later turn of the user, which is not shown"
    let asked =
      #"{"messages":[{"role":"user","content":"Q1"},{"role":"assistant","content":"A1"},{"role":"user","content":"Q2"},{"role":"assistant","content":"A2"}]}"#
    let outcome = try outcome(asked, as: "chat")
    #expect(outcome.issues.map(\.reason) == [reason] && !outcome.isBad)
    #expect(outcome.trajectories.map(\.steps) == [["A1", "A2"]])
    let result =
      #"{"messages":[{"role":"user","content":"Q1"},{"role":"assistant","content":"A1"},{"role":"user","content":[{"type":"tool_result","content":"4"}]},{"role":"assistant","content":"A2"}]}"#
    #expect(try self.outcome(result, as: "chat").issues.isEmpty)
  }

  @Test func `records with members without end are looked through in bounded memory`() throws {
    let names = (0..<20_000).map { #""output\#($0)":{"a":"some text of a response"}"# }
    let text = #"{"problem":"Q","steps":["x"],\#(names.joined(separator: ","))}"#
    #expect(try outcome(text, checks: .unshownTexts).trajectories.count == 1)
  }
}
