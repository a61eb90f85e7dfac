import Files
import Glibc

/// Where labels live: the same place for every command.
public enum LabelStoreLocation: Equatable, Sendable {
  /// `--labels none`: kept in memory until the program ends.
  case memory
  case file(String)

  /// `--labels`, else ``default(environment:)``; the word `none` means memory in both.
  public static func resolve(
    argument: String?, environment: [String: String]
  ) throws(AnnotationStoreError) -> LabelStoreLocation {
    switch argument {
    case "none": .memory
    case let path? where !path.isEmpty: .file(path)
    default: try `default`(environment: environment)
    }
  }

  /// `$MISSTEP_LABELS`, else `$XDG_DATA_HOME/misstep/labels.sqlite`, else
  /// `~/.local/share/misstep/labels.sqlite`.
  ///
  /// Empty variables count as absent, and so does a relative `XDG_DATA_HOME`, as its specification
  /// requires. Creates nothing.
  public static func `default`(
    environment: [String: String]
  ) throws(AnnotationStoreError) -> LabelStoreLocation {
    if let chosen = environment["MISSTEP_LABELS"], !chosen.isEmpty {
      return chosen == "none" ? .memory : .file(chosen)
    }
    guard let folder = DataFolder.standard(environment: environment) else {
      throw AnnotationStoreError(.noLocation)
    }
    return .file(folder + "/labels.sqlite")
  }

  /// Opens the store for writing; creates the file, and missing folders with mode 0700.
  public func open() throws(AnnotationStoreError) -> any AnnotationStore {
    guard case .file(let path) = self else { return InMemoryAnnotationStore() }
    try Self.makeFolder(of: path)
    return try SQLiteAnnotationStore(path: path)
  }

  /// Opens the store for reading; an absent file counts as a store without labels.
  public func openExisting() throws(AnnotationStoreError) -> any AnnotationStore {
    guard case .file(let path) = self, access(path, F_OK) == 0 else {
      return InMemoryAnnotationStore()
    }
    return try SQLiteAnnotationStore(path: path, access: .existing)
  }

  private static func makeFolder(of path: String) throws(AnnotationStoreError) {
    let folder = FilePlace(path).folder
    guard access(folder, F_OK) != 0 else { return }
    try makeFolder(of: folder)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw AnnotationStoreError(.cannotOpen(String(cString: strerror(errno))), path: folder)
    }
    // A new folder's own name is durable only once its parent is synced.
    FilePlace(folder).syncFolder()
  }
}
