/// Draws mistakes: of which kind, at which computation, and what is written there instead.
///
/// A mistake is kept only if the solution that follows from it reads plausibly (whole people, positive
/// prices) and if it shows where, and as, its kind promises.
struct MistakeDrawing {
  let story: Story

  private var nodes: [Int] { story.question.nodes }
  private var truth: [Fraction] { story.truth }

  /// A solution without a mistake.
  func rightSolution(_ chance: inout Chance) -> Solution? {
    Solver.solve(story, layout(for: nil, &chance), nil)
  }

  /// A solution with one mistake, of a kind that is not in `avoided` if possible; `nil` where nothing
  /// fits after many tries.
  func wrongSolution(avoiding avoided: [ErrorKind], _ chance: inout Chance) -> Solution? {
    for turn in 0..<80 {
      let kind = chance.weighted(ErrorKind.frequencies)
      if turn < 20, avoided.contains(kind) { continue }
      if let solution = solution(with: kind, &chance) { return solution }
    }
    return nil
  }

  private func solution(with kind: ErrorKind, _ chance: inout Chance) -> Solution? {
    for _ in 0..<24 {
      let layout = layout(for: kind, &chance)
      guard let mistake = propose(kind, layout, &chance),
        let solution = Solver.solve(story, layout, mistake), isAsAsked(solution, mistake),
        isPlausible(solution)
      else { continue }
      return solution
    }
    return nil
  }

  private func layout(for kind: ErrorKind?, _ chance: inout Chance) -> Layout {
    let wantsReminder = (kind == .contradiction || chance.percent(10)) && nodes.count > 2
    // Said again where something lies between, if there is such a result.
    let apart = nodes.indices.dropLast(2).filter { story.firstUse(of: nodes[$0]) != nodes[$0 + 1] }
    let reminder =
      !wantsReminder
      ? nil : nodes[apart.isEmpty ? chance.below(nodes.count - 1) : chance.choice(Array(apart))]
    return Layout(
      hasFacts: chance.percent(22), reminder: reminder,
      hasCheck: kind == .falseCheck || chance.percent(12))
  }

  private func propose(
    _ kind: ErrorKind, _ layout: Layout, _ chance: inout Chance
  ) -> Mistake? {
    let key = chance.choice(nodes)
    guard let node = story.family.node(key) else { return nil }
    let part = chance.below(node.operands.count)
    switch kind {
    case .slip: return Mistake(kind: kind, key: key, value: slipped(key, &chance))
    case .healedSlip, .cancellingSlips:
      guard key != story.question.target else { return nil }
      return Mistake(kind: kind, key: key, value: slipped(key, &chance))
    case .misreadNumber: return misreadNumber(&chance)
    case .wrongOperand: return wrongOperand(key, node, part, &chance)
    case .wrongOperation:
      let confusions = node.operation.confusions
      guard !confusions.isEmpty, node.operands.count < 3 else { return nil }
      return Mistake(kind: kind, key: key, operation: chance.weighted(confusions))
    case .droppedPremise, .misreadQuestion: return leftOut(kind, key, node, &chance)
    case .swappedNumbers: return swapped(key, node, &chance)
    case .copiedWrongly:
      let operand = node.operands[part]
      guard nodes.contains(operand), story.firstUse(of: operand) == key else { return nil }
      return Mistake(kind: kind, key: key, part: part, value: slipped(operand, &chance))
    case .unitMixUp:
      let operand = node.operands[part]
      guard let given = story.family.given(operand), given.isConstant,
        story.firstUse(of: operand) == key
      else { return nil }
      return Mistake(kind: kind, key: key, part: part, value: chance.choice(given.confusions))
    case .contradiction:
      guard let reminder = layout.reminder else { return nil }
      return Mistake(kind: kind, key: reminder, value: slipped(reminder, &chance))
    case .wrongFinalAnswer: return wrongAnswer(&chance)
    case .falseCheck:
      guard layout.hasCheck, let last = story.family.node(story.question.target) else { return nil }
      return Mistake(
        kind: kind, key: story.question.target, value: slipped(last.operands[0], &chance))
    }
  }

  private func misreadNumber(_ chance: inout Chance) -> Mistake? {
    let stated = story.question.givens.filter { key in
      story.family.given(key)?.isConstant == false && story.firstUse(of: key) != nil
    }
    guard !stated.isEmpty else { return nil }
    let key = chance.choice(stated)
    guard let value = misread(key, &chance), !truth.contains(value),
      let use = story.firstUse(of: key)
    else { return nil }
    return Mistake(kind: .misreadNumber, key: use, value: value, other: key)
  }

  private func wrongOperand(
    _ key: Int, _ node: StoryFamily.Node, _ part: Int, _ chance: inout Chance
  ) -> Mistake? {
    let kind = story.family.unit(node.operands[part]).kind
    let earlier = story.question.givens + nodes.prefix { $0 != key }
    let alike = earlier.filter { other in
      !node.operands.contains(other) && story.family.unit(other).kind == kind
        && story.family.given(other)?.isConstant != true
    }
    guard !alike.isEmpty else { return nil }
    return Mistake(kind: .wrongOperand, key: key, part: part, other: chance.choice(alike))
  }

  /// The last computation left out misreads the question; one before it drops a premise.
  private func leftOut(
    _ kind: ErrorKind, _ key: Int, _ node: StoryFamily.Node, _ chance: inout Chance
  ) -> Mistake? {
    let (key, node) =
      kind == .misreadQuestion
      ? (story.question.target, story.family.node(story.question.target) ?? node) : (key, node)
    guard (key == story.question.target) == (kind == .misreadQuestion), nodes.count > 1 else {
      return nil
    }
    let alike = node.operands.filter { story.family.unit($0) == node.unit }
    let computed = alike.filter(nodes.contains)
    if kind == .misreadQuestion {
      // Any result so far in the same unit may be taken for the answer.
      let others = nodes.filter { $0 != key && story.family.unit($0) == node.unit }
      guard !others.isEmpty else { return nil }
      return Mistake(kind: kind, key: key, other: chance.choice(others))
    }
    let candidates = computed.isEmpty ? alike : computed
    guard !candidates.isEmpty else { return nil }
    return Mistake(kind: kind, key: key, other: chance.choice(candidates))
  }

  /// Two numbers of the problem exchanged, or the sides of one difference or quotient.
  private func swapped(
    _ key: Int, _ node: StoryFamily.Node, _ chance: inout Chance
  ) -> Mistake? {
    if chance.percent(30) {
      guard [.subtract, .divide, .remainder, .quotient].contains(node.operation),
        node.operands.count == 2,
        node.operands.allSatisfy({ story.family.given($0)?.isConstant != true })
      else { return nil }
      return Mistake(kind: .swappedNumbers, key: key, other: key)
    }
    let stated = story.question.givens.filter { given in
      story.family.given(given)?.isConstant == false && story.firstUse(of: given) != nil
    }
    guard stated.count > 1 else { return nil }
    let first = chance.choice(stated)
    let alike = stated.filter {
      $0 != first && story.family.unit($0).kind == story.family.unit(first).kind
    }
    guard !alike.isEmpty else { return nil }
    return Mistake(kind: .swappedNumbers, key: -1, part: first, other: chance.choice(alike))
  }

  private func wrongAnswer(_ chance: inout Chance) -> Mistake? {
    let target = story.question.target
    let others = nodes.filter { $0 != target && story.family.unit($0) == story.family.unit(target) }
    let value =
      !others.isEmpty && chance.percent(40)
      ? truth[chance.choice(others)] : slipped(target, &chance)
    return Mistake(kind: .wrongFinalAnswer, key: -1, value: value)
  }

  /// Whether a reader would accept every number written.
  private func isPlausible(_ solution: Solution) -> Bool {
    for event in solution.events {
      if event.kind == .facts {
        guard story.question.givens.allSatisfy({ story.family.unit($0).accepts(event.seen[$0]) })
        else { return false }
        continue
      }
      for amount in event.operands where !amount.unit.accepts(amount.value) { return false }
      if event.kind != .check, !accepts(event.result, story.family.unit(event.key)) { return false }
    }
    return true
  }

  private func accepts(_ value: Fraction, _ unit: Unit) -> Bool { unit.accepts(value) }

  /// Whether the mistake shows, and affects the answer as its kind promises.
  private func isAsAsked(_ solution: Solution, _ mistake: Mistake) -> Bool {
    guard let first = solution.firstWrong else { return false }
    let event = solution.events[first]
    switch mistake.kind {
    case .slip, .wrongOperand, .wrongOperation, .copiedWrongly, .healedSlip, .cancellingSlips:
      guard event.kind == .computation, event.key == mistake.key,
        event.result != truth[event.key]
      else { return false }
    case .swappedNumbers, .unitMixUp, .droppedPremise:
      guard event.kind == .facts || event.result != truth[event.key] else { return false }
    case .falseCheck: guard event.kind == .check else { return false }
    case .contradiction: guard event.kind == .reminder else { return false }
    case .misreadQuestion, .wrongFinalAnswer: guard event.kind == .answer else { return false }
    case .misreadNumber: break
    }
    let isRight = solution.answer == truth[story.question.target]
    // What a reader may take for the right answer, rounded, is none that shows the mistake.
    if !isRight, solution.answer.mayBeRounded(truth[story.question.target]) { return false }
    return isRight == mistake.kind.leavesAnswerRight
  }
}
