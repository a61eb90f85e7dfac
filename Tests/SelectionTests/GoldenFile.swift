import Foundation
import TestSupport
import Testing

/// Reads golden numbers; the scripts that made them stand beside them.
enum GoldenFile {
  /// selection.json, by `make_selection.py`.
  static func selection<Content: Decodable>(_ type: Content.Type) throws -> Content {
    let url = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    return try read(type, url.appending(path: "selection.json"))
  }

  /// rl.json, which lies with the tests of Survival.
  static func rewards<Content: Decodable>(_ type: Content.Type) throws -> Content {
    try read(
      type, URL(filePath: RepositoryFolder.path("Tests/SurvivalTests/Golden/rl.json")))
  }

  private static func read<Content: Decodable>(_ type: Content.Type, _ url: URL) throws -> Content {
    try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }
}

/// Whether two numbers are equal but for the rounding of a few operations.
func isClose(_ got: Double, _ want: Double, _ absolute: Double = 1e-300) -> Bool {
  got == want || abs(got - want) <= 1e-12 * abs(want) + absolute
}
