/// Writes a family down: words, givens, computations, questions, each by name.
struct FamilyBuilder {
  private var slots: [StoryFamily.Slot] = []
  private var words: [String: Int] = [:]
  private var keys: [String: Int] = [:]
  private var quantities: [StoryFamily.Quantity] = []
  private var questions: [StoryFamily.Question] = []

  /// A family from what `write` says of it; once for each run of the program.
  static func family(
    _ name: String, _ summary: String, _ write: (inout FamilyBuilder) -> Void
  ) -> StoryFamily {
    var builder = FamilyBuilder()
    write(&builder)
    return StoryFamily(
      name: name, summary: summary, slots: builder.slots, quantities: builder.quantities,
      questions: builder.questions)
  }

  mutating func person(_ names: String...) {
    for name in names { slot(name, .people) }
  }

  /// Things to buy, pack or share.
  mutating func goods(_ names: String...) {
    for name in names { slot(name, .goods) }
  }

  /// A word from "one|many", or only "one" where there is no plural.
  mutating func word(_ name: String, _ choices: String...) {
    slot(
      name,
      .words(
        choices.map { choice in
          let parts = choice.split(separator: "|").map(String.init)
          return Word(one: parts[0], many: parts.count > 1 ? parts[1] : parts[0] + "s")
        }))
  }

  private mutating func slot(_ name: String, _ slot: StoryFamily.Slot) {
    words[name] = slots.count
    slots.append(slot)
  }

  /// Money in the currency of the story.
  var money: Unit { Unit(kind: .money, noun: .word(known("money", in: words))) }

  /// The story has money in it.
  mutating func currency() { slot("money", .currency) }

  func count(of name: String) -> Unit { Unit(kind: .count, noun: .word(known(name, in: words))) }

  mutating func given(
    _ name: String, _ domain: Domain, large: Domain? = nil, _ unit: Unit, _ fact: String = ""
  ) {
    add(name) { builder in
      .given(
        StoryFamily.Given(
          domain: domain, large: large ?? domain, unit: unit,
          fact: fact.isEmpty ? nil : builder.template(fact), confusions: []))
    }
    if large != nil { grown.insert(quantities.count - 1) }
  }

  mutating func given(
    _ name: String, _ range: ClosedRange<Int>, by step: Int = 1, large: ClosedRange<Int>? = nil,
    largeBy: Int? = nil, over denominator: Int = 1, _ unit: Unit, _ fact: String = ""
  ) {
    func domain(_ range: ClosedRange<Int>, _ step: Int) -> Domain {
      .range(
        lower: range.lowerBound, upper: range.upperBound, step: step, denominator: denominator)
    }
    given(
      name, domain(range, step), large: large.map { domain($0, largeBy ?? step) }, unit, fact)
  }

  mutating func given(_ name: String, oneOf values: [Int], _ unit: Unit, _ fact: String = "") {
    given(name, .oneOf(values.map { Fraction($0) }), unit, fact)
  }

  mutating func given(_ name: String, parts: [(Int, Int)], _ unit: Unit, _ fact: String = "") {
    given(name, .oneOf(parts.compactMap { Fraction($0.0, $0.1) }), unit, fact)
  }

  /// What everyone knows, and what it is confused with.
  mutating func constant(_ name: String, _ value: Int, _ unit: Unit, confused: Int...) {
    add(name) { _ in
      let domain = Domain.oneOf([Fraction(value)])
      return .given(
        StoryFamily.Given(
          domain: domain, large: domain, unit: unit, fact: nil,
          confusions: confused.map { Fraction($0) }))
    }
  }

  /// The places of earlier quantities, for domains.
  func places(_ names: String) -> [Int] {
    names.split(separator: " ").map { known(String($0), in: keys) }
  }

  mutating func compute(
    _ name: String, _ operation: Operation, _ operands: String, _ unit: Unit, _ what: String,
    _ sentences: String...
  ) {
    add(name) { builder in
      .computed(
        StoryFamily.Node(
          operation: operation, operands: builder.places(operands), unit: unit,
          what: builder.template(what), sentences: sentences.map(builder.template)))
    }
  }

  /// A question: its quantity, wordings of the whole problem, and the sentence with `<answer>`.
  mutating func ask(_ name: String, _ texts: [String], answer: String) {
    let target = known(name, in: keys)
    var needed: Set<Int> = [target]
    for key in stride(from: target, through: 0, by: -1) where needed.contains(key) {
      if case .computed(let node) = quantities[key] { needed.formUnion(node.operands) }
    }
    let templates = texts.map(template)
    for text in templates { needed.formUnion(text.named) }
    let stated = needed
    for key in stride(from: quantities.count - 1, through: 0, by: -1) where needed.contains(key) {
      if case .given(let given) = quantities[key] {
        needed.formUnion(given.domain.sources + given.large.sources)
      }
    }
    let order = needed.sorted()
    let givens = order.filter { if case .given = quantities[$0] { true } else { false } }
    questions.append(
      StoryFamily.Question(
        target: target, nodes: order.filter { !givens.contains($0) }, drawn: givens,
        givens: givens.filter(stated.contains),
        texts: templates, conclusion: template(answer),
        grows: !grown.isDisjoint(with: needed)))
  }

  private var grown: Set<Int> = []

  private mutating func add(
    _ name: String, _ quantity: (FamilyBuilder) -> StoryFamily.Quantity
  ) {
    precondition(keys[name] == nil, "two quantities are called \(name)")
    keys[name] = quantities.count  // its own words may name it
    quantities.append(quantity(self))
  }

  private func template(_ text: String) -> Template {
    Template(text, quantities: keys, words: words)
  }

  private func known(_ name: String, in table: [String: Int]) -> Int {
    guard let place = table[name] else { preconditionFailure("nothing is called \(name)") }
    return place
  }
}
