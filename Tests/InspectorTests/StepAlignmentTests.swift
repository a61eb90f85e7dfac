import TestSupport
import Testing

@testable import Inspector

struct StepAlignmentTests {
  private func lines(_ left: [String], _ right: [String]) -> [String] {
    StepAlignment(left, right).lines.map { line in
      let sides = [line.left, line.right].map { $0.map { String($0 + 1) } ?? "-" }
      return sides.joined(separator: line.isSame ? "=" : "|")
    }
  }

  @Test func `candidates agree up to where they part`() {
    let alignment = StepAlignment(["a", "b", "c"], ["a", "b  ", "d", "e"])
    #expect(lines(["a", "b", "c"], ["a", "b  ", "d", "e"]) == ["1=1", "2=2", "3|3", "-|4"])
    #expect(alignment.parting == 2)
  }

  @Test func `steps that are equal again stand on one line`() {
    #expect(
      lines(["a", "x", "b", "c"], ["a", "b", "y", "z", "c"])
        == ["1=1", "2|-", "3=2", "-|3", "-|4", "4=5"])
  }

  @Test func `equal candidates never part, and nothing aligns with nothing`() {
    #expect(StepAlignment(["a", "b"], ["a", "b"]).parting == 2)
    #expect(StepAlignment([], []).lines.isEmpty)
    #expect(lines([], ["a"]) == ["-|1"])
    #expect(lines(["a"], ["b"]) == ["1|1"])
  }

  @Test func `every step stands on exactly one line, in order`() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<200 {
      let texts = (0..<2).map { _ in
        (0..<Int.random(in: 0...9, using: &generator)).map { _ in
          ["a", "b", "c", "d"].randomElement(using: &generator) ?? "a"
        }
      }
      let alignment = StepAlignment(texts[0], texts[1])
      #expect(alignment.lines.compactMap(\.left) == Array(texts[0].indices), "\(texts)")
      #expect(alignment.lines.compactMap(\.right) == Array(texts[1].indices), "\(texts)")
      for line in alignment.lines where line.isSame {
        #expect(line.left.map { texts[0][$0] } == line.right.map { texts[1][$0] }, "\(texts)")
      }
    }
  }

  @Test func `a thousand steps are aligned at their ends`() {
    let long = (0..<1000).map { "step \($0)" }
    var other = long
    other[500] = "another"
    #expect(StepAlignment(long, other).lines.count { !$0.isSame } == 1)
    #expect(StepAlignment(long, long.reversed()).lines.count == 1000)
  }
}
