import Synchronization

/// A file without a name for what is too large for memory; made on first use, gone with the program.
public final class LazySpool: Sendable {
  private let folder: String?
  private let path: String
  private let state = Mutex(State())

  private struct State {
    var file: SpoolFile?
    var count = 0
  }

  /// - Parameters:
  ///   - folder: where it is made, ``CacheFolder/standard`` for one; else in the temporary folder.
  ///   - path: the file that errors name.
  public init(folder: String?, path: String) {
    self.folder = folder
    self.path = path
  }

  /// Spools bytes behind those before.
  ///
  /// - Returns: their offset.
  /// - Throws: ``FileError``, for example if the disk is full.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) -> Int {
    try state.withLock { state throws(FileError) in
      if state.file == nil { state.file = try SpoolFile(folder: folder, path: path) }
      try state.file?.write(bytes, at: state.count, for: path)
      defer { state.count += bytes.count }
      return state.count
    }
  }

  /// Reads spooled bytes.
  ///
  /// - Returns: how many were read.
  /// - Throws: ``FileError`` when they cannot be.
  public func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Int {
    guard let file = state.withLock(\.file) else { return 0 }
    return try file.read(into: buffer, at: offset, for: path)
  }

  // MARK: Checkpoints

  /// The checkpoint with its window spooled; `nil` if that fails.
  func kept(_ checkpoint: DecoderCheckpoint) -> KeptCheckpoint? {
    let offset = checkpoint.window.withUnsafeBytes { try? append($0) }
    guard let offset else { return nil }
    return KeptCheckpoint(
      plain: checkpoint.plain, stored: checkpoint.stored, bits: checkpoint.bits,
      isInside: checkpoint.isInside, windowOffset: offset, windowCount: checkpoint.window.count)
  }

  /// The checkpoint with its window.
  func restored(_ kept: KeptCheckpoint) throws(FileError) -> DecoderCheckpoint {
    var failure: FileError?
    let window = [UInt8](unsafeUninitializedCapacity: kept.windowCount) { buffer, count in
      do throws(FileError) {
        count = try read(into: UnsafeMutableRawBufferPointer(buffer), at: kept.windowOffset)
      } catch { failure = error }
    }
    if let failure { throw failure }
    return DecoderCheckpoint(
      plain: kept.plain, stored: kept.stored, bits: kept.bits, window: window,
      isInside: kept.isInside)
  }
}
