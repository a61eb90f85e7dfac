import JSON

/// `model.safetensors.index.json`: which shard holds which tensor.
struct ShardIndex {
  /// More shards than any public checkpoint has; each is kept open.
  static let shardLimit = 512

  let path: String
  /// The shards, each once, in the order in which the index names them first.
  private(set) var shards: [String] = []
  /// Tensor and shard as ranges of ``bytes``, 16 bytes each whatever their names.
  private var entries: [(tensor: Span, shard: Span)] = []
  private var bytes: [UInt8]

  private struct Span {
    var start: UInt32
    var count: UInt32

    init(_ range: Range<Int>) {
      start = UInt32(range.lowerBound)
      count = UInt32(range.count)
    }

    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
  }

  /// - Throws: ``CheckpointError`` when it is no index, or names a shard outside its folder.
  init(_ bytes: [UInt8], path: String) throws(CheckpointError) {
    self.bytes = bytes
    self.path = path
    try readEntries()
    try collectShards()
  }

  /// The first tensor and shard of which `predicate` says yes.
  func firstEntry(
    where predicate: (_ tensor: UnsafeBufferPointer<UInt8>, _ shard: String) -> Bool
  ) -> (tensor: String, shard: String)? {
    bytes.withUnsafeBufferPointer { buffer in
      for entry in entries {
        let shard = String(decoding: buffer[entry.shard.range], as: UTF8.self)
        let tensor = UnsafeBufferPointer(rebasing: buffer[entry.tensor.range])
        if predicate(tensor, shard) { return (String(decoding: tensor, as: UTF8.self), shard) }
      }
      return nil
    }
  }

  // MARK: Reading

  private mutating func readEntries() throws(CheckpointError) {
    var failure: CheckpointError.Reason?
    var found: [(tensor: Span, shard: Span)] = []
    bytes.withUnsafeMutableBufferPointer { buffer in
      do throws(SafetensorsFault) {
        var cursor = try HeaderCursor(validating: buffer)
        failure = ShardIndex.read(&cursor, into: &found)
      } catch {
        failure = ShardIndex.reason(error)
      }
    }
    if let failure { throw CheckpointError(path: path, reason: failure) }
    entries = found
  }

  private static func reason(_ fault: SafetensorsFault) -> CheckpointError.Reason {
    switch fault {
    case .headerNotJSON(let fault): .json(fault)
    case .headerNotUTF8: .index(what: "it is not UTF-8")
    case .headerTooDeep: .index(what: "too many of its brackets lie in each other")
    default: .index(what: "it is not an object")
    }
  }

  /// What is wrong, or `nil`.
  private static func read(
    _ cursor: inout HeaderCursor, into entries: inout [(tensor: Span, shard: Span)]
  ) -> CheckpointError.Reason? {
    var hasMap = false
    _ = cursor.take(UInt8(ascii: "{"))
    while let key = cursor.nextKey() {
      guard cursor.bytes[key].elementsEqual("weight_map".utf8) else {
        cursor.skipValue()
        continue
      }
      guard !hasMap else { return .index(what: "it has 'weight_map' twice") }
      guard cursor.take(UInt8(ascii: "{")) else {
        return .index(what: "its 'weight_map' is not an object")
      }
      hasMap = true
      while let tensor = cursor.nextKey() {
        guard let shard = cursor.string() else {
          return .index(what: "its 'weight_map' names a shard by something else than text")
        }
        guard entries.count < SafetensorsHeader.tensorLimit else {
          return .safetensors(.tooManyTensors(limit: SafetensorsHeader.tensorLimit))
        }
        entries.append((Span(tensor), Span(shard)))
      }
    }
    if !hasMap { return .index(what: "it has no 'weight_map'") }
    return entries.isEmpty ? .index(what: "its 'weight_map' is empty") : nil
  }

  private mutating func collectShards() throws(CheckpointError) {
    var seen: Set<String> = []
    var previous: String?
    for entry in entries {
      let name = String(decoding: bytes[entry.shard.range], as: UTF8.self)
      if name == previous { continue }
      previous = name
      guard seen.insert(name).inserted else { continue }
      guard Folder.isPlain(name), name.hasSuffix(".safetensors") else {
        throw CheckpointError(
          path: path, reason: .shardOutsideFolder(name: CheckpointError.shortened(name)))
      }
      shards.append(name)
      guard shards.count <= ShardIndex.shardLimit else {
        throw CheckpointError(
          path: path,
          reason: .tooManyShards(count: shards.count, limit: ShardIndex.shardLimit))
      }
    }
  }
}
