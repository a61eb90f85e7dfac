import JSON

/// Chat messages, or ShareGPT's `conversations` with `from` and `value`; never labelled.
///
/// The problem is all that the user said before the first answer. One answer is split into steps;
/// with several, each is a step.
struct ChatFormat: TrajectoryFormat {
  let name = "chat"
  let summary = "messages with role and content; the assistant's text is split into steps"
  let container = "json, jsonl"
  let traits: RecordTraits = [.oneTrajectory, .joinedTexts]
  let interpretedKeys = ChatTurn.interpretedKeys

  func recognizes(_ record: JSONElement) -> Bool {
    ChatTurn.turns(record)?.contains { $0.role == .assistant } ?? false
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    guard let turns = ChatTurn.turns(record.value) else {
      throw RecordFault(
        path: ["messages"], reason: "`messages` is not a list of turns",
        remedy: "Every turn must be an object with `role` and `content`.")
    }
    let answers = turns.filter { $0.role == .assistant }.map(\.content)
    let asked = turns.prefix { $0.role != .assistant }.filter { $0.role == .user }
    let fields = try RecordFields(record)
    let trajectory = Trajectory(
      id: record.identifier(["id", "uuid"]),
      problem: asked.map(\.content).joined(separator: "\n\n"),
      steps: answers.count == 1 ? answers.flatMap(splitting.split) : answers,
      generator: fields.text("model"), source: record.source(self))
    return RecordReading(trajectories: [trajectory])
  }
}
