import JSON
import Scoring
import Selection
import Survival

extension JSONValue {
  /// A figure, or null where it is undefined.
  static func figure(_ value: Double?) -> JSONValue { value.map { .finite($0) } ?? .null }

  /// `[low, high]`, or null where it cannot be told.
  static func interval(_ interval: ClosedRange<Double>?) -> JSONValue {
    interval.map { .finite([$0.lowerBound, $0.upperBound]) } ?? .null
  }

  /// A rule as its argument; null where every trajectory has its own.
  static func rule(_ rule: PredictionRule?) -> JSONValue {
    rule.map { .string($0.description) } ?? .null
  }

  /// A first error from 0, −1 for none; null for none at all.
  static func step(_ step: FirstError?) -> JSONValue { step.map { JSONValue($0.code) } ?? .null }
}

extension QuestionBootstrap {
  /// How intervals were made.
  public var json: JSONValue {
    .members([
      ("seed", .string(String(seed))), ("draws", JSONValue(resamples)),
      ("confidence", .finite(level)),
    ])
  }
}

extension ProcessBenchScore {
  /// a, b and F1.
  var members: [(String, JSONValue)] {
    [
      ("error_accuracy", .figure(errorAccuracy)), ("correct_accuracy", .figure(correctAccuracy)),
      ("f1", .figure(f1)),
    ]
  }
}

extension Calibration {
  /// Ten objects with count, mean probability and share of true labels.
  var binsJSON: JSONValue {
    .array(
      bins.map { bin in
        .members([
          ("count", JSONValue(bin.count)), ("mean_probability", .figure(bin.meanProbability)),
          ("positive_rate", .figure(bin.positiveRate)),
        ])
      })
  }
}
