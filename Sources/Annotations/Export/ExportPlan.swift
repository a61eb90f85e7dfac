import Trajectories

/// Which trajectories an export writes: the values of `--only`.
public enum ExportSelection: String, Equatable, Sendable, CaseIterable {
  /// A person's verdict exists.
  case verdict
  /// A verdict or the file's own label exists.
  case labelled
  case all
}

/// What happens to one trajectory before a format sees it.
public enum ExportDecision: Equatable, Sendable {
  /// `part` is an index of the split's parts, 0 without a split; contested if verdicts conflict,
  /// see ``Conflict``.
  case write(ExportTrajectory, part: Int, isContested: Bool)
  /// Excluded by `--only`.
  case leftOut
  /// The stored work does not fit the trajectory.
  case refused(reason: String)
}

/// Joins trajectories with people's work on them, for writing.
///
/// The label is the latest verdict's, whoever gave it and whatever others say, else the file's. The
/// annotation is that of the verdict's annotator, else of whoever acted last. Ratings are the
/// file's, each replaced by the newest given by a person.
public struct ExportPlan: Sendable {
  /// Which trajectories are written.
  public var selection: ExportSelection
  /// How they are divided; `nil` for one file.
  public var split: QuestionSplit?
  /// Whether soft labels are written where a format has marks.
  public var writesSoftLabels = false
  private let work: [TrajectoryDigest: [AnnotatorWork]]

  /// A plan over work as returned by ``AnnotationStore/work(on:)``; empty for `--labels none`.
  public init(
    selection: ExportSelection = .all, split: QuestionSplit? = nil,
    work: [TrajectoryDigest: [AnnotatorWork]] = [:]
  ) {
    self.selection = selection
    self.split = split
    self.work = work
  }

  /// What to do with one trajectory.
  ///
  /// Hashes its text, unless there is no work at all.
  public func decide(_ trajectory: consuming Trajectory) -> ExportDecision {
    let works = work.isEmpty ? [] : work[trajectory.digest] ?? []
    let verdict = works.latestVerdict
    guard includes(verdict: verdict, trajectory) else { return .leftOut }
    let part = split?.part(of: trajectory.question) ?? 0
    var merged = trajectory
    if let label = verdict?.change.verdict {
      if case .known(.step(let step)) = label, !merged.steps.indices.contains(step) {
        return .refused(reason: "the verdict's step is past the last step")
      }
      merged.label = label
    }
    merged.mergeRatings(works)
    var export = ExportTrajectory(
      trajectory: merged, annotation: Self.annotation(works, verdict: verdict))
    export.writesSoftLabels = writesSoftLabels
    return .write(export, part: part, isContested: Conflict(works) != nil)
  }

  private func includes(verdict: AnnotationEntry?, _ trajectory: Trajectory) -> Bool {
    switch selection {
    case .verdict: verdict != nil
    case .labelled: verdict != nil || trajectory.label != nil
    case .all: true
    }
  }

  private static func annotation(
    _ works: [AnnotatorWork], verdict: AnnotationEntry?
  ) -> ExportAnnotation? {
    let works = works.filter(\.standing.hasContent)
    let chosen =
      works.first { $0.annotator == verdict?.annotator }
      ?? works.max { $0.lastEntry.number < $1.lastEntry.number }
    guard let chosen else { return nil }
    let suggestion = verdict?.suggestion
    return ExportAnnotation(
      annotator: chosen.annotator,
      time: UTCTime.text(secondsSince1970: (verdict ?? chosen.lastEntry).time),
      seconds: verdict?.seconds, verdict: verdict?.change.verdict,
      note: chosen.standing.note.isEmpty ? nil : chosen.standing.note,
      model: suggestion?.model, suggested: suggestion.map { $0.firstError.code },
      visible: suggestion?.visible ?? false)
  }
}

extension Standing {
  /// Whether there is anything to export; a mark alone is the annotator's own affair.
  fileprivate var hasContent: Bool { verdict != nil || !ratings.isEmpty || !note.isEmpty }
}

extension Trajectory {
  /// Lays people's ratings over the file's, the most recent annotator's on top.
  fileprivate mutating func mergeRatings(_ works: [AnnotatorWork]) {
    let rated = works.filter { !$0.standing.ratings.isEmpty }
      .sorted { $0.lastEntry.number < $1.lastEntry.number }
    guard !rated.isEmpty else { return }
    if ratings.count < steps.count {
      ratings += [StepRating?](repeating: nil, count: steps.count - ratings.count)
    }
    for work in rated {
      for (step, rating) in work.standing.ratings where steps.indices.contains(step) {
        ratings[step] = rating
      }
    }
  }
}
