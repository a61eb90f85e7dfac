import JSON

/// PRM800K, OpenAI's ratings of single steps, phases 1 and 2 (arXiv:2305.20050).
///
/// Base 0: `chosen_completion` is an index from 0. A step's text is the chosen completion, else
/// `human_completion`, else the first completion of a last step at which an error was found; steps
/// that no rater saw come from `question.pre_generated_steps`, if these begin like the rated ones.
/// Traps:
/// - `finish_reason` `found_error`: the last rated step is the first error; `solution`: none is,
///   unless a chosen one is rated −1; `give_up`: not labelled; `bad_problem`: the problem is bad.
/// - `flagged` on a used completion means unsure. A rating of null is no rating.
/// - `completions` may be null. Phase 1 has no `pre_generated_*`. `total_time` is in milliseconds.
struct PRM800KFormat: TrajectoryFormat {
  let name = "prm800k"
  let summary = "question and label.steps with rated completions (PRM800K)"
  let container = "jsonl"
  let traits: RecordTraits = [.oneTrajectory, .madeGenerators]
  let interpretedKeys: Set<String> = [
    "id", "generation", "question", "question.problem", "question.ground_truth_answer",
    "question.pre_generated_steps", "question.pre_generated_answer", "label", "label.steps",
    "label.finish_reason", "label.steps.completions", "label.steps.chosen_completion",
    "label.steps.human_completion", "label.steps.completions.text",
    "label.steps.completions.rating", "label.steps.completions.flagged",
    "label.steps.human_completion.text", "label.steps.human_completion.rating",
    "label.steps.human_completion.flagged",
  ]

  func recognizes(_ record: JSONElement) -> Bool {
    record["question"]?["problem"]?.text != nil && record["label"]?["steps"]?.array != nil
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    let question = try fields.object("question")
    let verdict = try fields.object("label")
    let (rated, faults) = try Self.ratedSteps(verdict)
    let texts = rated.map(\.text)
    let unseen = Self.unseenSteps(after: texts, in: question["pre_generated_steps"]?.strings ?? [])
    var outcome: Bool?
    if let answer = question.text("pre_generated_answer"),
      let truth = question.text("ground_truth_answer")
    {
      outcome = answer.hasSameBytes(as: truth)
    }
    let problem = try question.string("problem")
    let trajectory = Trajectory(
      id: record.identifier(["id"]), problem: problem, steps: texts + unseen,
      label: Self.label(rated, reason: verdict["finish_reason"]?.string),
      ratings: rated.map(\.rating) + unseen.map { _ in nil }, outcome: outcome,
      referenceAnswer: question.text("ground_truth_answer"), generator: Self.generator(fields),
      source: record.source(self))
    return RecordReading(trajectories: [trajectory], faults: faults)
  }

  private static func generator(_ fields: RecordFields) -> String? {
    fields.text("generation").map { "generation \($0)" }
  }

  /// The completion of one step that is part of the solution.
  struct RatedStep {
    var text: String
    var rating: StepRating?
    var isFlagged: Bool
  }

  private static func ratedSteps(
    _ verdict: RecordFields
  ) throws(RecordFault) -> (steps: [RatedStep], faults: [RecordFault]) {
    let reason = verdict["finish_reason"]?.string
    let values = try verdict.array("steps")
    var steps: [RatedStep] = []
    for value in values {
      let fields = try RecordFields(value)
      let isLast = steps.count == values.count - 1
      let completion = try usedCompletion(fields, takesFirst: isLast && reason == "found_error")
      guard let completion else {
        // A rater who gives up leaves a last step in which nothing is chosen.
        return (steps, isLast ? [] : [unchosen(steps.count)])
      }
      steps.append(
        RatedStep(
          text: try completion.string("text"), rating: try rating(completion, step: steps.count),
          isFlagged: completion["flagged"]?.bool == true))
    }
    return (steps, [])
  }

  private static func rating(
    _ completion: RecordFields, step: Int
  ) throws(RecordFault) -> StepRating? {
    guard let value = completion["rating"], !value.isNoMark else { return nil }
    guard let rating = value.integer.flatMap(StepRating.init(rawValue:)) else {
      throw completion.fault(
        "rating", "the rating of step \(step + 1) is \(value.quotation)",
        remedy: "A rating is 1, 0, -1 or null.")
    }
    return rating
  }

  private static func unchosen(_ place: Int) -> RecordFault {
    RecordFault(
      severity: .warning, path: ["label", "steps", String(place)],
      reason: "step \(place + 1) has no chosen completion, but others follow",
      remedy: "The solution ends before it; set `chosen_completion` or `human_completion`.")
  }

  private static func usedCompletion(
    _ step: RecordFields, takesFirst: Bool
  ) throws(RecordFault) -> RecordFields? {
    let completions = step["completions"]?.array
    if let chosen = step["chosen_completion"], !chosen.isNull {
      guard let index = chosen.integer, let used = completions?.element(index) else {
        throw step.fault(
          "chosen_completion",
          "`chosen_completion` names none of the \(completions?.count ?? 0) completions",
          remedy: "It counts from 0; null means that none was chosen.")
      }
      return try RecordFields(used)
    }
    if let human = step["human_completion"], human.kind == .object {
      return try RecordFields(human)
    }
    guard takesFirst, let first = completions?.first else { return nil }
    return try RecordFields(first)
  }

  private static func unseenSteps(after rated: [String], in all: [String]) -> [String] {
    let begins = zip(rated, all).allSatisfy { $0.hasSameBytes(as: $1) }
    return begins && all.count > rated.count ? Array(all[rated.count...]) : []
  }

  private static func label(_ steps: [RatedStep], reason: String?) -> Label? {
    switch reason {
    case "bad_problem": return .badProblem
    case "give_up": return nil
    default: break
    }
    if steps.contains(where: \.isFlagged) { return .unsure }
    if let first = steps.firstIndex(where: { $0.rating == .bad }) { return .firstError(first) }
    switch reason {
    case "found_error": return steps.isEmpty ? nil : .firstError(steps.count - 1)
    case "solution": return .noError
    default: return nil
    }
  }
}
