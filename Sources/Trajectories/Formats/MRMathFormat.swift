import JSON

/// MR-MATH, graded solutions whose steps are lists of lines (arXiv:2312.17080).
///
/// Base 1: `model_output_solution_first_error_step`, or "N/A" when none is wrong, as in MR-GSM8K. The
/// lines of a step in `model_output_step_format` are joined.
struct MRMathFormat: TrajectoryFormat {
  let name = "mr-math"
  let summary = "model_output_step_format and the first wrong step from 1 (MR-MATH)"
  let container = "jsonl"
  let traits: RecordTraits = [.oneTrajectory, .joinedTexts]
  let interpretedKeys: Set<String> = [
    "id", "uuid", "question", "ground_truth_answer", "generator", "model_output_step_format",
    "model_output_answer_correctness", "model_output_solution_correctness",
    "model_output_solution_first_error_step",
  ]

  func recognizes(_ record: JSONElement) -> Bool {
    record["question"]?.string != nil && record["model_output_step_format"]?.array != nil
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    let steps = try Self.steps(fields)
    let (label, faults) = try GradedSolution.label(
      fields, stepCount: steps.count, stepKey: MRGSM8KFormat.stepKey,
      correctnessKey: "model_output_solution_correctness")
    let trajectory = Trajectory(
      id: record.identifier(["uuid", "id"]), problem: try fields.string("question"), steps: steps,
      label: label, outcome: fields["model_output_answer_correctness"]?.outcome,
      referenceAnswer: fields.text("ground_truth_answer"), generator: fields.text("generator"),
      source: record.source(self))
    return RecordReading(trajectories: [trajectory], faults: faults)
  }

  private static func steps(_ fields: RecordFields) throws(RecordFault) -> [String] {
    let key = "model_output_step_format"
    var steps: [String] = []
    for value in try fields.array(key) {
      guard let text = value.string ?? value.strings?.joined(separator: "\n") else {
        throw RecordFault(
          path: [key, String(steps.count)],
          reason: "step \(steps.count + 1) of `\(key)` is \(value.kind.words)",
          remedy: "Every step must be a list of lines.")
      }
      steps.append(text)
    }
    return steps
  }
}
