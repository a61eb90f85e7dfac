import JSON
import Survival

extension ProcessBenchFigures {
  /// As `evaluate processbench --json` prints it, always in the same order.
  public var members: [(String, JSONValue)] {
    let averages = averages
    return [
      ("rule", .rule(rule)), ("subsets", .array(subsets.map(\.json))),
      (
        "average",
        .members([
          ("error_accuracy", .figure(averages.errorAccuracy)),
          ("correct_accuracy", .figure(averages.correctAccuracy)), ("f1", .figure(average)),
          ("f1_interval", .interval(averageInterval)),
          ("hazard_auroc", .figure(averages.hazardArea)),
          ("subsets", JSONValue(subsets.count { !$0.isForChoosing && $0.score.f1 != nil })),
        ])
      ),
      (
        "fixed_rules",
        .array(
          alternatives.map { alternative in
            .members([
              ("rule", .rule(alternative.rule)),
              ("f1", .array(alternative.f1.map { .figure($0) })),
              ("average", .figure(alternative.average)),
            ])
          })
      ), ("upper_bounds", .array(upperBounds.map(Self.json))),
      ("unlabelled", JSONValue(unlabelled)),
    ]
  }

  private static func json(_ bound: UpperBound?) -> JSONValue {
    guard let bound else { return .null }
    return .members([("rule", .rule(bound.rule)), ("f1", .finite(bound.f1))])
  }
}

extension ProcessBenchFigures.Subset {
  fileprivate var json: JSONValue {
    .members(
      [("name", .string(name)), ("wrong", JSONValue(wrong)), ("right", JSONValue(right))]
        + score.members
        + [
          ("f1_interval", .interval(interval)),
          ("official_f1_is_nan", .bool(isUndefinedOfficially)),
          ("hazard_auroc", .figure(hazardArea)), ("rule_was_chosen_on_it", .bool(isForChoosing)),
        ])
  }
}

extension ModelComparison {
  /// As `evaluate compare --json` prints it, always in the same order.
  public var members: [(String, JSONValue)] {
    [
      ("compared", JSONValue(count)),
      (
        "models",
        .array(
          rows.map { row in
            .members(
              [
                ("name", .string(row.model)), ("kind", .string(row.kind)),
                ("rule", .rule(row.rule)),
              ] + zip(Figure.allCases, row.cells).map { ($0.rawValue, $1.json) })
          })
      ),
    ]
  }
}

extension ModelComparison.Cell {
  fileprivate var json: JSONValue {
    .members([
      ("value", .figure(value)), ("interval", .interval(interval)),
      ("difference", .figure(difference)), ("difference_interval", .interval(differenceInterval)),
      ("p", .figure(pValue)),
    ])
  }
}
