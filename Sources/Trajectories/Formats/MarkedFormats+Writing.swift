import JSON

/// A format with one mark per step: those from the first wrong step on are wrong.
protocol MarkedFormat: DraftingFormat {
  /// The members for a trajectory's marks, true for a right step, shape `(T)`.
  func draft(_ trajectory: Trajectory, marks: [Bool], original: JSONElement?) -> RecordDraft
}

extension MarkedFormat {
  var writesArray: Bool { false }

  func draft(_ export: ExportTrajectory, original: JSONElement?) -> RecordDraft {
    switch export.trajectory.exportMarks {
    case .none(let reason): .skipped(reason: reason)
    case .marks(let marks): draft(export.trajectory, marks: marks, original: original)
    }
  }
}

extension TRLFormat: MarkedFormat {
  var keepsTextsApart: Bool { true }

  /// Marks, or the shares behind them where they are asked for.
  func draft(_ export: ExportTrajectory, original: JSONElement?) -> RecordDraft {
    switch export.trajectory.exportMarks {
    case .none(let reason): return .skipped(reason: reason)
    case .marks(let marks):
      guard export.writesSoftLabels, let shares = export.trajectory.softLabels else {
        return draft(export.trajectory, marks: marks, original: original)
      }
      return .members(
        [
          "prompt": .string(export.trajectory.problem),
          "completions": .array(export.trajectory.steps.map { .string($0) }),
          "labels": .array(shares.map { .number($0) }),
        ], rule: "soft-labels")
    }
  }

  func draft(_ trajectory: Trajectory, marks: [Bool], original: JSONElement?) -> RecordDraft {
    .members(
      [
        "prompt": .string(trajectory.problem),
        "completions": .array(trajectory.steps.map { .string($0) }),
        "labels": .array(marks.map { .bool($0) }),
      ], rule: trajectory.outcomeRule)
  }
}

extension MathShepherdFormat: MarkedFormat {
  func draft(_ trajectory: Trajectory, marks: [Bool], original: JSONElement?) -> RecordDraft {
    let input = MarkedText.text(of: trajectory, keeping: original?["input"])
    return .members(
      [
        "input": .string(input), "label": .string(MarkedText.marking(input, with: marks)),
      ], rule: Self.rule(trajectory, marks))
  }

  /// The last mark is also this format's statement about the answer.
  private static func rule(_ trajectory: Trajectory, _ marks: [Bool]) -> String? {
    guard let outcome = trajectory.outcome, outcome != marks.last else { return nil }
    return "last-mark-follows-label"
  }
}

extension OpenRLHFFormat: MarkedFormat {
  func draft(_ trajectory: Trajectory, marks: [Bool], original: JSONElement?) -> RecordDraft {
    let input = MarkedText.text(of: trajectory, keeping: original?["input"])
    let key = Self.keys.first { original?[$0]?.array != nil } ?? "value"
    let values = JSONValue.array(marks.map { .string($0 ? "+" : "-") })
    return .members(
      [
        JSONObject.Member(key: "input", value: .string(input)),
        JSONObject.Member(key: key, value: values),
      ], rule: trajectory.outcomeRule)
  }
}

extension RLHFlowFormat: MarkedFormat {
  func draft(_ trajectory: Trajectory, marks: [Bool], original: JSONElement?) -> RecordDraft {
    let key = original?["messages"]?.array == nil ? "conversations" : "messages"
    let turns =
      original?[key]?.array.map { Self.remarked($0, marks) }
      ?? Self.turns(trajectory, marks)
    return .members(
      [JSONObject.Member(key: key, value: .array(turns))], rule: trajectory.outcomeRule)
  }

  private static func turns(_ trajectory: Trajectory, _ marks: [Bool]) -> [JSONValue] {
    zip(trajectory.steps, marks).enumerated().flatMap { place, step -> [JSONValue] in
      let text = MarkedText.numbered(step.0, index: place)
      return [
        ["role": "user", "content": .string(place == 0 ? trajectory.problem + " " + text : text)],
        ["role": "assistant", "content": .string(step.1 ? "+" : "-")],
      ]
    }
  }

  /// The turns unchanged except for the assistant's.
  private static func remarked(_ turns: JSONElement.Elements, _ marks: [Bool]) -> [JSONValue] {
    var remarked: [JSONValue] = []
    var waiting = marks[...]
    var isAnswered = true
    func mark() -> JSONValue { .string(waiting.popFirst() == true ? "+" : "-") }
    for turn in turns {
      let role = ChatTurn(turn)?.role
      if role == .user {
        if !isAnswered { remarked.append(["role": "assistant", "content": mark()]) }
        isAnswered = false
        remarked.append(turn.value)
      } else if role == .assistant {
        isAnswered = true
        remarked.append(turn.value.setting(turn["content"] == nil ? "value" : "content", mark()))
      } else {
        remarked.append(turn.value)
      }
    }
    return isAnswered ? remarked : remarked + [["role": "assistant", "content": mark()]]
  }
}

extension MarkedText {
  static func numbered(_ step: String, index: Int) -> String { "Step \(index + 1): \(step)" }

  /// A question and its steps as one text with a tag after each step: the original text if it still
  /// fits.
  static func text(of trajectory: Trajectory, keeping original: JSONElement?) -> String {
    if let kept = kept(original, stepCount: trajectory.steps.count) { return kept }
    let steps = trajectory.steps.enumerated().map { "\(numbered($1, index: $0)) \(tag)" }
    return trajectory.problem + " " + steps.joined(separator: "\n")
  }

  /// The original text, if it has a tag for each step.
  private static func kept(_ original: JSONElement?, stepCount: Int) -> String? {
    guard let text = original?.text else { return nil }
    let (marked, rest) = pieces(text)
    return marked.count == stepCount && !rest.holdsText ? text.string : nil
  }

  /// The text with `+` or `-` in place of each tag.
  static func marking(_ text: String, with marks: [Bool]) -> String {
    var text = text
    return text.withUTF8 { text in
      let (marked, rest) = pieces(text)
      var output: [UInt8] = []
      output.reserveCapacity(text.count)
      for (piece, mark) in zip(marked, marks) {
        output += piece
        output.append(UInt8(ascii: mark ? "+" : "-"))
      }
      output += rest
      return output.withUnsafeBufferPointer(\.string)
    }
  }
}
