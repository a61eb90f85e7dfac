/// Which verdict an annotator's next undo takes back, and which the next redo restores.
///
/// Built from the annotator's whole history, so both work across restarts and across programs. A
/// new verdict empties the redo side, as in any editor.
public struct UndoStack: Equatable, Sendable {
  /// Numbers of standing verdicts, oldest first.
  private var standing: [Int64] = []
  /// Numbers of undone verdicts, the next to restore last.
  private var undone: [Int64] = []

  /// The verdict that undo takes back.
  public var undoTarget: Int64? { standing.last }
  /// The verdict that redo restores.
  public var redoTarget: Int64? { undone.last }

  func target(of direction: Reversal.Direction) -> Int64? {
    direction == .undo ? undoTarget : redoTarget
  }

  /// Nothing to undo or redo.
  public init() {}

  /// - Parameter entries: One annotator's entries, in the order of their numbers.
  public init(_ entries: some Sequence<AnnotationEntry>) {
    for entry in entries {
      add(number: entry.number, change: entry.change)
    }
  }

  /// Applies the next entry; ratings, notes and marks change nothing.
  ///
  /// O(1) in practice: reversed entries are near the end.
  mutating func add(number: Int64, change: AnnotationEntry.Change) {
    switch change {
    case .verdict:
      standing.append(number)
      undone = []
    case .undo(let target):
      guard standing.removeLast(target) else { return }
      undone.append(target)
    case .redo(let target):
      // Also restores one that a new verdict had put out of reach here.
      _ = undone.removeLast(target)
      _ = standing.removeLast(target)
      standing.append(target)
    case .rating, .note, .mark:
      break
    }
  }
}

extension [Int64] {
  /// Removes the last occurrence of a number; false when there was none.
  fileprivate mutating func removeLast(_ number: Int64) -> Bool {
    guard let place = lastIndex(of: number) else { return false }
    remove(at: place)
    return true
  }
}
