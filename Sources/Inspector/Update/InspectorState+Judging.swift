import Annotations
import Trajectories

/// Verdicts, ratings, notes and marks: each becomes an entry that is handed to the store.
extension InspectorState {
  /// Gives a verdict and moves on to the next unlabelled trajectory.
  mutating func judge(_ label: Label) -> [Effect] {
    guard let index = judged else { return nothingHere() }
    if case .firstError(let step) = label {
      let count = collection.items[index].trajectory.steps.count
      guard step >= 0, step < count else {
        notice = Notice(
          text: count == 0 ? "no steps here: only x and b can be said" : "steps are 1 to \(count)",
          severity: .warning)
        return []
      }
    }
    let effects = record(.verdict(label), at: index)
    verdictTimes.append(now)
    verdictTimes.removeAll { now - $0 > 3600 }
    if options.advance, let news = gotoNextUnlabelled() {
      advanceNews = news
      notice?.text += " · \(news)"
    }
    return effects
  }

  mutating func judgeStepHere() -> [Effect] {
    let chosen = count.map { $0 - 1 } ?? step
    guard view == .inspector || count != nil else {
      notice = Notice(text: "open it first: a first error needs a step", severity: .warning)
      return []
    }
    return judge(.firstError(chosen))
  }

  /// Rates the step under the cursor; the same rating again takes it back.
  mutating func rate(_ rating: StepRating) -> [Effect] {
    guard let index = judged, stepCount > 0, view == .inspector else { return nothingHere() }
    let present = collection.standing(at: index).ratings[step]
    return record(.rating(step: step, present == rating ? nil : rating), at: index)
  }

  mutating func toggleMark() -> [Effect] {
    guard let index = judged else { return nothingHere() }
    return record(.mark(!collection.standing(at: index).marked), at: index)
  }

  mutating func setNote(_ text: String, at index: Int) -> [Effect] {
    guard collection.items.indices.contains(index),
      collection.standing(at: index).note != text
    else { return [] }
    return record(.note(text), at: index)
  }

  /// The trajectory that a verdict would go to; `nil` in views that show none.
  private var judged: Int? {
    switch view {
    case .inspector, .list, .notes: selected
    case .help, .overview, .issues: nil
    }
  }

  mutating func nothingHere() -> [Effect] {
    notice = Notice(text: "nothing is shown here to judge", severity: .warning)
    return []
  }

  private mutating func record(
    _ change: AnnotationEntry.Change, at index: Int
  ) -> [Effect] {
    let entry = entry(change, at: index)
    var standing = collection.standing(at: index)
    standing.apply(entry)
    pending.add(entry)
    collection.setStanding(standing, for: entry.trajectory)
    notice = Notice(text: "saving… \(entry.words)")
    return [.save(entry)]
  }

  private func entry(_ change: AnnotationEntry.Change, at index: Int) -> AnnotationEntry {
    let item = collection.items[index]
    let suggestion = item.summary.map {
      Suggestion(
        model: options.modelIdentity, firstError: $0.firstError, visible: !hidesFigures(of: index))
    }
    return AnnotationEntry(
      trajectory: item.digest, change: change, annotator: options.annotator, time: now,
      seconds: now > 0 ? max(0, now - shownSince) : nil, suggestion: suggestion,
      origin: Origin(
        file: item.trajectory.source.file, id: item.trajectory.id,
        steps: item.trajectory.steps.count))
  }
}
