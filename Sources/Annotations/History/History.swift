import Trajectories

/// The one place where entries become a ``Standing``.
///
/// Every function here is pure and expects entries in the order of their numbers.
public enum History {
  /// The effect of one annotator's entries for one trajectory.
  ///
  /// O(entries).
  public static func standing(of entries: some Collection<AnnotationEntry>) -> Standing {
    var standing = Standing()
    for entry in effective(entries) {
      standing.apply(entry)
    }
    return standing
  }

  /// The entries that are in effect; undo and redo themselves are left out.
  public static func effective(
    _ entries: some Collection<AnnotationEntry>
  ) -> [AnnotationEntry] {
    var undone: Set<Int64> = []
    for entry in entries {
      switch entry.change {
      case .undo(let target): undone.insert(target)
      case .redo(let target): undone.remove(target)
      default: break
      }
    }
    return entries.filter { !$0.change.isReversal && !undone.contains($0.number) }
  }

  /// One annotator's standings by trajectory; entries of other annotators must not be among them.
  public static func standings(
    of entries: [AnnotationEntry]
  ) -> [TrajectoryDigest: Standing] {
    Dictionary(grouping: entries, by: \.trajectory).mapValues { standing(of: $0) }
  }

  /// Every annotator's standing on one trajectory, by name.
  static func standings(byAnnotatorOf entries: [AnnotationEntry]) -> [String: Standing] {
    Dictionary(grouping: entries, by: \.annotator).mapValues { standing(of: $0) }
  }

  /// Every annotator's work by trajectory, annotators sorted by name.
  public static func work(of entries: [AnnotationEntry]) -> [TrajectoryDigest: [AnnotatorWork]] {
    Dictionary(grouping: entries, by: \.trajectory).mapValues { ofTrajectory in
      Dictionary(grouping: ofTrajectory, by: \.annotator)
        .compactMap { AnnotatorWork(annotator: $0.key, entries: $0.value) }
        .sorted { $0.annotator < $1.annotator }
    }
  }

  /// The latest standing verdict of anyone, by trajectory.
  public static func latestVerdicts(
    of entries: [AnnotationEntry]
  ) -> [TrajectoryDigest: AnnotationEntry] {
    work(of: entries).compactMapValues(\.latestVerdict)
  }
}

/// What one annotator did to one trajectory.
public struct AnnotatorWork: Equatable, Sendable {
  /// Who did it.
  public var annotator: String
  /// The effect of their entries.
  public var standing: Standing
  /// The newest entry, of whatever kind.
  public var lastEntry: AnnotationEntry
  /// The standing verdict, preceded by those that its program had not read; see ``Conflict``.
  var opposingVerdicts: [AnnotationEntry]

  /// Takes all entries of one annotator for one trajectory, by number; `nil` when there are none.
  init?(annotator: String, entries: [AnnotationEntry]) {
    guard let last = entries.last else { return nil }
    self.annotator = annotator
    standing = History.standing(of: entries)
    lastEntry = last
    opposingVerdicts = Conflict.opposing(entries)
  }
}

extension [AnnotatorWork] {
  /// The latest standing verdict of anyone; `nil` without any.
  ///
  /// Latest means the highest number: numbers follow the order of storing, clocks may disagree.
  public var latestVerdict: AnnotationEntry? {
    compactMap(\.standing.verdictEntry).max { $0.number < $1.number }
  }
}

extension AnnotationEntry.Change {
  /// True for an undo or a redo.
  public var isReversal: Bool { reversalTarget != nil }

  /// The entry that an undo or redo refers to.
  public var reversalTarget: Int64? {
    switch self {
    case .undo(let target), .redo(let target): target
    default: nil
    }
  }

  /// The label that a verdict gives; `nil` for every other change.
  public var verdict: Label? {
    if case .verdict(let label) = self { label } else { nil }
  }
}

extension Standing {
  /// Applies the next entry; an undo or redo has no effect by itself.
  ///
  /// What they reverse needs the whole history: ``History/standing(of:)``.
  public mutating func apply(_ entry: AnnotationEntry) {
    switch entry.change {
    case .verdict(let label):
      verdict = label
      verdictEntry = entry
    case .rating(let step, let rating): ratings[step] = rating
    case .note(let text): note = text
    case .mark(let isMarked): marked = isMarked
    case .undo, .redo: break
    }
  }
}
