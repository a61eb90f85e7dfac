/// One problem: a family's question with words and numbers.
struct Story: Sendable {
  let family: StoryFamily
  let question: StoryFamily.Question
  let words: [Word]
  /// The value of every quantity that the question needs, by key; 0 for the others.
  let truth: [Fraction]
  let level: Int
  let problem: String

  /// Draws words and numbers until a reader would accept them all; `nil` after many tries.
  init?(
    _ family: StoryFamily, _ question: StoryFamily.Question, large: Bool, _ chance: inout Chance
  ) {
    self.family = family
    self.question = question
    level = question.level(large: large)
    var found: [Fraction]?
    for _ in 0..<Self.tries where found == nil {
      found = Self.values(family, question, large: large, &chance)
    }
    guard let found else { return nil }
    truth = found
    words = Self.words(family, &chance)
    problem = Phrase(family: family, words: words, values: found).text(
      chance.choice(question.texts))
  }

  /// The first computation that uses a quantity.
  func firstUse(of key: Int) -> Int? {
    question.nodes.first { family.node($0)?.operands.contains(key) ?? false }
  }

  private static let tries = 3_000

  private static func values(
    _ family: StoryFamily, _ question: StoryFamily.Question, large: Bool, _ chance: inout Chance
  ) -> [Fraction]? {
    var values = [Fraction](repeating: .zero, count: family.quantities.count)
    for key in question.drawn {
      guard let given = family.given(key),
        let value = (large ? given.large : given.domain).draw(&chance, values),
        given.unit.accepts(value)
      else { return nil }
      values[key] = value
    }
    guard statesEachOnce(family, question, values),
      evaluate(family, question, &values)
    else { return nil }
    return values
  }

  /// Whether every number can be traced to its place in the problem.
  private static func statesEachOnce(
    _ family: StoryFamily, _ question: StoryFamily.Question, _ values: [Fraction]
  ) -> Bool {
    let stated = question.givens.filter { family.given($0)?.isConstant == false }
    for (place, key) in stated.enumerated() {
      for other in stated.dropFirst(place + 1) where values[key] == values[other] {
        return false
      }
    }
    return true
  }

  private static func evaluate(
    _ family: StoryFamily, _ question: StoryFamily.Question, _ values: inout [Fraction]
  ) -> Bool {
    for key in question.nodes {
      guard let node = family.node(key) else { return false }
      guard let value = node.operation.result(node.operands.map { values[$0] }),
        node.unit.accepts(value)
      else { return false }
      values[key] = value
    }
    return true
  }

  private static func words(_ family: StoryFamily, _ chance: inout Chance) -> [Word] {
    let people = Vocabulary.people(&chance, 4)
    let goods = chance.shuffled(Vocabulary.goods)
    var (nextPerson, nextGood) = (0, 0)
    return family.slots.map { slot in
      switch slot {
      case .people:
        nextPerson += 1
        return people[nextPerson - 1]
      case .goods:
        nextGood += 1
        return goods[nextGood - 1]
      case .currency: return Vocabulary.currency(&chance)
      case .words(let words): return chance.choice(words)
      }
    }
  }
}
