import Files
import Glibc
import Transformer

/// Writes a folder of files that appears whole or not at all; what stood there before stays until then.
///
/// The files are written into a hidden folder beside it and are on the disk before the folders change their
/// names. A program that ends between the two renamings leaves the former folder under the other hidden
/// name, where ``existing(_:)`` finds it. Both names are ours alone: a user's `NAME.old` is never touched.
struct DurableFolder {
  typealias SystemWrite = (Int32, UnsafeRawPointer, Int) -> Int

  private let path: String
  private let partial: String
  private let systemWrite: SystemWrite

  /// Writes a folder by `body`, which adds its files.
  ///
  /// - Throws: ``TrainingError/cannotWrite(path:code:)``, after which nothing has changed.
  static func write(
    _ path: String, systemWrite: @escaping SystemWrite = Glibc.write,
    _ body: (DurableFolder) throws(TrainingError) -> Void
  ) throws(TrainingError) {
    let folder = try DurableFolder(path, systemWrite)
    do throws(TrainingError) {
      try body(folder)
      try folder.commit()
    } catch {
      remove(folder.partial)
      throw error
    }
  }

  /// Where the folder of that name is now; `nil` when it is nowhere.
  static func existing(_ path: String) -> String? {
    let path = trimmed(path)
    return [path, former(path)].first { access($0, F_OK) == 0 }
  }

  /// Removes the folder of that name, also what a program that ended early left of it.
  static func removeAll(_ path: String) {
    let path = trimmed(path)
    for name in [path, former(path), unfinished(path)] { remove(name) }
  }

  private init(_ path: String, _ systemWrite: @escaping SystemWrite) throws(TrainingError) {
    self.path = Self.trimmed(path)
    partial = Self.unfinished(self.path)
    self.systemWrite = systemWrite
    Self.remove(partial)
    guard mkdir(partial, 0o777) == 0 else { throw .cannotWrite(path: partial, code: errno) }
  }

  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// What was there before, until the new folder has its name.
  private static func former(_ path: String) -> String { hidden(path, "former") }

  /// The new folder while it is written.
  private static func unfinished(_ path: String) -> String { hidden(path, "unfinished") }

  private static func hidden(_ path: String, _ word: String) -> String {
    let place = FilePlace(path)
    return place.sibling(".\(place.name).misstep-\(word)")
  }

  // MARK: Files

  /// Writes one file, put on the disk.
  func write(_ name: String, _ bytes: [UInt8]) throws(TrainingError) {
    try write(name) { put throws(TrainingError) in
      try bytes.withUnsafeBufferPointer { bytes throws(TrainingError) in
        try put(UnsafeRawBufferPointer(bytes))
      }
    }
  }

  /// Writes one file by `body`, which is given what takes its bytes.
  func write(
    _ name: String,
    _ body: ((UnsafeRawBufferPointer) throws(TrainingError) -> Void) throws(TrainingError) -> Void
  ) throws(TrainingError) {
    let path = partial + "/" + name
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .cannotWrite(path: path, code: errno) }
    defer { close(file) }
    try body { bytes throws(TrainingError) in
      try put(bytes, file, path)
    }
    guard fsync(file) == 0 else { throw .cannotWrite(path: path, code: errno) }
  }

  private func put(
    _ bytes: UnsafeRawBufferPointer, _ file: Int32, _ path: String
  ) throws(TrainingError) {
    guard let start = bytes.baseAddress else { return }
    var done = 0
    while done < bytes.count {
      let count = systemWrite(file, start + done, bytes.count - done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .cannotWrite(path: path, code: count < 0 ? errno : ENOSPC) }
      done += count
    }
  }

  // MARK: The whole

  private func commit() throws(TrainingError) {
    try Self.sync(partial)
    let old = Self.former(path)
    if access(path, F_OK) == 0 {
      Self.remove(old)
      guard rename(path, old) == 0 else { throw .cannotWrite(path: path, code: errno) }
    }
    guard rename(partial, path) == 0 else {
      let code = errno
      rename(old, path)
      throw .cannotWrite(path: path, code: code)
    }
    try Self.sync(FilePlace(path).folder)
    Self.remove(old)
  }

  private static func sync(_ path: String) throws(TrainingError) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .cannotWrite(path: path, code: errno) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw .cannotWrite(path: path, code: errno) }
  }

  /// Removes a folder of files, if it is there; folders inside stay, and then it does too.
  private static func remove(_ path: String) {
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { unlink(path + "/" + name) }
    }
    closedir(folder)
    rmdir(path)
  }
}

extension DurableFolder {
  /// Writes parameters as a safetensors file.
  func write(_ name: String, _ parameters: NamedParameters) throws(TrainingError) {
    try write(name) { put throws(TrainingError) in
      do {
        try parameters.writeSafetensors { bytes in try put(bytes) }
      } catch let error as TrainingError {
        throw error
      } catch let error as ParameterError {
        throw .parameters(error)
      } catch {
        throw .cannotWrite(path: name, code: EIO)
      }
    }
  }
}
