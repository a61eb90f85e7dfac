/// Writes one solution of a story in one voice.
struct SolutionWriter {
  let story: Story
  let voice: Voice
  private var headings = 0
  private let phrase: Phrase
  private let equations: EquationWriter

  /// The texts of the steps, and the step, from 0, that holds the first wrong event.
  static func write(
    _ story: Story, _ solution: Solution, _ voice: Voice, _ chance: inout Chance
  ) -> (steps: [String], firstError: Int?) {
    var writer = SolutionWriter(story, voice)
    return writer.steps(solution, &chance)
  }

  private init(_ story: Story, _ voice: Voice) {
    self.story = story
    self.voice = voice
    var phrase = Phrase(family: story.family, words: story.words, values: story.truth)
    phrase.thousands = voice.thousands
    phrase.escapesDollars = voice.mathematics == .dollar
    self.phrase = phrase
    equations = EquationWriter(voice: voice, phrase: phrase)
  }

  private mutating func steps(
    _ solution: Solution, _ chance: inout Chance
  ) -> (steps: [String], firstError: Int?) {
    var steps: [String] = []
    var firstError: Int?
    if chance.percent(40), solution.events[0].kind != .facts { steps.append(opening(&chance)) }
    let total = solution.events.count { $0.kind == .computation }
    var computed = 0
    for (place, event) in solution.events.enumerated() {
      if event.kind == .computation { computed += 1 }
      let text = text(event, computed, total, &chance)
      if computed > 1, steps.count > 2, joins(event.kind, &chance) {
        steps[steps.count - 1] = Self.joined(steps[steps.count - 1], text)
      } else {
        steps.append(Self.trimmed(text))
      }
      if place == solution.firstWrong { firstError = steps.count - 1 }
    }
    if voice.name == .numbered {
      for place in steps.indices { steps[place] = "Step \(place + 1): " + steps[place] }
    }
    return (steps, firstError)
  }

  private func joins(_ kind: Event.Kind, _ chance: inout Chance) -> Bool {
    guard voice.name != .bold else { return false }
    return switch kind {
    case .computation: chance.percent(12)
    case .answer: chance.percent(25)
    case .reminder: chance.percent(30)
    case .check: chance.percent(20)
    case .facts: false
    }
  }

  private mutating func text(
    _ event: Event, _ computed: Int, _ total: Int, _ chance: inout Chance
  ) -> String {
    switch event.kind {
    case .facts: return facts(event, &chance)
    case .computation:
      let place: Sentences.Place = computed == 1 ? .first : computed == total ? .last : .next
      return computation(event, place, &chance)
    case .reminder:
      return filled(chance.choice(Sentences.reminder), event, &chance)
    case .check: return check(event, &chance)
    case .answer: return answer(event, &chance)
    }
  }

  // Computations

  private mutating func computation(
    _ event: Event, _ place: Sentences.Place, _ chance: inout Chance
  ) -> String {
    guard let node = story.family.node(event.key) else { return "" }
    if let own = ownSentence(event, node, &chance) { return headed(own, event, &chance) }
    let reasons = reasons(event, node)
    let wantsReason =
      !reasons.isEmpty && chance.percent(event.isReasoned ? 70 : 40)
    let isWorded = event.operation.isWorded
    let patterns =
      event.operation == .remainder
      ? Sentences.remainder
      : isWorded ? Sentences.worded : Sentences.computation(voice.name, place)
    let fitting = patterns.filter { $0.needsReason == wantsReason }
    let pattern = chance.choice(fitting.isEmpty ? patterns.filter { !$0.needsReason } : fitting)
    let text = filled(pattern, event, reason: listed(reasons), &chance)
    return headed(text, event, &chance)
  }

  /// A sentence that the story has for this very computation.
  private func ownSentence(
    _ event: Event, _ node: StoryFamily.Node, _ chance: inout Chance
  ) -> String? {
    let fitting = node.sentences.filter { sentence in
      let hasEquation = sentence.pieces.contains {
        if case .equation = $0 { true } else { false }
      }
      return hasEquation ? !event.operation.isWorded : !event.isReworked
    }
    guard !fitting.isEmpty, chance.percent(55) else { return nil }
    var phrase = phrase
    phrase.values = event.seen
    phrase.operands = event.operands
    phrase.result = (node.unit, event.result)
    phrase.opens = voice.opens
    phrase.closes = voice.closes
    let mathematics = equations.equation(event, unit: node.unit, &chance)
    phrase.equation = equations.wrapped(mathematics, inSentence: true)
    if voice.units == .none, node.unit.kind != .money {
      // Inside of a sentence a bare number would be the only one.
      let noun = phrase.noun(node.unit, of: event.result)
      if !noun.isEmpty { phrase.equation += " " + noun }
    }
    return phrase.text(chance.choice(fitting))
  }

  private mutating func headed(
    _ text: String, _ event: Event, _ chance: inout Chance
  ) -> String {
    guard voice.name == .bold else { return text }
    headings += 1
    let verb = chance.choice(["Find ", "Calculate ", "Determine ", "Work out "])
    return "**Step \(headings): \(verb)\(what(event))**\n\(text)"
  }

  /// What the problem says of the given numbers that a computation needs.
  private func reasons(_ event: Event, _ node: StoryFamily.Node) -> [String] {
    var phrase = phrase
    phrase.values = event.seen
    return node.operands.compactMap { key in
      story.family.given(key)?.fact.map { phrase.text($0) }
    }
  }

  private func filled(
    _ pattern: Pattern, _ event: Event, reason: String = "", _ chance: inout Chance
  ) -> String {
    let unit = story.family.unit(event.key)
    var chanceHere = chance
    let text = pattern.text { field in
      switch field {
      case .what: return what(event)
      case .What: return what(event).capitalizedFirst
      case .r:
        let isCounted = unit.kind == .count && what(event).hasPrefix("the number of")
        return isCounted
          ? phrase.bare((unit, event.result)) : phrase.quantity((unit, event.result))
      case .eq:
        let mathematics = equations.equation(event, unit: unit, &chanceHere)
        return equations.wrapped(mathematics, inSentence: false)
      case .action: return action(event)
      case .Action: return action(event).capitalizedFirst
      case .reason: return reason
      case .Reason: return reason.capitalizedFirst
      case .statement: return equations.statement(event, unit: unit)
      case .Statement: return equations.statement(event, unit: unit).capitalizedFirst
      case .said, .Said, .bare: return ""
      }
    }
    chance = chanceHere
    return text
  }

  private func what(_ event: Event) -> String {
    story.family.node(event.key).map { phrase.text($0.what) } ?? ""
  }

  /// The computation in words: multiply 5 by 12.
  private func action(_ event: Event) -> String {
    let shown = event.operands.map { phrase.quantity($0) }
    switch event.operation {
    case .add: return "add " + listed(shown)
    case .subtract: return "subtract \(listed(Array(shown.dropFirst()))) from \(shown[0])"
    case .multiply: return "multiply \(shown[0]) by \(listed(Array(shown.dropFirst())))"
    case .divide: return "divide \(shown[0]) by \(shown[1])"
    case .percentOf, .partOf: return "take \(shown[0]) of \(shown[1])"
    case .asPercent: return "divide \(shown[0]) by \(shown[1]) and write it as a percentage"
    case .square: return "square \(shown[0])"
    case .root: return "take the square root of \(shown[0])"
    case .power: return "raise \(shown[0]) to the power of \(shown[1])"
    case .factorial: return "multiply the numbers from \(shown[0]) down to 1"
    default: return "look at \(listed(shown))"
    }
  }

  // What is said besides

  private func opening(_ chance: inout Chance) -> String {
    let goal = Event(kind: .answer, key: story.question.target)
    return filled(chance.choice(Sentences.opening), goal, &chance)
  }

  private func facts(_ event: Event, _ chance: inout Chance) -> String {
    var phrase = phrase
    phrase.values = event.seen
    let parts = story.question.givens.compactMap { key in
      story.family.given(key)?.fact.map { phrase.text($0) }
    }
    if voice.name == .bold || voice.name == .display {
      return chance.choice(Sentences.factList) + "\n"
        + parts.map { "- \($0.capitalizedFirst)." }.joined(separator: "\n")
    }
    return chance.choice(Sentences.facts) + listed(parts) + "."
  }

  private func check(_ event: Event, _ chance: inout Chance) -> String {
    guard let first = story.family.node(event.key)?.operands.first else { return "" }
    let mathematics = equations.equation(event, unit: story.family.unit(first), &chance)
    let equation = equations.wrapped(mathematics, inSentence: voice.mathematics != .display)
    if voice.mathematics == .display { return "We can check this backwards:" + equation }
    return chance.choice(Sentences.check).text { _ in equation }
  }

  private func answer(_ event: Event, _ chance: inout Chance) -> String {
    let amount: Phrase.Amount = (story.family.unit(event.key), event.result)
    var phrase = phrase
    phrase.answer = phrase.quantity(amount)
    let said = phrase.text(story.question.conclusion)
    let bare = equations.number(amount, withUnit: amount.unit.kind == .money)
    return chance.choice(Sentences.answer(voice.name)).text { field in
      switch field {
      case .said: said
      case .Said: said.capitalizedFirst
      case .eq:
        (voice.mathematics == .dollar ? "$" : "\\(") + "\\boxed{\(bare)}"
          + (voice.mathematics == .dollar ? "$" : "\\)")
      default: bare
      }
    }
  }

  // Text

  private static func joined(_ first: String, _ second: String) -> String {
    let end = first.last
    let isClosed = end == "." || end == "!" || end == "]" || end == ")" || end == "$"
    return first + (isClosed ? " " : ". ") + trimmed(second)
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
