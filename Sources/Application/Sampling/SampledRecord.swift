import Answers
import Generation
import JSON
import Selection
import Trajectories

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
    let steps = splitting.split(response.text)
    let answer = FinalAnswer.find(in: response.text, marks: Self.marks(response.ending))?.text
    let verdict = CandidateOutcome(
      recorded: nil, answer: answer, reference: question.referenceAnswer)
    outcome = verdict.known
    var members: [JSONObject.Member] = []
    func add(_ key: String, _ value: JSONValue?) {
      if let value { members.append(JSONObject.Member(key: key, value: value)) }
    }
    add("id", .string("\(question.id)-s\(response.sample)"))
    add("generator", .string(policy))
    add("problem", .string(question.problem))
    add("steps", .array(steps.map { .string($0) }))
    add("final_answer_correct", outcome.map { .bool($0) })
    add("reference_answer", question.referenceAnswer.map { .string($0) })
    add("question_key", question.key == question.problem ? nil : .string(question.key))
    add("stated_answer", answer.map { .string($0) } ?? .null)
    add("answer_verdict", verdict == .undecided ? "undecided" : nil)
    add("sample", .integer(Int64(response.sample)))
    add("tokens", .integer(Int64(response.tokens.count)))
    add("log_probability", .number(Self.sum(response.logProbabilities)))
    add("finish_reason", .string(response.ending.rawValue))
    bytes = JSONWriter.bytes(of: .object(JSONObject(members)))
  }

  /// The last number of a response that was cut off is no answer.
  static func marks(_ ending: GeneratedText.Ending) -> [FinalAnswer.Mark] {
    ending == .length ? [.boxed, .marker, .statement] : FinalAnswer.Mark.allCases
  }

  private static func sum(_ values: [Float]) -> Double { values.reduce(0) { $0 + Double($1) } }
}
