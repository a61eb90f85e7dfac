import JSON

/// AgentProcessBench, conversations with tools in which people rated each turn of the agent.
///
/// Each turn of the assistant is a step, with its tool calls and their results. Base 0: the keys of
/// `step_labels` are places in `messages`; −1 is wrong, 0 neutral, 1 right. `final_label` says
/// whether the task was solved.
struct AgentProcessBenchFormat: TrajectoryFormat {
  let name = "agent-process-bench"
  let summary = "messages with tool calls and step_labels for each turn (AgentProcessBench)"
  let container = "json, jsonl"
  let traits: RecordTraits = [.oneTrajectory, .joinedTexts]
  let interpretedKeys = ChatTurn.interpretedKeys.union([
    "question", "query_index", "sample_index", "step_labels", "final_label", "ground_truth",
  ])

  func recognizes(_ record: JSONElement) -> Bool {
    record["step_labels"]?.kind == .object
      && ChatTurn.turns(in: record["messages"])?.contains { $0.role == .assistant } == true
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    let fields = try RecordFields(record)
    guard let turns = ChatTurn.turns(in: fields["messages"]) else {
      throw fields.fault(
        "messages", "`messages` is not a list of turns",
        remedy: "Every turn must be an object with `role` and `content`.")
    }
    let steps = Self.steps(of: turns)
    let ratings = try Self.ratings(fields, places: steps.map(\.place))
    let trajectory = Trajectory(
      id: Self.identifier(record, fields),
      problem: fields["question"]?.string ?? Conversation.problem(of: turns),
      steps: steps.map(\.text),
      kinds: steps.contains { $0.kind != .answer } ? steps.map(\.kind) : [],
      label: LabelReading.marks(ratings.map { rating in rating.map { $0 != .bad } }),
      ratings: ratings, outcome: Self.outcome(fields),
      referenceAnswer: Self.reference(fields), generator: fields.text("model"),
      source: record.source(self))
    return RecordReading(trajectories: [trajectory], faults: Conversation.blockFaults(of: turns))
  }

  /// A turn of the assistant and the results of its calls, as one step; `place` is the turn's place
  /// in `messages`.
  private struct AgentStep {
    var place: Int
    var text: String
    var kind: StepKind
  }

  private static func steps(of turns: [ChatTurn]) -> [AgentStep] {
    var steps: [AgentStep] = []
    for (place, turn) in turns.enumerated() {
      let parts = turn.parts.filter { $0.text.utf8.holdsText }
      let text = parts.map(\.text).joined(separator: "\n\n")
      if turn.role == .assistant {
        let calls = parts.contains { $0.kind == .toolCall }
        let says = parts.contains { $0.kind == .answer }
        steps.append(
          AgentStep(place: place, text: text, kind: calls && !says ? .toolCall : .answer))
      } else if turn.role == .tool, let last = steps.indices.last, !text.isEmpty {
        steps[last].text += "\n→ " + text
      }
    }
    return steps
  }

  private static func ratings(
    _ fields: RecordFields, places: [Int]
  ) throws(RecordFault) -> [StepRating?] {
    var ratings = [StepRating?](repeating: nil, count: places.count)
    guard let labels = try fields.object("step_labels").value.members else { return ratings }
    for label in labels {
      guard let step = Int(label.key).flatMap(places.firstIndex) else {
        throw RecordFault(
          path: ["step_labels", label.key],
          reason: "`step_labels` rates message \(label.key), which is not a turn of the assistant",
          remedy: "Its keys are places in `messages`, from 0.")
      }
      guard label.value.isNull || label.value.integer.flatMap(StepRating.init) != nil else {
        throw RecordFault(
          path: ["step_labels", label.key],
          reason: "the rating of message \(label.key) is not valid",
          remedy: "Use -1 for wrong, 0 for neutral, 1 for right.")
      }
      ratings[step] = label.value.integer.flatMap(StepRating.init)
    }
    return ratings
  }

  private static func outcome(_ fields: RecordFields) -> Bool? {
    switch fields["final_label"]?.number {
    case let label? where label > 0: true
    case let label? where label < 0: false
    default: nil
    }
  }

  private static func reference(_ fields: RecordFields) -> String? {
    guard let truth = fields["ground_truth"] else { return nil }
    let target = truth["target"] ?? truth
    return target.scalarText ?? target.array?.first?.scalarText
  }

  private static func identifier(_ record: RecordView, _ fields: RecordFields) -> String {
    guard let query = fields.text("query_index") else { return record.identifier(["id"]) }
    return "\(query)-\(fields.text("sample_index") ?? "0")"
  }
}
