import JSON

/// PQM's best-of-N files, a JSON array of questions with `responses`; never labelled.
///
/// A scored save has `step_reward`, in each response or once for all, padded beyond the number of
/// steps; the padding is cut.
struct BestOfNFormat: TrajectoryFormat {
  let name = "best-of-n"
  let summary = "question and responses with text and model_name (PQM)"
  let container = "json"
  let interpretedKeys: Set<String> = [
    "question", "responses", "answer", "step_reward",
    "responses.text", "responses.model_name", "responses.step_reward", "responses.correct",
  ]

  func recognizes(_ record: JSONElement) -> Bool {
    guard record["question"]?.string != nil, let responses = record["responses"]?.array else {
      return false
    }
    return responses.contains { $0["text"]?.string != nil }
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    var candidates = CandidateReading(
      id: record.identifier(["id", "question_id", "idx"]), problem: try fields.string("question"),
      referenceAnswer: fields.text("answer") ?? fields.text("ground_truth"))
    var rewards = fields["step_reward"]?.array?.makeIterator()
    for (place, response) in try fields.array("responses").enumerated() {
      let common = rewards?.next()
      do throws(RecordFault) {
        let member = try RecordFields(response, namesPlace: candidates.describesFaults)
        let split = ScoredSplitting.split(
          try member.bytes("text"), splitting,
          scores: member["step_reward"] ?? common, isPadded: true)
        if !split.fits {
          candidates.warn(ScoredSplitting.misfit(["responses", String(place), "step_reward"]))
        }
        var steps = ResponseSteps()
        // Scores for the steps of a response do not cover its thoughts.
        if split.scores == nil {
          steps = ResponseSteps(Reasoning.parts(of: response), splitting: splitting)
        }
        steps.add(split.steps, .answer)
        candidates.add(
          CandidateReading.Candidate(
            steps: steps.steps, kinds: steps.kinds, outcome: member["correct"]?.outcome,
            generator: member.text("model_name"), scores: split.scores))
      } catch {
        candidates.skip(error)
      }
    }
    return candidates.reading(record, self)
  }
}
