import TestSupport
import Testing

@testable import Application

struct QuestionCountTests {
  @Test func `questions are counted exactly, each once, up to the limit`() {
    var count = QuestionCount(limit: 1000)
    for round in 0..<3 {
      for question in 0..<1000 { count.add("question \(question)") }
      #expect(count.count == 1000 && count.isExact, "round \(round)")
    }
    count.add("one more")
    #expect(!count.isExact)
  }

  @Test(arguments: [UInt64(1), 2, 3]) func `beyond the limit the estimate is close`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var count = QuestionCount(limit: 1 << 14)
    for _ in 0..<1_000_000 { count.add(hash: generator.next()) }
    // k ≥ 8192 hashes: a standard error of 1.1 %; four of them.
    #expect(abs(Double(count.count) / 1_000_000 - 1) < 0.045, "\(count.count)")
  }

  @Test func `parts that are added together count as one, whichever is the larger`() {
    var generator = SeededGenerator(seed: 7)
    let hashes = (0..<40_000).map { _ in generator.next() }
    var whole = QuestionCount(limit: 4096)
    for hash in hashes { whole.add(hash: hash) }
    for cut in [100, 20_000, 39_000] {
      var (first, second) = (QuestionCount(limit: 4096), QuestionCount(limit: 4096))
      for hash in hashes[..<cut] { first.add(hash: hash) }
      // Some are in both.
      for hash in hashes[(cut - 50)...] { second.add(hash: hash) }
      first.add(second)
      #expect(abs(Double(first.count) / 40_000 - 1) < 0.09, "\(cut): \(first.count)")
      #expect(!first.isExact)
    }
    #expect(abs(Double(whole.count) / 40_000 - 1) < 0.09)
  }
}
