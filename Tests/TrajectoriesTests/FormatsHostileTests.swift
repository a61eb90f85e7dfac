import TestSupport
import Testing
@testable import JSON
@testable import Trajectories

/// Records that almost are what they should be: no reader may trap, no writer may lie.
@Suite struct `Damaged records` {
  static let records = [
    #"{"id":"a","generator":"m","problem":"Q","steps":["a","b"],"final_answer_correct":false,"label":1,"ratings":[1,-1],"scores":{"hazards":[0.1,0.9]},"annotation":{"verdict":"unsure"},"verdict":null}"#,
    #"{"question":{"problem":"Q","pre_generated_steps":["a","b","c"],"pre_generated_answer":"5","ground_truth_answer":"4"},"label":{"steps":[{"completions":[{"text":"a","rating":1,"flagged":null}],"human_completion":null,"chosen_completion":0},{"completions":[{"text":"b","rating":-1}],"human_completion":{"text":"h"},"chosen_completion":null}],"total_time":1,"finish_reason":"found_error"}}"#,
    #"{"input":"Q? Step 1: a ки\nStep 2: b ки","label":"Q? Step 1: a +\nStep 2: b -","value":["+","-"]}"#,
    #"{"prompt":"Q","completions":["a","b"],"labels":[true,false],"answers":["a"],"step_scores":[[1]]}"#,
    #"{"conversations":[{"role":"user","content":"Q Step 1: a"},{"role":"assistant","content":"+"}]}"#,
    #"{"input":"Q","steps":["a","b"],"target":"t","answer":"u","mistake_index":1,"output":"a","score":1}"#,
    #"{"modified_question":"Q","modified_process":["a","b"],"error_steps":[7,2],"original_question":"O"}"#,
    #"{"question":"Q","model_output_steps":["a"],"model_output_solution_first_error_step":1,"process":"Step: 1: a ки","labels":[0]}"#,
    #"{"question":"Q","reasoning_steps":[{"solution_prefix":"Q","mc_value":1},{"solution_prefix":"Qa","mc_value":0}],"responses":[{"text":"a","step_reward":[1,0]}]}"#,
    #"{"question":"Q","reasoning_steps":{"text":"Q","mc_value":1,"children":[{"text":"a","mc_value":0,"children":[]}]},"chain_of_thoughts":[{"steps":["a"],"labels":[1]}]}"#,
    #"{"problem":"Q","completions":["a"],"scores":[[1]],"m":{"solution":"a","is_correct":true},"question":"Q"}"#,
    #"{"arguments":{"gen_args_0":{"arg_0":"Q"}},"resps":[["a"]],"acc":1,"messages":[{"from":"gpt","value":"x"}]}"#,
  ]

  static let oddities: [JSONValue] = [
    .null, true, -1, 0, 1, 2, .integer(.max), .integer(.min), .number(1e300), .number(0.5), "",
    "ки",
    "Step 1: ", "+", "N/A", "found_error", [], [.null], ["a"], [[]], .object(JSONObject()),
  ]

  /// The value with one random part replaced, taken out or doubled.
  static func damaged(_ value: JSONValue, _ random: inout SeededGenerator) -> JSONValue {
    let odd = oddities.randomElement(using: &random) ?? .null
    if Int.random(in: 0..<4, using: &random) == 0 { return odd }
    switch value {
    case .array(var elements):
      guard let place = elements.indices.randomElement(using: &random) else { return odd }
      switch Int.random(in: 0..<4, using: &random) {
      case 0: elements.remove(at: place)
      case 1: elements.append(elements[place])
      default: elements[place] = damaged(elements[place], &random)
      }
      return .array(elements)
    case .object(var object):
      guard let place = object.members.indices.randomElement(using: &random) else { return odd }
      if Int.random(in: 0..<5, using: &random) == 0 {
        object.members.remove(at: place)
      } else {
        object.members[place].value = damaged(object.members[place].value, &random)
      }
      return .object(object)
    default: return odd
    }
  }

  @Test(arguments: [UInt64](1...4))
  func `are read or refused, and what is read can be written`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let values = try Self.records.map { try JSONParser.value(of: Array($0.utf8)) }
    for turn in 0..<240 {
      var value = values[turn % values.count]
      for _ in 0...Int.random(in: 0...2, using: &random) { value = Self.damaged(value, &random) }
      let bytes = JSONWriter.bytes(of: value)
      _ = sniff(bytes)
      for format in TrajectoryFormats.all {
        let outcome = RecordReader(format: format).read(SourceRecord(bytes: bytes[...]))
        for trajectory in outcome.trajectories {
          check(trajectory, "seed \(seed), turn \(turn), \(format.name)")
        }
      }
    }
  }

  private func check(_ trajectory: Trajectory, _ place: String) {
    if case .known(.step(let step)) = trajectory.label {
      #expect(trajectory.steps.indices.contains(step), "\(place)")
    }
    #expect(
      trajectory.ratings.isEmpty || trajectory.ratings.count == trajectory.steps.count, "\(place)")
    if let scores = trajectory.recordedScores {
      #expect(scores.values.count == trajectory.steps.count, "\(place)")
    }
    for target in TrajectoryFormats.writable {
      guard let bytes = write(trajectory, to: target.name) else { continue }
      let copy = try? readOne(bytes, as: target.name)
      #expect(copy?.label == trajectory.label, "\(place) to \(target.name)")
      #expect(copy?.hasText(of: trajectory) == true, "\(place) to \(target.name)")
    }
  }
}
