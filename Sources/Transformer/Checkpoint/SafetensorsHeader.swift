/// The checked header of a safetensors file: which tensors it has, and where.
///
/// Stored as the header's bytes and 32 bytes per tensor, independent of names and shapes.
/// Rejects, beyond what the format's README forbids: duplicate names, ranks above ``rankLimit``, more
/// tensors than ``tensorLimit``. Source: safetensors 0.8.0, README and `Metadata::validate`.
struct SafetensorsHeader: Sendable {
  /// As in the reference library.
  static let sizeLimit = 100_000_000
  /// Far beyond any decoder's; bounds the cost of a list of dimensions.
  static let rankLimit = 64
  /// Five times what the largest public checkpoints have in all their shards.
  static let tensorLimit = 500_000

  /// A tensor as ranges of ``bytes``.
  struct Entry: Sendable {
    var nameStart: UInt32
    var nameLength: UInt32
    var shapeStart: UInt32
    var rank: UInt8
    var type: StoredType
    /// Counted from the end of the header.
    var dataStart: Int
    var dataEnd: Int

    var name: Range<Int> { Int(nameStart)..<Int(nameStart) + Int(nameLength) }
  }

  /// The JSON text, with names unescaped in place.
  private(set) var bytes: [UInt8]
  /// In file order.
  private(set) var entries: [Entry] = []
  /// Where the tensors' bytes begin in the file.
  var dataStart: Int { 8 + bytes.count }

  /// Checks `bytes`, the header without its length, against a file of `fileSize` bytes.
  ///
  /// Takes time O(n log n) and no memory beyond 36 bytes a tensor.
  init(_ bytes: [UInt8], fileSize: Int) throws(SafetensorsFault) {
    self.bytes = bytes
    try readEntries()
    try checkLayout(dataSize: fileSize - dataStart)
  }

  /// The whole name, which may be as long as the header.
  func name(_ entry: Entry) -> String { String(decoding: bytes[entry.name], as: UTF8.self) }

  /// The UTF-8 of the name of the entry at `index`, valid during `body` only.
  func withName<Value>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[entries[index].name])) }
  }

  /// The extents, outermost first.
  func shape(_ entry: Entry) -> [Int] {
    bytes.withUnsafeBufferPointer { buffer in
      // Numbers only: the cursor changes nothing but strings.
      let text = UnsafeMutableBufferPointer(mutating: buffer)
      var cursor = HeaderCursor(checked: text, from: Int(entry.shapeStart))
      return (0..<entry.rank).map { _ in cursor.nextExtent() ?? 0 }
    }
  }

  // MARK: Reading

  private mutating func readEntries() throws(SafetensorsFault) {
    var failure: SafetensorsFault?
    var found: [Entry] = []
    bytes.withUnsafeMutableBufferPointer { buffer in
      do throws(SafetensorsFault) {
        found = try SafetensorsHeader.entries(in: buffer)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    entries = found
  }

  private static func entries(
    in buffer: UnsafeMutableBufferPointer<UInt8>
  ) throws(SafetensorsFault) -> [Entry] {
    var cursor = try HeaderCursor(validating: buffer)
    guard cursor.take(UInt8(ascii: "{")) else { throw .headerNotAnObject }
    var entries: [Entry] = []
    var hasMetadata = false
    while let key = cursor.nextKey() {
      if buffer[key].elementsEqual("__metadata__".utf8) {
        guard !hasMetadata else { throw .duplicateTensor(tensor: "__metadata__") }
        hasMetadata = true
        try readMetadata(&cursor)
      } else {
        guard entries.count < tensorLimit else { throw .tooManyTensors(limit: tensorLimit) }
        entries.append(try readEntry(key, &cursor))
      }
    }
    return entries
  }

  /// Texts by name, which are not kept: nothing here depends on them.
  private static func readMetadata(_ cursor: inout HeaderCursor) throws(SafetensorsFault) {
    guard cursor.take(UInt8(ascii: "{")) else { throw .metadataNotText }
    while cursor.nextKey() != nil {
      guard cursor.string() != nil else { throw .metadataNotText }
    }
  }

  private static func readEntry(
    _ key: Range<Int>, _ cursor: inout HeaderCursor
  ) throws(SafetensorsFault) -> Entry {
    var reader = EntryReader(bytes: UnsafeBufferPointer(cursor.bytes), key: key)
    try reader.read(&cursor)
    return try reader.entry()
  }

  // MARK: Layout

  /// Tensors must follow each other without gap or overlap, in any order in the header, to the end
  /// of the file, and each must have the bytes that type and shape ask for.
  private func checkLayout(dataSize: Int) throws(SafetensorsFault) {
    let order = entries.indices.sorted {
      (entries[$0].dataStart, entries[$0].dataEnd) < (entries[$1].dataStart, entries[$1].dataEnd)
    }
    var end = 0
    for index in order {
      let entry = entries[index]
      guard entry.dataStart == end, entry.dataEnd >= entry.dataStart else {
        throw .misplaced(tensor: shortName(entry), offset: entry.dataStart, expected: end)
      }
      end = entry.dataEnd
    }
    guard end == dataSize else { throw .fileSizeDiffers(stored: dataSize, expected: end) }
  }

  private func shortName(_ entry: Entry) -> String { CheckpointError.shortened(name(entry)) }
}

/// The fields of one tensor, in file order.
private struct EntryReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let key: Range<Int>
  var type: StoredType?
  var shapeStart: Int?
  var rank = 0
  var elementCount = 1
  var offsets: (start: Int, end: Int)?

  init(bytes: UnsafeBufferPointer<UInt8>, key: Range<Int>) {
    self.bytes = bytes
    self.key = key
  }

  /// For messages only.
  var name: String {
    CheckpointError.shortened(
      String(decoding: UnsafeBufferPointer(rebasing: bytes[key]), as: UTF8.self))
  }

  mutating func read(_ cursor: inout HeaderCursor) throws(SafetensorsFault) {
    guard cursor.take(UInt8(ascii: "{")) else { throw .tensorNotAnObject(tensor: name) }
    while let field = cursor.nextKey() {
      let text = UnsafeBufferPointer(rebasing: bytes[field])
      if text.elementsEqual("dtype".utf8) {
        guard type == nil else { throw .duplicateField(tensor: name, field: "dtype") }
        try readType(&cursor)
      } else if text.elementsEqual("shape".utf8) {
        guard shapeStart == nil else { throw .duplicateField(tensor: name, field: "shape") }
        try readShape(&cursor)
      } else if text.elementsEqual("data_offsets".utf8) {
        guard offsets == nil else { throw .duplicateField(tensor: name, field: "data_offsets") }
        try readOffsets(&cursor)
      } else {
        cursor.skipValue()
      }
    }
  }

  private mutating func readType(_ cursor: inout HeaderCursor) throws(SafetensorsFault) {
    guard let range = cursor.string(), range.count <= 16,
      let known = StoredType(rawValue: String(decoding: bytes[range], as: UTF8.self))
    else { throw .unknownType(tensor: name) }
    type = known
  }

  private mutating func readShape(_ cursor: inout HeaderCursor) throws(SafetensorsFault) {
    guard cursor.take(UInt8(ascii: "[")) else { throw .badShape(tensor: name) }
    shapeStart = cursor.position
    var hasOverflowed = false
    while cursor.peek() != UInt8(ascii: "]") {
      guard let extent = cursor.nextExtent() else { throw .badShape(tensor: name) }
      rank += 1
      guard rank <= SafetensorsHeader.rankLimit else {
        throw .rankTooHigh(tensor: name, limit: SafetensorsHeader.rankLimit)
      }
      let (product, overflow) = elementCount.multipliedReportingOverflow(by: extent)
      hasOverflowed = hasOverflowed || overflow
      elementCount = product
    }
    cursor.position += 1
    guard !hasOverflowed else { throw .sizeOverflows(tensor: name) }
  }

  private mutating func readOffsets(_ cursor: inout HeaderCursor) throws(SafetensorsFault) {
    guard cursor.take(UInt8(ascii: "[")), let start = cursor.unsigned(),
      cursor.take(UInt8(ascii: ",")), let end = cursor.unsigned(),
      cursor.take(UInt8(ascii: "]"))
    else { throw .badOffsets(tensor: name) }
    offsets = (start, end)
  }

  /// The entry, once all fields are present and size and type agree.
  func entry() throws(SafetensorsFault) -> SafetensorsHeader.Entry {
    guard let type else { throw .missingField(tensor: name, field: "dtype") }
    guard let shapeStart else { throw .missingField(tensor: name, field: "shape") }
    guard let offsets else { throw .missingField(tensor: name, field: "data_offsets") }
    guard offsets.end >= offsets.start else { throw .badOffsets(tensor: name) }
    let size = try byteCount(type)
    guard offsets.end - offsets.start == size else {
      throw .sizeDiffers(tensor: name, stored: offsets.end - offsets.start, expected: size)
    }
    return SafetensorsHeader.Entry(
      nameStart: UInt32(key.lowerBound), nameLength: UInt32(key.count),
      shapeStart: UInt32(shapeStart), rank: UInt8(rank), type: type, dataStart: offsets.start,
      dataEnd: offsets.end)
  }

  private func byteCount(_ type: StoredType) throws(SafetensorsFault) -> Int {
    let (bits, overflow) = elementCount.multipliedReportingOverflow(by: type.bitWidth)
    guard !overflow else { throw .sizeOverflows(tensor: name) }
    guard bits % 8 == 0 else { throw .partialByte(tensor: name) }
    return bits / 8
  }
}

extension HeaderCursor {
  /// The next extent of a shape, with the comma in front of it.
  mutating func nextExtent() -> Int? {
    _ = take(UInt8(ascii: ","))
    return unsigned()
  }
}
