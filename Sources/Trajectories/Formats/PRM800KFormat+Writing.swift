import JSON

extension PRM800KFormat: DraftingFormat {
  var writesArray: Bool { false }
  var keepsUnlabelled: Bool { true }

  /// Skips what is not labelled, unless it was an unfinished PRM800K record.
  ///
  /// Unsure becomes `flagged` on the last step. The list ends after the first wrong step; the whole
  /// solution is in `pre_generated_steps`.
  func draft(_ export: ExportTrajectory, original: JSONElement?) -> RecordDraft {
    let trajectory = export.trajectory
    guard let label = trajectory.label else { return .skipped(reason: SkipReason.unlabelled) }
    if case .known(.step(let step)) = label, !trajectory.steps.indices.contains(step) {
      return .skipped(reason: SkipReason.noSuchStep)
    }
    if label == .unsure, trajectory.steps.isEmpty { return .skipped(reason: SkipReason.noSteps) }
    let rules = [
      label == .unsure ? "unsure-as-flagged" : nil,
      original == nil ? Self.outcomeRule(trajectory) : nil,
    ].compactMap(\.self)
    let rule = rules.isEmpty ? nil : rules.joined(separator: ", ")
    if let verdict = original?["label"] {
      return .members(
        ["label": Relabelling(trajectory, label).apply(to: verdict.value)], rule: rule)
    }
    let verdict: JSONValue = [
      "steps": [], "total_time": JSONValue((export.annotation?.seconds ?? 0) * 1000),
      "finish_reason": .null,
    ]
    return .members(
      [
        "labeler": JSONValue(export.annotation?.annotator),
        "timestamp": JSONValue(export.annotation?.time), "generation": .null,
        "is_quality_control_question": false, "is_initial_screening_question": false,
        "question": Self.question(trajectory),
        "label": Relabelling(trajectory, label).apply(to: verdict),
      ], rule: rule)
  }

  /// PRM800K expresses the outcome by the given answer, which we do not know: only a right one,
  /// equal to the reference, can be written.
  private static func outcomeRule(_ trajectory: Trajectory) -> String? {
    switch (trajectory.outcome, trajectory.referenceAnswer) {
    case (nil, _), (true, _?): nil
    case (true, nil): trajectory.outcomeRule ?? "outcome-left-out"
    case (false, _): "outcome-left-out"
    }
  }

  private static func question(_ trajectory: Trajectory) -> JSONValue {
    let reference = JSONValue(trajectory.referenceAnswer)
    return [
      "problem": .string(trajectory.problem), "ground_truth_answer": reference,
      "pre_generated_steps": .array(trajectory.steps.map { .string($0) }),
      "pre_generated_answer": trajectory.outcome == true ? reference : .null,
    ]
  }
}

/// Writes a label into PRM800K's `label` object and leaves the rest of it unchanged.
private struct Relabelling {
  let trajectory: Trajectory
  let label: Label
  /// How many steps must be in the list.
  let stepCount: Int

  init(_ trajectory: Trajectory, _ label: Label) {
    self.trajectory = trajectory
    self.label = label
    if case .known(.step(let step)) = label {
      stepCount = step + 1
    } else {
      stepCount = trajectory.steps.count
    }
  }

  func apply(to verdict: JSONValue) -> JSONValue {
    var steps = verdict["steps"]?.array ?? []
    // A last step in which nothing was chosen is not part of the solution.
    if steps.count > trajectory.steps.count { steps = Array(steps[..<trajectory.steps.count]) }
    for place in steps.count..<max(stepCount, steps.count) { steps.append(fresh(place)) }
    let reason = reason(verdict["finish_reason"]?.string)
    let changed = steps.enumerated().map { place, step in
      relabelled(step, place: place, isLast: place == steps.count - 1, reason: reason)
    }
    return verdict.setting("steps", .array(changed))
      .setting("finish_reason", .string(reason))
  }

  private func reason(_ before: String?) -> String {
    switch label {
    case .known(.noError): "solution"
    case .known(.step): "found_error"
    case .badProblem: "bad_problem"
    case .unsure: before == "found_error" ? "found_error" : "solution"
    }
  }

  private func fresh(_ place: Int) -> JSONValue {
    let rating = trajectory.ratings.indices.contains(place) ? trajectory.ratings[place] : nil
    return [
      "completions": [
        [
          "text": .string(trajectory.steps[place]),
          "rating": rating.map { JSONValue($0.rawValue) } ?? .null, "flagged": false,
        ]
      ],
      "human_completion": .null, "chosen_completion": 0,
    ]
  }

  private func relabelled(
    _ step: JSONValue, place: Int, isLast: Bool, reason: String
  ) -> JSONValue {
    let completions = step["completions"]?.array ?? []
    let chosen = step["chosen_completion"]?.integer
    if chosen == nil, step["human_completion"]?.object != nil {
      return step.setting(
        "human_completion", rated(step["human_completion"] ?? .null, place: place, isLast: isLast))
    }
    let used = chosen ?? 0
    guard completions.indices.contains(used) else { return step }
    var changed = completions
    changed[used] = rated(completions[used], place: place, isLast: isLast)
    // At an error nothing is chosen, provided that the first completion is the one meant.
    let isEnd = reason == "found_error" && isLast && used == 0
    return step.setting("completions", .array(changed))
      .setting("chosen_completion", isEnd ? .null : JSONValue(used))
  }

  private func rated(_ completion: JSONValue, place: Int, isLast: Bool) -> JSONValue {
    let before = completion["rating"]?.integer
    var rated = completion
    switch label {
    case .badProblem: return completion
    case .unsure: return isLast ? completion.setting("flagged", true) : completion
    case .known(.noError): if before != 0 { rated = completion.setting("rating", 1) }
    case .known(.step(let step)):
      if place == step { rated = completion.setting("rating", -1) }
      if place < step, before != 0 { rated = completion.setting("rating", 1) }
    }
    return completion["flagged"]?.bool == true ? rated.setting("flagged", false) : rated
  }
}
