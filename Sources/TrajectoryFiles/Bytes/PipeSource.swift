import Glibc
import Synchronization

/// Standard input and other streams: spooled as they arrive, readable at once at any offset.
///
/// A reader at the frontier draws from the stream; others read what was spooled.
final class PipeSource: ByteSource {
  let path: String
  private let descriptor: Descriptor
  private let spool: SpoolFile
  /// The program that writes into the pipe, if it is ours.
  let child: DuckDB.Child?
  private let state = Mutex(State())
  /// Held while drawing from the stream, which may wait.
  private let drawing = Mutex(())

  private struct State {
    var count = 0
    var hasEnded = false
    var failure: FileError?
  }

  private static let chunk = 256 << 10
  /// In milliseconds.
  private static let patience: Int32 = 50

  init(
    path: String, descriptor: Descriptor, spoolFolder: String?, child: DuckDB.Child? = nil
  ) throws(FileError) {
    self.child = child
    self.path = path
    self.descriptor = descriptor
    spool = try SpoolFile(folder: spoolFolder, path: path)
  }

  deinit { if !state.withLock(\.hasEnded) { child?.stop() } }

  var storedSize: Int { state.withLock(\.count) }
  func storedBytes(before offset: Int) -> Int { offset }

  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Delivery {
    var state = state.withLock(\.self)
    while state.count < offset + buffer.count, !state.hasEnded {
      // Whatever has arrived is handed on at once, however little.
      guard draw(patience: state.count > offset ? 0 : PipeSource.patience) else { break }
      state = self.state.withLock(\.self)
    }
    state = self.state.withLock(\.self)
    let wanted = max(0, min(buffer.count, state.count - offset))
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
    let count = try spool.read(into: part, at: offset, for: path)
    if count == 0, let failure = state.failure { throw failure }
    return Delivery(
      count: count, isEnd: state.hasEnded && state.failure == nil && offset + count >= state.count)
  }

  /// Spools the next bytes of the stream; `false` if none arrived in time.
  private func draw(patience: Int32) -> Bool {
    drawing.withLock { _ in
      var waiting = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&waiting, 1, patience) > 0 else { return false }
      return withUnsafeTemporaryAllocation(byteCount: PipeSource.chunk, alignment: 4096) {
        take($0)
      }
    }
  }

  private func take(_ buffer: UnsafeMutableRawBufferPointer) -> Bool {
    let got = Glibc.read(descriptor.number, buffer.baseAddress, buffer.count)
    if got < 0, errno == EINTR || errno == EAGAIN { return false }
    if got <= 0 {
      let failure = got < 0 ? FileError(path: path, errorNumber: errno) : child?.wait()
      state.withLock { ($0.hasEnded, $0.failure) = (true, failure) }
      return true
    }
    let count = state.withLock(\.count)
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<got])
    do throws(FileError) {
      try spool.write(bytes, at: count, for: path)
    } catch {
      child?.stop()
      state.withLock { ($0.hasEnded, $0.failure) = (true, error) }
      return true
    }
    state.withLock { $0.count = count + got }
    return true
  }
}
