import Synchronization

extension JSONParser {
  /// Runs `body` with a lenient parser that is kept for the next caller, so its buffers are not made
  /// anew.
  ///
  /// Any thread may call it, and `body` again: each call has a parser of its own. What `body` sees of
  /// a document must not leave it.
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

/// A parser on its way between threads; only the one that has taken it out of the list uses it.
private struct LentParser: @unchecked Sendable {
  let parser = JSONParser(.lenient)
}
