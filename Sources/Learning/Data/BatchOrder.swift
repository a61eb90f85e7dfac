/// Which examples each step trains on, as a function of seed and step: a run that is resumed at a step
/// goes on as if it had never stopped.
///
/// In each epoch every example comes once. Examples are shuffled, sorted by length within stretches of
/// some batches, so that those of a batch are of like length, and the batches shuffled again.
package struct BatchOrder: Equatable, Sendable {
  private let lengths: [Int]
  private let batchSize: Int
  private let bucketBatches: Int
  private let seed: UInt64
  private var epoch = -1
  private var batches: [[Int]] = []

  /// `lengths` of each example, `batchSize` examples of a step, `bucketBatches` batches of a stretch that
  /// is sorted, 1 for no sorting.
  package init(lengths: [Int], batchSize: Int, bucketBatches: Int, seed: UInt64) {
    self.lengths = lengths
    self.batchSize = max(1, batchSize)
    self.bucketBatches = max(1, bucketBatches)
    self.seed = seed
  }

  /// Steps of an epoch.
  package var stepCount: Int { (lengths.count + batchSize - 1) / batchSize }

  /// The examples of a step, counted from 0 over all epochs.
  package mutating func batch(at step: Int) -> [Int] {
    guard stepCount > 0 else { return [] }
    let wanted = step / stepCount
    if wanted != epoch { (batches, epoch) = (ordered(wanted), wanted) }
    return batches[step % stepCount]
  }

  private func ordered(_ epoch: Int) -> [[Int]] {
    var random = RandomStream(seed: seed, stream: UInt64(epoch))
    var order = random.shuffled(Array(lengths.indices))
    if bucketBatches > 1 {
      let size = batchSize * bucketBatches
      for start in stride(from: 0, to: order.count, by: size) {
        let end = min(start + size, order.count)
        order[start..<end].sort { (lengths[$0], $0) < (lengths[$1], $1) }
      }
    }
    let batches = stride(from: 0, to: order.count, by: batchSize).map {
      Array(order[$0..<min($0 + batchSize, order.count)])
    }
    return bucketBatches > 1 ? random.shuffled(batches) : batches
  }
}
