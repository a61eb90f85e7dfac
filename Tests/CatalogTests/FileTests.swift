import Foundation
import Queries
import Synchronization
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles

@testable import Catalog

@Suite struct FileTests {
  @Test func `a file's trajectories are the same as those in memory`() throws {
    var random = SeededGenerator(seed: 41)
    let trajectories = SmallSet.random(40, &random)
    let catalog = TrajectoryCatalog()
    let first = try SmallSet.file(Array(trajectories.prefix(15)), path: "7.jsonl")
    let second = try SmallSet.file(Array(trajectories.dropFirst(15)))
    catalog.fill(files: [first, second])
    #expect(catalog.progress.count == 40)
    #expect(catalog.progress.examined == 40)
    #expect(catalog.progress.isIndexed)
    #expect(catalog.progress.bytes == catalog.progress.bytesIndexed)
    for (index, trajectory) in trajectories.enumerated() {
      let item = try #require(catalog.item(at: index))
      #expect(item.trajectory.problem == trajectory.problem)
      #expect(item.trajectory.steps == trajectory.steps)
      #expect(item.digest == trajectory.digest)
      #expect(item.trajectory.source.file == (index < 15 ? "7.jsonl" : "n.jsonl"))
    }
    #expect(catalog.item(at: 40) == nil)
    #expect(catalog.item(at: -1) == nil)
    let query = try Query("steps > 3 and training_step = 7")
    let order = try #require(catalog.arrange(Arrangement(filter: query), now: 0))
    #expect(
      (0..<order.indices.count).map { order.indices[$0] }
        == (0..<15).filter { trajectories[$0].steps.count > 3 })
  }

  @Test func `a record that cannot be read keeps its number and is left out`() throws {
    let trajectories = (0..<4).map { SmallSet.trajectory($0) }
    let file = try SmallSet.file(trajectories, adding: [1: "{\"id\": 3}", 3: "{\"a\":}"])
    let catalog = TrajectoryCatalog()
    catalog.fill(files: [file])
    #expect(catalog.progress.count == 6)
    #expect(catalog.progress.bad == 2)
    #expect(catalog.issues.first.map(\.record) == [1, 4])
    let order = try #require(catalog.arrange(Arrangement(), now: 0))
    #expect(order.indices == .all(count: 6, without: [1, 4]))
    let item = try #require(catalog.item(at: 4))
    #expect(item.unreadable == catalog.issues.first.last)
    #expect(item.trajectory.steps.isEmpty)
    for (source, expected) in [
      ("not readable", [1, 4]), ("outcome != right", [0, 2, 3, 5]), ("problem ~ 3", [5]),
    ] as [(String, [UInt32])] {
      let filtered = catalog.arrange(Arrangement(filter: try Query(source)), now: 0)
      #expect(filtered?.indices == .listed(expected), "\(source)")
    }
    let next = FindRequest(
      target: .unlabelled, order: .all(count: 6), position: 0, forward: true)
    #expect(catalog.find(next)?.index == 2)
  }

  @Test func `candidates of a record have neighbouring numbers`() throws {
    let lines = (0..<40).map { record in
      let candidates = (0..<(record % 4)).map { "\"answer \($0) of \(record)\"" }
      return """
        {"problem": "p\(record)", "completions": [\(candidates.joined(separator: ", "))], \
        "scores": [\(candidates.map { _ in "[0.5]" }.joined(separator: ", "))]}
        """
    }
    let bytes = Array(lines.joined(separator: "\n").utf8)
    let file = TrajectoryFile(
      path: "c.jsonl", bytes: bytes, options: ReadingOptions(format: "search-and-learn"))
    let catalog = TrajectoryCatalog()
    let before = try SmallSet.file([SmallSet.trajectory(0)])
    catalog.fill(files: [before, file])
    let all = (0..<catalog.progress.count).compactMap { catalog.item(at: $0) }
    #expect(all.count == catalog.progress.count)
    let texts = all.dropFirst().filter { $0.unreadable == nil }.map { $0.trajectory.steps.first }
    let expected = (0..<40).flatMap { record in
      (0..<(record % 4)).map { "answer \($0) of \(record)" }
    }
    #expect(texts == expected)
    let order = try #require(catalog.arrange(Arrangement(filter: try Query("2 of 39")), now: 0))
    #expect(order.indices.first.flatMap { catalog.item(at: $0) }?.trajectory.id.isEmpty == false)
    let found = catalog.find(
      FindRequest(
        target: .text(try TextPattern("answer 1 of 7")), order: .all(count: all.count),
        position: 0, forward: true))
    #expect(found.flatMap { catalog.item(at: $0.index) }?.trajectory.steps == ["answer 1 of 7"])
  }

  @Test func `what is not read yet is read when a filter asks for it`() throws {
    let trajectories = (0..<30).map { SmallSet.trajectory($0, steps: $0 % 5) }
    let file = try SmallSet.file(trajectories)
    file.index()
    let catalog = TrajectoryCatalog()
    catalog.state.withLock { state in
      state.contents.segments.files.append(CatalogFile(file))
      state.contents.segments.addRecords(0, to: 30, ofFile: 0)
    }
    let digest = trajectories[7].digest
    catalog.setStandings([digest: SmallSet.standing(.noError, of: digest)])
    #expect(catalog.progress.examined == 0)
    for (source, expected) in [
      ("steps = 4", [4, 9, 14, 19, 24, 29]), ("labelled", [7]), ("step ~ \"of 12\"", [12]),
    ] as [(String, [UInt32])] {
      let order = catalog.arrange(Arrangement(filter: try Query(source)), now: 0)
      #expect(order?.indices == .listed(expected), "\(source)")
    }
    let grouped = catalog.arrange(
      Arrangement(sort: [SortTerm(field: .steps)], grouping: .question), now: 0)
    #expect(grouped?.groups.count == 30)
    #expect(catalog.overview(of: .all(count: 30), isBlind: false)?.lengths[4] == 6)
  }

  @Test func `filters agree while the facts are still being collected`() throws {
    let trajectories = (0..<3000).map { SmallSet.trajectory($0, steps: $0 % 3) }
    let catalog = TrajectoryCatalog()
    let file = try SmallSet.file(trajectories)
    let query = try Query("steps = 2")
    let wrong = Mutex<[String]>([])
    let isDone = StopFlag()
    let worker = WorkerThread {
      while !isDone.isSet {
        guard let order = catalog.arrange(Arrangement(filter: query), now: 0) else { continue }
        let found = (0..<order.indices.count).map { order.indices[$0] }
        let expected = (0..<order.examined).filter { $0 % 3 == 2 }
        if found != expected { wrong.withLock { $0.append("\(found.count)/\(expected.count)") } }
      }
    }
    catalog.fill(files: [file])
    isDone.set()
    worker.join()
    #expect(wrong.withLock { $0 } == [])
    #expect(catalog.arrange(Arrangement(filter: query), now: 0)?.indices.count == 1000)
  }

  @Test func `notes, made ids and generators are found though no record holds them`() throws {
    let line = "{\"problem\": \"p\", \"solution\": \"s\"}\n"
    let bytes = Array(String(repeating: line, count: 20).utf8)
    let catalog = TrajectoryCatalog()
    catalog.fill(files: [TrajectoryFile(path: "dir/some.jsonl", bytes: bytes)])
    let order = catalog.arrange(Arrangement(filter: try Query("some-1")), now: 0)
    #expect(order?.indices == .listed([1] + (10..<20).map { UInt32($0) }))
    let native = TrajectoryCatalog()
    let trajectories = (0..<5).map { SmallSet.trajectory($0) }
    native.fill(files: [try SmallSet.file(trajectories)])
    let digest = trajectories[3].digest
    native.setStandings([digest: SmallSet.standing(nil, note: "zebra", of: digest)])
    #expect(
      native.arrange(Arrangement(filter: try Query("zebra")), now: 0)?.indices == .listed([3]))
  }

  @Test func `a file that cannot be opened is a message and the others are read`() throws {
    let messages = Mutex<[CatalogMessage]>([])
    let catalog = TrajectoryCatalog()
    catalog.fill(from: FileSet(["/nowhere/at all.jsonl"]), isCancelled: { false }) { change in
      messages.withLock { $0 += change.messages }
    }
    guard case .failed(let error) = messages.withLock({ $0 }).first else {
      Issue.record("no message")
      return
    }
    #expect(error.path == "/nowhere/at all.jsonl")
  }
}

struct RefusedFileTests {
  @Test func `a file of nothing but refused records hands over its faults`() throws {
    let lines = (0..<1_500).map { "line \($0)" }.joined(separator: "\n")
    let file = TrajectoryFile(path: "notes.txt", bytes: Array(lines.utf8))
    let catalog = TrajectoryCatalog()
    catalog.fill(files: [file])
    #expect(catalog.progress.count == 0 && catalog.progress.bad == 1_500)
    #expect(catalog.issues.first.count + catalog.issues.more == 1_500)
    #expect(catalog.issues.first.prefix(3).map(\.line) == [1, 2, 3])
  }

  @Test func `what was cut or written anew while open is an error, what grew is none`() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<3000).map {
      #"{"id":"\#($0)","problem":"P\#($0)","steps":["\#(String(repeating: "s", count: 90))"]}"#
    }
    let text = lines.joined(separator: "\n") + "\n"
    func opened(_ name: String) throws -> TrajectoryCatalog {
      let path = try folder.write(text, to: name)
      let catalog = TrajectoryCatalog(options: ReadingOptions(cacheFolder: nil))
      catalog.fill(from: FileSet([path]), isCancelled: { false }, onChange: { _ in })
      return catalog
    }
    func count(_ catalog: TrajectoryCatalog) throws -> Int {
      var count = 0
      try catalog.forEach(now: 0) { _, _ in count += 1 }
      return count
    }
    let grown = try opened("grown")
    try folder.append(lines[0] + "\n", to: "grown")
    #expect(try count(grown) == 3000)
    let renamed = try opened("renamed")
    unlink(folder.file("renamed"))
    #expect(try count(renamed) == 3000)
    let cut = try opened("cut")
    truncate(folder.file("cut"), off_t(text.utf8.count / 2))
    let error = try #require(throws: LostRecordsError.self) { try count(cut) }
    #expect(error.path == folder.file("cut"))
    // Line 1,500 begins at half of the file, give or take the lengths of the numbers.
    let left = text.utf8.prefix(text.utf8.count / 2).count { $0 == UInt8(ascii: "\n") }
    #expect(error.lost == 3000 - left && error.first == left && error.line == left + 1)
    let written = try opened("written")
    let handle = try FileHandle(forWritingTo: URL(filePath: folder.file("written")))
    try handle.write(contentsOf: Data(text.replacing("P", with: "Q").utf8))
    try handle.close()
    #expect(throws: LostRecordsError(path: folder.file("written"), lost: 3000)) {
      try count(written)
    }
  }
}
