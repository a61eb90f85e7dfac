import Testing
import VisibleText

@testable import Reporting

struct TextChartTests {
  private func chart(_ layers: [Chart.Layer]) -> Chart {
    Chart(
      caption: "F1 by labels", x: .numbers("labels", 0...100), y: .numbers("F1", 0...1),
      layers: layers)
  }

  @Test func `lines have letters, and meet in stars`() {
    let up = Chart.Layer(
      .line, .series(0), name: "random", points: [Chart.Point(0, 0), Chart.Point(100, 1)])
    let down = Chart.Layer(
      .line, .series(1), name: "rare", points: [Chart.Point(0, 1), Chart.Point(100, 0)])
    let lines = TextChart.lines(of: chart([up, down]), columns: 5, rows: 5).map(\.string)
    #expect(
      lines == [
        "F1 by labels",
        "  1.0 │a   r",
        "  0.8 │ a r",
        "  0.6 │  *",
        "  0.2 │ r a",
        "  0.0 │r   a",
        "      └─────",
        "       0 100 labels",
        "  r random   a rare   * several",
      ])
  }

  @Test func `what cannot be drawn is left out`() {
    let odd = Chart.Layer(
      .dots, .accent, name: "", points: [Chart.Point(.nan, 0), Chart.Point(50, 7)])
    let lines = TextChart.lines(of: chart([odd]), columns: 1, rows: 1).map(\.string)
    #expect(lines.contains { $0.hasSuffix("│") })
    #expect(lines.last == "  a    * several")
    #expect(!TextChart.lines(of: chart([]), columns: 4, rows: 2).isEmpty)
  }
}
