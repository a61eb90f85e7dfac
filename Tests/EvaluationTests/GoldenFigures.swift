import Foundation
import Scoring
import Selection
import Survival
import Testing
import Trajectories

@testable import Evaluation

/// What `Golden/make_evaluation.py` computed.
struct GoldenFigures: Decodable {
  struct Case: Decodable {
    var question: Int
    var subset: String
    var label: Int?
    var outcome: Bool?
    var traits: [Double]
    var first, second: [Double]
  }
  struct ProcessBench: Decodable {
    struct Subset: Decodable {
      var name: String
      var a, b, f1, hazard: Double?
      var interval: [Double]?
    }
    var rule: String
    var subsets: [Subset]
    var average: Double?
    var average_interval: [Double]?
  }
  struct Hazards: Decodable {
    var steps, wrong: Int
    var auroc, average_precision, brier, calibration_error: Double?
  }
  struct CalibrationCase: Decodable {
    struct Within: Decodable {
      var questions, pairs: Int
      var mean, pair: Double?
    }
    var target: String
    var count, right: Int
    var figures: [Double?]
    var intervals: [[Double]?]
    var within: Within
  }
  struct Comparison: Decodable {
    var rules: [String]
    var values: [[Double?]]
    var intervals, difference_intervals: [[Double]?]
    var p: [Double]
  }
  struct Correlation: Decodable {
    var all, right, wrong, with_correctness, within: Double?
    var interval: [Double]?
    var quarters: [Double]
  }
  struct Noise: Decodable {
    var thresholds: [Double]
    var counts: [[Int]]
    var joint: [[Double]]
    var noise, place_threshold: Double
    var objections: [Int?]
    var log_probabilities: [Double]
  }
  struct Text: Decodable {
    var steps_of_text: [String]
    var steps, words, reflections: Int
    var repetition: Double
  }
  struct PRM: Decodable {
    struct Item: Decodable {
      var name: String
      var question: UInt64
      var is_right: [Bool]
      var logits: [Double]
    }
    struct Class: Decodable {
      var name: String
      var f1, negative_f1, score: Double
      var first_error: Double?
    }
    struct Result: Decodable {
      var rule: String
      var classes: [Class]
      var total: Double
      var interval: [Double]?
    }
    var items: [Item]
    var results: [Result]
  }
  var seed: UInt64
  var draws: Int
  var cases: [Case]
  var processbench: [ProcessBench]
  var hazards: [Hazards]
  var calibration: [CalibrationCase]
  var comparison: Comparison
  var hacking: [Correlation]
  var noise: [Noise]
  var texts: [Text]
  var prm: PRM

  static func read() throws -> GoldenFigures {
    let url = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    let data = try Data(contentsOf: url.appending(path: "evaluation.json"))
    return try JSONDecoder().decode(Self.self, from: data)
  }

  var bootstrap: QuestionBootstrap { QuestionBootstrap(seed: seed, resamples: draws) }

  /// The cases with one model's logits, first or second.
  func cases(model: Int) throws -> [EvaluationCase] {
    try cases.map { golden in
      let logits = model == 0 ? golden.first : golden.second
      return try EvaluationCase.example(
        logits: logits, label: golden.label.map { .known(FirstError(code: $0)) },
        outcome: golden.outcome, question: "\(golden.question)", subset: golden.subset,
        model: model == 0 ? "first" : "second")
    }
  }
}

extension EvaluationCase {
  /// A trajectory with these figures.
  static func example(
    logits: [Double], label: Label?, outcome: Bool? = nil, question: String = "q",
    subset: String = "set", kind: TrajectoryScore.Kind = .crm, model: String = "m"
  ) throws -> EvaluationCase {
    let trajectory = Trajectory(
      id: question, problem: question, steps: logits.map { _ in "s" }, outcome: outcome,
      source: SourceRecord(file: "folder/\(subset).jsonl", line: 1))
    let score = TrajectoryScore(
      model: model, kind: kind, curve: try HazardCurve(logits: logits), rule: .map)
    return EvaluationCase(trajectory, label: label, score: score)
  }
}

/// Whether a figure equals the golden one; both may be undefined.
func isClose(_ got: Double?, _ want: Double?) -> Bool {
  guard let got, let want else { return got == nil && want == nil }
  return abs(got - want) <= 1e-11 * max(1, abs(want))
}

/// The same for an interval.
func isClose(_ got: ClosedRange<Double>?, _ want: [Double]?) -> Bool {
  isClose(got?.lowerBound, want?.first) && isClose(got?.upperBound, want?.last)
}
