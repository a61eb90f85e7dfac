import Survival
import Annotations
import TestSupport
import Testing
import Trajectories

/// Which store a test runs on; every behaviour here holds for all of them.
enum StoreKind: CaseIterable {
  case memory
  case sqlite

  func make(in folder: TemporaryFolder) throws -> any AnnotationStore {
    switch self {
    case .memory: InMemoryAnnotationStore()
    case .sqlite: try SQLiteAnnotationStore(path: folder.file("labels.sqlite"))
    }
  }
}

struct StoreSemanticsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: StoreKind.allCases) func `every change comes back as it went in`(
    kind: StoreKind
  ) throws {
    let store = try kind.make(in: folder)
    let suggestion = Suggestion(model: "builtin", firstError: .noError, visible: true)
    let changes: [AnnotationEntry.Change] = [
      .verdict(.noError), .verdict(.firstError(3)), .verdict(.unsure), .verdict(.badProblem),
      .rating(step: 0, .great), .rating(step: 1, .bad), .rating(step: 2, .okay),
      .rating(step: 0, nil), .note("naïve “note”\n"), .note(""), .mark(true), .mark(false),
    ]
    let made = changes.map { entry($0, time: 1.5, seconds: 0.25, suggestion: suggestion) }
    let saved = try store.appendAll(made).map(\.entry)
    #expect(saved.map(\.change) == changes)
    #expect(saved.map(\.number) == (1...12).map { Int64($0) })
    #expect(try store.history(of: digest("a")) == saved)
    #expect(saved.allSatisfy { $0.suggestion == suggestion && $0.origin.id == "a" })
    #expect(saved.allSatisfy { $0.seconds == 0.25 && $0.time == 1.5 })
  }

  @Test(arguments: StoreKind.allCases) func `append tells what the trajectory amounts to`(
    kind: StoreKind
  ) throws {
    let store = try kind.make(in: folder)
    _ = try store.append(entry(.note("look")))
    let saved = try store.append(entry(.verdict(.firstError(1))))
    #expect(saved.standing.verdict == .firstError(1))
    #expect(saved.standing.note == "look")
    #expect(try store.standings(annotator: "kim")[digest("a")] == saved.standing)
    #expect(try store.standings(annotator: "lee").isEmpty)
    #expect(try store.standings(annotator: "kim", of: [digest("b")]).isEmpty)
  }

  @Test(arguments: StoreKind.allCases) func `undo goes to the last verdict wherever it was`(
    kind: StoreKind
  ) throws {
    let store = try kind.make(in: folder)
    _ = try store.append(entry(.verdict(.noError), on: "a"))
    _ = try store.append(entry(.verdict(.unsure), on: "b"))
    _ = try store.append(entry(.verdict(.badProblem), on: "c", by: "lee"))
    _ = try store.append(entry(.note("later"), on: "a"))
    let first = try #require(try store.undo(annotator: "kim", time: 5))
    #expect(first.affected.trajectory == digest("b"))
    #expect(first.entry.change == .undo(of: 2))
    #expect(first.entry.time == 5)
    #expect(first.standing.verdict == nil)
    let second = try #require(try store.undo(annotator: "kim", time: 6))
    #expect(second.affected.trajectory == digest("a"))
    #expect(second.standing.note == "later")
    #expect(try store.undo(annotator: "kim", time: 7) == nil)
    let again = try #require(try store.redo(annotator: "kim", time: 8))
    #expect(again.affected.trajectory == digest("a"))
    #expect(again.standing.verdict == .noError)
    #expect(try store.latestVerdicts()[digest("c")]?.annotator == "lee")
  }

  @Test(arguments: StoreKind.allCases) func `nothing can be redone after a new verdict`(
    kind: StoreKind
  ) throws {
    let store = try kind.make(in: folder)
    _ = try store.append(entry(.verdict(.noError)))
    _ = try store.undo(annotator: "kim", time: 0)
    _ = try store.append(entry(.verdict(.unsure), on: "b"))
    #expect(try store.redo(annotator: "kim", time: 0) == nil)
  }

  @Test(arguments: StoreKind.allCases) func `annotators who differ are shown as a conflict`(
    kind: StoreKind
  ) throws {
    let store = try kind.make(in: folder)
    #expect(try store.append(entry(.verdict(.noError))).conflict == nil)
    #expect(try store.append(entry(.verdict(.noError), by: "lee")).conflict == nil)
    let saved = try store.append(entry(.verdict(.firstError(0)), by: "ana"))
    #expect(saved.conflict?.verdicts.map(\.annotator) == ["kim", "lee", "ana"])
    #expect(try store.conflicts() == [saved.conflict].compactMap { $0 })
    #expect(try store.conflicts(for: [digest("b")]).isEmpty)
    #expect(try store.latestVerdicts()[digest("a")]?.annotator == "ana")
    _ = try store.undo(annotator: "ana", time: 0)
    #expect(try store.conflicts().isEmpty)
  }

  @Test(arguments: StoreKind.allCases) func `what cannot be is refused and nothing is stored`(
    kind: StoreKind
  ) throws {
    let store = try kind.make(in: folder)
    let refused: [(AnnotationEntry, InvalidEntry)] = [
      (entry(.verdict(.firstError(4))), .stepOutOfRange(step: 4, steps: 4)),
      (entry(.verdict(.firstError(-1))), .stepOutOfRange(step: -1, steps: 4)),
      (entry(.rating(step: .max, .bad)), .stepOutOfRange(step: .max, steps: 4)),
      (entry(.verdict(.noError), by: ""), .emptyAnnotator),
      (entry(.verdict(.noError), time: .nan), .timeNotFinite),
      (entry(.verdict(.noError), seconds: .infinity), .timeNotFinite),
      (entry(.undo(of: 7)), .nothingToReverse(number: 7)),
    ]
    for (wrong, reason) in refused {
      let thrown = refusal { _ = try store.appendAll([entry(.verdict(.noError)), wrong]) }
      #expect(thrown == .invalidEntry(reason))
    }
    #expect(try store.history(of: digest("a")).isEmpty)
  }

  @Test(arguments: StoreKind.allCases) func `another annotator's verdict cannot be undone`(
    kind: StoreKind
  ) throws {
    let store = try kind.make(in: folder)
    _ = try store.append(entry(.verdict(.noError)))
    #expect(
      refusal { _ = try store.append(entry(.undo(of: 1), by: "lee")) }
        == .invalidEntry(.nothingToReverse(number: 1)))
    #expect(try store.undo(annotator: "lee", time: 0) == nil)
  }

  @Test(arguments: StoreKind.allCases) func `a resume point is kept per annotator and files`(
    kind: StoreKind
  ) throws {
    let store = try kind.make(in: folder)
    let point = StoredResumePoint(trajectory: digest("a"), step: 2, place: 7)
    #expect(try store.resumePoint(annotator: "kim", files: "f") == nil)
    try store.setResumePoint(
      StoredResumePoint(trajectory: digest("b"), step: 0), annotator: "kim", files: "f")
    try store.setResumePoint(point, annotator: "kim", files: "f")
    #expect(try store.resumePoint(annotator: "kim", files: "f") == point)
    #expect(try store.resumePoint(annotator: "lee", files: "f") == nil)
    #expect(try store.resumePoint(annotator: "kim", files: "g") == nil)
  }

  @Test(arguments: StoreKind.allCases) func `a saved view is kept by name until it is forgotten`(
    kind: StoreKind
  ) throws {
    let store = try kind.make(in: folder)
    #expect(try store.savedViews(annotator: "kim").isEmpty)
    try store.setSavedView("S < 0.3", named: "doubtful", annotator: "kim")
    try store.setSavedView("marked", named: "mine", annotator: "kim")
    try store.setSavedView("S < 0.2", named: "doubtful", annotator: "kim")
    #expect(try store.savedViews(annotator: "kim") == ["doubtful": "S < 0.2", "mine": "marked"])
    #expect(try store.savedViews(annotator: "lee").isEmpty)
    try store.setSavedView(nil, named: "mine", annotator: "kim")
    #expect(try store.savedViews(annotator: "kim") == ["doubtful": "S < 0.2"])
  }

  @Test(arguments: StoreKind.allCases) func `thousands of trajectories are asked for at once`(
    kind: StoreKind
  ) throws {
    let store = try kind.make(in: folder)
    _ = try store.appendAll((0..<2500).map { entry(.verdict(.noError), on: "\($0)") })
    let numbers = try store.entries(annotator: nil, of: nil).map(\.number)
    #expect(numbers == (1...2500).map { Int64($0) })
    let wanted = (0..<2500).map { digest("\($0)") }
    #expect(try store.standings(annotator: "kim", of: wanted).count == 2500)
  }

  @Test(arguments: 0..<8) func `the stores agree on any sequence of actions`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let memory = InMemoryAnnotationStore()
    let sqlite = try SQLiteAnnotationStore(path: folder.file("\(seed).sqlite"))
    for _ in 0..<60 {
      let annotator = ["kim", "lee"].randomElement(using: &generator) ?? "kim"
      let name = ["a", "b", "c"].randomElement(using: &generator) ?? "a"
      switch Int.random(in: 0..<6, using: &generator) {
      case 0:
        let pair = (
          try memory.undo(annotator: annotator, time: 0),
          try sqlite.undo(annotator: annotator, time: 0)
        )
        #expect(pair.0?.standing.verdict == pair.1?.standing.verdict, "seed \(seed)")
        #expect(pair.0?.affected.number == pair.1?.affected.number, "seed \(seed)")
      case 1:
        let pair = (
          try memory.redo(annotator: annotator, time: 0),
          try sqlite.redo(annotator: annotator, time: 0)
        )
        #expect(pair.0?.affected.number == pair.1?.affected.number, "seed \(seed)")
      default:
        let label: Label = .firstError(Int.random(in: 0..<4, using: &generator))
        let made = entry(.verdict(label), on: name, by: annotator)
        let pair = (try memory.append(made), try sqlite.append(made))
        #expect(pair.0.standing.verdict == pair.1.standing.verdict, "seed \(seed)")
        #expect((pair.0.conflict == nil) == (pair.1.conflict == nil), "seed \(seed)")
      }
    }
    for annotator in ["kim", "lee"] {
      let labels = (
        try memory.standings(annotator: annotator).mapValues(\.verdict),
        try sqlite.standings(annotator: annotator).mapValues(\.verdict)
      )
      #expect(labels.0 == labels.1, "seed \(seed)")
    }
  }
}
