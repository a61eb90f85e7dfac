import Foundation
import TestSupport
@testable import JSON
@testable import TrajectoryFiles

/// Records as the whole file at once gives them, with the faults that parsing would find.
func splitWhole(
  _ bytes: [UInt8], limit: Int = RecordSplitter.defaultLimit
) -> [RecordSplitter.Item] {
  var splitter = RecordSplitter(recordLimit: limit)
  var items: [RecordSplitter.Item] = []
  bytes.withUnsafeBufferPointer { pointer in
    while case .item(let item) = splitter.next(in: pointer, isEnd: true) {
      items.append(item)
      // A splitter that does not advance must fail a test, not hang it.
      if items.count > 2 * bytes.count + 2 { break }
    }
  }
  return items.map { withFault($0, bytes) }
}

/// Records as a cursor gives them that reads `pieceSize` bytes at a time.
func splitByPieces(
  _ source: any ByteSource, _ bytes: [UInt8], pieceSize: Int,
  limit: Int = RecordSplitter.defaultLimit
) throws -> [RecordSplitter.Item] {
  var cursor = RecordCursor(source, recordLimit: limit, pieceSize: pieceSize)
  var items: [RecordSplitter.Item] = []
  while items.count <= 2 * bytes.count + 2 {
    switch try cursor.next() {
    case .item(let item): items.append(withFault(item, bytes))
    case .busy: continue
    case .waiting, .end: return items
    }
  }
  return items
}

func splitByPieces(
  _ bytes: [UInt8], pieceSize: Int, limit: Int = RecordSplitter.defaultLimit
) throws -> [RecordSplitter.Item] {
  try splitByPieces(
    MemorySource(path: "m", bytes: bytes), bytes, pieceSize: pieceSize, limit: limit)
}

private func withFault(_ item: RecordSplitter.Item, _ bytes: [UInt8]) -> RecordSplitter.Item {
  guard item.fault == nil, !item.isBetweenRecords else { return item }
  var item = item
  item.fault = bytes[item.range].withUnsafeBufferPointer {
    JSONScanner.firstFault(
      in: $0, dialect: bytes[item.range].first == UInt8(ascii: "{") ? .lenient : .standard)
  }
  item.fault?.byteOffset += item.range.lowerBound
  return item
}

extension TemporaryFolder {
  var options: ReadingOptions { ReadingOptions(cacheFolder: file("cache")) }
}
