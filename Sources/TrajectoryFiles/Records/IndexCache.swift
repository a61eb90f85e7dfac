/// Indices kept between runs, so that a large file seen before opens at once.
struct IndexCache: Sendable {
  private let files: KeptFiles

  /// Identifies these files; the digit is the layout's version.
  private static let mark: [UInt8] = Array("misstep index 4".utf8)

  init(folder: String) { files = KeptFiles(folder: folder + "/index", byteLimit: 64 << 20) }

  /// What is kept of an indexed file.
  struct Entry: Equatable {
    var index: RecordIndex
    var format: String
  }

  /// The index of an unchanged file; `nil` if there is none to trust.
  func load(_ file: FileFingerprint) -> Entry? {
    guard let bytes = files.load(file.name, if: Self.mark + file.content) else { return nil }
    var reader = ByteReader(bytes)
    guard let format = reader.text(), let index = RecordIndex(from: &reader),
      index.end.offset <= file.size
    else { return nil }
    return Entry(index: index, format: format)
  }

  func save(_ entry: Entry, _ file: FileFingerprint) {
    var writer = ByteWriter()
    var format = entry.format
    format.withUTF8 { writer.put($0) }
    entry.index.write(to: &writer)
    files.save(writer.bytes, file.name, if: Self.mark + file.content)
  }
}

/// Distinguishes a file, as opened, from every other and from itself after a change.
public struct FileFingerprint: Sendable {
  /// A hash of its absolute path.
  public let name: [UInt8]
  /// A hash of path, size, modification time, a sample of the content, and how its records are cut.
  public let content: [UInt8]
  let size: Int

  init(_ identity: FileIdentity, sample: UInt64, recordLimit: Int) {
    var path = identity.path
    let name = path.withUTF8 { Array($0) }
    var writer = ByteWriter()
    writer.put(sample)
    writer.put(identity.size)
    writer.put(UInt64(bitPattern: identity.changed))
    writer.put(recordLimit)
    writer.put(name)
    (self.name, content, size) = (name, writer.bytes, identity.size)
  }
}
