import TestSupport
import Testing
@testable import Transformer

struct ColumnBlocksTests {
  @Test func `blocks hold every column once and are as many as workers or more`() {
    for columns in stride(from: 1, to: 20_000, by: 37) {
      for (step, workers) in [(64, 2), (64, 3), (192, 16), (128, 1)] {
        let ranges = ColumnBlocks.ranges(columns, step: step, workers: workers)
        #expect(ranges.first?.lowerBound == 0 && ranges.last?.upperBound == columns)
        #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        #expect(ranges.allSatisfy { !$0.isEmpty && $0.lowerBound % step == 0 })
        #expect(ranges.count >= min(workers, (columns + step - 1) / step))
      }
    }
  }

  /// A kernel may take no part of its weights; then rows are divided, and there is nothing to compare.
  @Test(arguments: [DecoderPrecision.f32, .bf16, .int8])
  func `workers that divide columns give what those that divide rows give`(
    _ precision: DecoderPrecision
  ) throws {
    for seed in UInt64(1)...8 {
      var generator = SeededGenerator(seed: seed)
      let keyHeads = Int.random(in: 1...3, using: &generator)
      let type = ["llama", "qwen2", "qwen3"].randomElement(using: &generator) ?? "llama"
      let fixture = try EngineFixture(
        modelType: type, hidden: 64 * Int.random(in: 1...4, using: &generator) + 8,
        inner: 64 * Int.random(in: 2...6, using: &generator),
        heads: keyHeads * Int.random(in: 1...3, using: &generator), keyHeads: keyHeads,
        head: [16, 48, 64].randomElement(using: &generator) ?? 16, generator: &generator)
      let workers = Int.random(in: 2...5, using: &generator)
      guard let engine = try engine(fixture, precision, workers) else { return }
      let batch = [fixture.tokens(1, &generator), fixture.tokens(530, &generator)]
      let positions = [[0], [0, 13, 200, 529]]
      engine.dividedRowLimit = 0
      let byRows = try engine.hiddenStates(batch: batch, positions: positions)
      engine.dividedRowLimit = .max
      let byColumns = try engine.hiddenStates(batch: batch, positions: positions)
      for (got, want) in zip(byColumns, byRows) {
        // Attention rounds alike in both; products add in another order only where blocks of rows differ.
        let limit: Float = precision == .f32 ? 1e-5 : 0.03
        #expect(largestDifference(got, want) <= limit, "seed \(seed), \(workers) workers, \(type)")
      }
    }
  }

  @Test func `a part of a packed matrix multiplies as its columns in the whole one`() throws {
    var generator = SeededGenerator(seed: 21)
    let (depth, columns, rows) = (72, 200, 16)
    let plain = (0..<columns * depth).map { _ in Float.random(in: -1...1, using: &generator) }
    let bias = (0..<columns).map { _ in Float.random(in: -1...1, using: &generator) }
    let source = (0..<rows * depth).map { _ in Float.random(in: -1...1, using: &generator) }
    var copy = plain
    let whole = try copy.withUnsafeMutableBytes {
      try PackedMatrix(
        #require($0.baseAddress), depth: depth, columns: columns, .float32, bias: bias)
    }
    guard let part = try PackedMatrix(64..<192, of: whole) else { return }
    let worker = try DecoderWorker()
    let product = try worker.output.reserve(floats: rows * 128)
    try worker.multiply(source, rows: rows, by: part, into: product)
    for row in 0..<rows {
      for column in 0..<128 {
        let wanted = (0..<depth).reduce(bias[64 + column]) {
          $0 + source[row * depth + $1] * plain[(64 + column) * depth + $1]
        }
        let difference: Float = abs(product[row * 128 + column] - wanted)
        #expect(difference <= 1e-4)
      }
    }
  }

  /// `nil` where the processor has no such numbers at all.
  private func engine(
    _ fixture: EngineFixture, _ precision: DecoderPrecision, _ workers: Int
  ) throws -> DecoderEngine? {
    do throws(DecoderError) {
      return try DecoderEngine(
        fixture.configuration, fixture.weights, in: fixture.tensors, precision: precision,
        pool: WorkerPool(workers: workers), acceptsSlow: true)
    } catch {
      guard case .precisionUnavailable = error else { throw error }
      return nil
    }
  }
}
