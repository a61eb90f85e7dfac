/// Which tokens of a response belong to which of its steps.
public struct StepSpans: Equatable, Sendable {
  /// One past each step's last token, ascending, shape (T); the last is the number of tokens.
  public let ends: [Int]
  /// Tokens that only separate steps; their advantage is 0 in PURE's form.
  public let separators: Set<Int>

  /// Steps that end there; ends that go back, or beyond the response, are moved to what is possible.
  ///
  /// - Parameters:
  ///   - ends: one past each step's last token.
  ///   - tokenCount: of the response; the last step reaches to its end.
  ///   - separators: places of tokens.
  public init(ends: [Int], tokenCount: Int, separators: Set<Int> = []) {
    var least = 0
    var kept = ends.map { end in
      least = min(tokenCount, max(least, end))
      return least
    }
    if !kept.isEmpty { kept[kept.count - 1] = tokenCount }
    (self.ends, self.separators) = (kept, separators)
  }

  /// T.
  public var stepCount: Int { ends.count }
  /// Tokens of all steps.
  public var tokenCount: Int { ends.last ?? 0 }

  /// The tokens of a step.
  public func tokens(of step: Int) -> Range<Int> { (step > 0 ? ends[step - 1] : 0)..<ends[step] }

  /// Numbers of steps as numbers of all of their tokens; shape (tokens).
  public func spread(_ values: [Double]) -> [Double] {
    zip(ends.indices, values).flatMap { step, value in
      [Double](repeating: value, count: tokens(of: step).count)
    }
  }
}
