import Testing

@testable import Problems

/// Whole sets: repeatable, varied, and as asked for.
@Suite struct `Generated sets` {
  /// FNV-1a over everything that a set says.
  private static func digest(_ trajectories: [GeneratedTrajectory]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for trajectory in trajectories {
      let words =
        [trajectory.problem, trajectory.answer, trajectory.referenceAnswer, trajectory.family]
        + [
          trajectory.style, "\(trajectory.firstError ?? -1)", trajectory.errorKind?.rawValue ?? "",
        ]
        + trajectory.steps
      for byte in words.joined(separator: "\u{1F}").utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      }
    }
    return hash
  }

  @Test func `the same seed gives the same text, on any machine`() throws {
    let first = try Sets.trajectories(7, rounds: 2)
    #expect(try Sets.trajectories(7, rounds: 2) == first)
    #expect(try Sets.trajectories(8, rounds: 2) != first)
    // A change of wording, names or chance changes this number; nothing else may.
    #expect(Self.digest(first) == 8_493_293_798_353_017_191, "digest \(Self.digest(first))")
  }

  @Test func `questions do not depend on those before them`() throws {
    let generator = try Sets.generator(11)
    let backwards = (0..<60).reversed().map { generator.question(at: $0) }
    #expect(Array(backwards.reversed()) == (0..<60).map { generator.question(at: $0) })
  }

  @Test func `candidates of a problem share its text and differ in their steps`() throws {
    for candidates in [2, 12] {
      let generator = try Sets.generator(2, candidates: candidates)
      for place in 0..<ProblemFamily.all.count {
        let question = generator.question(at: place)
        #expect(question.count == candidates)
        #expect(Set(question.map(\.problem)).count == 1)
        #expect(Set(question.map(\.steps)).count == candidates, "\(question[0].family)")
        #expect(question.contains { $0.firstError == nil })
        #expect(question.contains { $0.firstError != nil })
      }
    }
  }

  @Test(arguments: [0, 250, 500, 800, 1000])
  func `the share of wrong solutions is what was asked for`(perMille: Int) throws {
    let generator = try Sets.generator(3, wrong: perMille, candidates: 8)
    let all = (0..<150).flatMap { generator.question(at: $0) }
    let wrong = all.count { $0.firstError != nil }
    let share = Double(wrong) / Double(all.count)
    #expect(abs(share - Double(perMille) / 1000) < 0.03, "\(share)")
  }

  @Test func `families, kinds, places and outcomes are spread`() throws {
    let all = try Sets.trajectories(4, rounds: 14)
    let families = Dictionary(grouping: all, by: \.family).mapValues(\.count)
    #expect(families.count == ProblemFamily.all.count && families.count >= 24)
    #expect(families.values.allSatisfy { $0 >= 14 })
    let wrong = all.filter { $0.firstError != nil }
    let kinds = Dictionary(grouping: wrong, by: \.errorKind).mapValues(\.count)
    print(kinds.map { "\($0.key?.rawValue ?? "") \($0.value)" }.sorted().joined(separator: ", "))
    for kind in ErrorKind.allCases {
      #expect(kinds[kind, default: 0] > wrong.count / 250, "\(kind.rawValue) is too rare")
    }
    let places = Dictionary(grouping: wrong) { $0.firstError ?? 0 }.mapValues(\.count)
    print("z: \(places.sorted { $0.key < $1.key })")
    #expect(places.values.allSatisfy { $0 < wrong.count / 2 })
    #expect(places.count >= 6)
    // The place of the error must not be told by the length of the solution alone.
    let relative = Dictionary(grouping: wrong) { 4 * ($0.firstError ?? 0) / $0.steps.count }
    #expect((0..<4).allSatisfy { (relative[$0]?.count ?? 0) > wrong.count / 12 })
    let rightAnswers = wrong.count { $0.isAnswerRight }
    #expect(rightAnswers > wrong.count / 40 && rightAnswers < wrong.count / 5)
  }

  @Test func `difficulty is what was asked for, and grows`() throws {
    var steps: [Double] = []
    for level in 1...Difficulty.highest {
      let generator = try Sets.generator(5, difficulty: level...level)
      let all = (0..<80).flatMap { generator.question(at: $0) }
      #expect(all.allSatisfy { $0.difficulty == level })
      steps.append(Double(all.reduce(0) { $0 + $1.steps.count }) / Double(all.count))
    }
    print("steps by difficulty: \(steps)")
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func `what makes no sense is refused in words`() throws {
    #expect(throws: ProblemGenerationError.unknownFamily("cats")) {
      try Sets.generator(families: ["cats"])
    }
    #expect(throws: ProblemGenerationError.difficulty(0...3)) {
      try Sets.generator(difficulty: 0...3)
    }
    #expect(throws: ProblemGenerationError.noSuchDifficulty(6...6)) {
      try Sets.generator(families: ["map-scale"], difficulty: 6...6)
    }
    #expect(throws: ProblemGenerationError.candidates(0)) { try Sets.generator(candidates: 0) }
    #expect(throws: ProblemGenerationError.wrongShare) { try Sets.generator(wrong: 1001) }
  }
}
