extension TensorFiles {
  /// Reads a tensor, or some of its rows, as it is stored: row-major, little endian.
  ///
  /// Thread-safe. Does not apply an adapter, see ``isUpdated(_:)``. A row is all elements that share an outermost
  /// index. `rows` lies within 0 ..< `rowCount`, `nil` for all; `buffer` has exactly `bytesPerRow` bytes for each.
  ///
  /// - Throws: ``CheckpointError``: no such tensor, a request that does not fit, a file that shrank.
  public func read(
    _ name: String, rows: Range<Int>? = nil, into buffer: UnsafeMutableRawBufferPointer
  ) throws(CheckpointError) {
    if let overlay, let stored = overlay.whole[name] {
      return try overlay.tensors.read(stored, rows: rows, into: buffer)
    }
    let tensor = try description(of: name)
    try read(tensor, rows: rows ?? 0..<tensor.rowCount, into: buffer)
  }

  /// Whether an adapter changes the stored tensor.
  func isUpdated(_ name: String) -> Bool { overlay?.updates[name] != nil }

  /// Reads a tensor, or some of its rows, as floats, which represent every stored value exactly.
  ///
  /// Applies an adapter's update. `rows` lies within 0 ..< `rowCount`, `nil` for all.
  ///
  /// - Throws: ``CheckpointError``, also for a type other than F32, BF16 and F16.
  public func floats(_ name: String, rows: Range<Int>? = nil) throws(CheckpointError) -> [Float] {
    guard isUpdated(name) else { return try storedFloats(name, rows: rows) }
    let all = 0..<(try description(of: name).rowCount)
    return try TensorReader(name, in: self).floats(rows: rows ?? all)
  }

  /// Fills `target`, which has room for all numbers of a tensor, with what ``floats(_:rows:)`` gives.
  func readFloats(
    _ name: String, into target: UnsafeMutableBufferPointer<Float>
  ) throws(CheckpointError) {
    let tensor = try description(of: name)
    let rowCount = tensor.rowCount
    guard isUpdated(name) || overlay?.whole[name] != nil, rowCount > 0 else {
      return try convert(tensor, rows: 0..<rowCount, into: target)
    }
    let reader = try TensorReader(name, in: self)
    let size = target.count / rowCount
    // Some rows at a time, to avoid a second copy of the whole tensor.
    let step = max(1, (1 << 20) / max(1, size))
    for first in stride(from: 0, to: rowCount, by: step) {
      let rows = first..<min(first + step, rowCount)
      let floats = try reader.floats(rows: rows)
      let part = UnsafeMutableBufferPointer(
        rebasing: target[rows.lowerBound * size..<rows.upperBound * size])
      _ = part.update(fromContentsOf: floats)
    }
  }

  /// The same without an adapter's update.
  func storedFloats(_ name: String, rows: Range<Int>? = nil) throws(CheckpointError) -> [Float] {
    if let overlay, let stored = overlay.whole[name] {
      return try overlay.tensors.storedFloats(stored, rows: rows)
    }
    let tensor = try description(of: name)
    let rows = rows ?? 0..<tensor.rowCount
    try check(rows, of: tensor, bytes: nil)
    guard tensor.type.isComputable else {
      throw error(tensor, .unsuitedType(tensor: shortened(name), tensor.type))
    }
    let count = rows.count * (tensor.bytesPerRow * 8 / tensor.type.bitWidth)
    var failure: CheckpointError?
    let floats = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      let target = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
      do throws(CheckpointError) {
        try convert(tensor, rows: rows, into: target)
        filled = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return floats
  }

  /// What is known of a tensor that must be there.
  ///
  /// - Throws: ``CheckpointError/Reason/missingTensors(_:count:)``.
  public func description(of name: String) throws(CheckpointError) -> TensorDescription {
    guard let tensor = self[name] else {
      throw CheckpointError(path: path, reason: .missingTensors([shortened(name)], count: 1))
    }
    return tensor
  }

  // MARK: Parts

  private func read(
    _ tensor: TensorDescription, rows: Range<Int>, into buffer: UnsafeMutableRawBufferPointer
  ) throws(CheckpointError) {
    try check(rows, of: tensor, bytes: buffer.count)
    guard let file = files.first(where: { $0.name == tensor.file }) else { return }
    let start = tensor.byteRange.lowerBound + rows.lowerBound * tensor.bytesPerRow
    try file.read(start..<start + buffer.count, into: buffer)
  }

  private func check(
    _ rows: Range<Int>, of tensor: TensorDescription, bytes: Int?
  ) throws(CheckpointError) {
    let fits = rows.lowerBound >= 0 && rows.upperBound <= tensor.rowCount
    guard fits, bytes == nil || bytes == rows.count * tensor.bytesPerRow else {
      throw error(
        tensor,
        .badRequest(
          tensor: shortened(tensor.name), rows: rows, rowCount: tensor.rowCount, bytes: bytes ?? 0))
    }
  }

  private func convert(
    _ tensor: TensorDescription, rows: Range<Int>, into target: UnsafeMutableBufferPointer<Float>
  ) throws(CheckpointError) {
    guard tensor.type != .float32 else {
      return try read(tensor, rows: rows, into: UnsafeMutableRawBufferPointer(target))
    }
    guard let file = files.first(where: { $0.name == tensor.file }) else { return }
    // Half a megabyte at a time, so that the copy stays in cache and does not double the memory.
    let room = 1 << 18
    let halves = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: min(room, target.count))
    defer { halves.deallocate() }
    let start = tensor.byteRange.lowerBound + rows.lowerBound * tensor.bytesPerRow
    for first in stride(from: 0, to: target.count, by: room) {
      let count = min(room, target.count - first)
      let part = UnsafeMutableBufferPointer(rebasing: halves[..<count])
      let byte = start + 2 * first
      try file.read(byte..<byte + 2 * count, into: UnsafeMutableRawBufferPointer(part))
      let floats = UnsafeMutableBufferPointer(rebasing: target[first..<first + count])
      if tensor.type == .bfloat16 {
        HalfPrecision.bfloat16(UnsafeBufferPointer(part), to: floats)
      } else {
        HalfPrecision.float16(UnsafeBufferPointer(part), to: floats)
      }
    }
  }

  private func error(
    _ tensor: TensorDescription, _ reason: CheckpointError.Reason
  ) -> CheckpointError {
    CheckpointError(path: path + "/" + tensor.file, reason: reason)
  }

  private func shortened(_ name: String) -> String { CheckpointError.shortened(name) }
}
