import Foundation

/// The golden checkpoints, which tests of several targets read.
///
/// Some are in this repository, under Tests/TransformerTests; the others are read in place where the
/// folder of real data is there, and left out otherwise.
public enum GoldenFolder {
  private static let own = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "TransformerTests/Golden/checkpoints")

  /// The folder of a checkpoint; `nil` where it is nowhere.
  public static func path(_ name: String) -> String? {
    let candidates = [
      own.appending(path: name).path, SharedFolder.path("golden/checkpoints/\(name)"),
    ]
    return candidates.first { FileManager.default.fileExists(atPath: $0 + "/expected.json") }
  }

  /// Those that are there.
  public static func available(of names: [String]) -> [String] { names.filter { path($0) != nil } }
}
