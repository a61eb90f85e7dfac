import Glibc
import Queries
import Synchronization
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles

@testable import Catalog

private final class Inbox: Sendable {
  let messages = Mutex<[CatalogMessage]>([])
}

/// A folder of its own for one test, driven without a second thread.
private final class Followed {
  let folder: String
  let catalog: TrajectoryCatalog
  var set: FileSet
  private var filler: CatalogFiller
  private let inbox = Inbox()

  init(_ files: [String: String]) throws {
    var template = Array("/tmp/catalog-following-XXXXXX".utf8CString)
    folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    catalog = TrajectoryCatalog(options: ReadingOptions(cacheFolder: nil))
    for (name, text) in files { Self.write(text, to: "\(folder)/\(name)", "w") }
    set = FileSet([folder])
    filler = CatalogFiller(
      catalog, follows: true, isCancelled: { false },
      onChange: { [inbox] change in inbox.messages.withLock { $0 += change.messages } })
    for path in set.paths { filler.open(path) }
    filler.run()
  }

  deinit {
    for path in set.paths { unlink(path) }
    rmdir(folder)
  }

  func write(_ text: String, to name: String, _ mode: String = "w") {
    Self.write(text, to: "\(folder)/\(name)", mode)
  }

  private static func write(_ text: String, to path: String, _ mode: String) {
    guard let file = fopen(path, mode) else { return }
    fputs(text, file)
    fclose(file)
  }

  func look() {
    filler.poll(&set)
    filler.run()
  }

  var messages: [CatalogMessage] { inbox.messages.withLock { $0 } }

  var ids: [String] {
    (0..<catalog.progress.count).compactMap { catalog.item(at: $0)?.trajectory.id }
  }
}

@Suite struct FollowingTests {
  private func line(_ id: String) -> String {
    "{\"id\": \"\(id)\", \"problem\": \"p \(id)\", \"steps\": [\"s\"]}\n"
  }

  @Test func `what is added to a file gets the next numbers`() throws {
    let followed = try Followed(["1.jsonl": line("a"), "2.jsonl": line("b") + line("c")])
    #expect(followed.ids == ["a", "b", "c"])
    #expect(!followed.catalog.progress.isIndexed)
    followed.write(line("d") + line("e"), to: "1.jsonl", "a")
    followed.look()
    #expect(followed.ids == ["a", "b", "c", "d", "e"])
    #expect(followed.catalog.progress.examined == 5)
    let query = try Query("training_step = 1")
    let order = followed.catalog.arrange(Arrangement(filter: query), now: 0)
    #expect(order?.indices == .listed([0, 3, 4]))
    followed.look()
    #expect(followed.catalog.progress.count == 5)
  }

  @Test func `new files of a folder follow`() throws {
    let followed = try Followed(["9.jsonl": line("a")])
    followed.write(line("b"), to: "10.jsonl")
    followed.look()
    #expect(followed.ids == ["a", "b"])
    #expect(followed.messages == [.appeared(path: "\(followed.folder)/10.jsonl")])
  }

  @Test func `a file that is cut keeps what was read and follows anew`() throws {
    let followed = try Followed(["1.jsonl": line("long name") + line("b")])
    #expect(followed.ids == ["long name", "b"])
    followed.write(line("new"), to: "1.jsonl")
    followed.look()
    #expect(followed.catalog.progress.count == 3)
    #expect(followed.ids == ["long name", "b", "new"])
    #expect(followed.messages.contains(.truncated(path: "\(followed.folder)/1.jsonl")))
  }

  @Test func `a file that is rotated away stays readable and the new one follows`() throws {
    let followed = try Followed(["1.jsonl": line("a")])
    let path = "\(followed.folder)/1.jsonl"
    rename(path, path + ".old")
    followed.look()
    followed.look()
    followed.write(line("b"), to: "1.jsonl")
    followed.look()
    #expect(followed.ids == ["a", "b"])
    #expect(followed.messages == [.vanished(path: path), .replaced(path: path)])
    unlink(path + ".old")
  }

  @Test func `everything is handed out in order, whole or filtered`() throws {
    let trajectories = (0..<50).map { SmallSet.trajectory($0, steps: $0 % 4) }
    let catalog = TrajectoryCatalog()
    catalog.append(Array(trajectories.prefix(10)))
    catalog.fill(files: [
      try SmallSet.file(Array(trajectories.dropFirst(10)), adding: [3: "{\"id\": 3}"])
    ])
    var all: [String] = []
    var bytes = 0
    try catalog.forEach(now: 0) { _, trajectory in
      all.append(trajectory.problem)
      bytes += trajectory.source.bytes.count
    }
    #expect(all == trajectories.map(\.problem))
    #expect(bytes > 0)
    var some: [Int] = []
    try catalog.forEach(where: try Query("steps = 3 and problem ~ 1"), now: 0) { index, _ in
      some.append(index)
    }
    // The record that cannot be read has index 13.
    let expected = (0..<50).filter { $0 % 4 == 3 && "\($0)".contains("1") }
    #expect(some == expected.map { $0 < 13 ? $0 : $0 + 1 })
  }
}
