import Foundation
import TestSupport
import Testing
@testable import Transformer

struct TokenizerNormalizationTests {
  private static func composed(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return String(
      decoding: bytes.withUnsafeBufferPointer { (try? Normalizer.composed.applied(to: $0)) ?? [] },
      as: UTF8.self)
  }

  /// As bytes: Swift's strings are equal in whichever form.
  private static func expect(_ text: String, becomes wanted: String) {
    #expect(composed(text).utf8.elementsEqual(wanted.utf8), "\(Array(text.unicodeScalars))")
  }

  @Test func `marks compose, in canonical order`() {
    Self.expect("xe\u{301}y", becomes: "x\u{E9}y")
    Self.expect("a\u{315}\u{300}", becomes: "\u{E0}\u{315}")
    Self.expect("\u{1E9B}\u{323}", becomes: "\u{1E9B}\u{323}")
    Self.expect("\u{212B}\u{2126}", becomes: "\u{C5}\u{3A9}")
    Self.expect("\u{1100}\u{1161}\u{11A8}", becomes: "\u{AC01}")
    Self.expect("\u{958}", becomes: "\u{915}\u{93C}")
    Self.expect("\u{301}a", becomes: "\u{301}a")
  }

  @Test func `what Unicode 9 does not know stays as it is`() {
    for text in ["\u{11935}\u{11930}", "\u{105D2}\u{307}", "\u{16D67}\u{16D67}", "\u{11938}"] {
      Self.expect(text, becomes: text)
    }
  }

  @Test func `composing stretch by stretch is composing the whole`() {
    let parts: [UInt32] = [
      0x61, 0x20, 0x4E2D, 0xE9, 0x300, 0x301, 0x315, 0x323, 0x334, 0x345, 0x1100, 0x1161, 0x11A8,
      0xAC00, 0x212B, 0x958, 0x93C, 0x1D15E, 0x2ADC, 0x9C7, 0x9BE, 0xF73,
    ]
    let seed: UInt64 = 13
    var generator = SeededGenerator(seed: seed)
    for round in 0..<500 {
      var bytes: [UInt8] = []
      for _ in 0..<12 {
        UTF8Scalars.append(parts.randomElement(using: &generator) ?? 0, to: &bytes)
      }
      var scalars: [UInt32] = []
      bytes.withUnsafeBufferPointer { CanonicalForm.shared.decompose($0, to: &scalars) }
      CanonicalForm.shared.compose(&scalars)
      let stretches = bytes.withUnsafeBufferPointer {
        (try? Normalizer.composed.applied(to: $0)) ?? []
      }
      #expect(
        stretches.withUnsafeBufferPointer { Array(UTF8Scalars($0)) } == scalars,
        "seed \(seed), round \(round)")
    }
  }

  /// Column 2 of NormalizationTest is form C of columns 1 to 3.
  @Test(.enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)))
  func `the Unicode test data of scalars known to Unicode 9 are met`() throws {
    let path = SharedFolder.path("corpora/unicode/NormalizationTest.txt")
    var count = 0
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    where line.first?.isHexDigit == true {
      let columns = line.split(separator: ";").prefix(3).map { column in
        column.split(separator: " ").compactMap {
          UInt32($0, radix: 16).flatMap(Unicode.Scalar.init)
        }
      }
      let isKnown = columns.joined().allSatisfy { ($0.properties.age?.major ?? 99) <= 9 }
      guard isKnown, columns.count == 3 else { continue }
      count += 1
      for column in columns {
        Self.expect(
          String(String.UnicodeScalarView(column)),
          becomes: String(String.UnicodeScalarView(columns[1])))
      }
    }
    #expect(count > 18_000)
  }
}
