import JSON

extension MathAPSFormat: DraftingFormat {
  /// One record a line.
  var writesArray: Bool { false }

  /// Prefixes with the share of continuations that end right, else 1 and 0 as the label says.
  func draft(_ export: ExportTrajectory, original: JSONElement?) -> RecordDraft {
    let trajectory = export.trajectory
    let values: [Double]
    if let shares = trajectory.softLabels {
      values = shares
    } else {
      switch trajectory.exportMarks {
      case .none(let reason): return .skipped(reason: reason)
      case .marks(let marks): values = marks.map { $0 ? 1 : 0 }
      }
    }
    // As published, prefixes begin with the question.
    var prefix = trajectory.problem
    let nodes = zip(trajectory.steps, values).map { step, value -> JSONValue in
      prefix += step
      return ["solution_prefix": .string(prefix), "mc_value": .number(value)]
    }
    return .members(
      [
        "question_id": .string(trajectory.id), "question": .string(trajectory.problem),
        "final_answer": trajectory.referenceAnswer.map { .string($0) },
        "reasoning_steps": .array(nodes),
      ], rule: trajectory.outcomeRule)
  }
}

extension Trajectory {
  /// Of each step the share of continuations behind it that end right, where a file has such shares and they agree
  /// with the label: a person's verdict counts more.
  var softLabels: [Double]? {
    guard let scores = recordedScores, scores.kind == RecordedScores.rolloutKind,
      scores.meaning == .probabilities, scores.values.count == steps.count,
      LabelReading.marks(scores.values.map { $0 > 0 }) == label
    else { return nil }
    return scores.values
  }
}
