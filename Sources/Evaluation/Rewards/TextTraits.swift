import Trajectories

/// What a solution looks like, whatever it says: things a reward should not follow.
public struct TextTraits: Equatable, Sendable {
  /// T.
  public var steps: Int
  /// Runs of letters, digits and apostrophes.
  public var words: Int
  /// Share of runs of four words that occurred earlier in the solution, in 0...1; 0 if it is shorter.
  public var repetition: Double
  /// How often the writer doubts, checks or starts anew: see ``reflections``.
  public var reflections: Int

  /// Phrases that count as self-reflection, in any case.
  public static let reflections = [
    "wait", "hmm", "alternatively", "actually", "on second thought", "let me check",
    "let me verify", "let me double", "let me reconsider", "let me rethink", "let's check",
    "let's verify", "let's double", "double check", "recheck", "re check", "reconsider",
    "re evaluate", "reevaluate", "rethink", "i made a mistake", "that's not right",
  ]

  private static let phrases = reflections.map { $0.split(separator: " ").map(String.init) }
  private static let beginnings = Set(phrases.compactMap(\.first))

  /// Reads all steps as one text.
  public init(_ trajectory: borrowing Trajectory) { self.init(steps: trajectory.steps) }

  /// Reads all steps as one text.
  public init(steps: [String]) {
    let words = steps.flatMap { Self.words(of: $0) }
    self.steps = steps.count
    self.words = words.count
    repetition = Self.repetition(of: words)
    reflections = words.indices.reduce(0) { $0 + (Self.isReflection(words, at: $1) ? 1 : 0) }
  }

  /// Traits that are known already.
  public init(steps: Int, words: Int, repetition: Double, reflections: Int) {
    self.steps = steps
    self.words = words
    self.repetition = repetition
    self.reflections = reflections
  }

  private static func words(of text: String) -> [String] {
    let plain = text.lowercased().replacing("’", with: "'")
    return plain.split { !($0.isLetter || $0.isNumber || $0 == "'") }.map(String.init)
  }

  /// Longer phrases that begin with a shorter one count once.
  private static func isReflection(_ words: [String], at place: Int) -> Bool {
    guard beginnings.contains(words[place]) else { return false }
    return phrases.contains { words[place...].starts(with: $0) }
  }

  private static func repetition(of words: [String]) -> Double {
    let runs = words.count - 3
    guard runs > 0 else { return 0 }
    var numbers: [String: Int32] = [:]
    let codes = words.map { word in
      let code = numbers[word] ?? Int32(numbers.count)
      numbers[word] = code
      return code
    }
    var seen: Set<SIMD4<Int32>> = []
    for start in 0..<runs {
      seen.insert(SIMD4(codes[start], codes[start + 1], codes[start + 2], codes[start + 3]))
    }
    return Double(runs - seen.count) / Double(runs)
  }
}
