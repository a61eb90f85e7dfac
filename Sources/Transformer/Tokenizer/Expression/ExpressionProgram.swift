/// A regular expression as steps of a machine that tries alternatives in order.
struct ExpressionProgram: Sendable {
  /// One step; places are indices of steps.
  enum Step: Sendable {
    /// Takes a scalar of a set.
    case take(Int)
    /// Takes as many scalars of a set as there are, up to a limit, and never gives back.
    case takeAll(Int, most: Int, number: Int)
    /// Goes on at one place, and at the other if that fails.
    case fork(Int, Int, number: Int)
    case jump(Int)
    case look(Int, isNegated: Bool)
    case assert(ExpressionNode.Assertion)
    case succeed
  }

  /// What a step may look for around a place.
  struct Look: Sendable {
    var program: ExpressionProgram
    /// Whether it reads to the right.
    var isAhead: Bool
  }

  /// More would make long texts slow and large.
  static let forkLimit = 256
  private static let stepLimit = 4096

  private(set) var steps: [Step] = []
  private(set) var sets: [ScalarSet] = []
  private(set) var looks: [Look] = []
  private(set) var forkCount = 0
  private(set) var runCount = 0

  init(_ tree: ExpressionNode) throws(ExpressionError) {
    try add(tree)
    steps.append(.succeed)
  }

  private mutating func add(_ node: ExpressionNode) throws(ExpressionError) {
    guard steps.count < Self.stepLimit, forkCount < Self.forkLimit else {
      throw ExpressionError(position: 0, reason: "the expression is too large")
    }
    switch node {
    case .empty: break
    case .set(let set): steps.append(.take(index(of: set)))
    case .sequence(let nodes): for node in nodes { try add(node) }
    case .choice(let nodes): try addChoice(nodes[...])
    case .repetition(let node, let least, let most, let greed):
      try addRepetition(node, least: least, most: most, greed)
    case .look(let node, let isAhead, let isNegated):
      // Where nothing is enough, it is met everywhere.
      guard !node.isAlwaysMet || isNegated else { return }
      let program = try ExpressionProgram(isAhead ? node : node.reversed)
      looks.append(Look(program: program, isAhead: isAhead))
      steps.append(.look(looks.count - 1, isNegated: isNegated))
    case .assertion(let assertion): steps.append(.assert(assertion))
    }
  }

  private mutating func index(of set: ScalarSet) -> Int {
    sets.append(set)
    return sets.count - 1
  }

  private mutating func addFork() -> Int {
    steps.append(.fork(0, 0, number: forkCount))
    forkCount += 1
    return steps.count - 1
  }

  private mutating func setFork(_ place: Int, _ first: Int, _ second: Int) {
    guard case .fork(_, _, let number) = steps[place] else { return }
    steps[place] = .fork(first, second, number: number)
  }

  private mutating func addChoice(_ nodes: ArraySlice<ExpressionNode>) throws(ExpressionError) {
    var jumps: [Int] = []
    for (index, node) in nodes.enumerated() {
      guard index < nodes.count - 1 else {
        try add(node)
        break
      }
      let fork = addFork()
      try add(node)
      jumps.append(steps.count)
      steps.append(.jump(0))
      setFork(fork, fork + 1, steps.count)
    }
    for jump in jumps { steps[jump] = .jump(steps.count) }
  }

  private mutating func addRepetition(
    _ node: ExpressionNode, least: Int, most: Int?, _ greed: ExpressionNode.Greed
  ) throws(ExpressionError) {
    for _ in 0..<least { try add(node) }
    if greed == .possessive, case .set(let set) = node {
      let limit = most.map { $0 - least } ?? .max
      steps.append(.takeAll(index(of: set), most: limit, number: runCount))
      runCount += 1
      return
    }
    guard let most else {
      let fork = addFork()
      try add(node)
      steps.append(.jump(fork))
      setBranches(fork, greed)
      return
    }
    var forks: [Int] = []
    for _ in least..<max(least, most) {
      forks.append(addFork())
      try add(node)
    }
    for fork in forks { setBranches(fork, greed) }
  }

  /// Into the repeated part first, or past it first.
  private mutating func setBranches(_ fork: Int, _ greed: ExpressionNode.Greed) {
    if greed == .lazy {
      setFork(fork, steps.count, fork + 1)
    } else {
      setFork(fork, fork + 1, steps.count)
    }
  }
}
