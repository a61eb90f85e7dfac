import Foundation
import TestSupport
import Testing
import Trajectories

@testable import Annotations

/// The label store's file goes away while it is open.
struct LastingAnnotationStoreTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("sub/labels.sqlite")
  }

  private func history() throws -> [AnnotationEntry.Change] {
    try SQLiteAnnotationStore(path: path, access: .existing).entries(annotator: nil, of: nil)
      .map(\.change)
  }

  @Test func `a store that was removed is made anew with all that it had`() throws {
    _ = try SQLiteAnnotationStore(path: prepared()).append(entry(.verdict(.unsure), on: "old"))
    let store = try LastingAnnotationStore(path: path)
    _ = try store.append(entry(.verdict(.noError), time: 1))
    _ = try store.undo(annotator: "kim", time: 2)
    try store.setSavedView("filter S < 0.3", named: "low", annotator: "kim")
    try FileManager.default.removeItem(atPath: path)
    let saved = try store.append(entry(.verdict(.firstError(1)), time: 3))
    #expect(saved.standing.verdict == .firstError(1))
    #expect(
      try history() == [
        .verdict(.unsure), .verdict(.noError), .undo(of: 2), .verdict(.firstError(1)),
      ])
    #expect(try store.savedViews(annotator: "kim") == ["low": "filter S < 0.3"])
    let changes = store.takeChanges()
    #expect(changes.map(\.isReplaced) == [false])
    #expect(changes.map(\.kept) == [3])
    #expect(changes.first?.description.contains("was removed while open") == true)
    #expect(store.takeChanges().isEmpty)
  }

  @Test func `with its folder, too`() throws {
    let store = try LastingAnnotationStore(path: path)
    _ = try store.append(entry(.verdict(.noError), time: 1))
    try FileManager.default.removeItem(atPath: folder.file("sub"))
    _ = try store.append(entry(.mark(true), time: 2))
    #expect(try history() == [.verdict(.noError), .mark(true)])
  }

  @Test func `an emptied store gets what this run has kept`() throws {
    let store = try LastingAnnotationStore(path: path)
    _ = try store.append(entry(.verdict(.noError), time: 1))
    #expect(truncate(path, 0) == 0)
    _ = try store.append(entry(.mark(true), time: 2))
    #expect(try history() == [.verdict(.noError), .mark(true)])
    let changes = store.takeChanges()
    #expect(changes.map(\.kept) == [1])
    #expect(changes.first?.description.contains("was emptied while open") == true)
  }

  @Test func `a store that was replaced gets what this run decided, once`() throws {
    let store = try LastingAnnotationStore(path: path)
    _ = try store.append(entry(.verdict(.noError), on: "a", time: 1))
    let backup = folder.file("backup.sqlite")
    try FileManager.default.copyItem(atPath: path, toPath: backup)
    _ = try store.append(entry(.verdict(.unsure), on: "b", time: 2))
    _ = try store.undo(annotator: "kim", time: 3)
    _ = try SQLiteAnnotationStore(path: backup).append(
      entry(.note("of another"), by: "ann", time: 9))
    #expect(rename(backup, path) == 0)
    let redone = try store.redo(annotator: "kim", time: 4)
    #expect(redone?.standing.verdict == .unsure)
    #expect(
      try history() == [
        .verdict(.noError), .note("of another"), .verdict(.unsure), .undo(of: 3), .redo(of: 3),
      ])
    #expect(store.takeChanges().map(\.isReplaced) == [true])
    _ = try store.append(entry(.mark(true), time: 5))
    #expect(store.takeChanges().isEmpty)
  }

  @Test func `what is no label store is left alone, and is told`() throws {
    let store = try LastingAnnotationStore(path: path)
    _ = try store.append(entry(.verdict(.noError), time: 1))
    let other = folder.file("other")
    try "not a database, but long enough to be looked at as one".write(
      toFile: other, atomically: true, encoding: .utf8)
    #expect(rename(other, path) == 0)
    #expect(refusal { _ = try store.append(entry(.mark(true), time: 2)) } == .notADatabase)
    try FileManager.default.removeItem(atPath: path)
    _ = try store.append(entry(.mark(true), time: 2))
    #expect(try history() == [.verdict(.noError), .mark(true)])
  }

  private func prepared() throws -> String {
    try FileManager.default.createDirectory(
      atPath: folder.file("sub"), withIntermediateDirectories: true)
    return path
  }
}
