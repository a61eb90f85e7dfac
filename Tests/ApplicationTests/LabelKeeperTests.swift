import Annotations
import Foundation
import Inspector
import Synchronization
import TestSupport
import Testing
import Trajectories

@testable import Application

struct LabelKeeperTests {
  @Test func `an entry that can never be stored does not hold up those behind it`() {
    let store = InMemoryAnnotationStore()
    let keeper = keeper(of: store)
    keeper.save(entry(.verdict(.firstError(7))))
    keeper.save(entry(.verdict(.noError)))
    keeper.finish()
    #expect(keeper.unsaved.map(\.change) == [.verdict(.firstError(7))])
    #expect(store.contents.map(\.change) == [.verdict(.noError)])
  }

  @Test func `what waits for a full disk stays in its order and is stored when there is room`() {
    let store = FullDisk()
    let keeper = keeper(of: store)
    keeper.save(entry(.verdict(.firstError(0))))
    keeper.save(entry(.verdict(.unsure)))
    keeper.finish()
    #expect(keeper.unsaved.count == 2)
    store.isFull.withLock { $0 = false }
    keeper.finish()
    #expect(keeper.unsaved.isEmpty)
    let stored = store.inner.contents.map(\.change)
    #expect(stored == [.verdict(.firstError(0)), .verdict(.unsure)])
  }

  @Test func `undo touches nothing older while the last verdict waits to be stored`() {
    let store = FullDisk()
    store.isFull.withLock { $0 = false }
    let keeper = keeper(of: store)
    keeper.save(entry(.verdict(.noError)))
    keeper.finish()
    store.isFull.withLock { $0 = true }
    keeper.save(entry(.verdict(.unsure)))
    keeper.revert(redo: false, time: 2)
    keeper.finish()
    #expect(store.inner.contents.map(\.change) == [.verdict(.noError)])
    #expect(keeper.unsaved.map(\.change) == [.verdict(.unsure)])
  }

  @Test func `unsaved work is repeated by commands that name the same store`() {
    let lines = UnsavedWork.lines(
      [entry(.verdict(.firstError(1))), entry(.note("it's -1"))], labels: .file("a b.sqlite"))
    #expect(
      lines == [
        "misstep label 'f.jsonl' --id='-x' --first-error 2 --annotator='kim' --labels='a b.sqlite'",
        "misstep label 'f.jsonl' --id='-x' --note='it'\\''s -1' --annotator='kim' "
          + "--labels='a b.sqlite'",
      ])
  }

  @Test func `one entry that could not be stored is not called several`() {
    #expect(UnsavedWork.heading(1).hasPrefix("1 entry could not be stored. This command"))
    #expect(UnsavedWork.heading(2).hasPrefix("2 entries could not be stored. These commands"))
  }

  @Test func `every decision that waits is shown as not saved, once`() {
    let store = FullDisk()
    let mailbox = Mailbox {}
    let keeper = LabelKeeper(store: store, annotator: "kim", files: "f", mailbox: mailbox)
    for label in [Label.noError, .unsure, .badProblem] { keeper.save(entry(.verdict(label))) }
    keeper.finish()
    keeper.finish()
    let failed = mailbox.take(limit: 99).compactMap { message in
      if case .saveFailed(let entry, _) = message { entry.change } else { nil }
    }
    #expect(failed == [.verdict(.noError), .verdict(.unsure), .verdict(.badProblem)])
  }

  @Test func `where annotators differ is told at the start and after every verdict`() throws {
    let store = InMemoryAnnotationStore()
    var other = entry(.verdict(.unsure))
    other.annotator = "lee"
    _ = try store.append(other)
    let mailbox = Mailbox {}
    let keeper = LabelKeeper(store: store, annotator: "kim", files: "f", mailbox: mailbox)
    func conflicts() -> [Conflict?] {
      keeper.finish()
      return mailbox.take(limit: 99).flatMap { message -> [Conflict?] in
        guard case .conflicts(let conflicts) = message else { return [] }
        return Array(conflicts.values)
      }
    }
    keeper.load()
    #expect(conflicts().isEmpty)
    keeper.save(entry(.verdict(.noError)))
    #expect(conflicts().map { $0?.verdicts.map(\.annotator) } == [["lee", "kim"]])
    keeper.revert(redo: false, time: 2)
    #expect(conflicts() == [nil])
    keeper.revert(redo: true, time: 3)
    #expect(conflicts().count == 1)
    LabelKeeper(store: store, annotator: "ana", files: "f", mailbox: mailbox).load()
    keeper.load()
    #expect(conflicts().contains { $0?.verdicts.count == 2 })
  }

  @Test func `another program's verdict is told at the next move and after the next decision`()
    throws
  {
    let folder = try TemporaryFolder()
    let own = try LastingAnnotationStore(path: folder.file("l"))
    let other = try SQLiteAnnotationStore(path: folder.file("l"))
    let mailbox = Mailbox {}
    let keeper = LabelKeeper(store: own, annotator: "kim", files: "f", mailbox: mailbox)
    keeper.load()
    keeper.save(entry(.verdict(.noError)))
    func conflicts() -> [[String]?] {
      keeper.finish()
      return mailbox.take(limit: 99).flatMap { message -> [[String]?] in
        guard case .conflicts(let conflicts) = message else { return [] }
        return conflicts.values.map { $0?.verdicts.map(\.annotator) }
      }
    }
    #expect(conflicts() == [nil])
    func giveOther(_ label: Label) throws {
      var foreign = entry(.verdict(label))
      foreign.annotator = "lee"
      _ = try other.append(foreign)
    }
    try giveOther(.unsure)
    let digest = entry(.verdict(.noError)).trajectory.hexadecimal
    keeper.remember(ResumePoint(trajectory: digest, step: 0))
    usleep(300_000)
    #expect(conflicts() == [["kim", "lee"]])
    try giveOther(.noError)
    keeper.save(entry(.note("n")))
    #expect(conflicts() == [nil])
    keeper.save(entry(.note("m")))
    #expect(conflicts().isEmpty)
  }

  private func keeper(of store: any AnnotationStore) -> LabelKeeper {
    LabelKeeper(store: store, annotator: "kim", files: "f.jsonl", mailbox: Mailbox {})
  }

  private func entry(_ change: AnnotationEntry.Change) -> AnnotationEntry {
    let digest = TrajectoryDigest(problem: "P", steps: ["a", "b"])
    return AnnotationEntry(
      trajectory: digest, change: change, annotator: "kim", time: 1,
      origin: Origin(file: "f.jsonl", id: "-x", steps: 2))
  }
}

extension InMemoryAnnotationStore {
  fileprivate var contents: [AnnotationEntry] { (try? entries(annotator: nil, of: nil)) ?? [] }
}

/// A store that takes entries only while there is room, and reverses them always.
private final class FullDisk: AnnotationStore {
  let inner = InMemoryAnnotationStore()
  let isFull = Mutex(true)

  func appendAll(_ entries: [AnnotationEntry]) throws(AnnotationStoreError) -> [SavedEntry] {
    if isFull.withLock(\.self) { throw AnnotationStoreError(.diskFull) }
    return try inner.appendAll(entries)
  }

  func reverse(
    _ direction: Reversal.Direction, annotator: String, time: Double
  ) throws(AnnotationStoreError) -> Reversal? {
    try inner.reverse(direction, annotator: annotator, time: time)
  }

  func entries(
    annotator: String?, of trajectories: [TrajectoryDigest]?
  ) throws(AnnotationStoreError) -> [AnnotationEntry] {
    try inner.entries(annotator: annotator, of: trajectories)
  }

  func resumePoint(
    annotator: String, files: String
  ) throws(AnnotationStoreError) -> StoredResumePoint? { nil }

  func setResumePoint(
    _ point: StoredResumePoint, annotator: String, files: String
  ) throws(AnnotationStoreError) {}

  func savedViews(annotator: String) throws(AnnotationStoreError) -> [String: String] {
    try inner.savedViews(annotator: annotator)
  }

  func setSavedView(
    _ text: String?, named name: String, annotator: String
  ) throws(AnnotationStoreError) {
    if isFull.withLock(\.self) { throw AnnotationStoreError(.diskFull) }
    try inner.setSavedView(text, named: name, annotator: annotator)
  }
}
