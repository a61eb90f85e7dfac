@preconcurrency import CNcursesw
import TestSupport
import Testing
import VisibleText

@testable import TerminalUI

@Suite struct CellLineTests {
  @Test func `a wide character that would stick out is left away with all behind it`() {
    var line = CellLine(width: 4)
    line.append("ab王c", as: cchar_t())
    #expect(text(line) == ["a", "b", "王"])
    var narrow = CellLine(width: 3)
    narrow.append("ab王c", as: cchar_t())
    #expect(text(narrow).prefix(2) == ["a", "b"])
    #expect(narrow.cells.count == 3)
    #expect(narrow.cells[2].chars.0 == 0, "a blank, never half a character")
  }

  @Test func `marks share the cell of what they stand on`() {
    var line = CellLine(width: 10)
    line.append("e\u{301}\u{302}x", as: cchar_t())
    #expect(text(line) == ["e\u{301}\u{302}", "x"])
    #expect(line.column == 2)
  }

  @Test func `a mark with nothing to stand on gets a dotted circle`() {
    var line = CellLine(width: 10)
    line.append("\u{301}", as: cchar_t())
    #expect(text(line) == ["\u{25CC}\u{301}"])
  }

  @Test func `joined emoji take as many columns as the text says`() {
    let family: VisibleText = "👨‍👩‍👧!"
    var line = CellLine(width: 10)
    line.append(family, as: cchar_t())
    #expect(line.column == family.columns)
  }

  @Test(arguments: [0, 1, 2, 7, 80])
  func `a filled line takes exactly the screen's width`(width: Int) {
    var line = CellLine(width: width)
    line.append("王先生 has 45 apples", as: cchar_t())
    line.fill(with: cchar_t())
    #expect(line.column >= width)
    #expect(columns(line) == width)
  }

  @Test func `no text ever overflows a line, whatever its width`() {
    let seed: UInt64 = 20_261_123
    var random = SeededGenerator(seed: seed)
    let alphabet: [Unicode.Scalar] = [
      "a", " ", "é", "王", "👨", "\u{200D}", "\u{301}", "█", "\u{FE0F}",
    ]
    for _ in 0..<500 {
      let width = Int.random(in: 0...12, using: &random)
      var line = CellLine(width: width)
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...6, using: &random) {
          view.append(alphabet.randomElement(using: &random) ?? "a")
        }
        line.append(VisibleText(String(view)), as: cchar_t())
      }
      line.fill(with: cchar_t())
      #expect(columns(line) == width, "seed \(seed)")
    }
  }

  private func columns(_ line: CellLine) -> Int {
    line.cells.reduce(0) { total, cell in
      let scalar = Unicode.Scalar(UInt32(bitPattern: cell.chars.0))
      return total + (scalar.flatMap { ColumnWidth.columns(of: $0) } ?? 1)
    }
  }

  private func text(_ line: CellLine) -> [String] {
    line.cells.map { cell in
      let chars = cell.chars
      let scalars = [chars.0, chars.1, chars.2, chars.3, chars.4].prefix { $0 != 0 }
        .compactMap { Unicode.Scalar(UInt32(bitPattern: $0)) }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }
  }
}
