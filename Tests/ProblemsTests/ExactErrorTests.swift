import Testing

@testable import Problems

/// Solutions of stories, computed again by other means than the solver's.
@Suite struct `Exact first errors` {
  /// What a quantity is worth, by floating point and without any mistake.
  private static func worth(_ story: Story) -> [Double] {
    var values = story.truth.map(double)
    for key in story.question.nodes {
      guard let node = story.family.node(key) else { continue }
      values[key] = Self.result(node.operation, node.operands.map { values[$0] })
    }
    return values
  }

  private static func double(_ value: Fraction) -> Double {
    Double(value.numerator) / Double(value.denominator)
  }

  private static func result(_ operation: Operation, _ v: [Double]) -> Double {
    switch operation {
    case .add: v.reduce(0, +)
    case .subtract: v.dropFirst().reduce(v[0], -)
    case .multiply, .partOf: v.reduce(1, *)
    case .divide: v[0] / v[1]
    case .percentOf: v[0] / 100 * v[1]
    case .asPercent: v[0] / v[1] * 100
    case .square: v[0] * v[0]
    case .root: v[0].squareRoot()
    case .power: (0..<Int(v[1])).reduce(1) { product, _ in product * v[0] }
    case .remainder: v[0].truncatingRemainder(dividingBy: v[1])
    case .quotient: (v[0] / v[1]).rounded(.down)
    case .roundUp: (v[0] / v[1]).rounded(.up)
    case .divisor:
      (1...Int(v.min() ?? 1)).last { k in v.allSatisfy { Int($0) % k == 0 } }.map(Double.init) ?? 0
    case .multiple:
      (1...Int(v[1])).first { Int(v[0]) * $0 % Int(v[1]) == 0 }.map { v[0] * Double($0) } ?? 0
    case .factorial: (1...Int(v[0])).reduce(1) { $0 * Double($1) }
    case .largest: v.max() ?? 0
    case .smallest: v.min() ?? 0
    case .later: v[0] + v[1]
    case .earlier: v[0] - v[1]
    case .between: v[1] - v[0]
    case .daysLater: (v[0] + v[1]).truncatingRemainder(dividingBy: 7)
    }
  }

  private static func near(_ first: Double, _ second: Double) -> Bool {
    abs(first - second) <= 1e-9 * max(1, abs(first), abs(second))
  }

  /// Whether an event says what is so, by the values of ``worth(_:)``.
  private static func isRight(_ event: Event, _ story: Story, _ worth: [Double]) -> Bool {
    switch event.kind {
    case .facts:
      return story.question.givens.allSatisfy { near(double(event.seen[$0]), worth[$0]) }
    case .computation:
      guard let node = story.family.node(event.key), node.operation == event.operation else {
        return false
      }
      var stated = event.operands.map { double($0.value) }
      var expected = node.operands.map { worth[$0] }
      if [.add, .multiply, .divisor, .multiple, .largest, .smallest].contains(event.operation) {
        (stated, expected) = (stated.sorted(), expected.sorted())
      }
      return zip(stated, expected).allSatisfy(near) && near(double(event.result), worth[event.key])
    case .check:
      let values = event.operands.map { double($0.value) }
      return near(result(event.operation, values), double(event.result))
        && near(values[0], worth[event.key])
    case .reminder, .answer: return near(double(event.result), worth[event.key])
    }
  }

  private static func forEachSolution(
    _ seed: UInt64, _ body: (Story, Solution, [Double]) -> Void
  ) {
    for (number, family) in Sets.stories.enumerated() {
      for round in 0..<9 {
        var chance = Chance(seed: seed, place: number * 1000 + round)
        let question = family.questions[round % family.questions.count]
        let large = question.grows && round % 2 == 0
        guard let story = Story(family, question, large: large, &chance) else {
          Issue.record("no numbers fit \(family.name), question \(question.target)")
          continue
        }
        let worth = worth(story)
        let drawing = MistakeDrawing(story: story)
        for _ in 0..<3 {
          let solution =
            chance.percent(80)
            ? drawing.wrongSolution(avoiding: [], &chance) : drawing.rightSolution(&chance)
          guard let solution else {
            Issue.record("no mistake fits \(family.name)")
            continue
          }
          body(story, solution, worth)
        }
      }
    }
  }

  @Test(arguments: Sets.seeds)
  func `the first wrong event is wrong, and all before it are right`(seed: UInt64) {
    var wrong = 0
    Self.forEachSolution(seed) { story, solution, worth in
      let place = solution.events.firstIndex { !Self.isRight($0, story, worth) }
      #expect(place == solution.firstWrong, "seed \(seed), \(story.family.name), \(solution)")
      #expect((solution.kind == nil) == (solution.firstWrong == nil))
      if place != nil { wrong += 1 }
    }
    print("seed \(seed): \(wrong) first errors recomputed")
    #expect(wrong > 1200)
  }

  @Test(arguments: Sets.seeds)
  func `what follows an error follows from it`(seed: UInt64) {
    Self.forEachSolution(seed) { story, solution, _ in
      guard let first = solution.firstWrong else { return }
      for event in solution.events[(first + 1)...] where event.kind == .computation {
        let computed = Self.result(event.operation, event.operands.map { Self.double($0.value) })
        // The second of two cancelling slips is the only other false equation.
        let isSecondSlip =
          solution.kind == .cancellingSlips && event.result == story.truth[event.key]
        #expect(isSecondSlip || Self.near(computed, Self.double(event.result)))
      }
      if solution.kind != .wrongFinalAnswer, let answer = solution.events.last {
        #expect(answer.result == answer.seen[story.question.target])
      }
    }
  }

  @Test(arguments: Sets.seeds)
  func `errors that cancel leave the answer right, all others make it wrong`(seed: UInt64) throws {
    for trajectory in try Sets.trajectories(seed, rounds: 4) {
      let expected = trajectory.errorKind?.leavesAnswerRight ?? true
      #expect(trajectory.isAnswerRight == expected, "\(trajectory)")
      #expect((trajectory.errorKind == nil) == (trajectory.firstError == nil))
    }
  }

  @Test func `every story can be told at each of its difficulties`() {
    for family in Sets.stories {
      for question in family.questions {
        for large in question.grows ? [false, true] : [false] {
          var found = 0
          for place in 0..<8 {
            var chance = Chance(seed: 3, place: place)
            if Story(family, question, large: large, &chance) != nil { found += 1 }
          }
          #expect(found == 8, "\(family.name), \(question.target), large: \(large): \(found) of 8")
        }
      }
    }
  }
}
