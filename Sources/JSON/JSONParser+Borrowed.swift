import Synchronization

extension JSONParser {
  /// Runs `body` with a lenient parser that is reused by later callers, so that its buffers are not
  /// reallocated.
  ///
  /// Any thread may call it, also from within `body`: each call has a parser of its own. Nothing of
  /// the document may leave `body`.
  package static func withBorrowed<Result, Failure: Error>(
    _ body: (JSONParser) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let lent = idle.withLock { $0.popLast() } ?? LentParser()
    defer {
      idle.withLock { parsers in
        if parsers.count < keptParsers { parsers.append(lent) }
      }
    }
    return try body(lent.parser)
  }

  private static let keptParsers = 8
  private static let idle = Mutex<[LentParser]>([])
}

/// A parser that may move between threads; only the thread that took it from the list uses it.
private struct LentParser: @unchecked Sendable {
  let parser = JSONParser(.lenient)
}
