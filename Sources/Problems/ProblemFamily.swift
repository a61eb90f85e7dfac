/// A kind of problem that can be generated.
public struct ProblemFamily: Sendable {
  /// What `--families` takes.
  public var name: String
  /// One line for people.
  public var summary: String
  /// The difficulties that it has, in order.
  public var difficulties: [Int]

  let content: Content

  enum Content: Sendable {
    case story(StoryFamily)
    case trace(any TraceFamily)
  }

  init(_ family: StoryFamily) {
    name = family.name
    summary = family.summary
    var levels: Set<Int> = []
    for question in family.questions {
      levels.insert(question.level(large: false))
      if question.grows { levels.insert(question.level(large: true)) }
    }
    difficulties = levels.sorted()
    content = .story(family)
  }

  init(_ family: any TraceFamily) {
    name = family.name
    summary = family.summary
    difficulties = family.difficulties
    content = .trace(family)
  }

  /// Every family, in the order in which they are listed.
  public static let all: [ProblemFamily] =
    (MoneyFamilies.all + GroupFamilies.all + MeasureFamilies.all + TimeFamilies.all
    + MathematicsFamilies.all + NumberFamilies.all).map { ProblemFamily($0) }
    + TraceFamilies.all.map { ProblemFamily($0) }
}

/// A kind of problem whose number of steps depends on its numbers, such as sorting.
protocol TraceFamily: Sendable {
  var name: String { get }
  var summary: String { get }
  var difficulties: [Int] { get }

  /// A problem of a difficulty that the family has.
  func problem(_ difficulty: Int, _ chance: inout Chance) -> any TraceProblem
}

/// A problem whose solutions are traces of a procedure.
protocol TraceProblem: Sendable {
  var text: String { get }
  var answer: String { get }

  /// A solution; with a mistake if wanted, `nil` where the mistake drawn does not show.
  func trace(wrong: Bool, _ chance: inout Chance) -> Trace?
}

/// The steps of a procedure in words.
struct Trace: Sendable {
  var steps: [String]
  var firstError: Int?
  var kind: ErrorKind?
  var carriesOn = false
  var answer: String
  var style: String
}
