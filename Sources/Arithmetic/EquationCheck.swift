/// An equation found in a step, and whether it is true.
public struct EquationCheck: Equatable, Sendable {
  /// How an equation came out.
  public enum Verdict: Equatable, Sendable {
    /// Both sides are the same number.
    case holds
    /// The sides agree to the digits that are written: rounded or cut off.
    case holdsRounded
    /// One unit of the last digit more, which only `≈` allows.
    case holdsNearly
    case fails
  }

  /// The operations that a side of an equation uses.
  public struct Operations: OptionSet, Equatable, Sendable {
    /// One bit for each operation.
    public let rawValue: UInt8
    /// A set of operations from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// `+`.
    public static let sum = Operations(rawValue: 1)
    /// `−`.
    public static let difference = Operations(rawValue: 2)
    /// `×`, "of".
    public static let product = Operations(rawValue: 4)
    /// `÷`, `/`.
    public static let quotient = Operations(rawValue: 8)
    /// `^`.
    public static let power = Operations(rawValue: 16)
  }

  /// UTF-8 offsets in the step of the whole `a = b`, units excluded; the mark goes to its end.
  public var range: Range<Int>
  /// UTF-8 offsets of the side before the sign.
  public var left: Range<Int>
  /// UTF-8 offsets of the side after the sign.
  public var right: Range<Int>
  /// What the side before the sign is worth.
  public var leftValue: Quantity
  /// What the side after the sign is worth.
  public var rightValue: Quantity
  /// What both sides compute with.
  public var operations: Operations
  /// Whether the side after the sign is a number alone.
  public var givesNumber: Bool
  /// How it came out.
  public var verdict: Verdict
}

/// Finds the equations of a step and checks them exactly.
///
/// An equation that cannot be read without doubt is left out: silence beats a false ✗. Takes time
/// linear in the text, whatever the text.
public enum EquationChecker {
  /// The checkable equations of `step`, in order of their ends.
  ///
  /// Unknowns, assignments (`x = 3`), inequalities, remainders, clocks, dates and ratios yield none.
  public static func equations(in step: String) -> [EquationCheck] {
    ArithmeticReading(step).equations
  }
}
