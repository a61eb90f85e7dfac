import Annotations
import TestSupport
import Testing
import Trajectories

struct HistoryTests {
  private func numbered(_ changes: [AnnotationEntry.Change]) -> [AnnotationEntry] {
    changes.enumerated().map { index, change in
      var made = entry(change)
      made.number = Int64(index) + 1
      return made
    }
  }

  @Test func `the last verdict stands`() {
    let standing = History.standing(
      of: numbered([.verdict(.noError), .verdict(.firstError(2))]))
    #expect(standing.verdict == .firstError(2))
    #expect(standing.verdictEntry?.number == 2)
  }

  @Test func `an undone verdict falls back to the one before`() {
    let entries = numbered([.verdict(.noError), .verdict(.unsure), .undo(of: 2)])
    #expect(History.standing(of: entries).verdict == .noError)
    #expect(History.standing(of: entries + [entry(.undo(of: 1))]).verdict == nil)
  }

  @Test func `a redone verdict stands again`() {
    let entries = numbered([.verdict(.noError), .verdict(.unsure), .undo(of: 2), .redo(of: 2)])
    #expect(History.standing(of: entries).verdict == .unsure)
  }

  @Test func `ratings, note and mark each keep their last value`() {
    let standing = History.standing(
      of: numbered([
        .rating(step: 0, .great), .rating(step: 1, .bad), .rating(step: 0, nil),
        .note("first"), .note("second"), .mark(true), .mark(false),
      ]))
    #expect(standing == Standing(ratings: [1: .bad], note: "second"))
  }

  @Test func `undo goes back verdict by verdict and redo forward again`() {
    var stack = UndoStack(numbered([.verdict(.noError), .note("n"), .verdict(.unsure)]))
    #expect(stack.undoTarget == 3)
    stack = UndoStack(
      numbered([.verdict(.noError), .verdict(.unsure), .undo(of: 2), .undo(of: 1)]))
    #expect(stack.undoTarget == nil)
    #expect(stack.redoTarget == 1)
    stack = UndoStack(
      numbered([.verdict(.noError), .verdict(.unsure), .undo(of: 2), .undo(of: 1), .redo(of: 1)]))
    #expect(stack.undoTarget == 1)
    #expect(stack.redoTarget == 2)
  }

  @Test func `a new verdict ends redo`() {
    let stack = UndoStack(
      numbered([.verdict(.noError), .undo(of: 1), .verdict(.unsure)]))
    #expect(stack.redoTarget == nil)
    #expect(stack.undoTarget == 3)
  }

  @Test(arguments: 0..<50) func `what undo would take back always stands`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var entries: [AnnotationEntry] = []
    for number in 1...60 as ClosedRange<Int64> {
      let stack = UndoStack(entries)
      let effective = History.effective(entries).map(\.number)
      #expect(stack.undoTarget.map(effective.contains) ?? effective.isEmpty, "seed \(seed)")
      #expect(stack.redoTarget.map { !effective.contains($0) } ?? true, "seed \(seed)")
      var changes: [AnnotationEntry.Change] = [.verdict(.noError)]
      if let target = stack.undoTarget { changes.append(.undo(of: target)) }
      if let target = stack.redoTarget { changes.append(.redo(of: target)) }
      var next = entry(changes.randomElement(using: &generator) ?? .verdict(.unsure))
      next.number = number
      entries.append(next)
    }
  }
}
