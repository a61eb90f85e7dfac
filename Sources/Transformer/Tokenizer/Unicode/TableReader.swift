/// Reads the hexadecimal numbers of a generated table.
struct TableReader: Sequence, IteratorProtocol {
  private let text: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ table: StaticString) {
    text = UnsafeBufferPointer(start: table.utf8Start, count: table.utf8CodeUnitCount)
  }

  /// The next number; `nil` after the last one.
  mutating func next() -> UInt32? {
    while position < text.count, text[position] <= 0x20 { position += 1 }
    guard position < text.count else { return nil }
    var number: UInt32 = 0
    while position < text.count, text[position] > 0x20 {
      let digit = UInt32(text[position])
      number = number << 4 | (digit < 0x3A ? digit - 0x30 : digit - 0x57)
      position += 1
    }
    return number
  }

  /// The ranges in a table of gaps and lengths.
  static func ranges(_ table: StaticString) -> [Range<UInt32>] {
    var reader = TableReader(table)
    var ranges: [Range<UInt32>] = []
    var end: UInt32 = 0
    while let gap = reader.next(), let length = reader.next() {
      ranges.append(end + gap..<end + gap + length)
      end += gap + length
    }
    return ranges
  }
}
