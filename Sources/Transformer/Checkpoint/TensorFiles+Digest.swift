extension TensorFiles {
  /// How much of each sample is read, and how many samples a file has at most.
  private static let sampleSize = 4096
  private static let sampleCount = 256

  /// Gives a hash what tells these weights from others, in a fixed order.
  ///
  /// Covers of each file: its name, its size, the time of its last change in nanoseconds, the whole
  /// header (names, types, shapes and places of all tensors), and 256 samples of 4 KiB spread evenly
  /// from the first byte of the tensors to the last, the ends included. Not every byte, which would
  /// take seconds for a checkpoint of 1 GB: a change outside the samples is told only by the time.
  /// An adapter's file comes last. Reads at most 1 MiB a file. What `feed` is given is valid during the call only.
  ///
  /// - Throws: ``CheckpointError`` when a file cannot be read any more.
  public func feedIdentity(
    to feed: (UnsafeRawBufferPointer) -> Void
  ) throws(CheckpointError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: TensorFiles.sampleSize, alignment: 8)
    defer { buffer.deallocate() }
    for file in files {
      var name = file.name
      name.withUTF8 { feed(UnsafeRawBufferPointer($0)) }
      let numbers = [
        UInt64(file.name.utf8.count), UInt64(file.size), UInt64(file.header.bytes.count),
        UInt64(bitPattern: Int64(file.modified.tv_sec)), UInt64(file.modified.tv_nsec),
      ]
      numbers.map(\.littleEndian).withUnsafeBytes { feed($0) }
      file.header.bytes.withUnsafeBytes { feed($0) }
      for range in TensorFiles.samples(of: file) {
        let sample = UnsafeMutableRawBufferPointer(rebasing: buffer[..<range.count])
        try file.read(range, into: sample)
        feed(UnsafeRawBufferPointer(sample))
      }
    }
    try overlay?.tensors.feedIdentity(to: feed)
  }

  private static func samples(of file: SafetensorsFile) -> [Range<Int>] {
    let start = file.header.dataStart
    let size = file.size - start
    guard size > sampleSize * sampleCount else {
      return stride(from: start, to: file.size, by: sampleSize).map {
        $0..<min($0 + sampleSize, file.size)
      }
    }
    return (0..<sampleCount).map { index in
      // In floating point: the product of a size and a count could overflow.
      let share = Double(index) / Double(sampleCount - 1)
      let offset = min(Int(Double(size - sampleSize) * share), size - sampleSize)
      return start + offset..<start + offset + sampleSize
    }
  }
}
