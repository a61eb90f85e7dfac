import Answers
import Generation
import JSON
import Selection
import Trajectories

/// A policy's solution as a native record: its steps, its answer, and whether that is right.
struct SolutionRecord {
  /// Whether its final answer is the reference's; `nil` where nobody can tell.
  let outcome: Bool?
  private var members: [JSONObject.Member] = []

  /// A solution of a question.
  ///
  /// - Parameters:
  ///   - id: of the record.
  ///   - question: what is solved.
  ///   - policy: who wrote it.
  ///   - steps: the solution.
  ///   - answer: its final answer; `nil` where it states none.
  init(
    id: String, _ question: QuestionSet.Question, policy: String, steps: [String], answer: String?
  ) {
    let verdict = CandidateOutcome(
      recorded: nil, answer: answer, reference: question.referenceAnswer)
    outcome = verdict.known
    add("id", .string(id))
    add("generator", .string(policy))
    add("problem", .string(question.problem))
    add("steps", .array(steps.map { .string($0) }))
    add("final_answer_correct", outcome.map { .bool($0) })
    add("reference_answer", question.referenceAnswer.map { .string($0) })
    add("question_key", question.key == question.problem ? nil : .string(question.key))
    add("stated_answer", answer.map { .string($0) } ?? .null)
    add("answer_verdict", verdict == .undecided ? "undecided" : nil)
  }

  /// Adds a member behind the others, unless there is nothing to say.
  mutating func add(_ key: String, _ value: JSONValue?) {
    if let value { members.append(JSONObject.Member(key: key, value: value)) }
  }

  /// On one line.
  var bytes: [UInt8] { JSONWriter.bytes(of: .object(JSONObject(members))) }

  /// The final answer of a text; the last number of one that was cut off is no answer.
  static func answer(of text: String, _ ending: GeneratedText.Ending) -> String? {
    let marks: [FinalAnswer.Mark] =
      ending == .length ? [.boxed, .marker, .statement] : FinalAnswer.Mark.allCases
    return FinalAnswer.find(in: text, marks: marks)?.text
  }
}

/// A response as a native record, with what is known of its making.
struct SampledRecord {
  /// Whether its final answer is the reference's; `nil` where nobody can tell.
  let outcome: Bool?
  /// On one line.
  let bytes: [UInt8]

  init(
    _ response: GeneratedText, to question: QuestionSet.Question, policy: String,
    splitting: StepSplitting
  ) {
    var record = SolutionRecord(
      id: "\(question.id)-s\(response.sample)", question, policy: policy,
      steps: splitting.split(response.text),
      answer: SolutionRecord.answer(of: response.text, response.ending))
    record.add("sample", .integer(Int64(response.sample)))
    record.add("tokens", .integer(Int64(response.tokens.count)))
    let sum = response.logProbabilities.reduce(0) { $0 + Double($1) }
    record.add("log_probability", .number(sum))
    record.add("finish_reason", .string(response.ending.rawValue))
    (outcome, bytes) = (record.outcome, record.bytes)
  }
}
