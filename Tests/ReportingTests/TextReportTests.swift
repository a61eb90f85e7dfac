import Evaluation
import Scoring
import Selection
import Survival
import Testing
import Trajectories
import VisibleText

@testable import Reporting

struct TextReportTests {
  @Test func `numbers stand below each other and words to the left`() {
    let table = Table(
      [.words("name"), .numbers("F1"), .words("")],
      [
        Table.Row(["a", "0.5"]), Table.Row(["longer", "12.25", "note"], weight: .quiet),
        Table.Row(["average", CellText.figure(nil)], weight: .strong),
      ])
    #expect(
      TextReport.lines(of: table).map(\.string) == [
        "  name        F1",
        "  a          0.5",
        "  longer   12.25  note",
        "  average      –",
      ])
  }

  @Test func `cells have true signs and say what is undefined`() {
    #expect(CellText.figure(-0.25).string == "−0.250")
    #expect(CellText.figure(-0.0001).string == "0.000")
    #expect(CellText.figure(0.5, showsPlus: true).string == "+0.500")
    #expect(CellText.figure(.nan).string == "–" && CellText.figure(-.infinity).string == "−∞")
    #expect(CellText.range(0.1, nil).string == "–")
    #expect(CellText.range(0.1, 0.25, places: 2).string == "0.10…0.25")
  }

  @Test func `sections without content have no heading`() {
    let report = Report(
      title: "T", facts: [Report.Fact("model", "m")],
      sections: [
        Report.Section("Nothing", []), Report.Section("Words", [.text("a b c"), .note("why")]),
      ])
    #expect(
      TextReport.lines(of: report, columns: 4).map(\.string) == [
        "T", "model  m", "", "Words", "a b", "c", "  wh", "  y",
      ])
  }

  @Test func `axes have round marks within their range`() {
    func labels(_ range: ClosedRange<Double>) -> [String] {
      Chart.Axis.numbers("", range).ticks.map(\.label.string)
    }
    #expect(labels(0...10) == ["0", "2", "4", "6", "8", "10"])
    #expect(labels(-0.3...0.45) == ["−0.2", "0.0", "0.2", "0.4"])
    #expect(labels(0...1234) == ["0", "500", "1000"])
    #expect(labels(3...3).count == 1)
    let narrow = Chart.Axis.numbers("", 3...3).range
    #expect(narrow.lowerBound < narrow.upperBound)
  }

  @Test func `a report of ProcessBench names what is official and what flatters`() throws {
    func example(_ hazard: Double, _ label: Label, _ file: String) throws -> EvaluationCase {
      let trajectory = Trajectory(
        id: "a", problem: "p", steps: ["s"], source: SourceRecord(file: file))
      let score = TrajectoryScore(
        model: "m", kind: .crm, curve: try HazardCurve(hazards: [hazard]), rule: .map)
      return EvaluationCase(trajectory, label: label, score: score)
    }
    let cases = [
      try example(0.9, .firstError(0), "a.json"), try example(0.1, .noError, "a.json"),
      try example(0.9, .firstError(0), "b.json"),
    ]
    let bootstrap = QuestionBootstrap(seed: 1, resamples: 20)
    let figures = ProcessBenchFigures(
      cases, rule: .map, chosenOn: "a", upperBound: true, bootstrap: bootstrap)
    let subject = EvaluationSubject(
      files: ["a.json", "b.json"], models: [], count: 3, unscored: 1, filter: "S < 0.3")
    let report = Report.processBench(figures, of: subject, chosenOn: "a", bootstrap: bootstrap)
    let text = TextReport.lines(of: report).map(\.string).joined(separator: "\n")
    #expect(text.contains("rule          map, chosen on a\n"))
    #expect(text.contains("trajectories  3, 1 more could not be scored\n"))
    let words = text.replacing("\n  ", with: " ")
    #expect(text.contains("rule chosen on it") && text.contains("officially NaN"))
    #expect(words.contains("prints NaN for b:"))
    #expect(words.contains("An upper bound, no result"))
    #expect(words.contains("20 bootstrap draws of whole questions, seed 1"))
  }
}
