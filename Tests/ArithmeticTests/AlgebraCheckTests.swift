import Arithmetic
import Testing

struct AlgebraCheckTests {
  private func findings(_ step: String) -> [AlgebraCheck.Finding] {
    ArithmeticReading(step).algebra.map(\.finding)
  }

  @Test(arguments: [
    "$2x + 3x = 5x$", "(x+1)^2 = x^2 + 2x + 1", "\\frac{2a}{4} = \\frac{a}{2}",
    "3(x - 2) = 3x - 6", "x_1 + x_1 = 2x_1",
  ])
  func `identities are recognised`(step: String) {
    #expect(findings(step) == [.identity])
  }

  @Test(arguments: [
    ("3x + 5 = 20", 5.0), ("x = 7", 7), ("2(y - 1) = y + 4", 6), ("\\frac{n}{4} = 2.5", 10),
  ])
  func `linear equations are solved`(step: String, value: Double) {
    #expect(findings(step) == [.solved(value: value)])
  }

  @Test(arguments: ["(x+1)^2 = x^2 + 1 + x^3", "x^2 = 4", "xy + y = 3", "a + b = c"])
  func `other equations are told apart from identities`(step: String) {
    #expect(!findings(step).contains(.identity))
  }
}
