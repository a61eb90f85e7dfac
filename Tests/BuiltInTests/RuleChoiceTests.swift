import Survival
import Testing

@testable import BuiltIn

struct RuleChoiceTests {
  private static func item(
    _ hazards: [Double], label: FirstError, source: Int = 0
  ) throws -> RuleChoice.Case {
    RuleChoice.Case(curve: try HazardCurve(hazards: hazards), label: label, source: source)
  }

  @Test func `the median is chosen where the most probable outcome is none`() throws {
    // p = 0.30, 0.21, 0.147 and S = 0.343: "none" is the most probable, S(1) = 0.49 the first below ½.
    let cases = [
      try Self.item([0.3, 0.3, 0.3], label: .step(1)),
      try Self.item([0.01, 0.01], label: .noError),
    ]
    let choice = RuleChoice.best(for: cases)
    #expect(choice.rule == .median)
    #expect(choice.f1 == 1)
    #expect(RuleChoice.meanF1(of: cases, rule: .map) == 0)
  }

  @Test func `a threshold is chosen where only it finds the first error`() throws {
    // S = 0.7, 0.49: thresholds above 0.7 name the first step, those above 0.74 miss the right one.
    let cases = [
      try Self.item([0.3, 0.3], label: .step(0)), try Self.item([0.22, 0], label: .noError),
    ]
    let choice = RuleChoice.best(for: cases)
    #expect(choice.rule == .threshold(0.75))
    #expect(choice.f1 == 1)
  }

  @Test func `of rules that do equally well the simplest is taken`() throws {
    let cases = [try Self.item([0.9], label: .step(0)), try Self.item([0.01], label: .noError)]
    #expect(RuleChoice.best(for: cases).rule == .map)
  }

  @Test func `each large source counts the same, small ones count together`() throws {
    let found = try Self.item([0.9], label: .step(0))
    let missed = try Self.item([0.1], label: .step(0))
    let right = try Self.item([0.1], label: .noError)
    func cases(_ count: Int, _ item: RuleChoice.Case, source: Int) -> [RuleChoice.Case] {
      (0..<count).map { _ in RuleChoice.Case(curve: item.curve, label: item.label, source: source) }
    }
    let first = cases(20, found, source: 0) + cases(20, right, source: 0)
    let second = cases(200, missed, source: 1) + cases(200, right, source: 1)
    // Too few, and only of one kind: judged together.
    let small = cases(5, found, source: 2) + cases(5, missed, source: 2)
    let oneSided = cases(100, right, source: 3)
    let all = first + second + small + oneSided
    let groups = RuleChoice.groups(of: all, names: ["a/first.jsonl", "second.jsonl"])
    #expect(groups.map(\.name) == ["first.jsonl", "second.jsonl", "the other files"])
    #expect(groups.map(\.cases.count) == [40, 400, 110])
    // F1 of the three: 1; 0; accuracies ½ and 1, so 2/3.
    #expect(abs(RuleChoice.meanF1(of: all, rule: .median) - 5.0 / 9) < 1e-12)
  }

  @Test func `without cases of both kinds nothing is said`() throws {
    #expect(RuleChoice.best(for: []).f1 == 0)
    #expect(RuleChoice.meanF1(of: [try Self.item([0.9], label: .step(0))], rule: .map) == 0)
  }
}
