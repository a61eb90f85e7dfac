import Foundation
import TestSupport
import Testing

@testable import Problems

@Suite struct `Corrupted solutions` {
  private static let clips = (
    problem:
      "Natalia sold clips to 48 of her friends in April, and then she sold 18 fewer clips in "
      + "May. She packed them in boxes of 13. How many boxes were full?",
    steps: [
      "Natalia sold 48-18 = <<48-18=30>>30 clips in May.",
      "Natalia sold 48+30 = <<48+30=78>>78 clips altogether.",
      "She filled 78/13 = <<78/13=6>>6 boxes.", "#### 6",
    ]
  )

  private static func corruption(
    _ problem: String, _ steps: [String], place: Int = 0
  ) throws -> SolutionCorruption {
    try #require(SolutionCorruption(problem: problem, steps: steps, seed: 1, place: place))
  }

  @Test func `the untouched solution has no notes and states its answer`() throws {
    let untouched = try Self.corruption(Self.clips.problem, Self.clips.steps).untouched
    #expect(untouched.steps[1] == "Natalia sold 48+30 = 78 clips altogether.")
    #expect(untouched.steps.last == "The answer is 6.")
    #expect(untouched.firstError == nil && untouched.isAnswerRight)
  }

  @Test func `a wrong number is carried on through notes and prose`() throws {
    let solution = try #require(NotedSolution(problem: Self.clips.problem, steps: Self.clips.steps))
    var seen: Set<ErrorKind> = []
    for place in 0..<400 {
      var chance = Chance(seed: 5, place: place)
      let kind = chance.choice(ErrorKind.allCases)
      guard let made = CorruptionAttempt(solution, kind, &chance)?.result(&chance) else { continue }
      seen.insert(kind)
      let first = try #require(made.firstError)
      let original = solution.steps(answer: solution.answer)
      #expect(made.steps[first] != original[first] || made.steps.count < original.count)
      if made.steps.count == original.count {
        #expect(Array(made.steps.prefix(first)) == Array(original.prefix(first)))
      }
      #expect(made.isAnswerRight == kind.leavesAnswerRight, "\(made)")
      #expect(made.steps.last?.contains(made.answer) == true)
    }
    #expect(
      seen.isSuperset(of: [.slip, .wrongOperation, .copiedWrongly, .misreadQuestion]), "\(seen)")
  }

  @Test(arguments: [
    ["She has 10/3 = <<10/3=3.33>>3.33 apples.", "#### 3.33"], ["2+2 = <<2+2=5>>5", "#### 5"],
    ["There are 7 of them.", "#### 7"], ["2+2 = <<2+2=4>>4"], ["2+2 = <<2+2=4>>4", "#### 9"],
    ["2+2 = <<2+2=4", "#### 4"],
  ])
  func `what cannot be carried on exactly is left out`(steps: [String]) {
    #expect(SolutionCorruption(problem: "P", steps: steps, seed: 1, place: 0) == nil)
  }

  @Test(arguments: [
    ("80/100*10", 8, 1), ("(12+3)*-2", -30, 1), ("50%*30", 15, 1), (".8*5", 4, 1),
    ("1,250+3", 1253, 1), ("1/3", 1, 3), ("$5*2", 10, 1),
  ])
  func `notes are evaluated exactly`(text: String, numerator: Int, denominator: Int) throws {
    let expression = try #require(NoteExpression(text))
    #expect(expression.value == Fraction(numerator, denominator))
  }

  @Test(arguments: ["", "2+", "x*2", "(2", "1/0", "9999999999999999999*2", "2 3"])
  func `what is no expression has no value`(text: String) {
    #expect(NoteExpression(text)?.value == nil)
  }

  @Test func `numbers of prose are told from names and ordinals`() {
    let prose = ProseNumbers("On the 2nd day B12 cost $1,250.50 or .5 of 30, and 3-page letters 1.")
    #expect(prose.values == [Fraction(2501, 2), Fraction(1, 2), Fraction(30), Fraction(3), .one])
    #expect(
      prose.replacing { $0 == Fraction(2501, 2) ? Fraction(2000) : nil }.text.contains("$2,000"))
    #expect(prose.text == "On the 2nd day B12 cost $1,250.50 or .5 of 30, and 3-page letters 1.")
  }

  /// GSM8K's training part, in place; every error is recomputed from the steps that are written.
  @Test(.enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)))
  func `errors in human solutions are exact`() throws {
    let path = SharedFolder.path("data/gsm8k/train.jsonl")
    struct Row: Decodable {
      var question: String
      var answer: String
    }
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").prefix(1500)
      .map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
    var (used, wrong) = (0, 0)
    var kinds: [ErrorKind: Int] = [:]
    for (place, row) in rows.enumerated() {
      let lines = row.answer.split(separator: "\n").map(String.init)
      guard
        let corruption = SolutionCorruption(
          problem: row.question, steps: lines, seed: 1, place: place)
      else { continue }
      used += 1
      let right = corruption.untouched.steps
      #expect(corruption.untouched.isAnswerRight)
      for made in corruption.corrupted(4) {
        wrong += 1
        let kind = try #require(made.errorKind)
        kinds[kind, default: 0] += 1
        let first = try #require(made.firstError)
        #expect(first < made.steps.count)
        // Nothing before the first error differs, except by a line that is left out.
        let before = made.steps.prefix(first)
        #expect(before.allSatisfy(right.contains), "\(kind.rawValue): \(made.steps)")
        #expect(!right.contains(made.steps[first]), "\(kind.rawValue): \(made.steps)")
        #expect(made.isAnswerRight == kind.leavesAnswerRight)
        #expect(!made.steps.contains { $0.contains("<<") || $0.contains("####") })
      }
    }
    print(
      "\(used) of \(rows.count) solutions, \(wrong) errors: \(kinds.map { "\($0.key.rawValue) \($0.value)" }.sorted())"
    )
    #expect(used > 900 && wrong > 2000)
  }
}
