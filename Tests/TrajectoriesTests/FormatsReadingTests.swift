import Testing
@testable import JSON
@testable import Trajectories

@Suite struct `Minimal records of each format` {
  @Test func `processbench counts from 0 and keeps the outcome apart from the label`() throws {
    let trajectory = try readOne(
      #"{"id":"gsm8k-0","generator":"m","problem":"Q","steps":["a","b"],"final_answer_correct":true,"label":1}"#
    )
    #expect(trajectory.source.format == "processbench")
    #expect(trajectory.label == .firstError(1))
    #expect(trajectory.outcome == true)
    #expect(trajectory.generator == "m")
    #expect(trajectory.id == "gsm8k-0")
    #expect(try readOne(#"{"problem":"Q","steps":["a"],"label":-1}"#).label == .noError)
  }

  @Test(arguments: ["2", "-2", "9223372036854775807", "1.5", "\"1\"", "true"])
  func `a label that names no step makes a bad record`(label: String) throws {
    #expect(throws: RecordFault.self) {
      try read(#"{"problem":"Q","steps":["a","b"],"label":\#(label)}"#, as: "processbench")
    }
  }

  @Test func `native reads what a number cannot say`() throws {
    let unsure = #"{"problem":"Q","steps":["a"],"label":null,"annotation":{"verdict":"unsure"}}"#
    #expect(try readOne(unsure).label == .unsure)
    #expect(try readOne(unsure).source.format == "native")
    let bad = #"{"problem":"Q","steps":["a"],"verdict":"bad_problem"}"#
    #expect(try readOne(bad).label == .badProblem)
    #expect(try readOne(#"{"problem":"Q","steps":["a"],"label":null}"#).label == nil)
    #expect(try readOne(#"{"problem":"Q","steps":[]}"#).label == nil)
  }

  @Test func `native reads ratings and recorded scores`() throws {
    let trajectory = try readOne(
      #"{"problem":"Q","steps":["a","b"],"label":1,"ratings":[1,null],"scores":{"model":"m","logits":["-inf",2]}}"#
    )
    #expect(trajectory.ratings == [.great, nil])
    #expect(
      trajectory.recordedScores
        == RecordedScores(model: "m", meaning: .hazardLogits, values: [-.infinity, 2]))
    let odd = try read(#"{"problem":"Q","steps":["a"],"ratings":[1,1],"scores":{"hazards":[]}}"#)
    #expect(odd.faults.map(\.severity) == [.warning, .warning])
    #expect(odd.trajectories.first?.ratings == [])
  }

  @Test func `math-shepherd takes the first minus and the last mark`() throws {
    let trajectory = try readOne(
      #"{"input":"Q? Step 1: a \u043a\u0438\nStep 2: b ки","label":"Q? Step 1: a +\nStep 2: b -","task":"GSM8K"}"#
    )
    #expect(trajectory.source.format == "math-shepherd")
    #expect(trajectory.problem == "Q?")
    #expect(trajectory.steps == ["a", "b"])
    #expect(trajectory.label == .firstError(1))
    #expect(trajectory.outcome == false)
  }

  @Test func `math-shepherd refuses a row whose marks do not match`() throws {
    #expect(throws: RecordFault.self) {
      try read(
        #"{"input":"Q Step 1: a ки\nStep 2: b ки","label":"Q Step 1: a +\nStep 2: b"}"#,
        as: "math-shepherd")
    }
    #expect(throws: RecordFault.self) {
      try read(#"{"input":"Q Step 1: a ки","label":"Q Step 1: c +"}"#, as: "math-shepherd")
    }
  }

  @Test func `math-shepherd leaves a step without a mark unlabelled`() throws {
    let trajectory = try readOne(
      #"{"input":"Q Step 1: a\nStep 2: b ки\nStep 3: c","label":"Q Step 1: a\nStep 2: b +\nStep 3: c"}"#
    )
    #expect(trajectory.steps == ["a", "b", "c"])
    #expect(trajectory.label == nil)
  }

  @Test func `trl reads booleans and figures`() throws {
    let trajectory = try readOne(
      #"{"prompt":"Q","completions":["Step 1: a","Step 2: b"],"labels":[true,false]}"#)
    #expect(trajectory.source.format == "trl")
    #expect(trajectory.steps == ["Step 1: a", "Step 2: b"])
    #expect(trajectory.label == .firstError(1))
    let soft = try readOne(#"{"prompt":"Q","completions":["a","b"],"labels":[0.75,0.5]}"#)
    #expect(soft.label == .noError)
    #expect(soft.recordedScores?.values == [0.75, 0.5])
    #expect(throws: RecordFault.self) {
      try read(#"{"prompt":"Q","completions":["a","b"],"labels":[true]}"#)
    }
  }

  @Test func `rlhflow alternates steps and marks`() throws {
    let trajectory = try readOne(
      #"{"conversations":[{"role":"user","content":"Q Step 1: a"},{"role":"assistant","content":"+"},{"role":"user","content":"Step 2: b"},{"role":"assistant","content":"-"}]}"#
    )
    #expect(trajectory.source.format == "rlhflow")
    #expect(trajectory.problem == "Q")
    #expect(trajectory.steps == ["a", "b"])
    #expect(trajectory.label == .firstError(1))
  }

  @Test func `openrlhf reads value and label`() throws {
    for key in ["value", "label"] {
      let trajectory = try readOne(
        #"{"input":"Q Step 1: a ки\nStep 2: b ки","\#(key)":["+","-"]}"#)
      #expect(trajectory.source.format == "openrlhf")
      #expect(trajectory.steps == ["a", "b"])
      #expect(trajectory.label == .firstError(1))
    }
  }

  @Test func `bigbench-mistake means no mistake by null`() throws {
    let wrong = try readOne(
      #"{"input":"Q","steps":["a","b"],"target":"t","answer":"u","mistake_index":1}"#)
    #expect(wrong.source.format == "bigbench-mistake")
    #expect(wrong.label == .firstError(1))
    #expect(wrong.outcome == false)
    let right = try readOne(
      #"{"input":"Q","steps":["a"],"target":"t","answer":"t","mistake_index":null}"#)
    #expect(right.label == .noError)
    #expect(right.outcome == true)
  }

  @Test func `prmbench counts from 1, takes the smallest and warns of entries past the end`() throws
  {
    let reading = try read(
      #"{"original_question":"O","modified_question":"Q","modified_process":["a","b","c"],"error_steps":[7,3,2],"idx":"i"}"#
    )
    #expect(reading.trajectories.first?.label == .firstError(1))
    #expect(reading.trajectories.first?.question == "O")
    #expect(reading.faults.map(\.severity) == [.warning])
    let none = try read(#"{"modified_question":"Q","modified_process":["a"],"error_steps":[2]}"#)
    #expect(none.trajectories.first?.label == .some(nil))
    #expect(none.faults.map(\.severity) == [.warning, .bad])
    #expect(
      try readOne(#"{"modified_question":"Q","modified_process":["a"],"error_steps":[]}"#).label
        == .noError)
  }

  @Test func `mr-gsm8k counts from 1`() throws {
    let record = { (step: String) in
      #"{"uuid":"u","question":"Q","model_output_steps":["a","b"],"model_output_answer_correctness":"correct","model_output_solution_first_error_step":\#(step)}"#
    }
    #expect(try readOne(record("1")).label == .firstError(0))
    #expect(try readOne(record("1")).outcome == true)
    #expect(try readOne(record("\"N/A\"")).label == .noError)
    #expect(throws: RecordFault.self) { try read(record("0")) }
  }

  @Test func `openr reads marks that go back to right`() throws {
    let trajectory = try readOne(
      #"{"question":"Q","process":"Step: 1: a ки\nStep: 2: b ки\nStep: 3: c ки","labels":[1,0,1]}"#)
    #expect(trajectory.source.format == "openr")
    #expect(trajectory.steps == ["a", "b", "c"])
    #expect(trajectory.label == .firstError(1))
    let single = try readOne(#"{"question":"Q","process":"Step: 2: b ки","label":0}"#)
    #expect(single.steps == ["Step: 2: b"])
    #expect(single.label == .firstError(0))
  }

  @Test func `math-aps follows prefixes and trees to each leaf`() throws {
    let flat = try read(
      #"{"question":"Q","final_answer":"4","reasoning_steps":[{"solution_prefix":"Q","mc_value":0.5},{"solution_prefix":"Q\na\nc","mc_value":0.0},{"solution_prefix":"Q\na","mc_value":0.5},{"solution_prefix":"Q\nb","mc_value":1.0}]}"#
    ).trajectories
    #expect(flat.map(\.steps) == [["\na", "\nc"], ["\nb"]])
    #expect(flat.map(\.label) == [.firstError(1), .noError])
    #expect(flat.map(\.id) == ["file-0-0", "file-0-1"])
    #expect(flat.map(\.source.candidate) == [0, 1])
    let tree = try read(
      #"{"question":"Q","reasoning_steps":{"text":"Q","mc_value":0.5,"children":[{"text":"a","mc_value":0.5,"children":[{"text":"c","mc_value":0,"children":[]}]},{"text":"b","mc_value":1,"children":[]}]}}"#
    ).trajectories
    #expect(tree.map(\.steps) == [["a", "c"], ["b"]])
    #expect(tree.map(\.label) == [.firstError(1), .noError])
    #expect(tree.first?.recordedScores?.values == [0.5, 0])
  }

  @Test func `versaprm reads each chain and steps over a bad one`() throws {
    let reading = try read(
      #"{"question":"Q","chain_of_thoughts":[{"steps":["a","b"],"labels":[1,-1],"augs":[]},{"steps":["a"],"labels":[1,1]},{"steps":["c"],"labels":null},{"steps":["d"],"labels":[1]}]}"#
    )
    #expect(reading.trajectories.map(\.label) == [.firstError(1), nil, .noError])
    #expect(reading.trajectories.map(\.id) == ["file-0-0", "file-0-2", "file-0-3"])
    #expect(Set(reading.trajectories.map(\.question)) == ["Q"])
    #expect(reading.faults.map(\.severity) == [.bad])
  }

  @Test func `verl takes the score for the outcome`() throws {
    let trajectory = try readOne(
      #"{"input":"Q","output":"R\n\nS","gts":null,"score":1.0,"step":10}"#)
    #expect(trajectory.source.format == "verl")
    #expect(trajectory.outcome == true)
    #expect(trajectory.label == nil)
    #expect(trajectory.steps == ["R\n\n", "S"])
  }

  @Test func `best-of-n cuts the padding of its scores`() throws {
    let reading = try read(
      #"{"question":"Q","responses":[{"text":"a\n\nb","model_name":"m","step_reward":[0.1,-2,0,0]},{"text":"c","model_name":"n"}]}"#
    )
    #expect(reading.trajectories.map(\.source.format) == ["best-of-n", "best-of-n"])
    #expect(reading.trajectories.first?.recordedScores?.values == [0.1, -2])
    #expect(reading.trajectories.map(\.generator) == ["m", "n"])
  }

  @Test func `scored candidates are split as whoever scored them did`() throws {
    let rlhflow = try read(
      #"{"prompt":"Q","answers":["a\nb","c"],"label":[1,0],"step_scores":[[0.5,0.25],[1]]}"#)
    #expect(rlhflow.trajectories.first?.source.format == "best-of-n-rlhflow")
    #expect(rlhflow.trajectories.map(\.outcome) == [true, false])
    #expect(rlhflow.trajectories.first?.recordedScores?.values == [0.5, 0.25])
    let learn = try read(
      #"{"problem":"Q","completions":["Step 1: a\nStep 2: b\n\nc"],"scores":[[0.5,0.25]],"agg_scores":[0.25]}"#
    )
    #expect(learn.trajectories.first?.source.format == "search-and-learn")
    #expect(learn.trajectories.first?.recordedScores?.values == [0.5, 0.25])
  }

  @Test func `gsm8k solutions are candidates named by their model`() throws {
    let reading = try read(
      #"{"question":"Q","ground_truth":"A: 4","6b":{"is_correct":false,"solution":"a\nA: 3"},"175b":{"is_correct":true,"solution":"A: 4"}}"#
    )
    #expect(reading.trajectories.map(\.generator) == ["6b", "175b"])
    #expect(reading.trajectories.map(\.outcome) == [false, true])
    #expect(reading.trajectories.map(\.id) == ["file-0-0", "file-0-1"])
  }

  @Test func `harness samples, chats and plain responses are split`() throws {
    let sample = try readOne(
      #"{"doc_id":7,"arguments":{"gen_args_0":{"arg_0":"Q"}},"resps":[["a\nb"]],"exact_match":1.0,"target":"4"}"#
    )
    #expect(sample.id == "7")
    #expect(sample.outcome == true)
    #expect(sample.steps == ["a\n", "b"])
    let chat = try readOne(
      #"{"messages":[{"role":"system","content":"s"},{"role":"user","content":"Q"},{"role":"assistant","content":"a\n\nb"}]}"#
    )
    #expect(chat.problem == "Q")
    #expect(chat.steps == ["a\n\n", "b"])
    let turns = try readOne(
      #"{"conversations":[{"from":"human","value":"Q"},{"from":"gpt","value":"a\nb"},{"from":"human","value":"on"},{"from":"gpt","value":"c"}]}"#
    )
    #expect(turns.steps == ["a\nb", "c"])
    let plain = try readOne(
      #"{"unique_id":"u","problem":"Q","solution":"a\nb","answer":"4","score":0}"#)
    #expect(plain.source.format == "plain")
    #expect(plain.id == "u")
    #expect(plain.referenceAnswer == "4")
    #expect(plain.outcome == false)
  }

  @Test func `nothing is recognised in other records`() {
    for record in ["{}", "1", "[]", #"{"problem":1}"#] {
      #expect(sniff(Array(record.utf8)) == nil, "\(record)")
    }
  }
}

@Suite struct `PRM800K records` {
  func record(
    steps: String, reason: String, question: String = ""
  ) -> String {
    #"{"labeler":"u","question":{"problem":"2+2?","ground_truth_answer":"4"\#(question)},"label":{"steps":[\#(steps)],"total_time":1,"finish_reason":"\#(reason)"}}"#
  }

  func step(_ text: String, _ rating: String, chosen: String = "0", flagged: String = "null")
    -> String
  {
    #"{"completions":[{"text":"\#(text)","rating":\#(rating),"flagged":\#(flagged)}],"human_completion":null,"chosen_completion":\#(chosen)}"#
  }

  @Test func `found_error ends at the error and the rest comes from the generated steps`() throws {
    let trajectory = try readOne(
      record(
        steps: [step("a", "1"), step("b", "-1", chosen: "null")].joined(separator: ","),
        reason: "found_error",
        question: #","pre_generated_steps":["a","b","c"],"pre_generated_answer":"5""#))
    #expect(trajectory.source.format == "prm800k")
    #expect(trajectory.steps == ["a", "b", "c"])
    #expect(trajectory.label == .firstError(1))
    #expect(trajectory.ratings == [.great, .bad, nil])
    #expect(trajectory.outcome == false)
  }

  @Test(arguments: [
    ("solution", Label?.some(.noError)), ("give_up", nil), ("bad_problem", .badProblem),
  ])
  func `the finish reason decides`(reason: String, label: Label?) throws {
    let trajectory = try readOne(record(steps: step("a", "0"), reason: reason))
    #expect(trajectory.label == label)
  }

  @Test func `completions may be null, and a human's text or a flag counts`() throws {
    let human =
      #"{"completions":null,"human_completion":{"text":"h","rating":null},"chosen_completion":null}"#
    let trajectory = try readOne(record(steps: human, reason: "solution"))
    #expect(trajectory.steps == ["h"])
    #expect(trajectory.label == .noError)
    let flagged = try readOne(record(steps: step("a", "1", flagged: "true"), reason: "solution"))
    #expect(flagged.label == .unsure)
  }

  @Test func `a chosen completion that is not there makes a bad record`() {
    #expect(throws: RecordFault.self) {
      try read(record(steps: step("a", "1", chosen: "3"), reason: "solution"))
    }
  }
}
