import JSON

/// Rewrites the lines of a file whose records need other lines or files.
protocol LineRewriting {
  /// Takes the next line, without its line feed; `offset` is its place in the stored file.
  ///
  /// Its output goes to `output`, at once or later, with as many line feeds as lines were taken:
  /// records keep their lines.
  mutating func take(_ line: ArraySlice<UInt8>, at offset: Int, into output: inout [UInt8])
  /// Adds what is still held back.
  mutating func flush(into output: inout [UInt8])
  /// Where the first line that is held back begins; `nil` if none is.
  var heldFrom: Int? { get }
}

/// The text that a ``LineRewriting`` makes of a file, from any place where no line is held back.
///
/// Lines longer than a record may be pass through unchanged, a piece at a time.
final class LineDecoder<Rewriting: LineRewriting>: StreamDecoder {
  private var input: StoredInput
  private var rewriting: Rewriting
  private(set) var position: Int
  /// Bytes read that do not form a whole line yet; the first of them is at `lineStart`.
  private var line: [UInt8] = []
  private var lineStart: Int
  /// Bytes read last and not processed.
  private var piece: ArraySlice<UInt8> = []
  private var output: [UInt8] = []
  private var given = 0
  private var isPassing = false
  private var isFinished = false

  /// Longer lines are not records.
  private let lineLimit: Int

  init(
    _ stored: any ByteSource, from checkpoint: DecoderCheckpoint, rewriting: Rewriting,
    lineLimit: Int = RecordSplitter.defaultLimit
  ) {
    input = StoredInput(stored, from: checkpoint.stored)
    position = checkpoint.plain
    lineStart = checkpoint.stored
    self.rewriting = rewriting
    self.lineLimit = lineLimit
  }

  deinit { input.deallocate() }

  var storedPosition: Int { input.end - piece.count }

  func decode(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> DecoderStep {
    while given == output.count {
      output.removeAll(keepingCapacity: true)
      given = 0
      if isFinished { return DecoderStep(count: 0, state: .ended) }
      if piece.isEmpty {
        let bytes = try input.next()
        if bytes.isEmpty {
          guard input.hasEnded else { return DecoderStep(count: 0, state: .waiting) }
          finish()
          continue
        }
        piece = Array(bytes)[...]
      }
      takeLine()
    }
    let count = min(buffer.count, output.count - given)
    output.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[given..<given + count]))
    }
    given += count
    position += count
    return DecoderStep(count: count, state: .going)
  }

  /// Takes the rest of the line from the piece, or all of the piece.
  private func takeLine() {
    let end = piece.firstIndex(of: JSONBytes.lineFeed)
    line += piece[..<(end ?? piece.endIndex)]
    piece = end.map { piece[($0 + 1)...] } ?? []
    if isPassing || line.count > lineLimit {
      if !isPassing { rewriting.flush(into: &output) }
      output += line
      if end != nil { output.append(JSONBytes.lineFeed) }
      isPassing = end == nil
    } else if end != nil {
      rewriting.take(line[...], at: lineStart, into: &output)
    } else {
      return
    }
    line.removeAll(keepingCapacity: true)
    lineStart = storedPosition
  }

  private func finish() {
    if !line.isEmpty {
      rewriting.take(line[...], at: lineStart, into: &output)
      line.removeAll()
    }
    rewriting.flush(into: &output)
    isFinished = true
  }

  func checkpoint() -> DecoderCheckpoint? {
    guard given == output.count, !isPassing else { return nil }
    return DecoderCheckpoint(plain: position, stored: rewriting.heldFrom ?? lineStart)
  }
}

extension ArraySlice<UInt8> {
  /// Without white space at either end.
  var trimmed: ArraySlice<UInt8> {
    let start = drop(while: JSONBytes.isWhitespace)
    guard let last = start.lastIndex(where: { !JSONBytes.isWhitespace($0) }) else { return [] }
    return start[...last]
  }
}
