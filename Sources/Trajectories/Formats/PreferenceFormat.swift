import JSON

/// A question and two responses, one preferred to the other; never labelled.
///
/// The question is a conversation (`messages`, `conversations`, or `prompt` as a list of turns) or
/// a text, as in DPO data. `chosen` and `rejected` are each a text, a turn, or turns. A preference
/// does not say whether an answer is right.
struct PreferenceFormat: TrajectoryFormat {
  let name = "preference"
  let summary = "a prompt or conversation with chosen and rejected (preference pairs, DPO)"
  let container = "json, jsonl"
  let traits: RecordTraits = .joinedTexts
  let interpretedKeys = ChatTurn.interpretedKeys.union(
    PlainFormat.problemKeys + ["id", "uuid", "chosen", "rejected"])

  private static let responseKeys = ["chosen", "rejected"]

  func recognizes(_ record: JSONElement) -> Bool {
    Self.responseKeys.allSatisfy { key in record[key].flatMap { Self.turns($0) } != nil }
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    var sides: [[ChatTurn]] = []
    for key in Self.responseKeys {
      guard let turns = fields[key].flatMap({ Self.turns($0) }) else {
        throw fields.fault(
          key, "`\(key)` is not a response", remedy: "It must be a text, a turn or a list of turns."
        )
      }
      sides.append(turns)
    }
    // What both sides repeat of the conversation is not part of the choice.
    let shared = zip(sides[0], sides[1]).prefix { $0 == $1 }.count
    let asked = Self.question(fields) ?? Self.text(of: Array(sides[0].prefix(shared)))
    var candidates = CandidateReading(id: record.identifier(["id", "uuid"]), problem: asked)
    for turns in sides {
      let own = Array(turns.dropFirst(min(shared, turns.count - 1)))
      let response = Conversation.response(of: own, splitting: splitting)
      candidates.add(
        CandidateReading.Candidate(steps: response.steps, kinds: response.kinds))
      for fault in Conversation.faults(of: own) { candidates.warn(fault) }
    }
    return candidates.reading(record, self)
  }

  private static func turns(_ value: JSONElement) -> [ChatTurn]? {
    switch value.kind {
    case .string, .object: ChatTurn(answer: value).map { [$0] }
    case .array: ChatTurn.turns(in: value)
    default: nil
    }
  }

  /// The whole conversation before the response, or the question as a text.
  private static func question(_ fields: RecordFields) -> String? {
    let turns =
      ChatTurn.turns(fields.value) ?? ChatTurn.turns(in: fields["prompt"])
    return turns.map(text) ?? fields.firstString(PlainFormat.problemKeys)?.text
  }

  private static func text(of turns: [ChatTurn]) -> String {
    turns.filter { $0.role == .user || $0.role == .assistant }.map(\.content)
      .joined(separator: "\n\n")
  }
}
