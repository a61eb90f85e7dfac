import Arithmetic

/// What a final answer says, as mathematics.
public indirect enum Answer: Equatable, Sendable {
  /// A term, and what it is measured in.
  case value(MathExpression, Measure)
  /// Values in order between brackets: a point, a vector, an interval. Brackets as written: `(`, `[`.
  case sequence(open: Character, [Answer], close: Character)
  /// Values whose order does not count; `inBraces` where they were written as a set.
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
  /// What is no mathematics, in lower case, single blanks, without punctuation.
  case words(String)

  /// What a value is measured in.
  public enum Measure: Equatable, Sendable {
    case none
    case percent
    case degrees
    /// A unit that can be converted into others of its dimension.
    case unit(MeasureUnit)
    /// Words behind a number that are no known unit: "eggs".
    case things(String)
  }
}
