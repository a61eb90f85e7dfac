import Queries
import TestSupport
import Testing
import Trajectories

@testable import Catalog

@Suite struct ColumnTests {
  @Test func `a trajectory takes 24 bytes, and 44 more when it was scored`() {
    #expect(MemoryLayout<UInt64>.stride + MemoryLayout<Facts>.stride == 24)
    #expect(MemoryLayout<CompactFigures>.stride == 44)
  }

  @Test func `facts tell what the trajectory told`() {
    let labels: [Label?] = [nil, .noError, .unsure, .badProblem, .firstError(0), .firstError(70)]
    for label in labels {
      for outcome in [true, false, nil] {
        let facts = Facts(
          SmallSet.trajectory(1, steps: 80, label: label, outcome: outcome))
        #expect(facts.label == label)
        #expect(facts.outcome == outcome)
        #expect(facts.stepCount == 80)
        #expect(facts.isExact && facts.isReadable)
      }
    }
    #expect(!Facts.unknown.isKnown)
    #expect(Facts.unreadable.isKnown && !Facts.unreadable.isReadable)
  }

  @Test func `what does not fit is read from the file`() {
    let long = Facts(SmallSet.trajectory(1, steps: 70_000))
    #expect(long.isKnown && !long.isExact)
    let late = Facts(SmallSet.trajectory(1, steps: 40_000, label: .firstError(35_000)))
    #expect(!late.isExact && late.stepCount == 40_000)
    #expect(Facts(SmallSet.trajectory(1, steps: 40_000, label: .firstError(32_767))).isExact)
  }

  @Test func `facts beyond the first piece stand where they belong`() {
    var columns = FactColumns()
    let facts = Facts(SmallSet.trajectory(0, steps: 3))
    let before = columns
    let far = FactColumns.chunkSize * 2 + 5
    let isNew = columns.set(facts, key: 77, at: far)
    let isNewAgain = columns.set(facts, key: 78, at: far)
    #expect(isNew && !isNewAgain)
    #expect(columns.key(at: far) == 77)
    #expect(columns.key(at: far - 1) == 0)
    #expect(columns.facts(at: 3) == .unknown)
    #expect(before.facts(at: far) == .unknown)
    let hasPlace = columns.set(facts, key: 1, at: FactColumns.limit)
    #expect(!hasPlace)
  }

  @Test func `names beyond those that find a place are read from the file`() {
    var table = GeneratorTable()
    let none = table.number(of: nil)
    #expect(none == GeneratorTable.none)
    for number in 0..<70_000 { _ = table.number(of: "g\(number)") }
    let first = table.number(of: "g0")
    #expect(table[first] == "g0")
    let last = table.number(of: "g69999")
    #expect(last == GeneratorTable.full)
    var facts = Facts(SmallSet.trajectory(0))
    facts.setGenerator(GeneratorTable.full)
    #expect(!facts.isExact)
  }

  @Test(arguments: [
    ("120.jsonl", 120), ("a/b/7.json.gz", 7), ("global_step_40.jsonl", 40), ("Step-3.jsonl", 3),
    ("gsm8k.jsonl", nil), ("math500.jsonl", nil), ("x.jsonl", nil), ("", nil),
    ("99999999999999999999.jsonl", nil),
  ])
  func `a training step stands in the file's name`(path: String, step: Int?) {
    #expect(TrainingStep.of(path: path) == step)
  }

  @Test func `the cache keeps what was used last`() {
    var cache = RecentCache<Int>(limit: 20)
    for key in 0..<100 {
      cache.insert(key, for: key, cost: 1)
      _ = cache.value(for: 0)
    }
    let found = [0, 1, 99].map { cache.value(for: $0) }
    #expect(found == [0, nil, 99])
    #expect(cache.values.count <= 20)
  }

  @Test func `questions are counted exactly, then nearly`() {
    var counter = QuestionCounter(limit: 1000)
    var random = SeededGenerator(seed: 1)
    let keys = (0..<20_000).map { _ in random.next() }
    for key in keys.prefix(1000) + keys.prefix(1000) { counter.add(key) }
    #expect(counter.count == 1000 && counter.isExact)
    for key in keys { counter.add(key) }
    #expect(!counter.isExact)
    #expect(abs(counter.count - 20_000) < 3000)
  }
}
