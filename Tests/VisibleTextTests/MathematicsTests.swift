import Foundation
import TestSupport
import Testing
import VisibleText

struct MathematicsTests {
  @Test func `every golden formula reads as written down`() throws {
    let url = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    let file = try String(contentsOf: url.appending(path: "mathematics.txt"), encoding: .utf8)
    let cases = file.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(cases.count >= 120)
    for line in cases {
      let sides = line.components(separatedBy: " ⟶ ")
      guard sides.count == 2 else {
        Issue.record("\(line): not one arrow")
        continue
      }
      // A line end is written as ⏎ in the file.
      let input = sides[0].replacing("⏎", with: "\n")
      #expect(Mathematics.readable(input).replacing("\n", with: "⏎") == sides[1], "\(input)")
    }
  }

  @Test func `hostile nesting ends quickly and loses nothing`() {
    let deep = String(repeating: "\\frac{1}{", count: 2_000) + String(repeating: "}", count: 2_000)
    #expect(Mathematics.readable("\\(" + deep + "\\)").contains("1"))
    for part in [
      "{", "}", "\\(", "$", "$a ", "\\begin{matrix}", "^{", "\\left", "[asy]", "\\sqrt[",
      "\\\\", "\\", "$$", "\\text{", "x^", "_", "\\end{matrix}", "\\frac", "\\frac{a}",
      "\\begin{array}{c}", "\\end{array}", "&", "a & b \\\\ ", "\\root 3 \\of ", "\\root",
      "\\cline{",
      "\\multicolumn{2}{c}", "\\renewcommand{\\a}", "\\substack{", "\\begin{cases}", "**", "**a ",
      "| a ",
    ] {
      let text = String(repeating: part, count: 2_000)
      _ = Mathematics.readable(text)
      _ = Mathematics.readable("\\(" + text + "\\end{matrix}\\)")
      _ = Mathematics.readable("\\(\\begin{array}{c}" + text + "\\end{array}\\)")
    }
  }

  @Test func `text without mathematics stays as it is`() {
    for text in ["She has $5 and $7.", "a_b", "C:\\new\\folder", "1/2 of 18", "", "{}", "50%"] {
      #expect(Mathematics.readable(text) == text)
    }
  }

  @Test(.enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)))
  func `no digit of a real solution is lost and nothing changes the second time`() throws {
    struct Problem: Decodable {
      var problem: String
      var steps: [String]
    }
    let data = try Data(contentsOf: URL(filePath: SharedFolder.path("data/processbench/math.json")))
    for problem in try JSONDecoder().decode([Problem].self, from: data).prefix(200) {
      for text in problem.steps + [problem.problem] {
        let readable = Mathematics.readable(text)
        #expect(digits(readable) == digits(text), "\(text)\n\(readable)")
      }
    }
  }

  /// The digits of a text, raised and lowered ones included, sorted.
  private func digits(_ text: String) -> [Int] {
    // A root's index shows as a sign of its own.
    let spelled = text.replacing("∛", with: "3").replacing("∜", with: "4")
    var digits: [Int] = []
    for scalar in spelled.unicodeScalars {
      guard let value = scalar.properties.numericValue, (0...9).contains(value) else { continue }
      if value.rounded() == value { digits.append(Int(value)) }
    }
    return digits.sorted()
  }
}
