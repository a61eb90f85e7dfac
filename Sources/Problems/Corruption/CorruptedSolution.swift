/// A reference solution with an error put in, or as it was.
public struct CorruptedSolution: Equatable, Sendable {
  /// The steps without notes; the last one states the answer.
  public var steps: [String]
  /// The first wrong step, from 0; `nil` for the solution as it was.
  public var firstError: Int?
  /// What goes wrong there; `nil` exactly when ``firstError`` is.
  public var errorKind: ErrorKind?
  /// The answer that the steps give.
  public var answer: String
  /// The right answer.
  public var referenceAnswer: String

  /// Whether the answer is right; errors may heal.
  public var isAnswerRight: Bool { answer == referenceAnswer }
}

/// Puts errors into reference solutions that note their computations: `<<48/2=24>>`.
///
/// An error is carried on exactly: every later note that uses a wrong number is computed anew, and every
/// number of the prose that stands for a changed one follows. A solution whose numbers cannot be told
/// apart that surely (two quantities of the same value) is left as it is.
public struct SolutionCorruption: Sendable {
  private let solution: NotedSolution
  private let seed: UInt64
  private let place: Int

  /// Reads a solution from its lines; the same seed and place give the same errors.
  ///
  /// Fails where there are no notes, one of them is false or rounded, or no answer stands behind `####`.
  public init?(problem: String, steps: [String], seed: UInt64, place: Int) {
    guard let solution = NotedSolution(problem: problem, steps: steps) else { return nil }
    self.solution = solution
    self.seed = seed
    self.place = place
  }

  /// The solution as it was, without its notes.
  public var untouched: CorruptedSolution {
    CorruptedSolution(
      steps: solution.steps(answer: solution.answer), firstError: nil, errorKind: nil,
      answer: solution.answer.written(), referenceAnswer: solution.answer.written())
  }

  /// Different solutions with one error each, at most `count`; fewer where no more errors fit.
  ///
  /// - Parameter count: how many are wanted.
  /// - Returns: solutions that differ from one another and from the untouched one.
  public func corrupted(_ count: Int) -> [CorruptedSolution] {
    var chance = Chance(seed: seed, place: place)
    var found: [CorruptedSolution] = []
    var kinds: [ErrorKind] = []
    for turn in 0..<40 * max(count, 0) where found.count < count {
      let kind = chance.weighted(Self.frequencies)
      // Another kind for each, as far as there are some; those that always fit must not fill the rest.
      let isEasy = [.wrongFinalAnswer, .misreadQuestion, .healedSlip].contains(kind)
      if kinds.contains(kind), isEasy || turn % 40 < 12 { continue }
      guard let candidate = CorruptionAttempt(solution, kind, &chance)?.result(&chance),
        !found.contains(where: { $0.steps == candidate.steps })
      else { continue }
      found.append(candidate)
      kinds.append(kind)
    }
    return found
  }

  private static let frequencies: [(ErrorKind, Int)] = [
    (.slip, 26), (.misreadNumber, 16), (.wrongOperand, 14), (.wrongOperation, 12),
    (.droppedPremise, 9), (.swappedNumbers, 7), (.copiedWrongly, 7), (.misreadQuestion, 4),
    (.healedSlip, 3), (.wrongFinalAnswer, 2),
  ]
}
