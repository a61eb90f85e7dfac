import TestSupport
import Testing
@testable import TrajectoryFiles

/// What a file holds does not depend on the pieces in which it is read.
struct FilesPiecesTests {
  private static let parts = [
    "{}\n", "{\"a\":1}\n", "{\"a\":\"x\\\\\\\"}\"}\r\n", "  {\"id\":2}  \n", "\n\n", " \t", "[",
    "]", ",",
    "{\"a\":[\n", "\"x", "\"", "12 ", "nope\n", "{\n  \"a\": 1\n}\n", "{\"a\":1}{\"b\":2}\n", "}\n",
    "{\"id\":9,\"a\":\"x}", "[{\"id\":1},\n {\"id\":2}", "{\"id\":3}", ",\n  {\"id\":4}",
    "\u{FEFF}",
    "{\"long\":\"0123456789012345678901234567890123456789\"}\n", "\\", "{\"a\":\"\n\"}",
  ]

  private func text(_ random: inout SeededGenerator) -> [UInt8] {
    var text = ""
    if Bool.random(using: &random) {
      text = ["[", "[\n  ", "\u{FEFF}"].randomElement(using: &random) ?? ""
    }
    for _ in 0..<Int.random(in: 0..<14, using: &random) {
      text += Self.parts.randomElement(using: &random) ?? ""
    }
    return Array(text.utf8)
  }

  @Test func `any pieces give the records that the whole file gives`() throws {
    let seed: UInt64 = 7
    var random = SeededGenerator(seed: seed)
    for trial in 0..<1200 {
      let bytes = text(&random)
      let limit = Bool.random(using: &random) ? 1 << 20 : Int.random(in: 1..<60, using: &random)
      let whole = splitWhole(bytes, limit: limit)
      let size = Int.random(in: 1..<20, using: &random)
      let pieces = try splitByPieces(bytes, pieceSize: size, limit: limit)
      guard pieces != whole else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(
        pieces == whole, "seed \(seed), trial \(trial), pieces of \(size), limit \(limit): \(text)")
      return
    }
  }
}
