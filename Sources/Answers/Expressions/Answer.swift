import Arithmetic

/// What a final answer says, as mathematics.
public indirect enum Answer: Equatable, Sendable {
  /// A term and its unit.
  case value(MathExpression, Measure)
  /// Ordered values in brackets: a point, a vector, an interval. Brackets as written: `(`, `[`.
  case sequence(open: Character, [Answer], close: Character)
  /// Values in any order; `inBraces` if they were written as a set.
  case collection([Answer], inBraces: Bool)
  /// Intervals joined by ∪.
  case union([Answer])
  case matrix([[Answer]])
  /// Two sides and `=`, `≠`, `<`, `>`, `≤`, `≥`, or three of them: `1 < x ≤ 5`.
  case relation([Answer], signs: [Character])
  /// Parts of a ratio, or of a time of day.
  case ratio([Answer])
  /// An option: A to J.
  case choice(Character)
  /// Anything that is not mathematics, in lower case with single blanks and no punctuation.
  case words(String)

  /// The unit of a value.
  public enum Measure: Equatable, Sendable {
    case none
    case percent
    case degrees
    /// A unit that converts into others of its dimension.
    case unit(MeasureUnit)
    /// Words after a number that are no known unit: "eggs".
    case things(String)
  }
}
