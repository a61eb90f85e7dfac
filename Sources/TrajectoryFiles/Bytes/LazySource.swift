import JSON
import Synchronization

/// A stream whose first bytes, which show whether it is compressed, may not have arrived yet.
final class LazySource: ByteSource {
  let path: String
  private let stored: any ByteSource
  private let options: ReadingOptions
  private let unpacked = Mutex<(any ByteSource)?>(nil)

  init(_ stored: any ByteSource, options: ReadingOptions) {
    path = stored.path
    self.stored = stored
    self.options = options
  }

  var storedSize: Int { stored.storedSize }
  func storedBytes(before offset: Int) -> Int {
    unpacked.withLock { $0?.storedBytes(before: offset) } ?? 0
  }

  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Delivery {
    guard let source = try decided() else { return Delivery(count: 0, isEnd: false) }
    return try source.read(into: buffer, at: offset)
  }

  private func decided() throws(FileError) -> (any ByteSource)? {
    if let source = unpacked.withLock(\.self) { return source }
    var isEnd = false
    var failure: FileError?
    let start = [UInt8](unsafeUninitializedCapacity: LazySource.firstLine) { buffer, count in
      do throws(FileError) {
        let delivery = try stored.read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
        (count, isEnd) = (delivery.count, delivery.isEnd)
      } catch { failure = error }
    }
    if let failure { throw failure }
    guard isEnd || isEnough(start) else { return nil }
    let source = LineOpening.open(try SourceOpening.unpacked(stored, options), options)
    unpacked.withLock { $0 = source }
    return source
  }

  /// The line of an object must be complete: it shows whether lines belong together.
  private func isEnough(_ start: [UInt8]) -> Bool {
    guard start.count >= SourceOpening.told, start.count < LazySource.firstLine else {
      return start.count >= SourceOpening.told
    }
    return start.first != UInt8(ascii: "{") || start.contains(JSONBytes.lineFeed)
  }

  private static let firstLine = 64 << 10
}
