import Files
import Glibc
import Trajectories
import TrajectoryFiles

/// States of a decoder at read-outs, kept in files so that another head of the same data starts at once.
///
/// One file holds the states of the first so many trajectories of one list: a run that was stopped goes
/// on behind them. Whole or not at all; bounded, the oldest files go first. What fails is as if nothing
/// were kept.
struct StateCache {
  let folder: String
  let byteLimit: Int

  static let ending = ".states"
  private static let magic: UInt64 = 0x3153_4554_4154_534D

  /// `states` in the program's cache folder; `nil` without one.
  static var standard: StateCache? {
    CacheFolder.standard.map { StateCache(folder: $0 + "/states") }
  }

  init(folder: String, byteLimit: Int = 4 << 30) {
    (self.folder, self.byteLimit) = (folder, byteLimit)
  }

  /// The name of what a decoder makes of these trajectories.
  static func key(_ readings: [TrainingReading], decoder identity: String) -> String {
    var hash = SHA256Stream()
    Array(identity.utf8).withUnsafeBytes { hash.update($0) }
    for reading in readings { hash.update(reading) }
    return hash.finishedDigits()
  }

  func path(_ key: String) -> String { folder + "/" + key + Self.ending }

  /// The states that are kept, whole rows of `width`, at most `limit` floats; none for a file that is not
  /// as it was written.
  func states(_ key: String, width: Int, limit: Int) -> [Float] {
    guard let file = fopen(path(key), "re") else { return [] }
    defer { fclose(file) }
    var header = [UInt64](repeating: 0, count: 3)
    guard fread(&header, 8, 3, file) == 3, header[0] == Self.magic, header[1] == UInt64(width),
      header[2] <= UInt64(limit), header[2] % UInt64(width) == 0
    else { return [] }
    let count = Int(header[2])
    let values = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = fread(buffer.baseAddress, 4, count, file)
    }
    return values.count == count ? values : []
  }

  /// Keeps the states of the first trajectories in place of fewer ones.
  func keep(_ values: [Float], width: Int, _ key: String) {
    guard values.count <= byteLimit / 4, makeFolder() else { return }
    do {
      var file = try AtomicFile(replacing: path(key))
      let header = [Self.magic, UInt64(width), UInt64(values.count)]
      try file.append(header.withUnsafeBytes { Array($0) })
      // In pieces, since the file buffers what it is given.
      for start in stride(from: 0, to: values.count, by: 1 << 18) {
        let piece = values[start..<min(start + 1 << 18, values.count)]
        try file.append(piece.withUnsafeBytes { Array($0) })
      }
      try file.commit()
    } catch {
      return
    }
    removeOldest(but: path(key))
  }

  func makeFolder() -> Bool {
    var path = ""
    for part in folder.split(separator: "/") {
      path += "/" + part
      guard mkdir(path, 0o700) == 0 || errno == EEXIST else { return false }
    }
    return true
  }

  func removeOldest(but kept: String) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    var files: [(path: String, size: Int, time: Int)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var status = stat()
      let path = folder + "/" + name
      guard name.hasSuffix(Self.ending), stat(path, &status) == 0 else { continue }
      files.append((path, Int(status.st_size), status.st_mtim.tv_sec))
    }
    var total = files.reduce(0) { $0 + $1.size }
    for file in files.sorted(by: { ($0.time, $0.path) < ($1.time, $1.path) }) {
      guard total > byteLimit else { return }
      guard file.path != kept else { continue }
      unlink(file.path)
      total -= file.size
    }
  }
}

extension SHA256Stream {
  /// All that decides the states of a text: its tokens, and where they are read.
  mutating func update(_ reading: TrainingReading) {
    let positions = reading.encoded.positions.map { Int32(clamping: $0) }
    let counts = [Int32(clamping: reading.encoded.ids.count), Int32(clamping: positions.count)]
    for numbers in [counts, reading.encoded.ids, positions] {
      numbers.withUnsafeBytes { update($0) }
    }
  }
}
