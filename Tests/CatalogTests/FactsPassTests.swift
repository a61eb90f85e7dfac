import Synchronization
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles

@testable import Catalog

struct FactsPassTests {
  /// A catalog whose only file is indexed; no record has a number yet.
  private static func opened(_ file: TrajectoryFile) -> (TrajectoryCatalog, CatalogFile) {
    file.index()
    let catalog = TrajectoryCatalog()
    let opened = CatalogFile(file)
    catalog.state.withLock { $0.contents.segments.files.append(opened) }
    return (catalog, opened)
  }

  private static func pass(
    _ catalog: TrajectoryCatalog, _ file: CatalogFile,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> FactsPass {
    FactsPass(catalog: catalog, file: file, place: 0, isCancelled: isCancelled)
  }

  /// Records `1`, `2` and `3` hold so many candidates, record 2 none that can be read.
  private static func candidates() -> TrajectoryFile {
    let lines = [2, 0, 3].map { count in
      let texts = (0..<count).map { "\"answer \($0)\"" }.joined(separator: ", ")
      let scores = (0..<count).map { _ in "[0.5]" }.joined(separator: ", ")
      return "{\"problem\": \"p\(count)\", \"completions\": [\(texts)], \"scores\": [\(scores)]}"
    }
    return TrajectoryFile(
      path: "c.jsonl", bytes: Array(lines.joined(separator: "\n").utf8),
      options: ReadingOptions(format: "search-and-learn"))
  }

  @Test func `the facts of the records asked for stand at their indices, no others`() throws {
    let trajectories = (0..<6).map {
      SmallSet.trajectory($0, steps: $0 + 1, label: .firstError(0), generator: "m-\($0 % 2)")
    }
    let (catalog, file) = Self.opened(try SmallSet.file(trajectories))
    catalog.state.withLock { state in
      // Ten trajectories come before, so that record 0 has index 10.
      state.contents.segments.append(.memory([], []), count: 10)
      state.contents.segments.addRecords(0, to: 6, ofFile: 0)
    }
    #expect(Self.pass(catalog, file).readNumbered(2..<5, firstIndex: 12))
    let columns = catalog.contents.columns
    for record in 0..<6 {
      let facts = columns.facts(at: 10 + record)
      #expect(facts.isKnown == (2..<5).contains(record), "record \(record)")
      guard facts.isKnown else { continue }
      #expect(facts.stepCount == record + 1)
      #expect(facts.label == .firstError(0))
      #expect(columns.key(at: 10 + record) == trajectories[record].digest.key)
    }
    #expect(catalog.progress.examined == 3)
    // Numbers are given in the order in which the names come.
    #expect(columns.facts(at: 12).generator == columns.facts(at: 14).generator)
    #expect(columns.facts(at: 12).generator != columns.facts(at: 13).generator)
  }

  @Test func `reading a record twice counts it once`() throws {
    let (catalog, file) = Self.opened(try SmallSet.file((0..<4).map { SmallSet.trajectory($0) }))
    catalog.state.withLock { $0.contents.segments.addRecords(0, to: 4, ofFile: 0) }
    let pass = Self.pass(catalog, file)
    #expect(pass.readNumbered(0..<3, firstIndex: 0))
    #expect(pass.readNumbered(1..<4, firstIndex: 1))
    #expect(catalog.progress.examined == 4)
  }

  @Test func `a record that cannot be read has facts that say so, and an issue`() throws {
    let good = (0..<2).map { SmallSet.trajectory($0) }
    let (catalog, file) = Self.opened(try SmallSet.file(good, adding: [1: #"{"id": "x"}"#]))
    catalog.state.withLock { $0.contents.segments.addRecords(0, to: 3, ofFile: 0) }
    #expect(Self.pass(catalog, file).readNumbered(0..<3, firstIndex: 0))
    let contents = catalog.contents
    #expect((0..<3).map { contents.columns.facts(at: $0).isReadable } == [true, false, true])
    #expect(contents.unreadable == [1])
    #expect(catalog.progress.examined == 3)
    #expect(catalog.progress.bad == 1)
    #expect(catalog.issues.first.map(\.record) == [1])
  }

  @Test func `a file tells whether ids were made from places`() throws {
    let plain = "{\"problem\": \"p\", \"solution\": \"s\"}\n"
    let made = TrajectoryFile(path: "dir/some.jsonl", bytes: Array(plain.utf8))
    for (file, hasMadeIDs) in [(made, true), (try SmallSet.file([SmallSet.trajectory(0)]), false)] {
      let (catalog, opened) = Self.opened(file)
      catalog.state.withLock { $0.contents.segments.addRecords(0, to: 1, ofFile: 0) }
      #expect(Self.pass(catalog, opened).readNumbered(0..<1, firstIndex: 0))
      #expect(catalog.contents.segments.files[0].hasMadeIDs == hasMadeIDs)
    }
  }

  @Test func `candidates get indices in the order of their records`() throws {
    let (catalog, file) = Self.opened(Self.candidates())
    #expect(Self.pass(catalog, file).readCandidates(0..<3))
    #expect(catalog.progress.count == 6)
    #expect(catalog.progress.examined == 6)
    let segments = catalog.contents.segments
    let places = (0..<6).map { index in
      segments.segments[segments.place(of: index)].record(of: index)
    }
    #expect(places.map(\.number) == [0, 0, 1, 2, 2, 2])
    #expect(places.map(\.candidate) == [0, 1, 0, 0, 1, 2])
    // A record without candidates keeps one index, as one that cannot be read.
    let columns = catalog.contents.columns
    #expect(
      (0..<6).map { columns.facts(at: $0).isReadable } == [true, true, false, true, true, true])
    #expect(catalog.contents.segments.files[0].hasMadeIDs)
  }

  @Test func `later records go on where earlier ones ended`() throws {
    let (catalog, file) = Self.opened(Self.candidates())
    let pass = Self.pass(catalog, file)
    #expect(pass.readCandidates(0..<1))
    #expect(catalog.progress.count == 2)
    #expect(pass.readCandidates(1..<3))
    #expect(catalog.progress.count == 6)
    #expect(catalog.contents.columns.facts(at: 5).question == Facts.hash("p3"))
  }

  @Test func `a pass that is cancelled gives no candidate an index`() throws {
    let (catalog, file) = Self.opened(Self.candidates())
    #expect(!Self.pass(catalog, file, isCancelled: { true }).readCandidates(0..<3))
    #expect(catalog.progress.count == 0)
    #expect(catalog.progress.examined == 0)
  }

  @Test func `a pass that is cancelled on its way notes only whole blocks`() throws {
    let count = 40_000
    let (catalog, file) = Self.opened(
      try SmallSet.file((0..<count).map { SmallSet.trajectory($0, text: "some more words") }))
    catalog.state.withLock { $0.contents.segments.addRecords(0, to: count, ofFile: 0) }
    let asked = Mutex(0)
    let pass = Self.pass(catalog, file) {
      asked.withLock { count in
        count += 1
        return count > 800
      }
    }
    #expect(!pass.readNumbered(0..<count, firstIndex: 0))
    let columns = catalog.contents.columns
    let known = (0..<count).filter { columns.facts(at: $0).isKnown }
    #expect(catalog.progress.examined == known.count)
    #expect(!known.isEmpty && known.count < count)
    // What a first pass left out, a second one notes.
    #expect(Self.pass(catalog, file).readNumbered(0..<count, firstIndex: 0))
    #expect(catalog.progress.examined == count)
  }
}
