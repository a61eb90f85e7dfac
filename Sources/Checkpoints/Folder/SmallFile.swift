import Glibc
import JSON

/// Reads files beside the weights whole.
enum SmallFile {
  /// The default size limit in bytes: more than twice the largest public tokenizer.
  static let limit = 1 << 26

  static func path(_ name: String, in folder: String) -> String {
    folder + (folder.hasSuffix("/") ? "" : "/") + name
  }

  /// The sorted names in a folder; empty if it cannot be read.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The bytes of a regular file; `nil` if it does not exist.
  static func bytes(
    _ name: String, in folder: String, limit: Int = SmallFile.limit
  ) throws(CheckpointModelError) -> [UInt8]? {
    let path = path(name, in: folder)
    func error(_ reason: CheckpointModelError.Reason) -> CheckpointModelError {
      CheckpointModelError(path: folder, reason: reason)
    }
    // O_NONBLOCK: opening a named pipe must not block.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw error(.unreadable(file: path, errorNumber: errno))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw error(.notAFile(file: path))
    }
    guard status.st_size <= limit else { throw error(.tooLarge(file: path, limit: limit)) }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var done = 0
    while done < bytes.count {
      let wanted = bytes.count - done
      let got = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress.map { $0 + done }, wanted, done)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw error(.unreadable(file: path, errorNumber: errno)) }
      // The file was truncated meanwhile; the parser will report it.
      guard got > 0 else { break }
      done += got
    }
    bytes.removeLast(bytes.count - done)
    return bytes
  }

  /// The value of a JSON file; `nil` if it does not exist.
  ///
  /// Python writes integers of any length; `allowingLongIntegers` reads long ones as floating
  /// point.
  static func json(
    _ name: String, in folder: String, allowingLongIntegers: Bool = false, limit: Int = 1 << 22
  ) throws(CheckpointModelError) -> (value: JSONValue, bytes: [UInt8])? {
    guard let bytes = try bytes(name, in: folder, limit: limit) else { return nil }
    do throws(JSONFault) {
      let text = allowingLongIntegers ? withoutLongIntegers(bytes) : bytes
      return (try JSONParser.value(of: text), bytes)
    } catch {
      throw CheckpointModelError(
        path: folder, reason: .notJSON(file: path(name, in: folder), error))
    }
  }

  /// The same JSON with `.0` appended to integers that may exceed 64 bits.
  private static func withoutLongIntegers(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 16)
    var isInString = false
    var rest = bytes[...]
    while let byte = rest.first {
      let number = isInString ? [] : rest.prefix { "0123456789+-.eE".utf8.contains($0) }
      // In a string an escape includes the next byte.
      let count = number.isEmpty ? (isInString && byte == UInt8(ascii: "\\") ? 2 : 1) : number.count
      output += rest.prefix(count)
      if number.count > 18, !number.contains(where: { ".eE".utf8.contains($0) }) {
        output += ".0".utf8
      }
      if byte == UInt8(ascii: "\"") { isInString.toggle() }
      rest = rest.dropFirst(count)
    }
    return output
  }
}
