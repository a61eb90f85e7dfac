import Glibc

/// Another program, such as a pager, that uses the terminal for a while.
public enum ForegroundProgram {
  /// Why a program did not run.
  public struct StartFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// As in `errno.h`.
    public let errorNumber: Int32

    /// The system's description.
    public var description: String { String(cString: strerror(errorNumber)) }
  }

  /// Runs `path` with `arguments` (the program's own name is added) and waits for its end.
  ///
  /// It stays in our process group, which it needs to read keys, and gets every signal with its
  /// default action: what we ignore, it would inherit as ignored.
  ///
  /// - Returns: its exit status, or 128 plus the signal's number.
  public static func run(
    _ path: String, _ arguments: [String]
  ) throws(StartFailure) -> Int32 {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    let words = ([path] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    var process = pid_t()
    let failure = posix_spawnp(&process, path, nil, &attributes, words + [nil], environ)
    guard failure == 0 else { throw StartFailure(errorNumber: failure) }
    return waitForEnd(of: process)
  }

  private static func waitForEnd(of process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return -1 }
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
