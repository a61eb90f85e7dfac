import Glibc

/// The floating-point type that this processor multiplies faster, measured once per run.
///
/// Having bfloat16 instructions does not decide it: with AMX they are eight times as fast as float32, on AMD
/// twice, on Intel without AMX half as fast.
enum FasterFloat {
  /// ``DecoderPrecision/Element/bfloat16`` or ``DecoderPrecision/Element/float32``.
  ///
  /// - Throws: ``DecoderError``: no oneDNN, or lack of memory.
  static func element() throws(DecoderError) -> DecoderPrecision.Element { try instance.get() }

  private static let instance = Result { () throws(DecoderError) in try measured() }

  /// A typical product that takes some milliseconds.
  private static let rows = RowBlocks.largest
  private static let depth = 512
  private static let columns = 512
  private static let rounds = 5
  /// float32 wins only below this share of bfloat16's time, since its weights take twice the memory.
  private static let requiredShare = 0.8

  private static func measured() throws(DecoderError) -> DecoderPrecision.Element {
    guard try MatrixLibrary.shared().multiplies(.bfloat16) else { return .float32 }
    MatrixLibrary.keepToOneThread()
    let worker = try DecoderWorker()
    let candidates: [DecoderPrecision.Element] = [.bfloat16, .float32]
    var best = [Double](repeating: .infinity, count: candidates.count)
    let operands = try candidates.map { element throws(DecoderError) in try Operands(element) }
    // Alternating, so that other load slows both alike; the first round compiles.
    for round in 0...rounds {
      for (index, operand) in operands.enumerated() {
        let time = try operand.multiply(worker)
        if round > 0 { best[index] = min(best[index], time) }
      }
    }
    return best[1] < requiredShare * best[0] ? .float32 : .bfloat16
  }

  /// Operands with values like activations, since processors are faster with zeros.
  private struct Operands {
    let source: AlignedBuffer
    let matrix: PackedMatrix
    let target: AlignedBuffer

    init(_ element: DecoderPrecision.Element) throws(DecoderError) {
      source = try Operands.numbers(rows * depth, element)
      let plain = try Operands.numbers(depth * columns, element)
      matrix = try PackedMatrix(plain.address, depth: depth, columns: columns, element)
      target = try AlignedBuffer(byteCount: 4 * rows * columns)
    }

    /// Processor time in seconds, unaffected by other load.
    func multiply(_ worker: DecoderWorker) throws(DecoderError) -> Double {
      let start = Operands.processorTime()
      try worker.multiply(source.address, rows: rows, by: matrix, into: target.address)
      return Operands.processorTime() - start
    }

    private static func numbers(
      _ count: Int, _ element: DecoderPrecision.Element
    ) throws(DecoderError) -> AlignedBuffer {
      let floats = (0..<count).map { Float(($0 &* 7919) % 2003) / 1001 - 1 }
      let buffer = try AlignedBuffer(byteCount: element.byteCount * count)
      _ = Elements.store(floats, count, as: element, at: buffer.address)
      return buffer
    }

    private static func processorTime() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
  }
}
