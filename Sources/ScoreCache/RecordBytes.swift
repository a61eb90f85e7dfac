/// Writes the parts of a row one after another.
struct RecordWriter {
  private var bytes: [UInt8] = []

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Length in bytes, then UTF-8.
  mutating func append(text: String) {
    append(number: UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// Count, then every bit of each.
  mutating func append(_ numbers: [Double]) {
    append(number: UInt64(numbers.count))
    numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  /// 0 for absent, else 1 and the numbers.
  mutating func append(optional numbers: [Double]?) {
    append(numbers == nil ? 0 : 1)
    if let numbers { append(numbers) }
  }

  private mutating func append(number: UInt64) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  /// All bytes and their checksum.
  consuming func finished(checksumSeed: UInt64) -> [UInt8] {
    append(number: bytes.withUnsafeBytes { checksum(of: $0, seed: checksumSeed) })
    return bytes
  }
}

/// Reads the parts of a row; never past the end, whatever the lengths say.
struct RecordReader {
  private var rest: UnsafeRawBufferPointer

  /// `nil` if the checksum differs; the bytes must outlive the reader.
  init?(_ bytes: UnsafeRawBufferPointer, checksumSeed: UInt64) {
    let length = bytes.count - MemoryLayout<UInt64>.size
    guard length >= 0 else { return nil }
    rest = UnsafeRawBufferPointer(rebasing: bytes[..<length])
    let kept = bytes.loadUnaligned(fromByteOffset: length, as: UInt64.self)
    guard kept == checksum(of: rest, seed: checksumSeed) else { return nil }
  }

  /// Whether every byte has been read.
  var isAtEnd: Bool { rest.isEmpty }

  mutating func byte() -> UInt8? { take(1)?.first }

  /// `nil` for anything but UTF-8.
  mutating func text() -> String? {
    number().flatMap { Int(exactly: $0) }.flatMap { take($0) }
      .flatMap { String(validating: $0, as: UTF8.self) }
  }

  mutating func numbers() -> [Double]? {
    let size = MemoryLayout<Double>.size
    guard let count = number(), count <= rest.count / size, let bytes = take(Int(count) * size)
    else { return nil }
    return [Double](unsafeUninitializedCapacity: Int(count)) { buffer, filled in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
      filled = Int(count)
    }
  }

  /// `nil` for damage; `.some(nil)` for numbers that the score does not have.
  mutating func optionalNumbers() -> [Double]?? {
    switch byte() {
    case 0: .some(nil)
    case 1: numbers().map { .some($0) }
    default: nil
    }
  }

  private mutating func number() -> UInt64? {
    take(MemoryLayout<UInt64>.size)?.loadUnaligned(as: UInt64.self)
  }

  private mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
    guard count >= 0, count <= rest.count else { return nil }
    defer { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
    return UnsafeRawBufferPointer(rebasing: rest[..<count])
  }
}

/// FNV-1a over words of 8 bytes, each mixed so that high bits reach low ones; finds accidents, not
/// forgery.
func checksum(of bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
  var hash = 0xCBF2_9CE4_8422_2325 ^ seed
  func add(_ word: UInt64) {
    hash = (hash ^ word) &* 0x0000_0100_0000_01B3
    hash ^= hash >> 32
  }
  let whole = bytes.count & ~7
  for offset in stride(from: 0, to: whole, by: 8) {
    add(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
  for byte in bytes[whole...] { add(UInt64(byte)) }
  add(UInt64(bytes.count))
  return hash
}
