import CTransformerKernels
import Glibc
import Synchronization
import TestSupport
import Testing
@testable import Transformer

struct SequenceTreeTests {
  @Test func `every sequence is the tokens along its path, and long beginnings stand once`() {
    for seed in UInt64(1)...100 {
      var generator = SeededGenerator(seed: seed)
      let sequences = randomFamily(&generator)
      let tree = SequenceTree(sequences)
      for (index, path) in tree.paths.enumerated() {
        #expect(path.flatMap { tree.segments[$0].tokens } == sequences[index], "seed \(seed)")
        for (parent, child) in zip(path, path.dropFirst()) {
          #expect(tree.segments[child].parent == parent && parent < child, "seed \(seed)")
        }
        let misplaced = sequences[index].indices.filter { position in
          let place = tree.location(sequence: index, position: position)
          let tokens = tree.segments[place.segment].tokens
          return tokens[tokens.startIndex + place.offset] != sequences[index][position]
        }
        #expect(misplaced.isEmpty, "seed \(seed)")
      }
    }
  }

  @Test func `candidates of one question share its tokens`() {
    let prompt = [Int32](0..<300)
    let tree = SequenceTree((0..<16).map { prompt + [Int32](repeating: 1000 + $0, count: 50) })
    #expect(tree.tokenCount == 300 + 16 * 50)
    #expect(SequenceTree([prompt, prompt]).tokenCount == 300)
    #expect(SequenceTree([Array(prompt[..<20]), prompt]).tokenCount == 320)
  }

  private func randomFamily(_ generator: inout SeededGenerator) -> [[Int32]] {
    var sequences: [[Int32]] = []
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      let old = sequences.randomElement(using: &generator) ?? []
      let kept = Int.random(in: 0...old.count, using: &generator)
      let added = Int.random(in: 0...70, using: &generator)
      let tail = (0..<added).map { _ in Int32.random(in: 0..<2, using: &generator) }
      let sequence = Array(old[..<kept]) + tail
      sequences.append(sequence.isEmpty ? [0] : sequence)
    }
    return sequences
  }
}

struct RowBlocksTests {
  @Test func `blocks hold every row once and are as many as workers or more`() {
    for rows in stride(from: 0, to: 1200, by: 7) {
      for workers in 1...5 {
        let blocks = RowBlocks(rowCount: rows, workers: workers)
        let covered = (0..<blocks.count).flatMap { blocks[$0] }
        #expect(covered == Array(0..<rows))
        #expect(blocks.size <= RowBlocks.largest && blocks.size % RowBlocks.step == 0)
        if rows >= workers * RowBlocks.step * workers { #expect(blocks.count >= workers) }
      }
    }
  }
}

struct WorkerPoolTests {
  @Test(arguments: [1, 2, 5])
  func `every task runs once`(_ workers: Int) throws {
    let pool = WorkerPool(workers: workers)
    for count in [0, 1, 2, 100] {
      let runs = Mutex([Int](repeating: 0, count: count))
      try pool.exclusively { () throws(DecoderError) in
        try pool.forEach(count) { worker, task throws(DecoderError) in
          #expect((0..<workers).contains(worker))
          runs.withLock { $0[task] += 1 }
        }
      }
      #expect(runs.withLock { $0 } == [Int](repeating: 1, count: count))
    }
  }

  @Test func `every helper has a signal stack, so that a stack overflow on it can be handled`()
    throws
  {
    let workers = 4
    let pool = WorkerPool(workers: workers)
    let protected = Mutex<Set<Int>>([])
    let arrived = Atomic<Int>(0)
    try pool.exclusively { () throws(DecoderError) in
      try pool.forEach(workers) { worker, _ throws(DecoderError) in
        // Until all are here nobody takes a second task.
        arrived.wrappingAdd(1, ordering: .sequentiallyConsistent)
        while arrived.load(ordering: .sequentiallyConsistent) < workers { sched_yield() }
        var stack = stack_t()
        let isKnown =
          sigaltstack(nil, &stack) == 0 && stack.ss_flags & Int32(SS_DISABLE) == 0
        if isKnown { _ = protected.withLock { $0.insert(worker) } }
      }
    }
    #expect(protected.withLock { $0 }.isSuperset(of: 1..<workers))
  }

  @Test func `a failure ends the list and is thrown`() {
    let pool = WorkerPool(workers: 3)
    #expect(throws: DecoderError.emptySequence(4)) {
      try pool.forEach(1000) { _, task throws(DecoderError) in
        if task == 4 { throw .emptySequence(4) }
      }
    }
  }
}

struct RowKernelTests {
  @Test func `bytes are within half a step of what they stand for`() {
    var generator = SeededGenerator(seed: 3)
    for count in [1, 15, 16, 17, 100] {
      let row = (0..<count).map { _ in Float.random(in: -3...3, using: &generator) }
      var bytes = [Int8](repeating: 0, count: count)
      let scale = ctransformer_quantize(row, count, &bytes)
      for (byte, value) in zip(bytes, row) {
        let difference: Float = abs(Float(byte) * scale - value)
        #expect(difference <= 0.5001 * scale)
      }
      #expect(bytes.contains { abs($0) == 127 })
    }
    var bytes = [Int8](repeating: 1, count: 3)
    #expect(ctransformer_quantize([0, 0, 0], 3, &bytes) == 0 && bytes == [0, 0, 0])
    #expect(ctransformer_quantize([0, .nan, 0], 3, &bytes).isNaN)
    #expect(ctransformer_quantize([0, -.infinity, 0], 3, &bytes) == .infinity)
  }

  @Test func `auto is floats that the processor has, and int8 attends with the same`() throws {
    let (weights, activations) = try DecoderPrecision.auto.elements()
    #expect(weights == activations && weights != .signed8)
    #expect(try MatrixLibrary.shared().multiplies(weights))
    #expect(try DecoderPrecision.int8.elements(acceptsSlow: true).activations == activations)
  }

  @Test func `bfloat16 is the nearest, ties to even`() {
    let row: [Float] = [1, 1.00390625, 1.01171875, -1.00394, 3.4e38, .infinity, 0]
    let nearest: [Float] = [1, 1, 1.015625, -1.0078125, .infinity, .infinity, 0]
    var halves = [UInt16](repeating: 0, count: row.count)
    ctransformer_store_bfloat16(row, row.count, &halves)
    var back = [Float](repeating: 0, count: row.count)
    ctransformer_load_bfloat16(halves, row.count, &back)
    #expect(back == nearest)
  }

  @Test func `blocks of a softmax make the whole one`() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let scores = (0..<64).map { _ in Float.random(in: -30...30, using: &generator) }
      let first = Int.random(in: 0..<60, using: &generator)
      let last = Int.random(in: first + 1...64, using: &generator)
      let cut = 16 * Int.random(in: 0...4, using: &generator)
      var (maximum, sum): (Float, Float) = (-.infinity, 0)
      var weights = [Float](repeating: 9, count: 64)
      for (from, to) in [(0, cut), (cut, 64)] where to > from {
        let factor = weights.withUnsafeMutableBufferPointer { weights in
          scores.withUnsafeBufferPointer { scores in
            ctransformer_softmax_block(
              scores.baseAddress.map { $0 + from }, to - from, max(0, first - from),
              min(to, last) - from, 0.5, &maximum, &sum, weights.baseAddress.map { $0 + from }, 0)
          }
        }
        for index in 0..<from { weights[index] *= factor }
      }
      let limit = scores[first..<last].max() ?? 0
      let wanted = scores.indices.map { index -> Double in
        (first..<last).contains(index) ? exp(Double(scores[index] - limit) * 0.5) : 0
      }
      let total: Double = wanted.reduce(0, +)
      #expect(abs(Double(sum) - total) <= 1e-5 * total)
      for (got, want) in zip(weights, wanted) {
        let difference: Double = abs(Double(got) - want)
        #expect(difference <= 1e-5)
      }
    }
  }

  @Test func `a running log-sum-exp is that of the whole row`() {
    var generator = SeededGenerator(seed: 6)
    let row = (0..<100).map { _ in Float.random(in: -50...50, using: &generator) }
    var (maximum, sum): (Float, Float) = (-.infinity, 0)
    for part in [0..<30, 30..<31, 31..<100] {
      ctransformer_log_sum_exp(Array(row[part]), part.count, &maximum, &sum)
    }
    let wanted: Double = log(row.reduce(0.0) { $0 + exp(Double($1)) })
    let difference: Double = abs(Double(maximum + log(sum)) - wanted)
    #expect(difference <= 1e-5)
  }
}
