/// A piece of a step as the expression parser sees it.
struct Token {
  enum Kind: UInt8 {
    case number, variable, word
    case plus, minus, times, divide, power, factorial, percent, of
    case open, close
    /// `=`, and words like "equals".
    case equals
    /// `≈`.
    case approximately
    /// `\frac`, `\sqrt` and `\binom`, whose arguments follow as groups.
    case fraction, root, binomial
    case pi
    case currency
    /// Ends any expression, and nothing on one side depends on the other: `,` `;` `.` `⇒`.
    case divider
    case lineBreak
    /// Something not understood: what touches it is not judged.
    case opaque
  }

  var kind: Kind
  var spaceBefore: Bool
  /// UTF-8 offsets in the step.
  var start: Int32
  var end: Int32
  /// Of a number its value, of a superscript power the exponent.
  var value: Rational = .zero
  /// Of a number: digits after the decimal point.
  var decimals: UInt8 = 0
  /// Of a word a hash of its lower-case letters without a plural s, of a variable of its name.
  var name: UInt64 = 0
  var word: Vocabulary.Word = .other
  /// Of a bracket: `[` or `]`.
  var isSquare = false
  /// Of a bracket: the index of its partner, -1 without one.
  var partner: Int32 = -1
}
