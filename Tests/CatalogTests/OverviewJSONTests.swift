import Catalog
import JSON
import Queries
import Testing
import Trajectories

@Suite struct OverviewJSONTests {
  private func row(
    _ steps: Int, label: Label?, outcome: Bool?, generator: String?, survival: Double? = nil,
    prediction: Int? = nil
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
      4, label: .firstError(3), outcome: false, generator: "b", survival: 0, prediction: 2)
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

  private let expected = """
    {"steps_histogram":[{"steps":2,"count":2},{"steps":4,"count":1}],\
    "first_error_steps":[{"step":3,"count":1}],"predicted_steps":[{"step":2,"count":1}],\
    "first_error_places":[0,0,0,0,0,0,0,1,0,0],"predicted_places":[0,0,0,0,0,1,0,0,0,0],\
    "predicted_none":1,"scored":2,\
    "survival_by_outcome":{"right":[0,0,0,0,0,0,0,1,0,0],"wrong":[1,0,0,0,0,0,0,0,0,0],\
    "unknown":[0,0,0,0,0,0,0,0,0,0]},\
    "hazard_by_place":[0.0,null,0.0,null,null,0.5,null,0.0,null,null],\
    "outcomes":{"right":1,"wrong":1,"count":3},\
    "generators":[\
    {"name":null,"count":1,"right":0,"wrong":0,"labelled":1,"mean_survival":null},\
    {"name":"a","count":1,"right":1,"wrong":0,"labelled":0,"mean_survival":0.75},\
    {"name":"b","count":1,"right":0,"wrong":1,"labelled":0,"mean_survival":0.0}],\
    "training_steps":[\
    {"training_step":20,"count":1,"right":0,"wrong":1,"labelled":0,"mean_survival":0.0}],\
    "verdicts_by_hour":[{"hour":"1970-01-01T02:00:00.000Z","count":1}],\
    "pairs":{"agree_on_none":1,"agree_on_step":0,"other_step":1,"only_model":0,"only_label":0}}
    """

  @Test func `nothing counted prints every key`() {
    let empty = OverviewFigures().json
    #expect(empty["steps_histogram"] == [] && empty["generators"] == [])
    #expect(empty["outcomes"] == ["right": 0, "wrong": 0, "count": 0])
    #expect(empty["survival_by_outcome"]?["right"]?.array?.count == 10)
  }
}
