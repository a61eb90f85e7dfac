import Glibc
import Synchronization

/// Names of files that are not UTF-8, so that they can be opened although no `String` holds them.
///
/// Linux allows any bytes but NUL and the slash. A name is shown and passed on with U+FFFD for what
/// is not UTF-8; the original bytes are kept here.
public enum PathNames {
  private static let names = Mutex<[String: [UInt8]]>([:])

  /// Keeps the bytes of the program's arguments; called once, before any file is opened.
  public static func registerArguments() {
    for place in 0..<Int(CommandLine.argc) {
      guard let argument = CommandLine.unsafeArgv[place] else { continue }
      _ = name(argument)
    }
  }

  /// The name to show and pass on for the system's name of a file.
  static func name(_ systemName: UnsafePointer<CChar>) -> String {
    if let name = String(validatingCString: systemName) { return name }
    let name = String(cString: systemName)
    let bytes = UnsafeRawBufferPointer(start: systemName, count: strlen(systemName))
    names.withLock { $0[name] = Array(bytes) }
    return name
  }

  /// Calls `body` with the name as the system knows it.
  package static func withSystemPath<Result>(
    _ path: String, _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    guard let bytes = names.withLock({ $0[path] }) else { return path.withCString(body) }
    return (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map(body) ?? path.withCString(body)
    }
  }

  /// A path in a folder whose own name may not be UTF-8 either.
  static func join(_ folder: String, _ entry: UnsafePointer<CChar>) -> String {
    let separator: [CChar] = folder.hasSuffix("/") ? [] : [CChar(UInt8(ascii: "/"))]
    return withSystemPath(folder) { start in
      let front = UnsafeBufferPointer(start: start, count: strlen(start))
      let back = UnsafeBufferPointer(start: entry, count: strlen(entry) + 1)
      return (Array(front) + separator + Array(back)).withUnsafeBufferPointer {
        $0.baseAddress.map(name) ?? folder
      }
    }
  }
}
