import JSON

/// MR-GSM8K, a JSON array of graded solutions (arXiv:2312.17080).
///
/// Base 1: `model_output_solution_first_error_step`, or "N/A" if none is wrong. "N/A" beside a
/// solution graded wrong says nothing about the steps: such a row is not labelled.
struct MRGSM8KFormat: TrajectoryFormat {
  let name = "mr-gsm8k"
  let summary = "model_output_steps and the first wrong one from 1 (MR-GSM8K)"
  let container = "json"
  let traits: RecordTraits = .oneTrajectory
  let interpretedKeys: Set<String> = [
    "uuid", "question", "ground_truth_answer", "model_output_steps",
    "model_output_answer_correctness", "model_output_solution_correctness",
    "model_output_solution_first_error_step",
  ]

  static let stepKey = "model_output_solution_first_error_step"

  func recognizes(_ record: JSONElement) -> Bool {
    record["question"]?.string != nil && record["model_output_steps"]?.array != nil
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    let steps = try fields.strings("model_output_steps")
    let (label, faults) = try GradedSolution.label(
      fields, stepCount: steps.count, stepKey: Self.stepKey,
      correctnessKey: "model_output_solution_correctness")
    let trajectory = Trajectory(
      id: record.identifier(["uuid", "id"]), problem: try fields.string("question"), steps: steps,
      label: label, outcome: fields["model_output_answer_correctness"]?.outcome,
      referenceAnswer: fields.text("ground_truth_answer"), source: record.source(self))
    return RecordReading(trajectories: [trajectory], faults: faults)
  }
}

/// The grade in the MR benchmarks: the first wrong step from 1 or "N/A", and whether the solution
/// is right as a whole.
enum GradedSolution {
  static func label(
    _ fields: RecordFields, stepCount: Int, stepKey: String, correctnessKey: String
  ) throws(RecordFault) -> (label: Label?, faults: [RecordFault]) {
    guard let member = fields[stepKey], !member.isNull else { return (nil, []) }
    let remedy = "It must be the first wrong step from 1, or \"N/A\" for none."
    if member.string?.uppercased() == "N/A" {
      guard fields[correctnessKey]?.outcome == false else {
        return (.noError, [])
      }
      let fault = fields.fault(
        stepKey, "`\(stepKey)` is N/A, but the solution is graded wrong",
        remedy: "It loads as not labelled.", severity: .warning)
      return (nil, [fault])
    }
    guard let index = member.integer ?? member.string.flatMap({ Int($0) }) else {
      throw fields.fault(stepKey, "`\(stepKey)` is \(member.kind.words)", remedy: remedy)
    }
    let label = try LabelReading.firstError(
      index, base: 1, stepCount: stepCount, path: fields.path + [stepKey], none: "\"N/A\"")
    return (label, [])
  }
}
