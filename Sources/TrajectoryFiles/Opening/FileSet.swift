import Glibc

/// The files named by arguments: paths, globs that no shell expanded, folders.
///
/// A folder stands for its files with a trajectory file's extension. Results of a glob or folder
/// are sorted, with numbers in names by value: `9.jsonl` comes before `10.jsonl`. A file named by
/// several arguments appears once.
public struct FileSet: Sendable {
  /// What the user gave.
  public let arguments: [String]
  /// The files found so far, in order; a path that names nothing stays for its error message.
  public private(set) var paths: [String] = []
  private var known: Set<String> = []

  /// Extensions of files taken from a folder, each also followed by `.gz` or `.zst`.
  public static let suffixes = [".jsonl", ".json", ".ndjson", ".parquet"]

  /// Resolves the arguments now.
  public init(_ arguments: [String]) {
    self.arguments = arguments
    _ = poll()
  }

  /// Files that have appeared since: new ones in a folder, or of a glob.
  ///
  /// They are part of ``paths`` from now on, and stay so when they vanish.
  public mutating func poll() -> [String] {
    let found = arguments.flatMap(FileSet.files).filter { known.insert($0).inserted }
    paths += found
    return found
  }

  /// Folders and globs that name no file now.
  public var empty: [FileError] {
    arguments.filter { FileSet.files($0).isEmpty }.map { FileError(path: $0, reason: .noMatch) }
  }

  // MARK: Looking up

  private static func files(_ argument: String) -> [String] {
    var status = stat()
    guard argument != "-",
      PathNames.withSystemPath(argument, { stat($0, &status) }) == 0
    else { return isPattern(argument) ? matches(argument) : [argument] }
    return status.st_mode & S_IFMT == S_IFDIR ? folder(argument) : [argument]
  }

  private static func isPattern(_ argument: String) -> Bool {
    argument.utf8.contains { "*?[".utf8.contains($0) }
  }

  private static func matches(_ pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard PathNames.withSystemPath(pattern, { glob($0, GLOB_NOSORT, nil, &found) }) == 0 else {
      return []
    }
    let names = (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0] }
    return NaturalOrder.sorted(names.map { PathNames.name($0) }.filter(isNoFolder))
  }

  private static func isNoFolder(_ path: String) -> Bool {
    var status = stat()
    return PathNames.withSystemPath(path, { stat($0, &status) }) == 0
      && status.st_mode & S_IFMT != S_IFDIR
  }

  private static func folder(_ path: String) -> [String] {
    guard let stream = PathNames.withSystemPath(path, { opendir($0) }) else { return [path] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { PathNames.join(path, $0) }
      }
      if isTrajectoryFile(name), isNoFolder(name) { names.append(name) }
    }
    return NaturalOrder.sorted(names)
  }

  private static func isTrajectoryFile(_ path: String) -> Bool {
    let packed = [".gz", ".zst"].first(where: path.hasSuffix) ?? ""
    let plain = path.dropLast(packed.count)
    let isHidden = path.split(separator: "/").last?.hasPrefix(".") == true
    return !isHidden && suffixes.contains(where: plain.hasSuffix)
  }
}

/// The order of names in which numbers count by value.
enum NaturalOrder {
  static func sorted(_ names: [String]) -> [String] {
    names.map { ($0, key($0)) }.sorted { isBefore($0.1, $1.1) }.map(\.0)
  }

  /// A run of digits, without leading zeros, or a run of other bytes.
  private typealias Part = (isNumber: Bool, bytes: ArraySlice<UInt8>)

  private static func key(_ name: String) -> [Part] {
    var parts: [Part] = []
    var rest = Array(name.utf8)[...]
    while let first = rest.first {
      let isNumber = isDigit(first)
      let run = rest.prefix { isDigit($0) == isNumber }
      rest = rest.dropFirst(run.count)
      parts.append((isNumber, isNumber ? run.drop { $0 == UInt8(ascii: "0") } : run))
    }
    return parts
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isBefore(_ left: [Part], _ right: [Part]) -> Bool {
    for (own, other) in zip(left, right) {
      if own.isNumber, other.isNumber, own.bytes.count != other.bytes.count {
        return own.bytes.count < other.bytes.count
      }
      if own.bytes != other.bytes { return own.bytes.lexicographicallyPrecedes(other.bytes) }
    }
    return left.count < right.count
  }
}
