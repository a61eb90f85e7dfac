import Scoring
import Selection
import VisibleText

/// How rules are named on the screen, which has less room than help.
extension SelectionRule {
  /// What the figure that candidates are ranked by is called, in at most eight columns.
  func figureName(of kind: TrajectoryScore.Kind) -> VisibleText {
    switch aggregation ?? .own {
    case .own:
      switch kind {
      case .crm: "S(T)"
      case .orm: "p right"
      case .prm: "min p₊"
      case .pqm: "min Q"
      case .iprm: "min r"
      }
    case .minimum: "min"
    case .product: kind == .crm ? "S(T)" : "product"
    case .last: "last"
    case .mean: "mean"
    case .softMinimum: "soft min"
    case .sum: kind == .iprm ? "q(T)" : "sum"
    case .leastSum: "min sum"
    }
  }

  /// What chooses, in a few words.
  func title(of kind: TrajectoryScore.Kind) -> VisibleText {
    switch self {
    case .first: "first"
    case .majority: "Major@N"
    case .oracle: "Pass@N"
    case .best: figureName(of: kind)
    case .vote: "vote by \(figureName(of: kind))"
    }
  }

  /// The rules that differ for a kind of model, in the order in which its key goes through them.
  static func usual(for kind: TrajectoryScore.Kind) -> [SelectionRule] {
    let aggregations: [Aggregation] =
      switch kind {
      case .crm: [.own, .minimum, .last, .mean, .softMinimum]
      case .prm: [.own, .product, .last, .mean, .softMinimum]
      case .orm: [.own]
      case .pqm: [.own, .product, .last, .mean, .softMinimum]
      case .iprm: [.own, .sum, .leastSum, .product, .last, .mean, .softMinimum]
      }
    return aggregations.map { .best($0) } + [.majority, .vote(.own), .first, .oracle]
  }
}
