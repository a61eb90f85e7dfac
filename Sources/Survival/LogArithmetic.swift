import Glibc

/// Functions that keep their digits where the textbook forms lose them.
///
/// All take and return doubles, accept infinities, and return 0 rather than −0 at their zeros.
enum LogArithmetic {
  /// Below this logit, log(softplus(x)) = x and log(1 − S) = log(−log S) to the last digit.
  static let tinyLogit = -40.0

  /// log(1 + eˣ), which is −log(1 − h) for the logit x; in 0...∞.
  static func softplus(_ x: Double) -> Double {
    max(x, 0) + log1p(exp(-abs(x)))
  }

  /// 1 / (1 + e⁻ˣ), the hazard of the logit x; in 0...1.
  static func sigmoid(_ x: Double) -> Double {
    let decay = exp(-abs(x))
    return (x >= 0 ? 1 : decay) / (1 + decay)
  }

  /// log(1 − eᵃ) for a ≤ 0; −∞ at 0.
  ///
  /// Source: Mächler 2012, "Accurately computing log(1 − exp(−|a|))".
  static func logOneMinusExp(_ a: Double) -> Double {
    a > -M_LN2 ? log(-expm1(a)) : log1p(0 - exp(a))
  }

  /// log(eᵃ + eᵇ), infinities included.
  static func logAddExp(_ a: Double, _ b: Double) -> Double {
    // Equal infinities have no difference.
    a == b ? a + M_LN2 : max(a, b) + log1p(exp(-abs(a - b)))
  }
}
