/// An equation found in a step, and whether it is true.
public struct EquationCheck: Equatable, Sendable {
  /// The result of checking an equation.
  public enum Verdict: Equatable, Sendable {
    /// Both sides are the same number.
    case holds
    /// The sides agree to the digits written: rounded or truncated.
    case holdsRounded
    /// Off by one unit in the last digit, which only `≈` allows.
    case holdsNearly
    case fails
  }

  /// The operations used in an equation.
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

  /// UTF-8 offsets in the step of the whole `a = b`, units excluded; the mark is shown at its end.
  public var range: Range<Int>
  /// UTF-8 offsets of the side before the sign.
  public var left: Range<Int>
  /// UTF-8 offsets of the side after the sign.
  public var right: Range<Int>
  /// The value of the side before the sign.
  public var leftValue: Quantity
  /// The value of the side after the sign.
  public var rightValue: Quantity
  /// The operations on both sides.
  public var operations: Operations
  /// Whether the side after the sign is a lone number.
  public var givesNumber: Bool
  /// The result of the check.
  public var verdict: Verdict
}

/// Finds the equations of a step and checks them exactly.
///
/// An equation whose reading is in doubt is left out: silence beats a false ✗. Linear in the length
/// of any text.
public enum EquationChecker {
  /// The checkable equations of `step`, in order of their ends.
  ///
  /// Unknowns, assignments (`x = 3`), inequalities, remainders, clocks, dates and ratios yield none.
  public static func equations(in step: String) -> [EquationCheck] {
    ArithmeticReading(step).equations
  }
}
