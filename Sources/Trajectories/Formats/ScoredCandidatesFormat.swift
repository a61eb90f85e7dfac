import JSON

/// A question with a list of plain responses, and what is known of each in parallel lists.
///
/// Four data sets differ only in their members' names: RLHFlow's best-of-N (`prompt`, `answers`,
/// `step_scores`, and `label` or `labels` for right answers), search-and-learn (`problem`,
/// `completions`, `scores`; `agg_scores`, always the last step's, and `pred*` stay in the record),
/// the outputs of Qwen2.5-Math's and ToRA's evaluation (`question`, `gt`, and `response` or,
/// without one, `code`; `score` for right answers) and OpenR1 (`problem`, `generations`). Scores of
/// steps have the shape (N, T). None is labelled by step. In the last two, `solution` and `gt_cot`
/// belong to the data set and are never shown as a response.
struct ScoredCandidatesFormat: TrajectoryFormat {
  let name: String
  let summary: String
  let container: String
  let problemKeys: [String]
  /// The first of these lists that holds a response counts.
  let responsesKeys: [String]
  var scoresKey: String?
  /// Lists that say for each response whether its answer is right; the first with a value counts.
  var outcomeKeys: [String] = []
  var referenceKeys = ["answer", "gt"]
  /// One of these must be present too, if any is named.
  var tellingKeys: [String] = []

  var interpretedKeys: Set<String> {
    Set(problemKeys + responsesKeys + outcomeKeys + referenceKeys).union(
      scoresKey.map { [$0] } ?? [])
  }

  static let rlhflow = ScoredCandidatesFormat(
    name: "best-of-n-rlhflow", summary: "prompt and answers, with label and step_scores (RLHFlow)",
    container: "json, jsonl", problemKeys: ["prompt"], responsesKeys: ["answers"],
    scoresKey: "step_scores", outcomeKeys: ["label", "labels"])

  static let searchAndLearn = ScoredCandidatesFormat(
    name: "search-and-learn", summary: "problem and completions, with scores (search-and-learn)",
    container: "jsonl", problemKeys: ["problem"], responsesKeys: ["completions"],
    scoresKey: "scores")

  static let mathEvaluation = ScoredCandidatesFormat(
    name: "math-evaluation",
    summary: "question, gt, and response[] or code[] with score[] (Qwen2.5-Math, ToRA)",
    container: "json, jsonl", problemKeys: ["question", "problem"],
    responsesKeys: ["response", "code"], outcomeKeys: ["score"], referenceKeys: ["gt", "answer"],
    tellingKeys: ["gt", "gt_cot", "pred", "score"])

  static let openR1 = ScoredCandidatesFormat(
    name: "openr1", summary: "problem and generations[] with correctness_math_verify[] (OpenR1)",
    container: "json, jsonl", problemKeys: ["problem"], responsesKeys: ["generations"],
    outcomeKeys: ["correctness_math_verify", "correctness_llama", "correctness"],
    referenceKeys: ["answer"])

  func recognizes(_ record: JSONElement) -> Bool {
    problemKeys.contains { record[$0]?.text != nil }
      && responsesKeys.contains { record[$0]?.holdsStringsOnly == true }
      && (tellingKeys.isEmpty || tellingKeys.contains { record[$0] != nil })
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    guard let problem = fields.firstString(problemKeys)?.text else {
      throw RecordFault(
        reason: "the record has no `\(problemKeys[0])`",
        remedy: "`\(problemKeys[0])` must be a string.")
    }
    var candidates = CandidateReading(
      id: record.identifier(["id", "unique_id", "uuid", "idx"]),
      problem: problem,
      referenceAnswer: referenceKeys.lazy.compactMap { fields.text($0) }.first)
    var scores = scoresKey.flatMap { fields[$0]?.array }?.makeIterator()
    var outcomes = outcomeKeys.compactMap { fields[$0]?.array?.makeIterator() }
    let key = responsesKeys.first { (fields[$0]?.array?.count ?? 0) > 0 } ?? responsesKeys[0]
    for (place, response) in try fields.array(key).enumerated() {
      let figures = scores?.next()
      let known = outcomes.indices.compactMap { outcomes[$0].next()?.outcome }
      guard let text = response.text else {
        candidates.skip(
          RecordFault(
            path: [key, String(place)], reason: "response \(place) is \(response.kind.words)",
            remedy: "Every entry of `\(key)` must be a string."))
        continue
      }
      let split = ScoredSplitting.split(text, splitting, scores: figures)
      if !split.fits { candidates.warn(ScoredSplitting.misfit([scoresKey ?? "", String(place)])) }
      candidates.add(
        CandidateReading.Candidate(
          steps: split.steps, outcome: known.first, scores: split.scores))
    }
    return candidates.reading(record, self)
  }
}
