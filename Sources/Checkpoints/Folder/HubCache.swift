import Glibc

/// The cache of Hugging Face's hub client.
///
/// Files lie in `models--ORGANIZATION--NAME/snapshots/REVISION` as links into `blobs`; `refs/main`
/// names the newest revision.
struct HubCache: Sendable {
  /// The folder that holds all `models--…`; `nil` if unknown.
  let root: String?

  /// Finds the cache where the client does: `$HF_HUB_CACHE`, `$HF_HOME/hub`, or in the home folder.
  init(environment: (String) -> String? = HubCache.variable) {
    if let cache = environment("HF_HUB_CACHE") ?? environment("HUGGINGFACE_HUB_CACHE") {
      root = cache
    } else if let home = environment("HF_HOME") {
      root = home + "/hub"
    } else if let cache = environment("XDG_CACHE_HOME") {
      root = cache + "/huggingface/hub"
    } else {
      root = environment("HOME").map { $0 + "/.cache/huggingface/hub" }
    }
  }

  static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value[0] != 0 else { return nil }
    return String(cString: value)
  }

  /// The folder of a cached model such as `Qwen/Qwen2.5-0.5B`; `nil` if it is not cached.
  ///
  /// Downloads nothing.
  func folder(ofModel name: String) throws(CheckpointModelError) -> String? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard let root, parts.count == 2, parts.allSatisfy(Self.isPlain) else { return nil }
    let folder = "\(root)/models--\(parts[0])--\(parts[1])"
    return FileStatus(folder) == .folder ? try Self.resolved(folder) : nil
  }

  private static func isPlain(_ name: Substring) -> Bool {
    !name.isEmpty && name.first != "." && !name.utf8.contains(0)
  }

  // MARK: Snapshots

  /// The folder with the files: the newest snapshot of a cached model, else the folder itself.
  ///
  /// - Throws: ``CheckpointModelError`` if there is no snapshot, or several and no `refs/main`.
  static func resolved(_ folder: String) throws(CheckpointModelError) -> String {
    let snapshots = SmallFile.path("snapshots", in: folder)
    guard !holdsModel(folder), FileStatus(snapshots) == .folder else { return folder }
    if let named = try SmallFile.bytes("refs/main", in: folder, limit: 1 << 10) {
      let revision =
        String(decoding: named, as: UTF8.self)
        .split(whereSeparator: \.isWhitespace).first ?? ""
      let place = snapshots + "/" + revision
      if isPlain(revision), !revision.contains("/"), FileStatus(place) == .folder { return place }
    }
    let found = SmallFile.names(in: snapshots).filter {
      FileStatus(snapshots + "/" + $0) == .folder
    }
    guard let only = found.first, found.count == 1 else {
      throw CheckpointModelError(
        path: folder, reason: .snapshots(found.prefix(4).map(SettingFault.shortened)))
    }
    return snapshots + "/" + only
  }

  private static func holdsModel(_ folder: String) -> Bool {
    ["config.json", "adapter_config.json"].contains {
      FileStatus(SmallFile.path($0, in: folder)) != .absent
    }
  }

  /// `NAME` of `models--ORGANIZATION--NAME` or one of its snapshots; `nil` for any other folder.
  static func modelName(of folder: String) -> String? {
    let parts = folder.split(separator: "/")
    guard let last = parts.last else { return nil }
    let isSnapshot = parts.count > 2 && parts[parts.count - 2] == "snapshots"
    let name = isSnapshot ? parts[parts.count - 3] : last
    guard name.hasPrefix("models--"), let cut = name.ranges(of: "--").last else { return nil }
    let short = name[cut.upperBound...]
    return short.isEmpty ? nil : String(short)
  }
}

/// What a path leads to, following links.
enum FileStatus: Equatable {
  case absent, folder, other

  init(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .absent
      return
    }
    self = status.st_mode & S_IFMT == S_IFDIR ? .folder : .other
  }
}
