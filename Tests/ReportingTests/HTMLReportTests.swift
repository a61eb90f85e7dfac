import Foundation
import FoundationXML
import Scoring
import Survival
import Testing
import Trajectories
import VisibleText

@testable import Reporting

struct HTMLReportTests {
  private func page(_ blocks: [Report.Block], title: VisibleText = "T") -> String {
    let report = Report(title: title, sections: [Report.Section("Heading", blocks)])
    return String(decoding: HTMLReport.bytes(of: report), as: UTF8.self)
  }

  /// The page as XML: our own markup closes every element, but for those in the head.
  private func isWellFormed(_ page: String) -> Bool {
    let body = page.drop { $0 != "\n" }.replacing(/<meta[^>]*>/, with: "")
    return (try? XMLDocument(xmlString: String(body), options: [])) != nil
  }

  private let hostile = "<script>alert(\"1\")</script> & ' \u{1B}[31m \u{202E}x"

  private func trajectory() throws -> (Trajectory, TrajectoryScore) {
    let trajectory = Trajectory(
      id: hostile, problem: hostile + "\nsecond line",
      steps: ["\\frac{1}{2} " + hostile, "b", "c"],
      label: .firstError(1), ratings: [.great, .bad, nil], outcome: false,
      referenceAnswer: hostile, generator: hostile)
    let score = TrajectoryScore(
      model: "m", kind: .crm, curve: try HazardCurve(hazards: [0.95, 0.5, 0.2]), rule: .map)
    return (trajectory, score)
  }

  @Test func `foreign text is never markup, in whatever part of a page`() throws {
    let text = VisibleText(hostile)
    let (trajectory, score) = try trajectory()
    let axis = Chart.Axis(text, 0...1, ticks: [Chart.Tick(0.5, text)])
    let chart = Chart(
      caption: text, x: axis, y: axis,
      layers: [
        Chart.Layer(.dots, .series(7), name: text, points: [Chart.Point(0.5, 0.5, hint: text)])
      ])
    let page = page(
      [
        .text(text), .note(text), .table(Table([.words(text)], [Table.Row([text])])),
        .chart(chart),
        .trajectory(
          TrajectoryPage(trajectory, score: score, label: trajectory.label, why: text)),
      ], title: text)
    #expect(!page.contains("<script") && page.contains("&lt;script&gt;"))
    #expect(!page.unicodeScalars.contains("\u{1B}") && !page.unicodeScalars.contains("\u{202E}"))
    #expect(isWellFormed(page))
  }

  @Test func `a page loads nothing and runs nothing`() throws {
    let (trajectory, score) = try trajectory()
    let page = page([.trajectory(TrajectoryPage(trajectory, score: score, label: nil))])
    let own = page.replacing(/&lt;.*?&gt;/, with: "")
    for word in ["src=", "href=", "url(", "@import", "javascript:"] {
      #expect(!own.contains(word), "\(word)")
    }
    #expect(own.firstMatch(of: /<[^>]* on[a-z]+=/) == nil)
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("prefers-color-scheme: dark") && page.contains("@media print"))
  }

  @Test func `the same report gives the same bytes`() throws {
    let (trajectory, score) = try trajectory()
    let block = Report.Block.trajectory(TrajectoryPage(trajectory, score: score, label: nil))
    #expect(page([block]) == page([block]))
  }

  @Test func `a trajectory has its marks at its steps`() throws {
    let (trajectory, score) = try trajectory()
    let shown = TrajectoryPage(trajectory, score: score, label: .firstError(1))
    #expect(shown.steps.map(\.signs) == [["◀ ẑ", "+"], ["● z", "−"], []])
    #expect(shown.steps.map(\.isChosen) == [true, true, false])
    // S(1) = 0.05: what follows hardly means anything.
    #expect(shown.steps.map(\.isFaded) == [false, true, true])
    #expect(shown.steps[0].lines.first?.string.hasPrefix("1/2 ") == true)
    #expect(shown.problem.count == 2)
    #expect(shown.facts.contains(Report.Fact("label", "first error at step 2")))
    let curve = try #require(shown.curve)
    #expect(curve.layers.map(\.name) == ["S(t)", "", "ẑ", "label z"])
    #expect(curve.layers[1].points.map(\.x) == [1, 2, 3])
    let lines = TextReport.lines(
      of: Report(title: "T", sections: [Report.Section("", [.trajectory(shown)])]), columns: 80)
    #expect(lines.allSatisfy { $0.columns <= 80 })
    #expect(lines.contains { $0.string.contains("◀ ẑ") })
  }

  @Test func `an outcome model has no curve and no figures of steps`() throws {
    let trajectory = Trajectory(id: "a", problem: "p", steps: ["s", "t"])
    var score = TrajectoryScore(
      model: "m", kind: .orm, curve: try HazardCurve(hazards: [0, 0.25]), rule: .map)
    score.outcomeProbability = 0.75
    let shown = TrajectoryPage(trajectory, score: score, label: nil)
    #expect(shown.curve == nil && shown.steps.allSatisfy { $0.figures == nil })
    #expect(shown.facts.contains(Report.Fact("right", "0.750")))
    #expect(!shown.facts.contains { $0.name == "ẑ" })
    #expect(isWellFormed(page([.trajectory(shown)])))
    score = TrajectoryScore(
      model: "m", kind: .crm, curve: try HazardCurve(hazards: [0.9, 0.9]), rule: .map)
    score.isOutside = true
    let outside = TrajectoryPage(trajectory, score: score, label: nil)
    #expect(outside.facts.contains { $0.name == "ẑ" && $0.value.string.contains("outside") })
    #expect(outside.steps.allSatisfy { !$0.isChosen })
    let unscored = TrajectoryPage(trajectory, score: nil, label: nil)
    #expect(isWellFormed(page([.trajectory(unscored)])))
  }

  @Test func `numbers that no picture holds are left out or drawn at its edge`() {
    let axis = Chart.Axis.share("")
    let chart = Chart(
      caption: "", x: axis, y: axis,
      layers: [
        Chart.Layer(
          .line, .series(0),
          points: [Chart.Point(0, .nan), Chart.Point(.infinity, 0), Chart.Point(0.5, 9)]),
        Chart.Layer(.bars(width: 0.1), .accent, points: []),
      ])
    let page = page([.chart(chart)])
    #expect(!page.contains("nan") && !page.contains("inf"))
    #expect(page.contains("d=\"M342 12\""))
    #expect(isWellFormed(page))
  }

  @Test func `coordinates have two decimals at most`() {
    let numbers = [0, 1, -1.5, 2.25, 3.004, 3.006, -0.001, 1e300, Double.nan]
    #expect(
      numbers.map { HTMLWriter.coordinate($0) } == [
        "0", "1", "-1.5", "2.25", "3", "3.01", "0", "0", "0",
      ])
  }
}
