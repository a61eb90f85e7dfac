import Testing
import VisibleText

@testable import Drawing

struct FigureCurveTests {
  private func text(_ lines: [VisibleText]) -> [String] { lines.map(\.string) }

  @Test func `a picture has the newest figure above, and the highest and lowest beside it`() {
    let curve = FigureCurve("reward", (0..<40).map { Double($0) / 10 - 2 })
    let lines = curve.lines(columns: 40, rows: 4)
    #expect(lines.count == 5 && lines.allSatisfy { $0.columns <= 40 })
    #expect(text(lines)[0] == "reward   1.900")
    #expect(text(lines)[1].hasPrefix("   1.900 ") || text(lines)[1].hasPrefix("   1.9"))
    #expect(text(lines)[4].hasPrefix("  −2.000 ") || text(lines)[4].hasPrefix("  -2.0"))
    // It rises from the left end of the last row to the right end of the first.
    #expect(text(lines)[4].dropFirst(9).first != " " && text(lines)[1].last != " ")
  }

  @Test func `a line is one eighth for each step, as far as there is room`() {
    let curve = FigureCurve("KL", [0, nil, 0.5, 1, .infinity])
    #expect(curve.values == [0, nil, 0.5, 1, nil])
    let line = curve.line(columns: 60)
    #expect(line.string.hasPrefix("KL") && line.string.hasSuffix("▁▁▅█▁"), "\(line.string)")
    #expect(FigureCurve("KL", [1, 2, 3]).line(columns: 10).columns <= 10)
    #expect(FigureCurve("none", [nil]).isEmpty && FigureCurve("none", []).isEmpty)
  }

  @Test(arguments: [1, 9, 12, 20, 80], [0, 1, 3])
  func `a pane is as wide as it is told, whatever is in it`(columns: Int, rows: Int) {
    for values in [[1.0], [1, 1], Array(stride(from: 0, to: 300, by: 1.0))] {
      let curve = FigureCurve("right", values)
      let pane = curve.pane(
        columns: columns, rows: rows, cursor: values.count - 1, marked: 0...values.count / 2)
      #expect(pane.lines.allSatisfy { $0.used <= columns })
    }
  }

  @Test func `the cursor's step has its figure beside the name, and suspicious steps their ink`() {
    let curve = FigureCurve("right", [0.1, 0.2, 0.3, 0.4])
    let pane = curve.pane(columns: 17, rows: 2, cursor: 1, marked: 2...3)
    #expect(pane.lines[0].spans.map(\.text.string).joined().contains("0.200"))
    let spans = pane.lines.dropFirst().flatMap(\.spans)
    #expect(spans.contains { $0.ink == .cursor } && spans.contains { $0.ink == .fails })
    #expect(spans.contains { $0.ink == .survival })
  }

  @Test func `numbers have four digits or so`() {
    #expect(
      [-0.5, 9.9, 12.34, 123456].map { FigureCurve.number($0).string }
        == ["−0.500", "9.900", "12.3", "123456"])
  }
}
