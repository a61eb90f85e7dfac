import JSON

// The formats that name the first wrong step by number.

extension PRMBenchFormat: DraftingFormat {
  var writesArray: Bool { false }
  var keepsTextsApart: Bool { true }

  /// Entries before the first wrong step are removed; later ones stay: they may still be wrong.
  func draft(_ export: ExportTrajectory, original: JSONElement?) -> RecordDraft {
    let trajectory = export.trajectory
    let errors: [Int]
    switch trajectory.label {
    case .known(.noError): errors = []
    case .known(.step(let step)):
      guard trajectory.steps.indices.contains(step) else {
        return .skipped(reason: SkipReason.noSuchStep)
      }
      let entries = original?["error_steps"]?.array?.compactMap(\.integer) ?? []
      errors =
        [step + 1] + entries.filter { $0 > step + 1 && $0 <= trajectory.steps.count }.sorted()
    case .unsure: return .skipped(reason: SkipReason.unsure)
    case .badProblem: return .skipped(reason: SkipReason.badProblem)
    case nil: return .skipped(reason: SkipReason.unlabelled)
    }
    let list = JSONValue.array(errors.map { JSONValue($0) })
    if original != nil { return .members(["error_steps": list]) }
    return .members(
      [
        "idx": .string(trajectory.id), "original_question": .string(trajectory.question),
        "modified_question": .string(trajectory.problem),
        "modified_process": .array(trajectory.steps.map { .string($0) }), "error_steps": list,
        "ground_truth": trajectory.referenceAnswer.map { .string($0) },
      ], rule: trajectory.outcomeRule)
  }
}

extension BigBenchMistakeFormat: DraftingFormat {
  var writesArray: Bool { false }
  var keepsTextsApart: Bool { true }

  func draft(_ export: ExportTrajectory, original: JSONElement?) -> RecordDraft {
    let trajectory = export.trajectory
    let index: JSONValue
    switch trajectory.label {
    case .known(.noError): index = .null
    case .known(.step(let step)): index = JSONValue(step)
    case .unsure: return .skipped(reason: SkipReason.unsure)
    case .badProblem: return .skipped(reason: SkipReason.badProblem)
    case nil: return .skipped(reason: SkipReason.unlabelled)
    }
    if case .known(.step(let step)) = trajectory.label, !trajectory.steps.indices.contains(step) {
      return .skipped(reason: SkipReason.noSuchStep)
    }
    if original != nil { return .members(["mistake_index": index]) }
    let reference = trajectory.referenceAnswer.map { JSONValue.string($0) }
    let answer = trajectory.outcome.flatMap { $0 ? reference : .null }
    return .members(
      [
        "input": .string(trajectory.problem),
        "steps": .array(trajectory.steps.map { .string($0) }), "target": reference,
        "answer": answer, "mistake_index": index,
      ], rule: reference == nil ? trajectory.outcomeRule : nil)
  }
}
