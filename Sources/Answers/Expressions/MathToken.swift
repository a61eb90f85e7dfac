import Arithmetic

/// One piece of an answer.
enum MathToken: Equatable, Sendable {
  case number(Rational, decimals: Int)
  case constant(MathExpression.Constant)
  /// One Latin or Greek letter with its subscript: `x`, `α`, `x_1`.
  case variable(String)
  case function(MathFunction)
  /// Two or more letters that are not a function: a unit, or prose.
  case word(String)
  /// A sign of currency in front of a number.
  case money(String)
  /// `\frac`, `\sqrt`, `\binom`, `\log`: commands that take arguments.
  case command(Command)
  /// `\begin{pmatrix}` and its like, and `\end{…}`.
  case begin, end
  /// Everything else, in one spelling: + − * / ^ _ ! % ° ( ) [ ] { } ⦃ ⦄ | , ; : & ⏎ = ≠ < > ≤ ≥ ∈ ∪ ±
  case symbol(Character)

  enum Command: Equatable, Sendable {
    case fraction, root, binomial, logarithm
  }

  var symbol: Character? {
    if case .symbol(let symbol) = self { symbol } else { nil }
  }
}
