import JSON

/// Chat messages, or ShareGPT's `conversations` with `from` and `value`; never labelled.
///
/// TRL's `prompt` and `completion` are read this way if they hold messages. The problem is
/// everything the user said before the first answer. One answer is split into steps; of several,
/// each is a step. The model's thoughts come before its words, and tool calls and their results are
/// steps of their own.
struct ChatFormat: TrajectoryFormat {
  let name = "chat"
  let summary = "messages with role and content; the assistant's text is split into steps"
  let container = "json, jsonl"
  let traits: RecordTraits = [.oneTrajectory, .joinedTexts]
  let interpretedKeys = ChatTurn.interpretedKeys

  func recognizes(_ record: JSONElement) -> Bool {
    ChatTurn.conversation(record)?.contains { $0.role == .assistant } ?? false
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    guard let turns = ChatTurn.conversation(record.value) else {
      throw RecordFault(
        path: ["messages"], reason: "`messages` is not a list of turns",
        remedy: "Every turn must be an object with `role` and `content`.")
    }
    let fields = try RecordFields(record)
    let response = Conversation.response(of: turns, splitting: splitting)
    let trajectory = Trajectory(
      id: record.identifier(["id", "uuid"]), problem: Conversation.problem(of: turns),
      steps: response.steps, kinds: response.kinds, generator: fields.text("model"),
      source: record.source(self))
    return RecordReading(trajectories: [trajectory], faults: Conversation.faults(of: turns))
  }
}

/// The problem and the response's steps in the turns of a conversation.
enum Conversation {
  /// Everything the user said before the first answer.
  static func problem(of turns: [ChatTurn]) -> String {
    turns.prefix { $0.role != .assistant }.filter { $0.role == .user }
      .map(\.content).joined(separator: "\n\n")
  }

  /// Everything from the first answer on, except the user's words.
  static func response(of turns: [ChatTurn], splitting: StepSplitting) -> ResponseSteps {
    let answers = turns.count { $0.role == .assistant }
    var response = ResponseSteps()
    for turn in turns.drop(while: { $0.role != .assistant }) {
      for part in turn.parts where turn.role != .other {
        // In some notations a user's turn carries tool results.
        guard turn.role != .user || part.kind == .toolResult else { continue }
        response.add(part, splitting: answers == 1 ? splitting : nil)
      }
    }
    return response
  }

  /// Warnings about blocks that are not shown.
  static func blockFaults(of turns: [ChatTurn]) -> [RecordFault] {
    var faults: [RecordFault] = []
    let blocks = Set(turns.flatMap(\.unreadBlocks))
    if !blocks.isEmpty {
      let types = blocks.sorted().prefix(8).map { "`\($0)`" }.joined(separator: ", ")
      faults.append(
        RecordFault(
          severity: .warning, path: ["messages"],
          reason: "blocks of the type \(types) hold no text",
          remedy: "They are not shown; the record keeps them."))
    }
    return faults
  }

  /// The same, and warnings about turns that make no step.
  static func faults(of turns: [ChatTurn]) -> [RecordFault] {
    var faults = blockFaults(of: turns)
    let hasEmpty = turns.contains { turn in
      turn.role == .assistant && turn.parts.allSatisfy { !$0.text.utf8.holdsText }
    }
    if hasEmpty {
      faults.append(
        RecordFault(
          severity: .warning, path: ["messages"], reason: "a turn of the assistant holds no text",
          remedy: "It makes no step."))
    }
    if hasLaterQuestion(turns) {
      faults.append(
        RecordFault(
          severity: .warning, path: ["messages"],
          reason: "`messages` holds a later turn of the user, which is not shown",
          remedy: "The problem is what comes before the first answer; the record keeps the rest."))
    }
    return faults
  }

  /// Whether the user says something after the first answer; tool results are steps.
  private static func hasLaterQuestion(_ turns: [ChatTurn]) -> Bool {
    turns.drop { $0.role != .assistant }.contains { turn in
      turn.role == .user
        && turn.parts.contains { $0.kind != .toolResult && $0.text.utf8.holdsText }
    }
  }
}
