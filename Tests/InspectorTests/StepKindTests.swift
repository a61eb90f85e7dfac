import Testing
import Trajectories

@testable import Inspector

/// What was thought, called and given back is told from the answer, and takes room of the first line.
struct StepKindTests {
  private let trajectory = Trajectory(
    id: "k", problem: "What is 2 + 2?",
    steps: [
      "First the two numbers are looked at one after the other, and then their sum is taken.",
      #"calc({"e":"2+2"})"#, "4", "It is 4.",
    ], kinds: [.thought, .toolCall, .toolResult, .answer])

  @Test(arguments: [40, 60, 80, 120, 200])
  func `a page says what each step is`(width: Int) throws {
    let rows = PageText.render(trajectory, score: nil, width: width)
    let lines = rows.map { $0.spans.map(\.text.string).joined() }
    let isNarrow = width <= 60
    let words =
      isNarrow ? ["· First", "> calc(", "< 4"] : ["thought First", "call calc(", "result 4"]
    for word in words { #expect(lines.contains { $0.contains(word) }, "\(word): \(lines)") }
    #expect(lines.contains { $0.hasSuffix(" It is 4.") })
    #expect(rows.allSatisfy { row in row.spans.reduce(0) { $0 + $1.text.columns } <= width })
    // Nothing of the text is lost to the word before it.
    let text = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
    #expect(text.contains("then their sum is taken.") || isNarrow)
  }

  @Test func `the words are quiet`() throws {
    let rows = PageText.render(trajectory, score: nil, width: 100)
    let spans = rows.flatMap(\.spans)
    #expect(spans.contains { $0.text.string.contains("thought") && $0.ink == .quiet })
  }
}
