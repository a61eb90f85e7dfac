/// A number written in a text.
public struct NumberMention: Equatable, Sendable {
  /// What the number does in its sentence.
  public enum Role: Equatable, Sendable {
    /// Stands in running text.
    case plain
    /// Part of a computation: `3` and `4` in `3 × 4 = 12`.
    case operand
    /// A lone number after an equals sign.
    case result
  }

  /// UTF-8 offsets in the text.
  public var range: Range<Int>
  /// As written: 20 for "20%".
  public var value: Rational
  /// What it does in its sentence.
  public var role: Role
  /// A percent sign or word follows.
  public var isPercent: Bool
  /// A currency sign stands before it.
  public var isCurrency: Bool
  /// Written as a word, like "three" or "half".
  public var isWord: Bool
  /// UTF-8 offsets of the following word, which often names its unit.
  public var unit: Range<Int>?
}
