import TestSupport
import Testing

@testable import Trajectories

@Suite struct `Splitting a response into steps` {
  @Test func `the argument names each rule`() throws {
    #expect(try StepSplitting(argument: "auto") == .automatic)
    #expect(try StepSplitting(argument: "blank") == .blankLines)
    #expect(try StepSplitting(argument: "line") == .lines)
    #expect(try StepSplitting(argument: "mark") == .marks)
    #expect(try StepSplitting(argument: "tag=<extra_0>") == .tag("<extra_0>"))
    #expect(try StepSplitting(argument: "regex=^#+ ") == .pattern("^#+ "))
  }

  @Test(arguments: ["", "Auto", "tag=", "regex=", "regex=(", "regex=*", "lines"])
  func `a wrong argument says what would be right`(argument: String) {
    #expect(throws: StepSplittingError.self) { try StepSplitting(argument: argument) }
  }

  @Test func `auto prefers marks, then blank lines, then lines`() {
    let auto = StepSplitting.automatic
    #expect(auto.split("Step 1: a\n\nb\nStep 2: c") == ["Step 1: a\n\nb\n", "Step 2: c"])
    #expect(
      auto.split("So\n### Step: 1: a\n### Step: 2: b") == [
        "So\n", "### Step: 1: a\n", "### Step: 2: b",
      ])
    #expect(auto.split("Step 1: a\n\nb") == ["Step 1: a\n\n", "b"])
    #expect(auto.split("a\nb\n\n\nc\nd") == ["a\nb\n\n\n", "c\nd"])
    #expect(auto.split("a\nb\nc") == ["a\n", "b\n", "c"])
    #expect(auto.split("a") == ["a"])
    #expect(auto.split("") == [])
    #expect(auto.split(" \n\n ") == [" \n\n "])
    #expect(auto.split("a\r\n\r\nb") == ["a\r\n\r\n", "b"])
    #expect(auto.split("\n\na\n\nb\n\n") == ["\n\na\n\n", "b\n\n"])
  }

  @Test func `the other rules do what they say`() {
    #expect(StepSplitting.lines.split("a\n\nb\n") == ["a\n\n", "b\n"])
    #expect(StepSplitting.tag("<t>").split("a<t>b<t>\n") == ["a<t>", "b<t>\n"])
    #expect(StepSplitting.marks.split("MyStep 1: a Step 2: b") == ["MyStep 1: a ", "Step 2: b"])
    #expect(StepSplitting.pattern("##").split("a## b## c") == ["a", "## b", "## c"])
    #expect(StepSplitting.pattern("x*").split("abc") == ["abc"])
  }

  @Test(arguments: [UInt64](1...4))
  func `joining the steps gives the response back`(seed: UInt64) {
    var random = RandomTrajectories(seed: seed)
    let rules: [StepSplitting] = [
      .automatic, .blankLines, .lines, .marks, .tag("ки"), .tag("\n"), .pattern("\\s+"),
      .pattern("(?=a)"), .pattern("."),
    ]
    for turn in 0..<300 {
      let response = random.text() + random.text()
      for rule in rules {
        let steps = rule.split(response)
        #expect(
          steps.joined().utf8.elementsEqual(response.utf8), "seed \(seed), turn \(turn), \(rule)")
        #expect(response.isEmpty == steps.isEmpty)
        if steps.count > 1 { #expect(steps.allSatisfy { $0.utf8.holdsText }) }
      }
    }
  }

  @Test func `long runs of line feeds, marks or half tags is no trouble`() {
    let count = 200_000
    #expect(StepSplitting.lines.split(String(repeating: "\n", count: count)).count == 1)
    #expect(
      StepSplitting.automatic.split(String(repeating: "Step 1: ", count: count / 8)).count > 9)
    #expect(StepSplitting.tag("ааааб").split(String(repeating: "а", count: count / 2)).count == 1)
    #expect(
      StepSplitting.marks.split(String(repeating: "#", count: count) + "Step 1: a").count == 1)
  }

  @Test func `step numbers beyond Int do not trap`() {
    let digits = String(repeating: "9", count: 400)
    let numbers = Array("Step \(digits): a".utf8).withUnsafeBufferPointer { text in
      StepMark.all(in: text).map(\.number)
    }
    #expect(numbers == [.max])
  }
}
