import JSON
import Survival
import Trajectories

extension TrajectoryScore {
  /// The `scores` object that `misstep score` writes beside a record.
  ///
  /// Arrays have shape (T); infinite values are the strings "inf" and "-inf". `logits` keep what
  /// `hazards` lose near 0 and 1. `first_error` counts from 0; −1 means none. Outcome models have
  /// `first_error` null, `outcome_probability` instead of the arrays, and `outcome_logit` if known.
  /// `values` holds unbounded rewards, and `q` the cumulative rewards of implicit models. `outside` is
  /// true if the text is outside what the model knows, else absent.
  public func json(by override: PredictionRule? = nil) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("model", .string(model)), ("kind", .string(kind.rawValue)),
    ]
    if kind == .orm {
      members += [
        ("outcome_probability", .finite(outcomeProbability ?? curve.noneProbability)),
        ("first_error", .null),
      ]
      if let value = values.first { members.append(("outcome_logit", .finite(value))) }
    } else {
      members += [
        ("hazards", .finite(curve.hazards)), ("rewards", .finite(curve.rewards)),
        ("survival", .finite(curve.survival)), ("logits", .finite(curve.logits)),
        ("first_error", .integer(Int64(firstError(by: override).code))),
        ("none_probability", .finite(curve.noneProbability)),
      ]
      if kind == .pqm || kind == .iprm, !values.isEmpty {
        members.append(("values", .finite(values)))
      }
      if let cumulativeRewards { members.append(("q", .finite(cumulativeRewards))) }
      if isOutside { members.append(("outside", .bool(true))) }
    }
    members += [
      ("rule", .string((override ?? rule).description)), ("seconds", .finite(seconds)),
    ]
    return .members(members)
  }
}

extension JSONValue {
  /// A number as this program's files store it: infinite values become the strings "inf" and
  /// "-inf".
  public static func finite(_ number: Double) -> JSONValue {
    if number == .infinity { return .string("inf") }
    if number == -.infinity { return .string("-inf") }
    return number.isNaN ? .null : .number(number)
  }

  /// An array of numbers, each stored as a single number is.
  public static func finite(_ numbers: [Double]) -> JSONValue {
    .array(numbers.map { finite($0) })
  }
}
