/// How the predicted first wrong step is read off a curve.
public enum PredictionRule: Equatable, Sendable {
  /// The most probable outcome of {p(0), …, p(T − 1), S(T)}, the last meaning "none".
  case map
  /// The first step with S(t) < 0.5.
  case median
  /// The first step with S(t) below the value, which lies in 0...1.
  case threshold(Double)
  /// The first step with h(t) above the value, which lies in 0...1.
  ///
  /// With 0.5 this is how ProcessBench reads process reward models: the first step with p₊ < 0.5.
  case hazard(Double)
}

extension PredictionRule {
  /// Those that are tried where the best one for some curves is looked for.
  public static let candidates: [PredictionRule] =
    [.map, .median] + (4...19).map { .threshold(Double($0) / 20) }
}

extension PredictionRule: CustomStringConvertible {
  /// The accepted arguments, for help and messages.
  public static let argumentForms = "map, median, threshold=x or hazard=x with 0 < x <= 1"

  /// The rule that an argument names; nil for anything but ``argumentForms``.
  public init?(argument: String) {
    switch argument {
    case "map": self = .map
    case "median": self = .median
    default:
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let value = Double(parts[1]), value > 0, value <= 1 else {
        return nil
      }
      switch parts[0] {
      case "threshold": self = .threshold(value)
      case "hazard": self = .hazard(value)
      default: return nil
      }
    }
  }

  /// The argument that names this rule.
  public var description: String {
    switch self {
    case .map: "map"
    case .median: "median"
    case .threshold(let value): "threshold=\(value)"
    case .hazard(let value): "hazard=\(value)"
    }
  }
}

extension HazardCurve {
  /// The predicted first wrong step, ẑ.
  ///
  /// Of equally probable outcomes the earliest step wins, and "none" only if it is strictly the most
  /// probable. The comparison with a threshold is strict, in doubles, on ``survival`` or ``hazards``.
  public func firstError(by rule: PredictionRule) -> FirstError {
    switch rule {
    case .map: mostProbableFirstError
    case .median: FirstError(survival.firstIndex { $0 < 0.5 })
    case .threshold(let value): FirstError(survival.firstIndex { $0 < value })
    case .hazard(let value): FirstError(hazards.firstIndex { $0 > value })
    }
  }

  private var mostProbableFirstError: FirstError {
    let logMass = logMass
    guard let best = logMass.max(), best >= logNoneProbability else { return .noError }
    return FirstError(logMass.firstIndex(of: best))
  }
}
