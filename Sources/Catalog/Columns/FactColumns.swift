/// Digest keys and facts of all trajectories, 24 bytes each, in chunks that never move.
///
/// A value: a reader keeps a snapshot while the facts pass writes on, at the cost of one copy of
/// each chunk written meanwhile.
struct FactColumns: Sendable {
  /// 64 Ki trajectories: a copy takes a fraction of a millisecond.
  static let chunkSize = 1 << 16
  /// Beyond this many, filters read the files each time.
  static let limit = 1 << 24

  struct Chunk: Sendable {
    var keys: [UInt64]
    var facts: [Facts]
    /// How many of them are known.
    var knownCount = 0

    init() {
      keys = [UInt64](repeating: 0, count: chunkSize)
      facts = [Facts](repeating: .unknown, count: chunkSize)
    }
  }

  /// `nil` for chunks of which nothing is known yet.
  private(set) var chunks: [Chunk?] = []

  /// The facts of a trajectory, known or not.
  func facts(at index: Int) -> Facts {
    let place = index / Self.chunkSize
    guard place < chunks.count, let chunk = chunks[place] else { return .unknown }
    return chunk.facts[index % Self.chunkSize]
  }

  /// The digest's key; 0 while it is not known.
  func key(at index: Int) -> UInt64 {
    let place = index / Self.chunkSize
    guard place < chunks.count, let chunk = chunks[place] else { return 0 }
    return chunk.keys[index % Self.chunkSize]
  }

  /// Notes facts once; beyond ``limit`` there is no room.
  ///
  /// - Returns: false if they were known already or there is no room.
  mutating func set(_ facts: Facts, key: UInt64, at index: Int) -> Bool {
    guard index < Self.limit else { return false }
    let place = index / Self.chunkSize
    while chunks.count <= place { chunks.append(nil) }
    if chunks[place] == nil { chunks[place] = Chunk() }
    let offset = index % Self.chunkSize
    guard chunks[place]?.facts[offset].isKnown == false else { return false }
    chunks[place]?.facts[offset] = facts
    chunks[place]?.keys[offset] = key
    chunks[place]?.knownCount += 1
    return true
  }

  /// Calls `body` for each known digest in `0..<count` that is one of `keys`, ascending.
  ///
  /// A few milliseconds for a million trajectories.
  func forEach(
    of keys: Set<UInt64>, below count: Int, _ body: (_ index: Int, _ key: UInt64) -> Bool
  ) {
    guard !keys.isEmpty else { return }
    let filter = KeyFilter(keys)
    for (place, chunk) in chunks.enumerated() {
      guard let chunk else { continue }
      let start = place * Self.chunkSize
      for offset in 0..<min(Self.chunkSize, max(0, count - start)) {
        let key = chunk.keys[offset]
        if filter.mayContain(key), keys.contains(key), !body(start + offset, key) { return }
      }
    }
  }
}
