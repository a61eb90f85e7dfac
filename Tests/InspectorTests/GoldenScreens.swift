import Drawing
import Foundation
import Testing

@testable import Inspector

/// Screens kept as text files beside the tests; `MISSTEP_REWRITE_SCREENS=1` writes them anew.
enum GoldenScreens {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "Screens")
  private static let rewrites =
    ProcessInfo.processInfo.environment["MISSTEP_REWRITE_SCREENS"] == "1"

  static func expect(
    _ frame: Frame, equals name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appending(path: "\(name).txt")
    if rewrites {
      try frame.text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let wanted = try String(contentsOf: file, encoding: .utf8)
    #expect(
      frame.text == wanted, "\(name) differs; if it is better, rewrite it and read it",
      sourceLocation: sourceLocation)
  }
}
