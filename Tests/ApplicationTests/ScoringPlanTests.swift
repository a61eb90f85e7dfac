import TestSupport
import Testing

@testable import Application

struct ScoringPlanTests {
  private func all(_ plan: inout ScoringPlan, of count: Int) -> [Int] {
    var order: [Int] = []
    while let taken = plan.take(1, of: count, onlyAsked: false) { order += taken.indices }
    return order
  }

  @Test func `everything is taken once, in order`() {
    var plan = ScoringPlan()
    let order = all(&plan, of: 130)
    #expect(order == Array(0..<130))
    let none = plan.take(1, of: 130, onlyAsked: false)
    #expect(none == nil)
    let more = plan.take(1, of: 131, onlyAsked: false)
    #expect(more?.indices == [130])
  }

  @Test func `what is asked for comes first, then what follows it, then the rest`() {
    var plan = ScoringPlan()
    plan.ask(for: [4, 5])
    let order = all(&plan, of: 8)
    #expect(order == [4, 5, 6, 7, 0, 1, 2, 3])
    #expect(plan.isAwaited(5) && !plan.isAwaited(6))
  }

  @Test func `nothing but what is asked for is taken while other work comes first`() {
    var plan = ScoringPlan()
    plan.ask(for: [2])
    let asked = plan.take(4, of: 8, onlyAsked: true)
    #expect(asked?.indices == [2])
    let others = plan.take(4, of: 8, onlyAsked: true)
    #expect(others == nil)
  }

  @Test func `what is passed over is done only when it is asked for`() {
    var plan = ScoringPlan()
    plan.ask(for: [2])
    plan.passOver(1..<4)
    plan.passOver(6..<7)
    let order = all(&plan, of: 8)
    #expect(order == [2, 4, 5, 7, 0])
    plan.ask(for: [3])
    #expect(all(&plan, of: 8) == [3])
    plan.forget()
    #expect(all(&plan, of: 3) == [0, 1, 2])
  }

  @Test func `those asked for come alone, the rest in batches`() {
    var plan = ScoringPlan()
    plan.ask(for: [1, 3])
    let first = plan.take(8, of: 9, onlyAsked: false)
    #expect(first?.indices == [1] && first?.isAsked == true)
    let second = plan.take(8, of: 9, onlyAsked: false)
    #expect(second?.indices == [3] && second?.isAsked == true)
    let rest = plan.take(4, of: 9, onlyAsked: false)
    #expect(rest?.indices == [2, 4, 5, 6] && rest?.isAsked == false)
  }

  @Test func `a job that was broken off is done again`() {
    var plan = ScoringPlan()
    let taken = plan.take(3, of: 5, onlyAsked: false)
    plan.putBack(taken?.indices ?? [])
    let order = all(&plan, of: 5)
    #expect(order.sorted() == Array(0..<5))
  }

  @Test func `all is broken off for the one that the eye rests on, until it is taken`() {
    var plan = ScoringPlan()
    let batch = plan.take(4, of: 9, onlyAsked: false)
    #expect(batch?.indices == [0, 1, 2, 3])
    plan.ask(for: [7, 8])
    #expect(!plan.isOvertaken)
    plan.ask(for: [2, 3, 4], isUrgent: true)
    #expect(plan.isOvertaken)
    plan.putBack([0, 1, 2, 3])
    let next = plan.take(4, of: 9, onlyAsked: false)
    #expect(next?.indices == [2] && !plan.isOvertaken)
    let order = all(&plan, of: 9)
    #expect(order.sorted() == [0, 1, 3, 4, 5, 6, 7, 8])
    #expect(Set(order.prefix(2)) == [3, 4])
  }

  @Test func `the one that is being scored alone is not broken off for itself`() {
    var plan = ScoringPlan()
    plan.ask(for: [2], isUrgent: true)
    let taken = plan.take(4, of: 9, onlyAsked: true)
    #expect(taken?.indices == [2])
    plan.ask(for: [2, 3], isUrgent: true)
    #expect(!plan.isOvertaken)
    plan.ask(for: [3, 4], isUrgent: true)
    plan.askAgain(for: 8)
    let next = plan.take(4, of: 9, onlyAsked: true)
    #expect(next?.indices == [3] && !plan.isOvertaken)
  }

  @Test func `what was done is done again for who asks, but not what is under way`() {
    var plan = ScoringPlan()
    let first = plan.take(2, of: 5, onlyAsked: false)
    #expect(first?.indices == [0, 1])
    plan.settle([0])
    plan.ask(for: [0, 1])
    let again = plan.take(2, of: 5, onlyAsked: true)
    #expect(again?.indices == [0])
    #expect(plan.isAwaited(1))
  }

  @Test func `a new model begins with what is on the screen`() {
    var plan = ScoringPlan()
    plan.ask(for: [2, 3])
    _ = all(&plan, of: 5)
    plan.forget()
    let again = (0..<2).compactMap { _ in plan.take(2, of: 5, onlyAsked: true)?.indices }
    #expect(again == [[2], [3]])
    let rest = all(&plan, of: 5)
    #expect(rest.sorted() == [0, 1, 4])
  }

  @Test(arguments: [1, 2, 3]) func `a bit set finds what a set of numbers finds`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bits = BitSet()
    var numbers: Set<Int> = []
    for _ in 0..<500 {
      let number = Int.random(in: 0..<300, using: &random)
      if Bool.random(using: &random) {
        let isNew = bits.insert(number)
        let isExpected = numbers.insert(number).inserted
        #expect(isNew == isExpected, "seed \(seed)")
      } else {
        bits.remove(number)
        numbers.remove(number)
      }
      let lower = Int.random(in: 0..<300, using: &random)
      let range = lower..<Int.random(in: lower...320, using: &random)
      #expect(bits.firstMissing(in: range) == range.first { !numbers.contains($0) }, "seed \(seed)")
    }
  }
}
