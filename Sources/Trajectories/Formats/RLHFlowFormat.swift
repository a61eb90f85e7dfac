import JSON

/// RLHFlow's process rewards as a conversation: the user says a step, the assistant `+` or `-`.
///
/// Base 0: the first `-` is the first wrong step. The first user turn is the question followed by
/// the first step; a last user turn without an answer is a step without a label.
struct RLHFlowFormat: TrajectoryFormat {
  let name = "rlhflow"
  let summary = "conversations in which the assistant answers each step with + or - (RLHFlow)"
  let container = "json, jsonl"
  let traits: RecordTraits = [.oneTrajectory, .joinedTexts]
  let interpretedKeys = ChatTurn.interpretedKeys

  func recognizes(_ record: JSONElement) -> Bool {
    guard let turns = ChatTurn.turns(record) else { return false }
    let answers = turns.filter { $0.role == .assistant }
    return !answers.isEmpty && answers.allSatisfy { $0.content == "+" || $0.content == "-" }
  }

  func read(
    _ record: RecordView, splitting: StepSplitting
  ) throws(RecordFault) -> RecordReading {
    guard let turns = ChatTurn.turns(record.value) else {
      throw RecordFault(
        path: ["conversations"], reason: "`conversations` is not a list of turns",
        remedy: "Every turn must be an object with `role` and `content`.")
    }
    let (said, marks) = try Self.exchanges(turns)
    let (problem, firstStep, isCertain) = Self.parted(said.first ?? "")
    let steps = said.enumerated().map { place, text in
      place == 0 ? firstStep : Self.withoutNumber(text, index: place)
    }
    let trajectory = Trajectory(
      id: record.identifier(["id"]), problem: problem, steps: steps,
      label: LabelReading.marks(marks), source: record.source(self))
    return RecordReading(
      trajectories: [trajectory],
      faults: isCertain || said.isEmpty ? [] : [MarkedText.uncertainQuestion("conversations")])
  }

  private static func parted(
    _ text: String
  ) -> (problem: String, step: String, isCertain: Bool) {
    var text = text
    return text.withUTF8 { bytes in
      let (problem, step, isCertain) = MarkedText.parted(bytes)
      return (problem, MarkedText.withoutNumber(step, index: 0), isCertain)
    }
  }

  private static func withoutNumber(_ text: String, index: Int) -> String {
    var text = text
    return text.withUTF8 { MarkedText.withoutNumber($0, index: index) }
  }

  private static func exchanges(
    _ turns: [ChatTurn]
  ) throws(RecordFault) -> (said: [String], marks: [Bool?]) {
    var said: [String] = []
    var marks: [Bool?] = []
    for (place, turn) in turns.enumerated() {
      switch turn.role {
      case .user:
        said.append(turn.content)
        marks.append(nil)
      case .assistant:
        guard let mark = LabelReading.mark(turn.content), let last = marks.last, last == nil
        else {
          throw RecordFault(
            path: ["conversations", String(place)],
            reason: "turn \(place) is not the + or - of a step",
            remedy: "The assistant must answer each user turn with + or - alone.")
        }
        marks[marks.count - 1] = mark
      case .tool, .other: continue
      }
    }
    return (said, marks)
  }
}
