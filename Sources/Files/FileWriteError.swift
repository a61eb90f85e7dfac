import Glibc

/// Why a file was not written; the previous file, if any, is unchanged.
public struct FileWriteError: Error, Equatable, Sendable {
  /// What went wrong.
  public enum Reason: Equatable, Sendable {
    case diskFull
    case quotaExceeded
    /// Larger than the file system or the process limit allows.
    case tooLarge
    case noPermission
    case readOnlyFileSystem
    case folderMissing
    case isDirectory
    case nameTooLong
    case tooManyLinks
    /// The reader of the pipe has gone.
    case readerGone
    /// Any other error, by its system number.
    case other(code: Int32)
  }

  /// What went wrong.
  public var reason: Reason
  /// The path as the caller gave it.
  public var path: String

  /// An error about one path.
  public init(_ reason: Reason, path: String) {
    self.reason = reason
    self.path = path
  }

  init(code: Int32, path: String) {
    self.init(Reason(code: code), path: path)
  }
}

extension FileWriteError.Reason {
  init(code: Int32) {
    self =
      switch code {
      case ENOSPC: .diskFull
      case EDQUOT: .quotaExceeded
      case EFBIG: .tooLarge
      case EACCES, EPERM: .noPermission
      case EROFS: .readOnlyFileSystem
      case ENOENT, ENOTDIR: .folderMissing
      case EISDIR: .isDirectory
      case ENAMETOOLONG: .nameTooLong
      case ELOOP: .tooManyLinks
      case EPIPE: .readerGone
      default: .other(code: code)
      }
  }
}

extension FileWriteError: CustomStringConvertible {
  /// Path, reason and remedy; the path is foreign text.
  public var description: String { "\(path): \(reason.sentence)" }
}

extension FileWriteError.Reason {
  fileprivate var sentence: String {
    switch self {
    case .diskFull: "the disk is full. Free some space; nothing was replaced."
    case .quotaExceeded: "the disk quota is used up. Free some space; nothing was replaced."
    case .tooLarge: "the file is larger than allowed (see ulimit -f). Nothing was replaced."
    case .noPermission: "writing is not permitted. Check the folder's permissions."
    case .readOnlyFileSystem: "the file system is read-only. Choose another folder."
    case .folderMissing: "the folder does not exist. Make it first, or choose another."
    case .isDirectory: "this is a folder. Give a file's name."
    case .nameTooLong: "the name is too long. Choose a shorter one."
    case .tooManyLinks: "its symbolic links lead in a circle. Choose another path."
    case .readerGone: "the program that read the output has ended."
    case .other(let code): "writing failed (\(String(cString: strerror(code)))). Check the disk."
    }
  }
}
