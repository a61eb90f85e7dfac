import JSON

/// Outputs of OpenAI's batch interface, a line for each request; never labelled.
///
/// The responses are `response.body.choices[].message`, or the items of `response.body.output` for
/// the Responses API. The file holds no problems: if its requests lie beside it, its reader adds
/// each one as ``requestKey``, and the problem is what the user said there. A failed request is a
/// bad record.
struct OpenAIBatchFormat: TrajectoryFormat {
  let name = "openai-batch"
  let summary = "custom_id and response.body.choices[] (outputs of OpenAI's batches)"
  let container = "jsonl"
  let traits: RecordTraits = .joinedTexts
  let interpretedKeys: Set<String> = [
    "id", "custom_id", "response", "error", "request", "response.body", "response.status_code",
    "response.body.choices", "response.body.output", "request.body",
  ]

  /// The member under which the reader adds the request.
  static let requestKey = "request"

  func recognizes(_ record: JSONElement) -> Bool {
    record["custom_id"] != nil && record["response"] != nil
      && (record["response"]?["body"] != nil || record["error"] != nil)
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    let body = try Self.body(fields)
    let request = fields[Self.requestKey]?["body"]
    var candidates = CandidateReading(
      id: record.identifier(["custom_id", "id"]),
      problem: request.flatMap(Self.problem) ?? "")
    for turns in try Self.answers(body) {
      let response = Conversation.response(of: turns, splitting: splitting)
      candidates.add(
        CandidateReading.Candidate(
          steps: response.steps, kinds: response.kinds, generator: body["model"]?.string))
      for fault in Conversation.faults(of: turns) { candidates.warn(fault) }
    }
    var reading = candidates.reading(record, self)
    // Without their problems, responses to different requests are different questions.
    if request == nil, let id = fields.text("custom_id") {
      for place in reading.trajectories.indices { reading.trajectories[place].question = id }
    }
    return reading
  }

  /// - Throws: the interface's own message for a failed request.
  private static func body(_ fields: RecordFields) throws(RecordFault) -> JSONElement {
    let status = fields["response"]?["status_code"]?.integer
    let error =
      fields["error"].flatMap { $0.isNull ? nil : $0 } ?? fields["response"]?["body"]?["error"]
    if let error, !error.isNull {
      let words = (error["message"] ?? error["code"])?.string ?? "no reason given"
      throw RecordFault(
        path: ["error"], reason: "the request failed: \(words)", remedy: "Send it again.")
    }
    if let status, status != 200 {
      throw RecordFault(
        path: ["response", "status_code"], reason: "the request failed with status \(status)",
        remedy: "Send it again.")
    }
    guard let body = fields["response"]?["body"], body.kind == .object else {
      throw RecordFault(
        path: ["response"], reason: "`response` has no `body`",
        remedy: "It must be the interface's answer.")
    }
    return body
  }

  private static func answers(_ body: JSONElement) throws(RecordFault) -> [[ChatTurn]] {
    if let output = body["output"] {
      return ChatTurn(role: .assistant, blocks: output).map { [[$0]] } ?? []
    }
    guard let choices = body["choices"]?.array else {
      throw RecordFault(
        path: ["response", "body"], reason: "`response.body` has no `choices`",
        remedy: "It must hold `choices` with messages, or `output`.")
    }
    return choices.map { choice in
      let message = choice["message"] ?? choice["text"]
      return message.flatMap { ChatTurn(answer: $0) }.map { [$0] } ?? []
    }
  }

  /// What the user said in a request.
  private static func problem(_ body: JSONElement) -> String? {
    if let turns = ChatTurn.turns(in: body["messages"]) ?? ChatTurn.turns(in: body["input"]) {
      return turns.filter { $0.role == .user }.map(\.content).joined(separator: "\n\n")
    }
    return (body["input"] ?? body["prompt"])?.string
  }
}
