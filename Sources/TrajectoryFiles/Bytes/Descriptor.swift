import Glibc

/// An open file descriptor, closed when it is released.
final class Descriptor: Sendable {
  let number: Int32
  private let closes: Bool

  init(_ number: Int32, closes: Bool = true) {
    self.number = number
    self.closes = closes
  }

  deinit { if closes { close(number) } }

  /// Opens a file for reading; `nil` with `errno` set if that fails.
  static func opening(_ path: String) -> Descriptor? {
    let number = PathNames.withSystemPath(path) { open($0, O_RDONLY | O_CLOEXEC) }
    return number >= 0 ? Descriptor(number) : nil
  }

  /// Fills `buffer` from `offset` on; fewer bytes only at the end of the file.
  ///
  /// - Returns: the count, or the system's error number.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) -> Result<Int, SystemFailure> {
    var count = 0
    while count < buffer.count {
      let got = pread(
        number, buffer.baseAddress.map { $0 + count }, buffer.count - count, offset + count)
      if got < 0, errno == EINTR { continue }
      if got < 0 { return .failure(SystemFailure(code: errno)) }
      if got == 0 { break }
      count += got
    }
    return .success(count)
  }

  /// Writes all of `buffer` at `offset`; `false` with `errno` set if that fails.
  func write(_ buffer: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    var count = 0
    while count < buffer.count {
      let put = pwrite(
        number, buffer.baseAddress.map { $0 + count }, buffer.count - count, offset + count)
      if put < 0, errno == EINTR { continue }
      if put < 0 { return false }
      count += put
    }
    return true
  }

  /// The system's status of the open file.
  var status: stat? {
    var status = stat()
    return fstat(number, &status) == 0 ? status : nil
  }
}

/// A system error number.
struct SystemFailure: Error, Equatable {
  var code: Int32
}
