import Foundation
import JSON
import Testing
@testable import Transformer

/// Answers Tests/Hostile/expressions, which compares expressions with other engines.
struct TokenizerSplitsTests {
  private static let path = ProcessInfo.processInfo.environment["MISSTEP_SPLITS"]

  /// Writes a line for each case of the file: its matches in bytes, or why there are none.
  @Test(.enabled(if: path != nil, "MISSTEP_SPLITS names no cases"))
  func `cases of a file are answered beside it`() throws {
    let url = URL(filePath: try #require(Self.path))
    var output = ""
    for line in try [UInt8](Data(contentsOf: url)).split(separator: 0x0A) {
      let value = try JSONParser().parse(line).value
      output +=
        try Self.answer(
          value["expression"]?.string ?? "", Array((value["text"]?.string ?? "").utf8)) + "\n"
    }
    try output.write(
      to: url.deletingPathExtension().appendingPathExtension("out"), atomically: true,
      encoding: .utf8)
  }

  private static func answer(_ text: String, _ bytes: [UInt8]) throws -> String {
    do {
      let expression = try SplitExpression(text, origin: .test)
      let found = try bytes.withUnsafeBufferPointer { try expression.matches(in: $0) }
      return "[" + found.map { "[\($0.lowerBound), \($0.upperBound)]" }.joined(separator: ", ")
        + "]"
    } catch let error as ExpressionError {
      return "refused: \(error.reason)"
    } catch is TokenizationError {
      return "limit"
    }
  }
}
