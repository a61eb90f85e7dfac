import Synchronization

/// Scratch memory for as many callers as there are at once; idle ones wait here.
final class ScratchPool: Sendable {
  private static let mostIdle = 8

  private let idle = Mutex<[EncodingScratch]>([])

  /// Runs `body` with scratch memory that nobody else uses meanwhile.
  func withScratch<Result, Failure: Error>(
    _ body: (EncodingScratch) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let scratch = idle.withLock { $0.popLast() } ?? EncodingScratch()
    defer {
      if !scratch.isLarge {
        idle.withLock { if $0.count < Self.mostIdle { $0.append(scratch) } }
      }
    }
    return try body(scratch)
  }
}
