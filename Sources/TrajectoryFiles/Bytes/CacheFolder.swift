import Glibc

/// Where indices and spooled text are kept.
public enum CacheFolder {
  /// `$XDG_CACHE_HOME/misstep`, else `~/.cache/misstep`; `nil` without either.
  ///
  /// A relative `XDG_CACHE_HOME` counts as absent, as its specification requires.
  public static var standard: String? {
    if let folder = variable("XDG_CACHE_HOME"), folder.hasPrefix("/") { return folder + "/misstep" }
    return variable("HOME").map { $0 + "/.cache/misstep" }
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// Makes the folder and its parents, accessible to their owner only; `false` if that fails.
  static func make(_ folder: String) -> Bool {
    var path = ""
    for component in folder.split(separator: "/") {
      path += "/" + component
      if mkdir(path, 0o700) != 0, errno != EEXIST { return false }
    }
    return true
  }
}

/// A file without a name, gone when it is closed or the program ends in any way.
///
/// One writer at the end, any number of readers of what was written.
final class SpoolFile: Sendable {
  private let descriptor: Descriptor

  /// In the cache folder, which is meant for large files; else in the temporary folder.
  init(folder: String?, path: String) throws(FileError) {
    let folders = [
      folder.map { $0 + "/spool" }, getenv("TMPDIR").map { String(cString: $0) }, "/tmp",
    ]
    for case let folder? in folders where CacheFolder.make(folder) || folder == "/tmp" {
      if let descriptor = SpoolFile.create(in: folder) {
        self.descriptor = descriptor
        return
      }
    }
    throw FileError(path: path, reason: .noSpool(code: errno))
  }

  /// `O_TMPFILE`, a macro that Swift does not import.
  private static let unnamedFlag: Int32 = 0o20000000 | O_DIRECTORY

  private static func create(in folder: String) -> Descriptor? {
    let unnamed = open(folder, SpoolFile.unnamedFlag | O_RDWR | O_CLOEXEC, 0o600)
    if unnamed >= 0 { return Descriptor(unnamed) }
    // Not every file system has O_TMPFILE.
    var template = Array((folder + "/misstep-XXXXXX").utf8CString)
    let named = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkstemp($0) } ?? -1
    }
    guard named >= 0 else { return nil }
    _ = fcntl(named, F_SETFD, FD_CLOEXEC)
    _ = template.withUnsafeBufferPointer { buffer in buffer.baseAddress.map { unlink($0) } }
    return Descriptor(named)
  }

  /// For a child process to write to.
  var number: Int32 { descriptor.number }

  /// Writes at `offset`.
  ///
  /// - Throws: ``FileError`` about the file at `path`, for example if the disk is full.
  func write(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, for path: String
  ) throws(FileError) {
    guard descriptor.write(bytes, at: offset) else {
      throw FileError(path: path, reason: .noSpool(code: errno))
    }
  }

  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int, for path: String
  ) throws(FileError) -> Int {
    switch descriptor.read(into: buffer, at: offset) {
    case .success(let count): return count
    case .failure(let failure): throw FileError(path: path, errorNumber: failure.code)
    }
  }
}
