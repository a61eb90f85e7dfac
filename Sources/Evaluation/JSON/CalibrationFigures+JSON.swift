import JSON
import Survival

extension CalibrationFigures {
  /// As `evaluate calibration --json` prints it, always in the same order.
  public var json: JSONValue {
    .members([
      ("target", .string(target.rawValue)), ("count", JSONValue(count)),
      ("right", JSONValue(right)), ("auroc", areaUnderROC.json),
      ("auprc_right", rightPrecision.json), ("auprc_wrong", wrongPrecision.json),
      ("brier", brierScore.json), ("calibration_error", calibrationError.json),
      ("within_questions", within.json), ("reliability", calibration.binsJSON),
    ])
  }
}

extension CalibrationFigures.Estimate {
  /// Value and interval.
  var json: JSONValue {
    .members([("value", .figure(value)), ("interval", .interval(interval))])
  }
}

extension WithinQuestions {
  var json: JSONValue {
    .members([
      ("questions", JSONValue(questions)), ("pairs", JSONValue(pairs)),
      ("mean_auroc", .figure(meanArea)), ("pair_auroc", .figure(pairArea)),
    ])
  }
}

extension HazardCalibration {
  /// As `evaluate calibration --json` prints it, always in the same order.
  public var json: JSONValue {
    .members([
      ("steps", JSONValue(steps)), ("wrong", JSONValue(wrong)), ("auroc", .figure(areaUnderROC)),
      ("auprc", .figure(averagePrecision)), ("brier", .figure(calibration.brierScore)),
      ("calibration_error", .figure(calibration.expectedCalibrationError)),
      ("reliability", calibration.binsJSON),
    ])
  }
}
