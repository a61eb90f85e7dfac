import JSON
import Selection

extension BestOfNFigures {
  /// As `evaluate best-of-n --json` prints it, always in the same order.
  public var members: [(String, JSONValue)] {
    [
      ("n", .array(counts.map { JSONValue($0) })), ("questions", JSONValue(questions)),
      ("unjudged_questions", JSONValue(unjudged)), ("candidates", JSONValue(candidates)),
      ("baselines", .array(baselines.map(\.json))),
      (
        "by_model",
        .array(
          models.map { model in
            .members([
              ("name", .string(model.name)), ("kind", .string(model.kind)),
              ("rules", .array(model.lines.map(\.json))),
            ])
          })
      ),
    ]
  }
}

extension BestOfNFigures.Line {
  fileprivate var json: JSONValue {
    .members([
      ("rule", .string(rule?.argument ?? "pass")), ("own", .bool(isOwn)),
      ("accuracy", .array(curve.points.map { .figure($0.accuracy) })),
      ("intervals", .array(curve.points.map { .interval($0.interval) })),
    ])
  }
}
