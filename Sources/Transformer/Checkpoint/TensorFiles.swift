import Glibc

/// The tensors of a checkpoint folder: `model.safetensors`, or the shards of
/// `model.safetensors.index.json`.
///
/// Every header is checked before anything is read or allocated for a tensor; files stay open, so a
/// checkpoint that is replaced meanwhile is read as it was. Tensors are read from any thread.
public final class TensorFiles: Sendable {
  /// The folder, as it was given.
  public let path: String
  let files: [SafetensorsFile]
  /// Every tensor as file and entry, sorted by the bytes of its name.
  private let directory: [Location]
  /// What an adapter changes; `nil` for all but its base.
  let overlay: TensorOverlay?

  struct Location {
    var file: Int32
    var entry: Int32
  }

  /// Opens all files of a checkpoint and checks their headers, but reads no tensor.
  ///
  /// - Throws: ``CheckpointError`` that names the file and the fault.
  public init(folder path: String) throws(CheckpointError) {
    let folder = try Folder(path: path)
    self.path = path
    let choice = try WeightFiles(folder)
    files = try TensorFiles.open(choice.names, in: folder)
    directory = try TensorFiles.directory(of: files)
    overlay = nil
    if let index = choice.index { try check(index) }
  }

  /// Opens the one file of an adapter.
  ///
  /// - Throws: ``CheckpointError``, also ``CheckpointError/Reason/missingAdapter(pickled:)``.
  init(folder path: String, adapter name: String) throws(CheckpointError) {
    let folder = try Folder(path: path)
    guard folder.contains(name) else {
      let pickled = folder.names().first { $0.hasPrefix("adapter") && $0.hasSuffix(".bin") }
      throw CheckpointError(
        path: path, reason: .missingAdapter(pickled: pickled.map(CheckpointError.shortened)))
    }
    self.path = path
    files = try TensorFiles.open([name], in: folder)
    directory = try TensorFiles.directory(of: files)
    overlay = nil
  }

  /// Opens one file of a folder, whatever it is called.
  ///
  /// - Throws: ``CheckpointError``.
  package init(folder path: String, file name: String) throws(CheckpointError) {
    self.path = path
    files = try TensorFiles.open([name], in: Folder(path: path))
    directory = try TensorFiles.directory(of: files)
    overlay = nil
  }

  /// The same open files with an adapter laid over them.
  init(_ base: TensorFiles, overlay: TensorOverlay) {
    (path, files, directory) = (base.path, base.files, base.directory)
    self.overlay = overlay
  }

  /// The number of tensors.
  public var count: Int { overlay == nil ? directory.count : names.count }

  /// All names, sorted by their bytes; foreign text.
  ///
  /// O(tensors): made anew at each call.
  public var names: [String] {
    let own = directory.map { files[Int($0.file)].header.name(entry($0)) }
    guard let overlay else { return own }
    let more = overlay.whole.keys.filter { location(of: $0) == nil }
    return (own + more).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What is known of a tensor; `nil` when there is none of that name.
  ///
  /// O(log tensors) and the length of one header.
  public subscript(name: String) -> TensorDescription? {
    if let overlay, let stored = overlay.whole[name] {
      var tensor = overlay.tensors[stored]
      tensor?.name = name
      return tensor
    }
    guard let location = location(of: name) else { return nil }
    let file = files[Int(location.file)]
    let entry = entry(location)
    let start = file.header.dataStart
    return TensorDescription(
      name: name, type: entry.type, shape: file.header.shape(entry), file: file.name,
      byteRange: start + entry.dataStart..<start + entry.dataEnd)
  }

  /// The bytes of all tensors together, as stored.
  public var byteCount: Int {
    files.reduce(overlay?.tensors.byteCount ?? 0) { $0 + $1.size - $1.header.dataStart }
  }

  // MARK: Opening

  private static func open(
    _ names: [String], in folder: borrowing Folder
  ) throws(CheckpointError) -> [SafetensorsFile] {
    var files: [SafetensorsFile] = []
    var headerLimit = SafetensorsHeader.sizeLimit
    for name in names {
      do throws(CheckpointError) {
        files.append(try SafetensorsFile(name, in: folder, headerLimit: headerLimit))
      } catch {
        guard names.count > 1, error.reason == .notFound else { throw error }
        throw CheckpointError(path: error.path, reason: .missingShard(name: name))
      }
      headerLimit -= files.last?.header.bytes.count ?? 0
    }
    return files
  }

  private static func directory(of files: [SafetensorsFile]) throws(CheckpointError) -> [Location] {
    var locations: [Location] = []
    for (index, file) in files.enumerated() {
      guard locations.count + file.header.entries.count <= SafetensorsHeader.tensorLimit else {
        throw CheckpointError(
          path: file.path,
          reason: .safetensors(.tooManyTensors(limit: SafetensorsHeader.tensorLimit)))
      }
      locations += file.header.entries.indices.map {
        Location(file: Int32(index), entry: Int32($0))
      }
    }
    locations.sort { order($0, $1, files) < 0 }
    for (location, next) in zip(locations, locations.dropFirst())
    where order(location, next, files) == 0 {
      let file = files[Int(next.file)]
      let name = file.header.name(file.header.entries[Int(next.entry)])
      throw CheckpointError(
        path: file.path,
        reason: .safetensors(.duplicateTensor(tensor: CheckpointError.shortened(name))))
    }
    return locations
  }

  /// Below 0, 0 or above as the first name comes before, equals or follows the second.
  private static func order(_ first: Location, _ second: Location, _ files: [SafetensorsFile])
    -> Int
  {
    files[Int(first.file)].header.withName(Int(first.entry)) { name in
      files[Int(second.file)].header.withName(Int(second.entry)) { order(name, $0) }
    }
  }

  private static func order(
    _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard let left = first.baseAddress, let right = second.baseAddress else {
      return first.count - second.count
    }
    let common = Int(memcmp(left, right, min(first.count, second.count)))
    return common == 0 ? first.count - second.count : common
  }

  // MARK: Looking up

  func entry(_ location: Location) -> SafetensorsHeader.Entry {
    files[Int(location.file)].header.entries[Int(location.entry)]
  }

  func location(of name: String) -> Location? {
    var name = name
    return name.withUTF8 { location(of: $0) }
  }

  private func location(of name: UnsafeBufferPointer<UInt8>) -> Location? {
    var range = directory.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let location = directory[middle]
      let order = files[Int(location.file)].header.withName(Int(location.entry)) {
        TensorFiles.order(name, $0)
      }
      if order == 0 { return location }
      range = order < 0 ? range.lowerBound..<middle : middle + 1..<range.upperBound
    }
    return nil
  }

  /// Every tensor that the index names must be in the shard that it names.
  private func check(_ index: ShardIndex) throws(CheckpointError) {
    let shards = Dictionary(uniqueKeysWithValues: files.enumerated().map { ($1.name, $0) })
    let disagreement = index.firstEntry { tensor, shard in
      let location = location(of: tensor)
      return location.map { Int($0.file) } != shards[shard]
    }
    guard let disagreement else { return }
    throw CheckpointError(
      path: index.path,
      reason: .indexDisagrees(
        tensor: CheckpointError.shortened(disagreement.tensor), shard: disagreement.shard))
  }
}
