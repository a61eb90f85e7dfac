import JSON

/// R-PRM's samples: a question, the steps of several responses, and whether each response is right.
///
/// `steps[i]` is the list of steps of response i, `labels[i]` whether its answer is right; no step
/// is labelled.
struct StepListsFormat: TrajectoryFormat {
  let name = "r-prm-samples"
  let summary = "question with steps[][] of several responses and labels[] for each (R-PRM)"
  let container = "json, jsonl"
  let interpretedKeys: Set<String> = ["id", "question", "steps", "labels", "answer"]

  func recognizes(_ record: JSONElement) -> Bool {
    record["question"]?.text != nil && record["steps"]?.array?.first?.holdsStringsOnly == true
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    var candidates = CandidateReading(
      id: record.identifier(["id", "idx"]), problem: try fields.string("question"),
      referenceAnswer: fields.text("answer"))
    let responses = try fields.array("steps")
    let outcomes = fields["labels"]?.array
    if let outcomes, outcomes.count != responses.count {
      throw fields.fault(
        "labels", "\(outcomes.count) labels for \(responses.count) responses",
        remedy: "There must be one for each list of steps.")
    }
    var outcome = outcomes?.makeIterator()
    for (place, response) in responses.enumerated() {
      let isRight = outcome?.next()?.outcome
      guard let steps = response.strings else {
        candidates.skip(
          RecordFault(
            path: ["steps", String(place)], reason: "response \(place) is not a list of steps",
            remedy: "Every entry of `steps` must be a list of strings."))
        continue
      }
      candidates.add(CandidateReading.Candidate(steps: steps, outcome: isRight))
    }
    return candidates.reading(record, self)
  }
}
