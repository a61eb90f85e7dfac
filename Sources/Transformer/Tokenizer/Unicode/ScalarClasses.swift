/// The properties of scalars that split patterns and normalizers need.
struct ScalarClass: OptionSet, Sendable {
  let rawValue: UInt8

  /// `\p{L}`.
  static let letter = ScalarClass(rawValue: 1)
  /// `\p{N}`.
  static let number = ScalarClass(rawValue: 2)
  /// `\s`.
  static let whitespace = ScalarClass(rawValue: 4)
  /// U+000A and U+000D.
  static let lineEnd = ScalarClass(rawValue: 8)
  /// May change under NFC, by itself or with a neighbour.
  static let unstable = ScalarClass(rawValue: 16)
}

/// The classes of all scalars, in a two-stage table; Unicode 16.0, and 9.0 for NFC.
///
/// Filled once and never freed: two loads per scalar, no reference counting.
struct ScalarClasses: @unchecked Sendable {
  static let shared = ScalarClasses()

  private static let blockBits: UInt32 = 7
  private static let blockSize = 1 << blockBits

  /// The offset in `classes` of each block of 128 scalars; shape `(0x110000 / 128)`.
  private let blocks: UnsafeMutablePointer<UInt32>
  /// The distinct blocks, concatenated; ASCII is the first.
  private let classes: UnsafeMutablePointer<UInt8>

  @inline(__always)
  subscript(scalar: UInt32) -> ScalarClass {
    let block = Int(blocks[Int(scalar >> Self.blockBits)])
    return ScalarClass(rawValue: classes[block + Int(scalar) % Self.blockSize])
  }

  /// The class of an ASCII byte.
  @inline(__always)
  subscript(ascii byte: UInt8) -> ScalarClass { ScalarClass(rawValue: classes[Int(byte)]) }

  private init() {
    let all = Self.flatTable()
    var places: [[UInt8]: UInt32] = [:]
    var content: [UInt8] = []
    blocks = .allocate(capacity: all.count / Self.blockSize)
    for start in stride(from: 0, to: all.count, by: Self.blockSize) {
      let block = Array(all[start..<start + Self.blockSize])
      let place = places[block] ?? UInt32(content.count)
      if places.updateValue(place, forKey: block) == nil { content += block }
      blocks[start / Self.blockSize] = place
    }
    classes = .allocate(capacity: content.count)
    classes.initialize(from: content, count: content.count)
  }

  /// One byte for each of the 0x110000 scalars.
  private static func flatTable() -> [UInt8] {
    var all = [UInt8](repeating: 0, count: 0x110000)
    func add(_ scalarClass: ScalarClass, _ ranges: [Range<UInt32>]) {
      for range in ranges {
        for scalar in range { all[Int(scalar)] |= scalarClass.rawValue }
      }
    }
    add(.letter, TableReader.ranges(ScalarClassTables.letters))
    add(.number, TableReader.ranges(ScalarClassTables.numbers))
    add(.whitespace, TableReader.ranges(ScalarClassTables.whitespace))
    add(.lineEnd, [0x0A..<0x0B, 0x0D..<0x0E])
    add(.unstable, CanonicalForm.shared.unstableScalars)
    return all
  }
}
