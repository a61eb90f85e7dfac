import Foundation

/// The optional folder of others' data that some tests read in place.
///
/// Looked for in the environment variable `MISSTEP_SHARED`, then beside the repository. Tests that
/// need it carry `.enabled(if: SharedFolder.exists)` and are skipped without.
public enum SharedFolder {
  /// Why a test was skipped, shown beside its name.
  public static let absence =
    "the folder of real data is absent: set MISSTEP_SHARED or place it at ../shared"

  /// Where it is; `nil` without it.
  public static let url: URL? = {
    let environment = ProcessInfo.processInfo.environment["MISSTEP_SHARED"]
    let repository = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let candidates = [
      environment.map { URL(filePath: $0) }, repository.appending(path: "../shared"),
    ]
    return candidates.compactMap { $0?.standardizedFileURL }.first {
      FileManager.default.fileExists(atPath: $0.appending(path: "data/README.md").path)
    }
  }()

  /// Whether it is there.
  public static var exists: Bool { url != nil }

  /// The path of a file or folder inside, whether or not it exists; empty without the folder.
  public static func path(_ relative: String) -> String {
    url?.appending(path: relative).path ?? ""
  }
}
