/// A kind of story problem: words and numbers to draw, computations on them, and what may be asked.
struct StoryFamily: Sendable {
  struct Given: Sendable {
    /// Where numbers of easier problems come from.
    let domain: Domain
    /// Where those of harder ones come from.
    let large: Domain
    let unit: Unit
    /// What the problem says of it, as half a sentence; empty when it goes without saying.
    let fact: Template?
    /// What people confuse a constant with; empty for what the problem states.
    let confusions: [Fraction]

    var isConstant: Bool { !confusions.isEmpty }
  }

  struct Node: Sendable {
    let operation: Operation
    /// Keys of quantities before it.
    let operands: [Int]
    let unit: Unit
    /// A singular noun phrase for the result.
    let what: Template
    /// Sentences of its own.
    let sentences: [Template]
  }

  enum Quantity: Sendable {
    case given(Given)
    case computed(Node)
  }

  /// One question about the story.
  struct Question: Sendable {
    let target: Int
    /// What must be computed for it, in order; the target is the last.
    let nodes: [Int]
    /// Numbers to draw, in order: those that others are multiples of too.
    let drawn: [Int]
    /// What the problem states and what everyone knows, in order.
    let givens: [Int]
    let texts: [Template]
    /// The sentence that states the answer.
    let conclusion: Template
    /// Whether harder numbers differ from easier ones.
    let grows: Bool

    /// Difficulty from 1 to ``Difficulty/highest``.
    func level(large: Bool) -> Int {
      min(max(nodes.count - 1 + (large ? 1 : 0), 1), Difficulty.highest)
    }
  }

  let name: String
  let summary: String
  /// What each slot may be; a slot of people shares its pool with the others.
  let slots: [Slot]
  let quantities: [Quantity]
  let questions: [Question]

  enum Slot: Sendable {
    case people
    case currency
    case words([Word])
    /// Unlike the word of an earlier slot of the same pool.
    case goods
  }

  func unit(_ key: Int) -> Unit {
    switch quantities[key] {
    case .given(let given): given.unit
    case .computed(let node): node.unit
    }
  }

  func given(_ key: Int) -> Given? {
    if case .given(let given) = quantities[key] { given } else { nil }
  }

  func node(_ key: Int) -> Node? {
    if case .computed(let node) = quantities[key] { node } else { nil }
  }
}

/// How hard problems are.
public enum Difficulty {
  /// Difficulties count from 1, one or two computations with small numbers, to this: seven
  /// computations, or six with large numbers.
  public static let highest = 6
}

/// Where a number of a problem comes from.
enum Domain: Sendable {
  /// lower, lower + step, … up to upper, each over `denominator`.
  case range(lower: Int, upper: Int, step: Int, denominator: Int)
  case oneOf([Fraction])
  /// The sum of earlier quantities times a whole number in the range.
  case multiple(of: [Int], ClosedRange<Int>)
  /// The sum of earlier quantities plus a whole number in the range.
  case beyond([Int], ClosedRange<Int>)

  /// The earlier quantities that it depends on.
  var sources: [Int] {
    switch self {
    case .range, .oneOf: []
    case .multiple(let keys, _), .beyond(let keys, _): keys
    }
  }

  func draw(_ chance: inout Chance, _ earlier: [Fraction]) -> Fraction? {
    switch self {
    case .range(let lower, let upper, let step, let denominator):
      return Fraction(lower + step * chance.below((upper - lower) / step + 1), denominator)
    case .oneOf(let values):
      return chance.choice(values)
    case .multiple(let keys, let range):
      return Operation.add.result(keys.map { earlier[$0] })?.times(Fraction(chance.integer(range)))
    case .beyond(let keys, let range):
      return Operation.add.result(keys.map { earlier[$0] })?.plus(Fraction(chance.integer(range)))
    }
  }
}
