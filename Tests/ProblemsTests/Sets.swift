@testable import Problems

/// Sets that the tests of this target look at.
enum Sets {
  /// Every family in turn, several times.
  static let seeds: [UInt64] = [1, 20_261_130]

  static func generator(
    _ seed: UInt64 = 1, families: [String] = [], difficulty: ClosedRange<Int> = 1...6,
    wrong: Int = 500, candidates: Int = 4
  ) throws -> ProblemGenerator {
    try ProblemGenerator(
      ProblemGenerator.Options(
        seed: seed, difficulty: difficulty, families: families, wrongPerMille: wrong,
        candidates: candidates))
  }

  /// `rounds` questions of every family.
  static func trajectories(_ seed: UInt64, rounds: Int) throws -> [GeneratedTrajectory] {
    let generator = try generator(seed)
    return (0..<rounds * ProblemFamily.all.count).flatMap { generator.question(at: $0) }
  }

  static let stories: [StoryFamily] = ProblemFamily.all.compactMap {
    if case .story(let family) = $0.content { family } else { nil }
  }
}
