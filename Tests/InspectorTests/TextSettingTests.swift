import Testing
import VisibleText

@testable import Inspector

struct TextSettingTests {
  private func lines(_ text: String, checks: Bool = true, raw: Bool = false) -> [String] {
    TextSetting(columns: 40, raw: raw, search: nil, checksEquations: checks).wrap(text)
      .map { $0.map(\.text.string).joined() }
  }

  @Test func `blank lines that a step begins with are not drawn, and marks stay in place`() {
    #expect(lines("\nStep 1 - 3 * 4 = 13\nso") == ["Step 1 - 3 * 4 = 13\u{A0}✗", "so"])
    #expect(lines("\r\n \t\n\n3 * 4 = 12\n\nb") == ["3 * 4 = 12\u{A0}✓", "", "b"])
    #expect(lines("\n\na", raw: true) == ["a"])
    #expect(lines("\n \n") == lines(""))
  }

  @Test func `blanks before the first word are its indent, not a blank line`() {
    #expect(lines("\n  a") == lines("  a"))
  }
}
