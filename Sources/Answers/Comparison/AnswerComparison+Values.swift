import Arithmetic
import ComplexModule
import RealModule

extension Answer {
  /// Compares two measured values.
  static func compare(
    _ first: MathExpression, _ measure: Measure, _ second: MathExpression, _ otherMeasure: Measure
  ) -> AnswerVerdict {
    switch (measure, otherMeasure) {
    case (.unit, .none):
      guard let (value, unit) = second.asMeasured else { return compareTerms(first, second) }
      return compare(first, measure, value, .unit(unit))
    case (.none, .unit): return compare(second, otherMeasure, first, measure)
    case (.percent, .percent): return compareTerms(first, second)
    case (.percent, _): return comparePercent(first, second)
    case (_, .percent): return comparePercent(second, first)
    case (.degrees, .degrees): return compareTerms(first, second)
    case (.degrees, .none): return compareDegrees(first, second)
    case (.none, .degrees): return compareDegrees(second, first)
    case (.unit(let unit), .unit(let other)):
      guard unit != other else { return compareTerms(first, second) }
      guard unit.isConvertible(to: other) else { return .different }
      let converted = MathExpression.product(first, .number(unit.factor, decimals: 0))
      return compareTerms(converted, .product(second, .number(other.factor, decimals: 0)))
    default: return compareTerms(first, second)
    }
  }

  /// 50 % equals 50 and 1/2.
  private static func comparePercent(_ percent: MathExpression, _ value: MathExpression)
    -> AnswerVerdict
  {
    let plain = compareTerms(percent, value)
    if plain == .equal { return .equal }
    let part = compareTerms(.quotient(percent, .integer(100)), value)
    return part == .equal ? .equal : plain
  }

  /// 90° equals 90 and π/2.
  private static func compareDegrees(_ degrees: MathExpression, _ value: MathExpression)
    -> AnswerVerdict
  {
    let plain = compareTerms(degrees, value)
    if plain == .equal { return .equal }
    let radians = MathExpression.quotient(.product(degrees, .constant(.pi)), .integer(180))
    return compareTerms(radians, value) == .equal ? .equal : plain
  }

  /// Exactly if both are fractions, else numerically at sample points.
  static func compareTerms(_ first: MathExpression, _ second: MathExpression) -> AnswerVerdict {
    if first == second { return .equal }
    if let left = first.exactValue, let right = second.exactValue {
      return left == right ? .equal : compareRounded(first, second)
    }
    let names = first.variables.union(second.variables)
    guard !names.isEmpty else { return compareNumbers(first, second) }
    return compareFunctions(first, second, names)
  }

  /// Numbers of which at least one is irrational.
  private static func compareNumbers(_ first: MathExpression, _ second: MathExpression)
    -> AnswerVerdict
  {
    guard let left = first.approximateValue([:]), let right = second.approximateValue([:]) else {
      return compareInfinities(first, second)
    }
    if isClose(left, right, within: 1e-11) { return .equal }
    if isClose(left, right, within: 1e-9) { return .undecided }
    return compareRounded(first, second)
  }

  /// ∞ equals ∞, −∞ equals −∞; a value that cannot be computed is undecided.
  private static func compareInfinities(_ first: MathExpression, _ second: MathExpression)
    -> AnswerVerdict
  {
    guard let left = first.infiniteSign, let right = second.infiniteSign else {
      let isInfinite = first.infiniteSign != nil || second.infiniteSign != nil
      let other = first.infiniteSign == nil ? first : second
      return isInfinite && other.approximateValue([:]) != nil ? .different : .undecided
    }
    return left == right ? .equal : .different
  }

  static func isClose(
    _ left: Complex<Double>, _ right: Complex<Double>, within relative: Double
  ) -> Bool {
    (left - right).length <= relative * max(left.length, right.length, 1e-12)
  }

  /// A decimal equals what rounds or truncates to it, if it has three significant digits.
  private static func compareRounded(_ first: MathExpression, _ second: MathExpression)
    -> AnswerVerdict
  {
    guard let left = first.approximateValue([:]), let right = second.approximateValue([:]),
      left.imaginary == 0, right.imaginary == 0
    else { return .different }
    let candidates = [(first, left.real, right.real), (second, right.real, left.real)]
    for (written, decimal, exact) in candidates {
      guard let places = written.writtenDecimals, places > 0, places <= 12 else { continue }
      let scale = Double.pow(10, Double(places))
      let (digits, scaled) = ((decimal * scale).rounded(), exact * scale)
      let isRounded = abs(digits - scaled) <= 0.5 + 1e-9
      let isCut = (abs(scaled) + 1e-9).rounded(.down) == abs(digits) && decimal * exact >= 0
      guard isRounded || isCut else { continue }
      return abs(digits) >= 100 ? .equal : .undecided
    }
    return .different
  }

  /// Terms with variables are equal if they agree at several points.
  private static func compareFunctions(
    _ first: MathExpression, _ second: MathExpression, _ names: Set<String>
  ) -> AnswerVerdict {
    var compared = 0
    for point in 0..<12 where compared < 4 {
      let values = samplePoint(names, point)
      guard let left = first.approximateValue(values), let right = second.approximateValue(values)
      else { continue }
      guard isClose(left, right, within: 1e-8) else { return .different }
      compared += 1
    }
    return compared > 0 ? .equal : .undecided
  }

  /// Values at which no short terms agree by chance: positive first, then of either sign.
  static func samplePoint(_ names: Set<String>, _ point: Int) -> [String: Complex<Double>] {
    var values: [String: Complex<Double>] = [:]
    for (place, name) in names.sorted().enumerated() {
      let fraction = (Double(point * 7 + place * 3 + 1) * 0.618_033_988_749_895)
        .truncatingRemainder(dividingBy: 1)
      let sign: Double = point >= 6 && (point + place) % 2 == 0 ? -1 : 1
      values[name] = Complex(sign * (0.3 + 2.1 * fraction))
    }
    return values
  }
}

extension MathExpression {
  /// "5 m" beside another length is not a product: the value, and the unit the letter stands for.
  fileprivate var asMeasured: (value: MathExpression, unit: MeasureUnit)? {
    guard case .product(let value, .variable(let name)) = self, value.exactValue != nil else {
      return nil
    }
    return MeasureUnit.named(name).map { (value, $0) }
  }

  /// 1 for ∞, −1 for −∞, `nil` otherwise.
  var infiniteSign: Int? {
    switch self {
    case .constant(.infinity): 1
    case .negated(let inner): inner.infiniteSign.map { -$0 }
    default: nil
    }
  }
}
