import Foundation
import TestSupport
import Testing
@testable import JSON

/// JSONTestSuite (nst/JSONTestSuite) and utf8tests (flenniken/utf8tests), read in place.
@Suite(.enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)))
struct JSONCorpusTests {
  static func files(_ folder: String, prefix: String = "") throws -> [(String, [UInt8])] {
    let path = SharedFolder.path("corpora/json/\(folder)")
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".json") }
      .map { ($0, [UInt8](try Data(contentsOf: URL(filePath: path).appending(path: $0)))) }
  }

  /// Every verdict is also the scanner's, which looks at bytes and not at simdjson's answer.
  static func accepts(_ bytes: [UInt8]) -> (parser: Bool, scanner: Bool) {
    let parser = (try? JSONParser().parse(bytes[...])) != nil
    let scanner = bytes.withUnsafeBufferPointer { JSONScanner.firstFault(in: $0) } == nil
    return (parser, scanner)
  }

  @Test func `all 95 good documents are accepted`() throws {
    let files = try Self.files("test_parsing", prefix: "y_")
    #expect(files.count == 95)
    for (name, bytes) in files { #expect(Self.accepts(bytes) == (true, true), "\(name)") }
  }

  @Test func `all 188 bad documents are refused, with a place inside them`() throws {
    let files = try Self.files("test_parsing", prefix: "n_")
    #expect(files.count == 188)
    for (name, bytes) in files {
      let fault = #expect(throws: JSONFault.self, "\(name)") { try JSONParser().parse(bytes[...]) }
      #expect((0...bytes.count).contains(fault?.byteOffset ?? -1), "\(name)")
      #expect(fault?.reason.hasPrefix("simdjson") == false, "\(name): \(fault?.reason ?? "")")
    }
  }

  /// The 35 that a reader may take or leave; `JSONParser` documents the rules behind the list.
  static let accepted: Set<String> = [
    "i_number_double_huge_neg_exp", "i_number_real_underflow", "i_string_UTF-8_invalid_sequence",
    "i_string_UTF8_surrogate_U+D800", "i_string_invalid_utf-8", "i_string_iso_latin_1",
    "i_string_lone_utf8_continuation_byte", "i_string_not_in_unicode_range",
    "i_string_overlong_sequence_2_bytes", "i_string_overlong_sequence_6_bytes",
    "i_string_overlong_sequence_6_bytes_null", "i_string_truncated-utf-8",
    "i_structure_500_nested_arrays", "i_structure_UTF-8_BOM_empty_object",
  ]

  @Test func `the 35 free cases always get the documented answer`() throws {
    let files = try Self.files("test_parsing", prefix: "i_")
    #expect(files.count == 35)
    for (name, bytes) in files {
      let expected = Self.accepted.contains(String(name.dropLast(5)))
      #expect(Self.accepts(bytes) == (expected, expected), "\(name)")
    }
  }

  @Test func `documents that readers understand differently keep order, duplicates and digits`()
    throws
  {
    let results = Dictionary(
      uniqueKeysWithValues: try Self.files("test_transform").map {
        ($0.0, try? JSONParser.value(of: $0.1))
      })
    #expect(results["number_9223372036854775807.json"] == [.integer(.max)])
    #expect(results["number_-9223372036854775808.json"] == [.integer(.min)])
    #expect(results["number_9223372036854775808.json"] == [.number(9_223_372_036_854_775_808)])
    #expect(results["number_1.0.json"] == [.number(1)])
    #expect(results["number_1e-999.json"] == [.number(0)])
    #expect(results["string_with_escaped_NULL.json"] == ["A\0B"])
    #expect(results["object_same_key_different_values.json"] == ["a": 1, "a": 2])
    #expect(results["string_1_escaped_invalid_codepoint.json"] == .some(nil))
  }

  @Test func `strings that break software come back as they were`() throws {
    let path = SharedFolder.path("corpora/naughty-strings/blns.json")
    let value = try JSONParser.value(of: [UInt8](try Data(contentsOf: URL(filePath: path))))
    #expect(value.array?.count == 515)
    #expect(try JSONParser.value(of: JSONWriter.bytes(of: value)) == value)
  }

  @Test func `every invalid sequence becomes as many U+FFFD as the reference says`() throws {
    let bytes = [UInt8](
      try Data(contentsOf: URL(filePath: SharedFolder.path("corpora/utf8/flenniken-utf8tests.bin")))
    )
    let expected = [UInt8](
      try Data(
        contentsOf: URL(
          filePath: SharedFolder.path("corpora/utf8/flenniken-utf8.replace.ref.txt"))))
    let repaired = bytes.withUnsafeBufferPointer { RepairedUTF8($0) }.bytes
    let lines = repaired.split(separator: 0x0A, omittingEmptySubsequences: false)
    let reference = expected.split(separator: 0x0A, omittingEmptySubsequences: false)
    let cases = reference.count { $0.split(separator: UInt8(ascii: ":")).count >= 3 }
    #expect(cases >= 216, "the reference has \(cases) cases")
    #expect(lines.count == reference.count)
    for (line, wanted) in zip(lines, reference) { #expect(line == wanted) }
  }
}
