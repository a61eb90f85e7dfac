import Annotations
import JSON

extension OverviewFigures {
  /// The figures as printed by `stats --json`, always in the same order.
  ///
  /// Steps are counted from 0. Places and S(T) are ten counts, for the ten equal parts of a
  /// trajectory and of 0...1. The mean of nothing is null, and so is the name of those without a
  /// generator.
  public var json: JSONValue {
    .members([
      ("steps_histogram", Self.histogram(lengths, key: "steps")),
      ("first_error_steps", Self.histogram(labelledSteps, key: "step")),
      ("predicted_steps", Self.histogram(predictedSteps, key: "step")),
      ("first_error_places", .counts(labelledPlaces)),
      ("predicted_places", .counts(predictedPlaces)),
      ("predicted_none", JSONValue(predictedRight)), ("scored", JSONValue(scored)),
      ("survival_by_outcome", survivalJSON),
      ("hazard_by_place", .array(hazardPlaces.map { .mean($0) })),
      ("outcomes", outcomesJSON), ("generators", generatorsJSON),
      ("training_steps", trainingStepsJSON), ("verdicts_by_hour", verdictsJSON),
      ("pairs", pairs.json), ("conflicts", JSONValue(conflicts)), ("agreement", agreementJSON),
      ("matrix", matrix.json), ("reliability", reliabilityJSON), ("thresholds", thresholdsJSON),
    ])
  }

  private var agreementJSON: JSONValue {
    let figures: [(String, Double?)] = [
      ("error_accuracy", pairs.score.errorAccuracy),
      ("correct_accuracy", pairs.score.correctAccuracy), ("f1", pairs.score.f1),
      ("auroc", reliability.areaUnderROC), ("brier", reliability.brierScore),
      ("calibration_error", reliability.expectedCalibrationError),
    ]
    return .members(
      [("compared", JSONValue(reliability.count))] + figures.map { ($0.0, .optional($0.1)) })
  }

  private var reliabilityJSON: JSONValue {
    .array(
      reliability.bins.map { bin in
        .members([
          ("count", JSONValue(bin.count)), ("mean_survival", .mean(bin.survival)),
          ("no_error_share", .optional(bin.rightShare)),
        ])
      })
  }

  private var thresholdsJSON: JSONValue {
    .array(
      ThresholdFigures.thresholds.enumerated().map { place, threshold in
        let score = thresholds.score(at: place)
        return .members([
          ("threshold", JSONValue(threshold)), ("error_accuracy", .optional(score.errorAccuracy)),
          ("correct_accuracy", .optional(score.correctAccuracy)), ("f1", .optional(score.f1)),
        ])
      })
  }

  /// Counts by a number, ascending.
  private static func histogram(_ counts: [Int: Int], key: String) -> JSONValue {
    .array(
      counts.sorted { $0.key < $1.key }.map { number, count in
        .members([(key, JSONValue(number)), ("count", JSONValue(count))])
      })
  }

  private var survivalJSON: JSONValue {
    .members([
      ("right", .counts(survivalOfRight)), ("wrong", .counts(survivalOfWrong)),
      ("unknown", .counts(survivalOfUnknown)),
    ])
  }

  private var outcomesJSON: JSONValue {
    .members([
      ("right", JSONValue(outcomes.right)), ("wrong", JSONValue(outcomes.wrong)),
      ("count", JSONValue(outcomes.count)),
    ])
  }

  /// Largest first; the rest beyond the table's limit comes last.
  private var generatorsJSON: JSONValue {
    let named = generators.bySize.map { name, figures in
      figures.json([("name", name.isEmpty ? .null : .string(name))])
    }
    return .array(named + generators.others.othersJSON("name"))
  }

  /// Ascending; the rest beyond the table's limit comes last.
  private var trainingStepsJSON: JSONValue {
    let steps = trainingSteps.groups.sorted { $0.key < $1.key }.map { step, figures in
      figures.json([("training_step", JSONValue(step))])
    }
    return .array(steps + trainingSteps.others.othersJSON("training_step"))
  }

  private var verdictsJSON: JSONValue {
    .array(
      verdictHours.sorted { $0.key < $1.key }.map { hour, count in
        let time = UTCTime.text(secondsSince1970: Double(hour) * 3600)
        return .members([("hour", .string(time)), ("count", JSONValue(count))])
      })
  }
}

extension OverviewFigures.Pairs {
  fileprivate var json: JSONValue {
    .members([
      ("agree_on_none", JSONValue(agreeOnNone)), ("agree_on_step", JSONValue(agreeOnStep)),
      ("other_step", JSONValue(otherStep)), ("only_model", JSONValue(onlyModel)),
      ("only_label", JSONValue(onlyLabel)),
    ])
  }
}

extension PredictionMatrix {
  /// Rows z, columns predictions: each step, all later ones, none.
  fileprivate var json: JSONValue {
    .array(
      (0..<Self.side).map { row in .counts((0..<Self.side).map { self[row, $0] }) })
  }
}

extension GroupFigures {
  fileprivate func json(_ names: [(String, JSONValue)]) -> JSONValue {
    .members(
      names + [
        ("count", JSONValue(count)), ("right", JSONValue(right)), ("wrong", JSONValue(wrong)),
        ("labelled", JSONValue(labelled)), ("mean_survival", .mean(survival)),
      ])
  }

  /// The groups counted together, if any.
  fileprivate func othersJSON(_ key: String) -> [JSONValue] {
    count > 0 ? [json([(key, .null), ("others", true)])] : []
  }
}

extension JSONValue {
  fileprivate static func counts(_ counts: [Int]) -> JSONValue {
    .array(counts.map { JSONValue($0) })
  }

  fileprivate static func optional(_ figure: Double?) -> JSONValue {
    figure.map { JSONValue($0) } ?? .null
  }

  fileprivate static func mean(_ figure: MeanFigure) -> JSONValue {
    figure.mean.map { JSONValue($0) } ?? .null
  }
}
