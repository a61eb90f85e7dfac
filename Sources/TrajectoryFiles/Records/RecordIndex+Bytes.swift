/// Numbers and texts in sequence, little-endian.
struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func put(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ number: Int) { put(UInt64(bitPattern: Int64(number))) }

  mutating func put(_ text: some Collection<UInt8>) {
    put(text.count)
    bytes.append(contentsOf: text)
  }
}

/// Reads what a ``ByteWriter`` wrote; returns `nil` for invalid bytes and never traps.
///
/// The first page waits for it: the index of 10 GB takes 10 MB.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  mutating func number() -> UInt64? {
    guard bytes.endIndex - position >= 8 else { return nil }
    let offset = position - bytes.startIndex
    position += 8
    return bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }

  /// A number that fits the type.
  mutating func integer<Integer: FixedWidthInteger>() -> Integer? {
    number().flatMap { Integer(exactly: Int64(bitPattern: $0)) }
  }

  /// A count of elements that take at least `size` bytes each.
  mutating func count(of size: Int) -> Int? {
    guard let count: Int = integer(), count >= 0, count <= (bytes.endIndex - position) / size else {
      return nil
    }
    return count
  }

  mutating func blob() -> [UInt8]? {
    guard let count = count(of: 1) else { return nil }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  mutating func text() -> String? { blob().map { String(decoding: $0, as: UTF8.self) } }
}

extension RecordIndex {
  /// Whether it may be kept: records too long to be read have faults with texts, and are rare.
  var isKeepable: Bool { tooLong.isEmpty }

  func write(to writer: inout ByteWriter) {
    writer.put(openings.count)
    for opening in openings {
      writer.put(opening.indentation)
      writer.put(opening.head)
    }
    let last = IndexCheckpoint(end, opening: end.opening.flatMap(knownNumber) ?? -1)
    writer.put(checkpoints.count + 1)
    for checkpoint in checkpoints + [last] {
      checkpoint.write(to: &writer)
    }
  }

  private func knownNumber(_ opening: ElementOpening) -> Int32? {
    openings.lastIndex(of: opening).map { Int32(clamping: $0) }
  }

  init?(from reader: inout ByteReader) {
    self.init()
    guard let openingCount = reader.count(of: 16) else { return nil }
    for _ in 0..<openingCount {
      guard let indentation = reader.blob(), let head = reader.blob() else { return nil }
      addOpening(ElementOpening(indentation: indentation, head: head))
    }
    guard let count = reader.count(of: IndexCheckpoint.byteCount), count > 1 else {
      return nil
    }
    for number in 0..<count {
      guard let checkpoint = IndexCheckpoint(from: &reader),
        checkpoint.opening < Int32(clamping: openings.count)
      else { return nil }
      if number == count - 1 {
        let opening = Int(checkpoint.opening)
        end = checkpoint.place(opening: opening < 0 ? nil : openings[opening])
      } else {
        addKept(checkpoint)
      }
    }
    guard isInOrder else { return nil }
  }
}

extension IndexCheckpoint {
  /// Its size when written.
  fileprivate static let byteCount = 8 * 8

  fileprivate func write(to writer: inout ByteWriter) {
    for number in [offset, record, line, wasted] { writer.put(number) }
    for number in [comma, lineBack, opening] { writer.put(Int(number)) }
    writer.put(Int(flags))
  }

  fileprivate init?(from reader: inout ByteReader) {
    guard let offset: Int = reader.integer(), let record: Int = reader.integer(),
      let line: Int = reader.integer(), let wasted: Int = reader.integer(),
      let comma: Int32 = reader.integer(), let lineBack: Int32 = reader.integer(),
      let opening: Int32 = reader.integer(), let flags: UInt32 = reader.integer(),
      min(offset, record, line, wasted) >= 0,
      (0...offset).contains(Int(lineBack)), (-1...offset).contains(Int(comma)), opening >= -1
    else { return nil }
    (self.offset, self.record, self.line, self.wasted) = (offset, record, line, wasted)
    (self.comma, self.lineBack, self.opening, self.flags) = (comma, lineBack, opening, flags)
  }
}
