import JSON

/// A prompt with a list of plain responses, and scores in lists of the same shape.
///
/// Two data sets differ in their members' names only: RLHFlow's best-of-N (`prompt`, `answers`,
/// `step_scores`, and `label` or `labels` for right answers) and search-and-learn (`problem`,
/// `completions`, `scores`; `agg_scores`, always the last step's, and `pred*` stay in the record).
/// Scores have the shape (N, T). Neither is labelled by step.
struct ScoredCandidatesFormat: TrajectoryFormat {
  let name: String
  let summary: String
  let container: String
  let problemKey: String
  let responsesKey: String
  let scoresKey: String
  /// Members that say for each response whether its answer is right.
  let outcomeKeys: [String]

  var interpretedKeys: Set<String> {
    Set([problemKey, responsesKey, scoresKey, "answer"] + outcomeKeys)
  }

  static let rlhflow = ScoredCandidatesFormat(
    name: "best-of-n-rlhflow", summary: "prompt and answers, with label and step_scores (RLHFlow)",
    container: "json, jsonl", problemKey: "prompt", responsesKey: "answers",
    scoresKey: "step_scores", outcomeKeys: ["label", "labels"])

  static let searchAndLearn = ScoredCandidatesFormat(
    name: "search-and-learn", summary: "problem and completions, with scores (search-and-learn)",
    container: "jsonl", problemKey: "problem", responsesKey: "completions", scoresKey: "scores",
    outcomeKeys: [])

  func recognizes(_ record: JSONElement) -> Bool {
    record[problemKey]?.text != nil && record[responsesKey]?.holdsStringsOnly == true
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    var candidates = CandidateReading(
      id: record.identifier(["id", "unique_id", "idx"]), problem: try fields.string(problemKey),
      referenceAnswer: fields.text("answer") ?? fields.text("gt"))
    var scores = fields[scoresKey]?.array?.makeIterator()
    var outcomes = outcomeKeys.lazy.compactMap { fields[$0]?.array }.first?.makeIterator()
    for (place, response) in try fields.array(responsesKey).enumerated() {
      let (figures, outcome) = (scores?.next(), outcomes?.next())
      guard let text = response.text else {
        candidates.skip(
          RecordFault(
            path: [responsesKey, String(place)],
            reason: "response \(place) is \(response.kind.words)",
            remedy: "Every entry of `\(responsesKey)` must be a string."))
        continue
      }
      let split = ScoredSplitting.split(text, splitting, scores: figures)
      if !split.fits { candidates.warn(ScoredSplitting.misfit([scoresKey, String(place)])) }
      candidates.add(
        CandidateReading.Candidate(
          steps: split.steps, outcome: outcome?.outcome, scores: split.scores))
    }
    return candidates.reading(record, self)
  }
}
