import Testing

@testable import Drawing

struct SurvivalOverlayTests {
  private func text(_ rows: [Row]) -> [String] {
    rows.map { $0.spans.map(\.text.string).joined() }
  }

  @Test func `the choice is whole and bold, the others dotted behind it`() {
    let overlay = SurvivalOverlay(curves: [[0.5, 0.5], [0.9, 0.8]], chosen: 0)
    let rows = overlay.rows(columns: 30, rows: 8)
    #expect(rows.count == 8)
    let inks = Set(
      rows.flatMap(\.spans).filter { $0.text.string.contains { $0 > "\u{2800}" } }.map(\.ink))
    #expect(inks == [.heading, .quiet])
    #expect(text(rows)[0].hasPrefix("S 1.0 "))
    #expect(text(rows)[6].hasPrefix("  0.0 "))
    #expect(text(rows)[7].contains("1") && text(rows)[7].contains("2"))
  }

  @Test func `a shorter candidate ends where its steps do`() {
    let overlay = SurvivalOverlay(curves: [[1, 1], [0, 0, 0, 0]], chosen: 0)
    let top = text(overlay.rows(columns: 46, rows: 6))[0].dropFirst(6)
    #expect(top.prefix { $0 != " " }.count < 24)
  }

  @Test func `nothing to draw leaves empty rows`() {
    #expect(
      SurvivalOverlay(curves: []).rows(columns: 30, rows: 4) == Array(repeating: Row(), count: 4))
    #expect(SurvivalOverlay(curves: [[]]).rows(columns: 30, rows: 4).count == 4)
    #expect(SurvivalOverlay(curves: [[0.5]]).rows(columns: 3, rows: 2).count == 2)
  }
}
