import Foundation
import TestSupport
import Testing
import VisibleText

/// What may never leave a `VisibleText`: controls, and whatever a reader cannot see.
private func offender(_ text: VisibleText) -> Unicode.Scalar? {
  text.string.unicodeScalars.first { scalar in
    if scalar == "\u{200D}" || scalar == "\u{FE0F}" { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .unassigned, .surrogate, .lineSeparator,
      .paragraphSeparator:
      return true
    default:
      return scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}

@Suite(.enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)))
struct CorpusTests {
  @Test func `no terminal payload gets through`() throws {
    struct Payload: Decodable {
      var name: String
      var text: String
    }
    for line in try contents("corpora/terminal/payloads.jsonl").split(separator: UInt8(ascii: "\n"))
    {
      let payload = try JSONDecoder().decode(Payload.self, from: Data(line))
      check(payload.text, payload.name)
    }
  }

  @Test func `no naughty string gets through`() throws {
    let data = try Data(contents("corpora/naughty-strings/blns.json"))
    for (index, text) in try JSONDecoder().decode([String].self, from: data).enumerated() {
      check(text, "blns \(index)")
    }
  }

  @Test func `no raw bytes get through`() throws {
    for index in 0...9 {
      let bytes = try contents("corpora/terminal/raw_0\(index).bin")
      check(String(decoding: bytes, as: UTF8.self), "raw \(index)")
    }
    for file in ["UTF-8-test.txt", "flenniken-utf8tests.bin", "lnav-logfile_invalid_utf8.0"] {
      check(String(decoding: try contents("corpora/utf8/" + file), as: UTF8.self), file)
    }
  }

  @Test func `every case of Unicode's own grapheme test holds`() throws {
    let file = String(
      decoding: try contents("corpora/unicode/GraphemeBreakTest.txt"), as: UTF8.self)
    let cases = file.split(separator: "\n").filter { $0.hasPrefix("÷") }
    #expect(cases.count == 602)
    for line in cases { expectGraphemeCase(line.prefix { $0 != "#" }) }
  }

  private func check(_ foreign: String, _ name: String) {
    let text = VisibleText(foreign)
    #expect(offender(text) == nil, "\(name)")
    #expect(foreign.isEmpty || !text.isEmpty, "\(name)")
    #expect(VisibleText(text.string) == text, "\(name): making it harmless twice changes it")
    let lines = text.wrapped(columns: 7, maximumLines: 50)
    #expect(lines.allSatisfy { $0.columns <= 7 && offender($0) == nil }, "\(name)")
    let excerpt = VisibleText.excerpt(foreign, columns: 30)
    #expect(offender(excerpt) == nil && excerpt.columns <= 30, "\(name)")
  }

  private func contents(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: SharedFolder.path(path))))
  }
}

/// Checks a line such as `÷ 0061 × 0301 ÷ 0062 ÷`, as Unicode's test files write them.
func expectGraphemeCase(_ line: some StringProtocol) {
  var scalars = String.UnicodeScalarView()
  var expected: [Int] = []
  for word in line.split(whereSeparator: \.isWhitespace) {
    if word == "÷" {
      expected.append(scalars.count)
    } else if word != "×", let value = UInt32(word, radix: 16), let scalar = Unicode.Scalar(value) {
      scalars.append(scalar)
    }
  }
  let found = [0] + GraphemeClusters(String(scalars)).map(\.upperBound)
  #expect(found == expected, "\(line)")
}
