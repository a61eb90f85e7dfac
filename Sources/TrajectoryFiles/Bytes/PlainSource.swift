import Glibc
import Synchronization

/// A regular file, read with `pread` and never mapped: if another program truncated a mapped file,
/// a signal would kill us.
///
/// Unless followed, it ends where it ended when it was opened.
final class PlainSource: ByteSource {
  let path: String
  private let descriptor: Descriptor
  private let follows: Bool
  private let state: Mutex<State>

  private struct State {
    /// As last seen; its size is how far the file is read.
    var known: FileIdentity
    var sample: ContentSample
    /// Reported once, until something else happens.
    var reported = FileChange.none
    var isLost = false
  }

  init(path: String, descriptor: Descriptor, status: stat, follows: Bool) {
    self.path = path
    self.descriptor = descriptor
    self.follows = follows
    let known = FileIdentity(path: path, status: status)
    state = Mutex(State(known: known, sample: ContentSample(descriptor, size: known.size)))
  }

  var storedSize: Int { state.withLock { $0.known.size } }
  func storedBytes(before offset: Int) -> Int { offset }
  var identity: FileIdentity? { path == "-" ? nil : state.withLock { $0.known } }
  var sample: UInt64 { state.withLock { $0.sample.hash } }

  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Delivery {
    let (size, isLost) = state.withLock { ($0.known.size, $0.isLost) }
    let wanted = max(0, min(buffer.count, size - offset))
    switch descriptor.read(
      into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), at: offset)
    {
    case .failure(let failure): throw FileError(path: path, errorNumber: failure.code)
    case .success(let count) where count < wanted:
      throw FileError(
        path: path, reason: .shrankWhileReading(expected: size, read: offset + count))
    case .success(let count):
      let isEnd = offset + count >= size && (!follows || isLost)
      return Delivery(count: count, isEnd: isEnd)
    }
  }

  // MARK: Following

  func poll() -> FileChange {
    guard path != "-", let status = descriptor.status else { return .none }
    let open = FileIdentity(path: path, status: status)
    return state.withLock { state in
      let change = PlainSource.change(of: &state, to: open, named: path, descriptor, follows)
      if change == .grew { return .grew }
      defer { state.reported = change }
      return change == state.reported ? .none : change
    }
  }

  private static func change(
    of state: inout State, to open: FileIdentity, named path: String, _ descriptor: Descriptor,
    _ follows: Bool
  ) -> FileChange {
    if state.isLost { return .truncated }
    if open.size < state.known.size { return lose(&state) }
    if open.changed != state.known.changed || open.size > state.known.size {
      guard state.sample == ContentSample(descriptor, size: state.known.size) else {
        return lose(&state)
      }
      state.known.changed = open.changed
      if follows, open.size > state.known.size {
        state.known.size = open.size
        state.sample = ContentSample(descriptor, size: open.size)
        return .grew
      }
    }
    guard let named = FileIdentity.at(path) else { return .vanished }
    return named.isSameFile(as: state.known) ? .none : .replaced
  }

  var bytesLeftAfterLoss: Int? {
    guard let status = descriptor.status else { return nil }
    let open = FileIdentity(path: path, status: status)
    return state.withLock { state in
      let known = state.known
      if open.size < known.size { return open.size }
      if state.isLost { return 0 }
      // A file that grew may still begin with its old content; one of the same size was rewritten.
      guard open.changed != known.changed || open.size > known.size else { return nil }
      let isAppended =
        open.size > known.size && state.sample == ContentSample(descriptor, size: known.size)
      return isAppended ? nil : 0
    }
  }

  private static func lose(_ state: inout State) -> FileChange {
    state.isLost = true
    return .truncated
  }
}

/// A hash of the first and last bytes of a file of a certain size, which distinguishes growth from
/// rewriting.
struct ContentSample: Equatable {
  private static let length = 4096
  let hash: UInt64

  init(_ descriptor: Descriptor, size: Int) {
    let length = min(ContentSample.length, size)
    hash = withUnsafeTemporaryAllocation(byteCount: 2 * length, alignment: 8) { buffer in
      let front = UnsafeMutableRawBufferPointer(rebasing: buffer[..<length])
      let back = UnsafeMutableRawBufferPointer(rebasing: buffer[length...])
      guard case .success(length) = descriptor.read(into: front, at: 0),
        case .success(length) = descriptor.read(into: back, at: size - length)
      else { return 0 }
      return StableHash.of(UnsafeRawBufferPointer(buffer)) | 1
    }
  }
}

/// Like FNV-1a, over words: the same in every run, unlike the standard library's hashes.
enum StableHash {
  static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
    var hash = seed
    let whole = bytes.count & ~7
    for offset in stride(from: 0, to: whole, by: 8) {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      hash = mixed(hash ^ UInt64(littleEndian: word))
    }
    for offset in whole..<bytes.count { hash = mixed(hash ^ UInt64(bytes[offset])) }
    return hash
  }

  /// Bijective, so that no change of a single word is lost.
  private static func mixed(_ hash: UInt64) -> UInt64 {
    let product = hash &* 0x0000_0100_0000_01B3
    return product ^ product >> 32
  }
}
