import JSON

/// Samples logged by lm-evaluation-harness, one row per document and filter; never labelled.
///
/// The prompt is `arguments.gen_args_0.arg_0`, in older files `arguments[0][0]`; `resps` holds a
/// list of responses per request. With a single response, a metric says whether the answer is
/// right.
struct EvaluationHarnessFormat: TrajectoryFormat {
  let name = "lm-evaluation-harness"
  let summary = "arguments and resps of logged samples (lm-evaluation-harness)"
  let container = "jsonl"
  let interpretedKeys: Set<String> = [
    "doc_id", "arguments", "resps", "target",
    "arguments.gen_args_0", "arguments.gen_args_0.arg_0",
  ]

  private static let metrics = ["exact_match", "acc", "math_verify", "correct", "score"]

  func recognizes(_ record: JSONElement) -> Bool {
    record["resps"]?.array != nil && Self.prompt(record) != nil
  }

  private static func prompt(_ record: JSONElement) -> String? {
    let arguments = record["arguments"]
    if let text = arguments?["gen_args_0"]?["arg_0"]?.string { return text }
    let first = arguments?.array?.first
    return first?.array?.first?.string ?? first?.string
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    guard let problem = Self.prompt(record.value) else {
      throw fields.fault(
        "arguments", "`arguments` holds no prompt",
        remedy: "`arguments.gen_args_0.arg_0` must be a string.")
    }
    let responses = try fields.array("resps").flatMap { response in
      response.array.map { $0.compactMap(\.text) } ?? [response].compactMap(\.text)
    }
    var candidates = CandidateReading(
      id: record.identifier(["doc_id", "id"]), problem: problem,
      referenceAnswer: fields.text("target"))
    let metric = Self.metrics.lazy.compactMap { fields[$0]?.outcome }.first
    for response in responses {
      candidates.add(
        CandidateReading.Candidate(
          steps: splitting.split(response), outcome: responses.count == 1 ? metric : nil))
    }
    return candidates.reading(record, self)
  }
}
