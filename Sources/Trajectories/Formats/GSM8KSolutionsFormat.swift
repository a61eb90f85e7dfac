import JSON

/// GSM8K's example solutions: a question, and an object for each model that answered it.
///
/// The member's name is the model's, as in `6b_finetuning`. Four candidates a row; `is_correct` is
/// about the answer; no step is labelled.
struct GSM8KSolutionsFormat: TrajectoryFormat {
  let name = "gsm8k-solutions"
  let summary = "question, and per model solution and is_correct (GSM8K example solutions)"
  let container = "jsonl"
  let interpretedKeys: Set<String> = ["question", "ground_truth", "*.solution", "*.is_correct"]

  func recognizes(_ record: JSONElement) -> Bool {
    record["question"]?.string != nil && !Self.solutions(record).isEmpty
  }

  private static func solutions(_ record: JSONElement) -> [JSONElement.Member] {
    record.members?.filter { member in
      member.value["solution"]?.text != nil && member.value["is_correct"] != nil
    } ?? []
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    var candidates = CandidateReading(
      id: record.identifier(["id"]), problem: try fields.string("question"),
      referenceAnswer: fields.text("ground_truth"))
    let solutions = Self.solutions(record.value)
    guard !solutions.isEmpty else {
      throw RecordFault(
        reason: "no member of the record is a solution",
        remedy: "There must be an object with `solution` and `is_correct` for each model.")
    }
    for solution in solutions {
      candidates.add(
        CandidateReading.Candidate(
          steps: solution.value["solution"]?.text.map { splitting.split($0) } ?? [],
          outcome: solution.value["is_correct"]?.outcome, generator: solution.key))
    }
    return candidates.reading(record, self)
  }
}
