/// Runs the program of a story with a mistake in it; everything after follows from the mistake.
struct Solver {
  private let story: Story
  private let layout: Layout
  private let mistake: Mistake?
  /// What the writer takes every quantity for.
  private var held: [Fraction]
  /// Which quantity stands for which, where a computation was left out.
  private var stand: [Int]
  private var events: [Event] = []
  /// Where the second slip makes good the first.
  private var mended: Int?

  /// - Returns: `nil` where a computation has no result that fits.
  static func solve(_ story: Story, _ layout: Layout, _ mistake: Mistake?) -> Solution? {
    var solver = Solver(story, layout, mistake)
    return solver.run()
  }

  private init(_ story: Story, _ layout: Layout, _ mistake: Mistake?) {
    self.story = story
    self.layout = layout
    self.mistake = mistake
    held = story.truth
    for key in story.question.nodes { held[key] = .zero }
    stand = Array(story.truth.indices)
  }

  private mutating func run() -> Solution? {
    if let mistake, mistake.kind == .swappedNumbers, mistake.other != mistake.key {
      held.swapAt(mistake.part, mistake.other)
    }
    if layout.hasFacts {
      if let mistake, mistake.kind == .misreadNumber { held[mistake.other] = mistake.value }
      events.append(Event(kind: .facts, key: story.question.target, seen: held))
    }
    let reminder = layout.reminder.flatMap { key in story.firstUse(of: key).map { ($0, key) } }
    for key in story.question.nodes {
      if let (use, earlier) = reminder, use == key { remind(earlier) }
      guard let node = story.family.node(key), compute(key, node) else { return nil }
    }
    appendCheck()
    let target = story.question.target
    var answer = held[target]
    if let mistake, mistake.kind == .wrongFinalAnswer { answer = mistake.value }
    events.append(Event(kind: .answer, key: target, result: answer, seen: held))
    return Audit.solution(story, events, answer: answer, kind: mistake?.kind)
  }

  private mutating func compute(_ key: Int, _ node: StoryFamily.Node) -> Bool {
    let own = mistake.flatMap { $0.key == key ? $0 : nil }
    if let own, own.kind == .droppedPremise || own.kind == .misreadQuestion {
      held[key] = held[own.other]
      stand[key] = stand[own.other]
      return true
    }
    if let own, own.kind == .misreadNumber { held[own.other] = own.value }
    var keys = node.operands.map { stand[$0] }
    var values = node.operands.map { held[stand[$0]] }
    var operation = node.operation
    switch own?.kind {
    case .wrongOperand:
      if let own { (keys[own.part], values[own.part]) = (own.other, held[own.other]) }
    case .copiedWrongly, .unitMixUp:
      if let own {
        values[own.part] = own.value
        held[node.operands[own.part]] = own.value
      }
    case .wrongOperation: operation = own?.operation ?? operation
    case .swappedNumbers where own?.other == key:
      keys.reverse()
      values.reverse()
    default: break
    }
    var amounts: [Phrase.Amount] = zip(keys, values).map { (story.family.unit($0), $1) }
    if own?.kind == .wrongOperation { rework(&amounts, from: node.operation, to: &operation) }
    guard var result = operation.result(amounts.map(\.1)) else { return false }
    held[key] = result
    slip(key, own, &result)
    events.append(
      Event(
        kind: .computation, key: key, operation: operation, operands: amounts, result: result,
        seen: held,
        isReasoned: own.map { [.wrongOperand, .wrongOperation].contains($0.kind) } ?? false,
        isReworked: operation != node.operation))
    return true
  }

  /// Slips write another result; a healed one goes on with the right one.
  private mutating func slip(_ key: Int, _ own: Mistake?, _ result: inout Fraction) {
    if let own, [.slip, .healedSlip, .cancellingSlips].contains(own.kind) {
      result = own.value
      held[key] = own.kind == .healedSlip ? story.truth[key] : result
      mended = story.question.nodes.first {
        story.family.node($0)?.operands.contains(key) ?? false
      }
    } else if mistake?.kind == .cancellingSlips, key == mended {
      result = story.truth[key]
      held[key] = result
    }
  }

  /// The operands in the order in which people confuse the operation.
  private func rework(
    _ amounts: inout [Phrase.Amount], from: Operation, to operation: inout Operation
  ) {
    switch (from, operation) {
    case (.percentOf, .subtract), (.partOf, .divide):
      amounts.reverse()
      if from == .percentOf { amounts[1].unit = .number }
    case (.square, .multiply): amounts.insert((.number, Fraction(2)), at: 0)
    case (.root, .divide): amounts.append((.number, Fraction(2)))
    default: break
    }
  }

  /// What was left out is not said again.
  private mutating func remind(_ key: Int) {
    guard events.contains(where: { $0.kind == .computation && $0.key == key }) else { return }
    if let mistake, mistake.key == key, mistake.kind == .contradiction {
      held[key] = mistake.value
    }
    events.append(Event(kind: .reminder, key: key, result: held[key], seen: held))
  }

  /// Undoes the last computation: a − b = c is checked by c + b = a.
  private mutating func appendCheck() {
    let target = story.question.target
    guard layout.hasCheck, let closing = events.last, closing.kind == .computation,
      closing.key == target, let node = story.family.node(target),
      closing.operation == node.operation, let inverse = closing.operation.inverse,
      closing.operands.count == 2, closing.result.numerator != 0,
      closing.operands.allSatisfy({ $0.unit.isNumeric && $0.value.numerator != 0 }),
      closing.result == closing.operation.result(closing.operands.map(\.value))
    else { return }
    let (first, second) = (closing.operands[0], closing.operands[1])
    let claimed = mistake?.kind == .falseCheck ? mistake?.value : nil
    events.append(
      Event(
        kind: .check, key: target, operation: inverse,
        operands: [(node.unit, closing.result), second], result: claimed ?? first.value,
        seen: held))
  }
}
