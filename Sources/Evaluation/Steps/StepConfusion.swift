/// How often judgements of single steps agree with what is known of them.
public struct StepConfusion: Equatable, Sendable {
  /// Right steps that were called valid.
  public var rightCalledValid = 0
  /// Right steps that were called invalid.
  public var rightCalledInvalid = 0
  /// Wrong steps that were called valid.
  public var wrongCalledValid = 0
  /// Wrong steps that were called invalid.
  public var wrongCalledInvalid = 0

  /// Nothing counted yet.
  public init() {}

  /// Counts one step.
  public mutating func add(isRight: Bool, isCalledValid: Bool) {
    switch (isRight, isCalledValid) {
    case (true, true): rightCalledValid += 1
    case (true, false): rightCalledInvalid += 1
    case (false, true): wrongCalledValid += 1
    case (false, false): wrongCalledInvalid += 1
    }
  }

  /// Adds counts made elsewhere, as often as `weight` says.
  public mutating func add(_ other: StepConfusion, weight: Int = 1) {
    rightCalledValid += weight * other.rightCalledValid
    rightCalledInvalid += weight * other.rightCalledInvalid
    wrongCalledValid += weight * other.wrongCalledValid
    wrongCalledInvalid += weight * other.wrongCalledInvalid
  }

  /// Steps counted.
  public var count: Int { right + wrong }
  /// Right steps.
  public var right: Int { rightCalledValid + rightCalledInvalid }
  /// Wrong steps.
  public var wrong: Int { wrongCalledValid + wrongCalledInvalid }
  /// Share of right steps called valid; `nil` without any.
  public var rightAccuracy: Double? { right == 0 ? nil : Double(rightCalledValid) / Double(right) }
  /// Share of wrong steps called invalid; `nil` without any.
  public var wrongAccuracy: Double? {
    wrong == 0 ? nil : Double(wrongCalledInvalid) / Double(wrong)
  }

  /// F1 with "valid" as the positive class, in 0...1; 0 where it is undefined.
  public var f1: Double { Self.f1(rightCalledValid, wrongCalledValid, rightCalledInvalid) }
  /// F1 with "invalid" as the positive class, in 0...1; 0 where it is undefined.
  public var negativeF1: Double {
    Self.f1(wrongCalledInvalid, rightCalledInvalid, wrongCalledValid)
  }
  /// PRMScore = 0.5 · F1 + 0.5 · F1 of the negative class, in 0...1.
  ///
  /// Source: Song et al. 2025, PRMBench, arXiv:2501.03124. Its program counts −1 where an F1 is
  /// undefined.
  public var prmScore: Double { 0.5 * f1 + 0.5 * negativeF1 }

  /// 2 TP / (2 TP + FP + FN), the harmonic mean of precision and recall.
  private static func f1(_ hits: Int, _ falseHits: Int, _ misses: Int) -> Double {
    hits == 0 ? 0 : 2 * Double(hits) / Double(2 * hits + falseHits + misses)
  }
}
