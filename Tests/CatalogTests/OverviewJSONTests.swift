import Survival
import Catalog
import JSON
import Queries
import Testing
import Trajectories

@Suite struct OverviewJSONTests {
  private func row(
    _ steps: Int, label: Label?, outcome: Bool?, generator: String?, survival: Double? = nil,
    prediction: FirstError = .noError
  ) -> QueryRow {
    var row = QueryRow()
    row.stepCount = steps
    row.fileLabel = label
    row.outcome = outcome
    row.generator = generator
    row.figures = survival.map {
      QueryFigures(
        firstError: prediction, noneProbability: $0, entropy: 0, largestHazard: 0,
        smallestReward: 0)
    }
    return row
  }

  @Test func `figures are printed with every key, as counted by hand`() throws {
    var overview = OverviewFigures()
    var first = row(
      4, label: .firstError(3), outcome: false, generator: "b", survival: 0, prediction: .step(2))
    first.trainingStep = 20
    overview.add(first, question: "q", score: try SmallSet.score([0, 0, 1, 0]))
    overview.add(
      row(2, label: .noError, outcome: true, generator: "a", survival: 0.75), question: "q",
      score: try SmallSet.score([0, 0.25]))
    var last = row(2, label: nil, outcome: nil, generator: nil)
    last.verdict = .unsure
    last.verdictTime = 7300
    overview.add(last, question: nil)
    #expect(JSONWriter.text(of: overview.json) == expected)
  }

  private var expected: String {
    """
    {"steps_histogram":[{"steps":2,"count":2},{"steps":4,"count":1}],\
    "first_error_steps":[{"step":3,"count":1}],"predicted_steps":[{"step":2,"count":1}],\
    "first_error_places":[0,0,0,0,0,0,0,1,0,0],"predicted_places":[0,0,0,0,0,1,0,0,0,0],\
    "predicted_none":1,"scored":2,\
    "survival_by_outcome":{"right":[0,0,0,0,0,0,0,1,0,0],"wrong":[1,0,0,0,0,0,0,0,0,0],\
    "unknown":[0,0,0,0,0,0,0,0,0,0]},\
    "hazard_by_place":[0.0,null,0.0,null,null,0.6259842519685039,null,0.0,null,null],\
    "outcomes":{"right":1,"wrong":1,"count":3},\
    "generators":[\
    {"name":null,"count":1,"right":0,"wrong":0,"labelled":1,"mean_survival":null},\
    {"name":"a","count":1,"right":1,"wrong":0,"labelled":0,"mean_survival":0.75},\
    {"name":"b","count":1,"right":0,"wrong":1,"labelled":0,"mean_survival":0.0}],\
    "training_steps":[\
    {"training_step":20,"count":1,"right":0,"wrong":1,"labelled":0,"mean_survival":0.0}],\
    "verdicts_by_hour":[{"hour":"1970-01-01T02:00:00.000Z","count":1}],\
    "pairs":{"agree_on_none":1,"agree_on_step":0,"other_step":1,"only_model":0,"only_label":0},\
    "conflicts":0,\
    "agreement":{"compared":2,"error_accuracy":0.0,"correct_accuracy":1.0,"f1":0.0,"auroc":1.0,\
    "brier":0.03125,"calibration_error":0.125},\
    "matrix":[\(matrix)],"reliability":[\(reliability)],"thresholds":[\(thresholds)]}
    """
  }

  /// z = 3 was predicted as 2, and none as none; each of the rows has fourteen places.
  private var matrix: String {
    (0..<14).map { row in
      let column = row == 3 ? 2 : row == 13 ? 13 : -1
      return "[" + (0..<14).map { $0 == column ? "1" : "0" }.joined(separator: ",") + "]"
    }.joined(separator: ",")
  }

  /// S(T) is 0 of the wrong one, 0.75 of the right one.
  private var reliability: String {
    (0..<10).map { bin in
      switch bin {
      case 0: #"{"count":1,"mean_survival":0.0,"no_error_share":0.0}"#
      case 7: #"{"count":1,"mean_survival":0.75,"no_error_share":1.0}"#
      default: #"{"count":0,"mean_survival":null,"no_error_share":null}"#
      }
    }.joined(separator: ",")
  }

  /// The right one is found by every threshold up to its S(T), the wrong one by none.
  private var thresholds: String {
    ThresholdFigures.thresholds.map { threshold in
      let correct = threshold <= 0.75 ? "1.0" : "0.0"
      return
        #"{"threshold":\#(threshold),"error_accuracy":0.0,"correct_accuracy":\#(correct),"f1":0.0}"#
    }.joined(separator: ",")
  }

  @Test func `nothing counted prints every key`() {
    let empty = OverviewFigures().json
    #expect(empty["steps_histogram"] == [] && empty["generators"] == [])
    #expect(empty["outcomes"] == ["right": 0, "wrong": 0, "count": 0])
    #expect(empty["survival_by_outcome"]?["right"]?.array?.count == 10)
  }
}
