import Glibc

/// The cache that Hugging Face's hub client keeps: `models--ORGANIZATION--NAME/snapshots/REVISION`, whose
/// files are links into `blobs`, and `refs/main`, which says which revision is the newest.
struct HubCache: Sendable {
  /// The folder that holds all `models--…`; `nil` where none is known.
  let root: String?

  /// Where the client looks: `$HF_HUB_CACHE`, `$HF_HOME/hub`, or below the home folder.
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

  /// The cached model of a name such as `Qwen/Qwen2.5-0.5B`; `nil` when it is not there.
  ///
  /// Nothing is fetched.
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

  /// The folder with the files: of a model's folder in a cache its newest snapshot, else the folder
  /// itself.
  ///
  /// - Throws: ``CheckpointModelError``: a model without a snapshot, or several and no word which.
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

  /// `NAME` of `models--ORGANIZATION--NAME`, also within it; `nil` for any other folder.
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

/// What is at a path, links followed.
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
