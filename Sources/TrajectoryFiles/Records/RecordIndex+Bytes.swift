/// Numbers and texts one behind the other, little-endian.
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

/// Reads what a ``ByteWriter`` wrote; whatever the bytes, it gives `nil` and does not trap.
struct ByteReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func number() -> UInt64? {
    guard rest.count >= 8 else { return nil }
    var number: UInt64 = 0
    for byte in rest.prefix(8).reversed() { number = number << 8 | UInt64(byte) }
    rest = rest.dropFirst(8)
    return number
  }

  mutating func integer() -> Int? { number().map { Int(Int64(bitPattern: $0)) } }

  /// A count of things that take at least `size` bytes each.
  mutating func count(of size: Int) -> Int? {
    guard let count = integer(), count >= 0, count <= rest.count / size else { return nil }
    return count
  }

  mutating func blob() -> [UInt8]? {
    guard let count = count(of: 1) else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
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
      for word in checkpoint.words { writer.put(word) }
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
    guard let count = reader.count(of: 8 * IndexCheckpoint.wordCount), count > 1 else {
      return nil
    }
    for number in 0..<count {
      let words = (0..<IndexCheckpoint.wordCount).compactMap { _ in reader.integer() }
      guard let checkpoint = IndexCheckpoint(words: words) else { return nil }
      guard checkpoint.opening < Int32(clamping: openings.count) else { return nil }
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
  static let wordCount = 8

  var words: [Int] {
    [offset, record, line, wasted, Int(comma), Int(lineBack), Int(opening), Int(flags)]
  }

  init?(words: [Int]) {
    guard words.count == IndexCheckpoint.wordCount, words[..<4].allSatisfy({ $0 >= 0 }),
      let comma = Int32(exactly: words[4]), let lineBack = Int32(exactly: words[5]),
      let opening = Int32(exactly: words[6]), let flags = UInt32(exactly: words[7]),
      lineBack >= 0, Int(lineBack) <= words[0], Int(comma) <= words[0], comma >= -1, opening >= -1
    else { return nil }
    (offset, record, line, wasted) = (words[0], words[1], words[2], words[3])
    (self.comma, self.lineBack, self.opening, self.flags) = (comma, lineBack, opening, flags)
  }
}
