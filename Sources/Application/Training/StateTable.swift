import Files
import Glibc
import Learning
import Trajectories

/// States of a decoder at read-outs by the text that they were read of, for lists that grow: a label more
/// costs one more text.
///
/// Kept in one file for each decoder, whole or not at all. What fails is as if nothing were kept.
struct StateTable {
  /// SHA-256 in hexadecimal digits.
  private typealias Key = String

  private let width: Int
  private var rows: [Key: [Float]] = [:]

  private static let magic: UInt64 = 0x3145_4C42_4154_534D
  private static let keyBytes = 64

  /// Nothing yet, of a decoder whose states have that width.
  init(width: Int) { self.width = width }

  /// The states of a reading, row by row; `nil` while they are not known.
  subscript(reading: TrainingReading) -> [Float]? {
    get { rows[Self.key(reading)] }
    set { rows[Self.key(reading)] = newValue }
  }

  private static func key(_ reading: TrainingReading) -> Key {
    var hash = SHA256Stream()
    hash.update(reading)
    return hash.finishedDigits()
  }

  /// The states of readings that are all here, in their order.
  func states(_ readings: [TrainingReading]) -> HiddenStates {
    HiddenStates(values: readings.flatMap { self[$0] ?? [] }, width: width)
  }

  /// Forgets all others.
  mutating func keepOnly(_ readings: [TrainingReading]) {
    let kept = Set(readings.map(Self.key))
    rows = rows.filter { kept.contains($0.key) }
  }

  /// Bytes of the states.
  var byteCount: Int { rows.values.reduce(0) { $0 + 4 * $1.count } }
}

// MARK: On disk

extension StateTable {
  /// What is kept of a decoder; nothing of a file that is not as it was written.
  init(width: Int, keptIn cache: StateCache?, _ name: String) {
    self.init(width: width)
    guard let cache, let file = fopen(cache.path(name), "re") else { return }
    defer { fclose(file) }
    guard let header = Self.numbers(3, file), header[0] == Self.magic, header[1] == UInt64(width)
    else { return }
    var known: [Key: [Float]] = [:]
    for _ in 0..<header[2] {
      var key = [UInt8](repeating: 0, count: Self.keyBytes)
      guard fread(&key, 1, Self.keyBytes, file) == Self.keyBytes,
        let count = Self.numbers(1, file)?[0], count <= UInt64(cache.byteLimit / 4),
        count % UInt64(width) == 0
      else { return }
      let values = [Float](unsafeUninitializedCapacity: Int(count)) { buffer, filled in
        filled = fread(buffer.baseAddress, 4, Int(count), file)
      }
      guard values.count == Int(count) else { return }
      known[String(decoding: key, as: UTF8.self)] = values
    }
    rows = known
  }

  private static func numbers(_ count: Int, _ file: UnsafeMutablePointer<FILE>) -> [UInt64]? {
    var numbers = [UInt64](repeating: 0, count: count)
    return fread(&numbers, 8, count, file) == count ? numbers : nil
  }

  /// Keeps everything in place of what was kept before.
  func keep(in cache: StateCache?, _ name: String) {
    guard let cache, byteCount <= cache.byteLimit, cache.makeFolder() else { return }
    do {
      var file = try AtomicFile(replacing: cache.path(name))
      try file.append(
        [Self.magic, UInt64(width), UInt64(rows.count)].withUnsafeBytes { Array($0) })
      for (key, values) in rows.sorted(by: { $0.key < $1.key }) {
        try file.append(Array(key.utf8) + [UInt64(values.count)].withUnsafeBytes { Array($0) })
        try file.append(values.withUnsafeBytes { Array($0) })
      }
      try file.commit()
    } catch {
      return
    }
    cache.removeOldest(but: cache.path(name))
  }
}
