import TestSupport
import Testing

@testable import Labeling

struct LabelingQueueTests {
  private typealias Queue = LabelingQueue<Int>

  /// The whole order, by a queue that forgets nothing.
  private func first(
    _ count: Int, of entries: [(entry: Queue.Entry, isLabelled: Bool)], _ plan: LabelingPlan
  ) -> [Int] {
    var queue = Queue(plan, count: count)
    for (entry, isLabelled) in entries { queue.add(entry, isLabelled: isLabelled) }
    return queue.first.map(\.item)
  }

  private func entries(_ seed: UInt64) -> [(entry: Queue.Entry, isLabelled: Bool)] {
    var generator = SeededGenerator(seed: seed)
    let words = ["apples", "trains", "circles", "clocks"]
    return (0..<Int.random(in: 0...90, using: &generator)).map { number in
      let priority = Int.random(in: 0...5, using: &generator)
      let entry = Queue.Entry(
        item: number, priority: priority == 0 ? .nan : Double(priority) / 4,
        key: generator.next(),
        sketch: TextSketch([words[Int.random(in: 0..<4, using: &generator)] + " \(priority) more"]))
      return (entry, Int.random(in: 0..<5, using: &generator) == 0)
    }
  }

  @Test func `a short queue is the beginning of a long one`() {
    for seed in UInt64(1)...30 {
      let entries = entries(seed)
      let open = entries.filter { !$0.isLabelled }.map(\.entry.item)
      for order in LabelingOrder.allCases {
        let plan = LabelingPlan(order, randomShare: Double(seed % 4) / 8)
        let whole = first(1000, of: entries, plan)
        #expect(whole.sorted() == open, "seed \(seed), \(order)")
        for count in [0, 1, 7, 20] {
          let few = first(count, of: entries, plan)
          #expect(few == Array(whole.prefix(count)), "seed \(seed), \(order), \(count)")
        }
      }
    }
  }

  @Test func `labels below the first open draw are the random sample`() {
    var queue = Queue(LabelingPlan(.random), count: 1)
    #expect(queue.sample == (1, 0))
    let tenth = UInt64.max / 10
    for (number, isLabelled) in [true, true, false, true, false].enumerated() {
      queue.add(
        Queue.Entry(item: number, priority: .nan, key: UInt64(number) * tenth),
        isLabelled: isLabelled)
    }
    #expect(queue.sample.count == 2)
    #expect(abs(queue.sample.share - 0.2) < 1e-9)
    #expect(queue.labelledCount == 3 && queue.openCount == 2)
  }

  @Test func `the largest priority comes first, and draws stand between`() {
    let entries = (0..<6).map { number in
      (
        entry: Queue.Entry(item: number, priority: Double(number), key: UInt64(number)),
        isLabelled: number == 4
      )
    }
    #expect(first(3, of: entries, LabelingPlan(.noise, randomShare: 0)) == [5, 3, 2])
    // One is labelled: the second place is drawn.
    #expect(first(3, of: entries, LabelingPlan(.noise, randomShare: 1.0 / 3)) == [5, 0, 3])
    let all = first(9, of: entries, LabelingPlan(.noise, randomShare: 1))
    #expect(all == [0, 1, 2, 3, 5])
  }
}
