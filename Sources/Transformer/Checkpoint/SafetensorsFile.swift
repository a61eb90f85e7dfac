import Glibc

/// One open safetensors file, whose header has been checked.
///
/// Read with `pread` and never mapped, since another program may truncate it.
final class SafetensorsFile: Sendable {
  /// The name in its folder.
  let name: String
  /// For messages.
  let path: String
  let header: SafetensorsHeader
  /// The size and time of change when it was opened.
  let size: Int
  let modified: timespec
  private let descriptor: Int32

  /// Opens `name` in `folder`, and reads and checks its header of at most `headerLimit` bytes.
  ///
  /// - Throws: ``CheckpointError`` that names the file and the fault.
  init(
    _ name: String, in folder: borrowing Folder, headerLimit: Int
  ) throws(CheckpointError) {
    let file = try folder.open(name)
    self.name = name
    path = file.path
    size = file.size
    modified = file.modified
    descriptor = file.descriptor
    do throws(CheckpointError) {
      header = try SafetensorsFile.readHeader(file, limit: headerLimit)
    } catch {
      close(file.descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  private static func readHeader(
    _ file: Folder.OpenFile, limit: Int
  ) throws(CheckpointError) -> SafetensorsHeader {
    do throws(SafetensorsFault) {
      guard file.size >= 8 else { throw .tooShort(bytes: file.size) }
    } catch {
      throw CheckpointError(path: file.path, reason: .safetensors(error))
    }
    let prefix = try file.bytes(0..<8)
    let length = prefix.enumerated().reduce(UInt64(0)) {
      $0 | UInt64($1.element) << (8 * $1.offset)
    }
    if let fault = fault(length: length, fileSize: file.size, limit: limit) {
      throw CheckpointError(path: file.path, reason: .safetensors(fault))
    }
    let bytes = try file.bytes(8..<8 + Int(length))
    do throws(SafetensorsFault) {
      return try SafetensorsHeader(bytes, fileSize: file.size)
    } catch {
      throw CheckpointError(path: file.path, reason: .safetensors(error))
    }
  }

  private static func fault(length: UInt64, fileSize: Int, limit: Int) -> SafetensorsFault? {
    if length > UInt64(limit) { return .headerTooLarge(bytes: length, limit: limit) }
    if Int(length) > fileSize - 8 {
      return .headerBeyondFile(bytes: Int(length), available: fileSize - 8)
    }
    return nil
  }

  /// Reads `range`, counted from the start of the file, into a buffer of its size.
  func read(_ range: Range<Int>, into buffer: UnsafeMutableRawBufferPointer) throws(CheckpointError)
  {
    try Folder.read(descriptor, range, into: buffer, path: path)
  }
}
