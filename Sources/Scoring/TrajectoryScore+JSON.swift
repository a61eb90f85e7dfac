import JSON
import Survival
import Trajectories

extension TrajectoryScore {
  /// The `scores` object that `misstep score` writes beside a record.
  ///
  /// Arrays have shape (T); infinite values are the strings "inf" and "-inf". `logits` stand beside
  /// `hazards`, which hide how far a hazard of 1 is from certain. `first_error` counts from 0, −1 is
  /// none, and null for outcome models, which give `outcome_probability` instead of the arrays, and
  /// `outcome_logit` where it is known. Raw figures of rewards without a range are `values`; implicit
  /// models have `q` too.
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
    }
    members += [
      ("rule", .string((override ?? rule).description)), ("seconds", .finite(seconds)),
    ]
    return .members(members)
  }
}

extension JSONValue {
  /// A number as our files hold it: infinite values as the strings "inf" and "-inf".
  public static func finite(_ number: Double) -> JSONValue {
    if number == .infinity { return .string("inf") }
    if number == -.infinity { return .string("-inf") }
    return number.isNaN ? .null : .number(number)
  }

  /// An array of numbers, each held as a single one is.
  public static func finite(_ numbers: [Double]) -> JSONValue {
    .array(numbers.map { finite($0) })
  }
}
