import Testing
import VisibleText

struct TextEncodingTests {
  @Test func `what the program draws has an ASCII spelling`() {
    let spelled = VisibleText("ẑ = 2 ✓ ✗ −1.2 × ● ◀ ▶ … █▌▏ x² x₁ √2 π Δ é").encoded(as: .ascii)
    #expect(spelled == "z^ = 2 [ok] [x] -1.2 * @ < > ... ##: x^2 x_1 sqrt2 pi Delta e")
    #expect(VisibleText("王x").encoded(as: .ascii) == "??x")
    #expect(VisibleText("x²³").encoded(as: .ascii) == "x^23")
    #expect(VisibleText("Δh 2πr σ ↓ ← →").encoded(as: .ascii) == "Delta h 2pi r sigma \\/ <- ->")
    #expect(VisibleText("2⁵·3⁶ · kim").encoded(as: .ascii) == "2^5*3^6 . kim")
    #expect(VisibleText("z\u{302}").encoded(as: .ascii) == "z^")
  }

  @Test func `a row keeps its columns when it has blanks to spare`() {
    let row = VisibleText("a…  b  ẑ   c")
    let spelled = row.encodedRow(as: .ascii)
    #expect(spelled == "a... b z^  c")
    #expect(VisibleText("plain").encodedRow(as: .ascii) == "plain")
    #expect(row.encodedRow(as: .utf8) == row)
  }

  @Test func `every spelling is ASCII`() {
    var all = String.UnicodeScalarView()
    for value in UInt32(0)...0x2FFFF {
      if let scalar = Unicode.Scalar(value), value % 7 == 0 || value < 0x3000 { all.append(scalar) }
    }
    let spelled = VisibleText(String(all)).encoded(as: .ascii)
    #expect(spelled.string.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
    #expect(spelled.columns == spelled.string.utf8.count)
  }
}
