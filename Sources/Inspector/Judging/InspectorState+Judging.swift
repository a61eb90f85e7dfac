import Annotations
import Trajectories

/// What was judged in this session, and what became of it.
struct Judging: Sendable {
  /// What the store has not confirmed.
  var pending = PendingEntries()
  /// When verdicts were given in the last hour, seconds since 1970.
  var times: [Double] = []
  /// Where trajectories were judged, for taking back.
  var places: [TrajectoryDigest: Int] = [:]
  /// The trajectory that was just judged blind: its figures are shown until a key goes on.
  var revealed: Int?
  /// What was judged blind, and so seen with its figures afterwards.
  var seen: Set<TrajectoryDigest> = []
  /// A bad-problem verdict was confirmed once; the next ones need it no more.
  var hasSaidBadProblem = false
  /// The rating that the last key, `0`, gave, and the one before it.
  var zeroRating: ZeroRating?
  /// What moving on after the last verdict met; it stays beside "saved".
  var news: String?
  /// `q` was answered with a warning; the next one leaves.
  var quitWarned = false
}

/// A rating by `0`, which is no step's number.
struct ZeroRating: Equatable, Sendable {
  var index: Int
  var step: Int
  var before: StepRating?
}

/// Verdicts, ratings, notes and marks: each becomes an entry that is handed to the store.
extension InspectorState {
  /// Gives a verdict and moves on to the next unlabelled trajectory.
  mutating func judge(_ label: Label) -> [Effect] {
    guard let index = judged else { return nothingHere() }
    if case .known(.step(let step)) = label {
      let count = stepCount
      guard step >= 0, step < count else {
        notice = Notice(
          text: count == 0 ? "no steps here: only x and b can be said" : "steps are 1 to \(count)",
          severity: .warning)
        return []
      }
    }
    let wasHidden = hidesFigures(of: index)
    let effects = record(.verdict(label), at: index)
    judging.times.append(now)
    judging.times.removeAll { now - $0 > 3600 }
    if wasHidden { judging.seen.insert(window[index].digest) }
    guard options.advance else { return effects }
    if layers.view == .question, !wasHidden {
      gotoUnlabelledCandidate()
      return effects
    }
    guard !wasHidden else {
      reveal(index)
      return effects
    }
    return effects + gotoNextUnlabelled(afterVerdict: true)
  }

  mutating func judgeStepHere() -> [Effect] {
    let here = layers.view == .reader ? step : layers.view == .question ? pairStep : nil
    guard let chosen = typing.count.map({ $0 - 1 }) ?? here else {
      notice = Notice(text: "open it first: a first error needs a step", severity: .warning)
      return []
    }
    return judge(.firstError(chosen))
  }

  /// Rates the step under the cursor; the same rating again takes it back.
  mutating func rate(_ rating: StepRating) -> [Effect] {
    guard let index = judged, stepCount > 0, layers.view == .reader else { return nothingHere() }
    let present = window.standing(at: index).ratings[step]
    judging.zeroRating =
      rating == .okay ? ZeroRating(index: index, step: step, before: present) : nil
    return record(.rating(step: step, present == rating ? nil : rating), at: index)
  }

  /// `0e` names no step: neither the rating nor the verdict is meant.
  mutating func takeBack(_ zero: ZeroRating, before key: String) -> [Effect] {
    let effects = record(.rating(step: zero.step, zero.before), at: zero.index)
    judging.news = "0\(key) names no step, steps are 1 to \(stepCount); \(key) alone means this one"
    notice?.text += " · \(judging.news ?? "")"
    return effects
  }

  mutating func toggleMark() -> [Effect] {
    guard let index = judged else { return nothingHere() }
    return record(.mark(!window.standing(at: index).marked), at: index)
  }

  mutating func setNote(_ text: String, at index: Int) -> [Effect] {
    guard window.has(index), window.standing(at: index).note != text else { return [] }
    return record(.note(text), at: index) + (layers.view == .notes ? askForNotes() : [])
  }

  /// The trajectory that a verdict would go to; `nil` in views that show none, while it is read, and
  /// for a record that cannot be.
  var judged: Int? {
    guard layers.view.type.showsTrajectory, let item, item.unreadable == nil else { return nil }
    if layers.view == .list, list.isOnHeading { return nil }
    return selected
  }

  mutating func nothingHere() -> [Effect] {
    let words =
      item?.unreadable == nil
      ? "nothing is shown here to judge" : "this record cannot be read, so it cannot be judged"
    notice = Notice(text: words, severity: .warning)
    return []
  }

  private mutating func record(
    _ change: AnnotationEntry.Change, at index: Int
  ) -> [Effect] {
    let entry = entry(change, at: index)
    var standing = window.standing(at: index)
    standing.apply(entry)
    judging.pending.add(entry)
    window.setStanding(standing, for: entry.trajectory)
    judging.places[entry.trajectory] = index
    notice = Notice(text: "saving… \(entry.words)")
    return [.save(entry), .keep([entry.trajectory: standing])]
  }

  private func entry(_ change: AnnotationEntry.Change, at index: Int) -> AnnotationEntry {
    let item = window[index]
    let suggestion = item.figures.map {
      Suggestion(
        model: model.identity, firstError: $0.firstError,
        visible: !hidesFigures(of: index) || judging.seen.contains(item.digest))
    }
    return AnnotationEntry(
      trajectory: item.digest, change: change, annotator: options.annotator, time: now,
      seconds: now > 0 ? max(0, now - trail.since) : nil, suggestion: suggestion,
      origin: Origin(
        file: item.trajectory.source.file, id: item.trajectory.id,
        steps: item.trajectory.steps.count))
  }
}
