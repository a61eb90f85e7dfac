import Foundation
import Synchronization

extension Array where Element: Sendable {
  /// What `transform` makes of every element, in order, computed on every processor.
  ///
  /// Elements are taken in chunks, so that a cheap transform is not lost in taking turns.
  func parallelMap<Result: Sendable>(
    chunk: Int = 64, _ transform: @Sendable (Int, Element) -> Result
  ) -> [Result] {
    let chunks = (count + chunk - 1) / chunk
    guard chunks > 1 else { return enumerated().map { transform($0.offset, $0.element) } }
    let parts = Mutex([[Result]](repeating: [], count: chunks))
    DispatchQueue.concurrentPerform(iterations: chunks) { number in
      let range = number * chunk..<Swift.min((number + 1) * chunk, count)
      let part = range.map { transform($0, self[$0]) }
      parts.withLock { $0[number] = part }
    }
    return parts.withLock { $0.flatMap(\.self) }
  }
}
