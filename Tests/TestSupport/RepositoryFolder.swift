import Foundation

/// The files of this repository that tests read in place.
public enum RepositoryFolder {
  /// The path of a file or folder inside.
  public static func path(_ relative: String) -> String {
    URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: relative).path
  }
}
