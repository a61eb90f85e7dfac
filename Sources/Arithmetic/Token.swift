/// A piece of a step, as the expression parser sees it.
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
    /// Ends any expression; the two sides are independent: `,` `;` `.` `⇒`.
    case divider
    case lineBreak
    /// Not understood: an expression that touches it is not checked.
    case opaque
  }

  var kind: Kind
  var spaceBefore: Bool
  /// UTF-8 offsets in the step.
  var start: Int32
  var end: Int32
  /// The value of a number, or the exponent of a superscript power.
  var value: Rational = .zero
  /// Digits after the decimal point of a number.
  var decimals: UInt8 = 0
  /// For a word, a hash of its lower-case letters without a plural s; for a variable, of its name.
  var name: UInt64 = 0
  var word: Vocabulary.Word = .other
  /// Whether a bracket is `[` or `]`.
  var isSquare = false
  /// The index of a bracket's partner, −1 without one.
  var partner: Int32 = -1
}
