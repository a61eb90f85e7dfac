/// Generates problems with solutions whose first wrong step is known exactly.
///
/// Everything about a question follows from the options and its place, so that questions may be made in
/// any order, on any number of threads, and come out the same on every machine.
public struct ProblemGenerator: Sendable {
  /// What to generate.
  public struct Options: Equatable, Sendable {
    /// Another seed gives another set.
    public var seed: UInt64
    /// Difficulties within 1...``Difficulty/highest``.
    public var difficulty: ClosedRange<Int>
    /// Names of families; empty for all.
    public var families: [String]
    /// How many of a thousand solutions have a wrong step.
    public var wrongPerMille: Int
    /// Solutions for each problem, at least 1.
    public var candidates: Int

    /// The defaults of the command.
    public init(
      seed: UInt64 = 1, difficulty: ClosedRange<Int> = 1...Difficulty.highest,
      families: [String] = [], wrongPerMille: Int = 500, candidates: Int = 4
    ) {
      self.seed = seed
      self.difficulty = difficulty
      self.families = families
      self.wrongPerMille = wrongPerMille
      self.candidates = candidates
    }
  }

  /// What was asked for.
  public let options: Options
  private let families: [ProblemFamily]

  /// - Throws: ``ProblemGenerationError`` for a name or number that makes no sense.
  public init(_ options: Options) throws(ProblemGenerationError) {
    self.options = options
    guard (1...1000).contains(options.candidates) else {
      throw .candidates(options.candidates)
    }
    guard (0...1000).contains(options.wrongPerMille) else { throw .wrongShare }
    guard options.difficulty.lowerBound >= 1, options.difficulty.upperBound <= Difficulty.highest
    else { throw .difficulty(options.difficulty) }
    var chosen: [ProblemFamily] = []
    for name in options.families {
      guard let family = ProblemFamily.all.first(where: { $0.name == name }) else {
        throw .unknownFamily(name)
      }
      chosen.append(family)
    }
    families = (chosen.isEmpty ? ProblemFamily.all : chosen).filter { family in
      family.difficulties.contains(where: options.difficulty.contains)
    }
    guard !families.isEmpty else { throw .noSuchDifficulty(options.difficulty) }
  }

  /// The question at a place of the set, counted from 0.
  ///
  /// - Parameters:
  ///   - place: where in the set.
  ///   - attempt: another one gives another question for the same place, should its problem occur
  ///     already.
  /// - Returns: its solutions, as many as there are to be.
  public func question(at place: Int, attempt: Int = 0) -> [GeneratedTrajectory] {
    for turn in 0... {
      let attempt = attempt + turn * 1_000_003
      var chance = Chance(seed: options.seed, place: place, attempt: attempt)
      let family = family(at: place, attempt: attempt)
      let levels = family.difficulties.filter(options.difficulty.contains)
      let level = chance.choice(levels)
      // Where a short problem has not so many different solutions, some of them are repeated.
      let unique = turn < Self.patience
      let found: [GeneratedTrajectory]?
      switch family.content {
      case .story(let story): found = solutions(place, story, level, unique, &chance)
      case .trace(let trace): found = solutions(place, trace, level, unique, &chance)
      }
      if let found { return found }
    }
    return []
  }

  private static let patience = 30

  /// Families take turns in an order that changes from round to round.
  private func family(at place: Int, attempt: Int) -> ProblemFamily {
    let round = place / families.count
    var chance = Chance(seed: options.seed ^ 0xFA, place: round)
    let order = chance.shuffled(Array(families.indices))
    return families[order[(place + attempt / 1_000_003) % families.count]]
  }

  /// Which candidates are wrong: as many as asked for on average, and at least one of each sort where
  /// there is room for both.
  private func plan(_ chance: inout Chance) -> [Bool] {
    let count = options.candidates
    let (whole, rest) = (count * options.wrongPerMille / 1000, count * options.wrongPerMille % 1000)
    var wrong = whole + (chance.below(1000) < rest ? 1 : 0)
    if count > 1, options.wrongPerMille > 0, options.wrongPerMille < 1000 {
      let spread = wrong > 1 && wrong < count - 1 && chance.percent(40)
      if spread { wrong += chance.percent(50) ? 1 : -1 }
      wrong = min(max(wrong, 1), count - 1)
    }
    return chance.shuffled((0..<count).map { $0 < wrong })
  }
}

// Stories

extension ProblemGenerator {
  private func solutions(
    _ place: Int, _ family: StoryFamily, _ level: Int, _ unique: Bool, _ chance: inout Chance
  ) -> [GeneratedTrajectory]? {
    let choices = family.questions.flatMap { question in
      [false, true].filter { large in
        (!large || question.grows) && question.level(large: large) == level
      }.map { (question, $0) }
    }
    guard !choices.isEmpty else { return nil }
    let (question, large) = chance.choice(choices)
    guard let story = Story(family, question, large: large, &chance) else { return nil }
    let drawing = MistakeDrawing(story: story)
    var phrase = Phrase(family: family, words: story.words, values: story.truth)
    phrase.thousands = false
    let reference = phrase.quantity((family.unit(question.target), story.truth[question.target]))
    var found: [GeneratedTrajectory] = []
    var kinds: [ErrorKind] = []
    var voices: [Voice] = []
    for (candidate, wrong) in plan(&chance).enumerated() {
      if voices.isEmpty { voices = chance.shuffled(Voice.all) }
      let voice = voices.removeLast()
      var made: GeneratedTrajectory?
      for _ in 0..<40 where made == nil {
        guard
          let solution = wrong
            ? drawing.wrongSolution(avoiding: kinds, &chance) : drawing.rightSolution(&chance)
        else { return nil }
        let (steps, firstError) = SolutionWriter.write(story, solution, voice, &chance)
        guard steps.count > 1, !unique || !found.contains(where: { $0.steps == steps }) else {
          continue
        }
        if let kind = solution.kind { kinds.append(kind) }
        made = GeneratedTrajectory(
          question: place, candidate: candidate, problem: story.problem, steps: steps,
          firstError: firstError, errorKind: solution.kind, carriesErrorOn: solution.carriesOn,
          answer: phrase.quantity((family.unit(question.target), solution.answer)),
          referenceAnswer: reference, family: family.name, difficulty: story.level,
          style: voice.name.rawValue)
      }
      guard let made else { return nil }
      found.append(made)
    }
    return found
  }
}

// Traces

extension ProblemGenerator {
  private func solutions(
    _ place: Int, _ family: any TraceFamily, _ level: Int, _ unique: Bool,
    _ chance: inout Chance
  ) -> [GeneratedTrajectory]? {
    let problem = family.problem(level, &chance)
    var found: [GeneratedTrajectory] = []
    for (candidate, wrong) in plan(&chance).enumerated() {
      var made: GeneratedTrajectory?
      for _ in 0..<200 where made == nil {
        guard let trace = problem.trace(wrong: wrong, &chance), trace.steps.count > 1,
          !unique || !found.contains(where: { $0.steps == trace.steps })
        else { continue }
        made = GeneratedTrajectory(
          question: place, candidate: candidate, problem: problem.text, steps: trace.steps,
          firstError: trace.firstError, errorKind: trace.kind, carriesErrorOn: trace.carriesOn,
          answer: trace.answer, referenceAnswer: problem.answer, family: family.name,
          difficulty: level, style: trace.style)
      }
      guard let made else { return nil }
      found.append(made)
    }
    return found
  }
}

/// Why a set cannot be generated.
public enum ProblemGenerationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No family has this name.
  case unknownFamily(String)
  /// Outside of 1...``Difficulty/highest``.
  case difficulty(ClosedRange<Int>)
  /// None of the families chosen has problems of these difficulties.
  case noSuchDifficulty(ClosedRange<Int>)
  /// Outside of 1...1000.
  case candidates(Int)
  /// Outside of 0...1.
  case wrongShare

  /// What is wrong, and what would be right.
  public var description: String {
    switch self {
    case .unknownFamily(let name):
      "There is no family '\(name)'. 'misstep generate --list-families' shows their names."
    case .difficulty(let range):
      "Difficulty \(range.lowerBound)..\(range.upperBound) is outside of 1..\(Difficulty.highest)."
    case .noSuchDifficulty(let range):
      "None of these families has problems of difficulty \(range.lowerBound)..\(range.upperBound). "
        + "'misstep generate --list-families' shows what each has."
    case .candidates(let count):
      "\(count) candidates for a problem: at least 1 and at most 1000 are possible."
    case .wrongShare: "The share of wrong solutions must lie between 0 and 1."
    }
  }
}
