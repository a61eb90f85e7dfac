import JSON

/// RLHFlow's process rewards as a conversation: the user says a step, the assistant `+` or `-`.
///
/// Base 0: the first `-` is the first wrong step. The first user turn is the question with the
/// first step behind it; a last user turn without an answer is a step without a label.
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
      case .other: continue
      }
    }
    return (said, marks)
  }
}

/// One turn of a conversation, in either of the two usual spellings.
struct ChatTurn: Equatable {
  enum Role { case user, assistant, other }
  var role: Role
  var content: String

  static let interpretedKeys = Set(
    ["messages", "conversations"].flatMap { key in
      [key] + ["role", "content", "from", "value"].map { "\(key).\($0)" }
    })

  /// The turns under `messages` or `conversations`; `nil` when there is no such list.
  static func turns(_ record: JSONElement) -> [ChatTurn]? {
    guard let list = record["messages"]?.array ?? record["conversations"]?.array, list.count > 0
    else { return nil }
    let turns = list.compactMap { ChatTurn($0) }
    return turns.count == list.count ? turns : nil
  }

  /// `role` and `content`, or `from` and `value`; content may be a list of parts with `text`.
  init?(_ value: JSONElement) {
    guard let speaker = (value["role"] ?? value["from"])?.string else { return nil }
    guard let said = value["content"] ?? value["value"] else { return nil }
    switch said.kind {
    case .string: content = said.string ?? ""
    case .array: content = said.array?.compactMap { $0["text"]?.string }.joined() ?? ""
    case .null: content = ""
    default: return nil
    }
    switch speaker {
    case "user", "human": role = .user
    case "assistant", "gpt", "model": role = .assistant
    default: role = .other
    }
  }
}
