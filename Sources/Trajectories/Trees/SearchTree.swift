/// Every beginning of a solution that a search looked at, in the order in which they came.
///
/// The first node is the bare problem. Parents come before their children and rounds follow each other, so that
/// replaying a search is reading its nodes from the front.
public struct SearchTree: Equatable, Sendable {
  /// What the nodes depend on.
  public var header: Header
  /// Shape (nodes); the first is the bare problem.
  public var nodes: [Node]
  /// The node whose solution was taken; `nil` for none.
  public var chosen: Int?

  /// A tree of the bare problem alone, unless nodes are given.
  public init(_ header: Header, nodes: [Node] = [.problem], chosen: Int? = nil) {
    (self.header, self.nodes, self.chosen) = (header, nodes, chosen)
  }
}

extension SearchTree {
  /// Of what a tree is, and how it was grown.
  public struct Header: Equatable, Sendable {
    /// The question's identifier.
    public var id: String
    /// The question as it was put to the language model.
    public var problem: String
    /// What its candidates share; `nil` for the problem's text.
    public var question: String?
    /// The right final answer, if it is known.
    public var referenceAnswer: String?
    /// The language model that wrote the steps.
    public var generator: String?
    /// The model that ranked them.
    public var judge: String?
    /// What the judge's figures are, as ``RecordedScores/kind`` spells it.
    public var kind: String?
    /// `beam`, `dvts`, or what the file calls it.
    public var method: String?
    /// n, how many beginnings take a step in each round.
    public var beams: Int?
    /// m, how often each kept beginning is continued.
    public var width: Int?
    /// At most so many rounds.
    public var rounds: Int?
    /// Whether the same text counts more than once in a round.
    public var keepsDuplicates: Bool?
    /// By what beginnings are ranked, as an argument says it.
    public var rule: String?
    /// How the solution was chosen, as an argument says it.
    public var choice: String?
    /// What people call the figure: `S(t)`.
    public var figureName: String?
    /// What kind of number the figures are.
    public var scale = Scale.number
    /// The seed of all texts.
    public var seed: UInt64?
    /// Divides the logits of the language model.
    public var temperature: Double?

    /// A question; everything else is set afterwards.
    public init(id: String, problem: String) { (self.id, self.problem) = (id, problem) }
  }

  /// What kind of number a figure is.
  public enum Scale: String, Equatable, Sendable, CaseIterable {
    /// In 0...1.
    case probability
    /// The logarithm of a probability.
    case logProbability = "log_probability"
    /// Any real number.
    case number
  }

  /// A beginning of a solution: its parent's and at least one more step.
  public struct Node: Equatable, Sendable {
    /// The node that it continues; `nil` for the bare problem.
    public var parent: Int?
    /// What it adds: one step, several where a text was written to its end, none for the bare problem and where the
    /// language model only said that this was all.
    public var steps: [String] = []
    /// What it was ranked by, the larger the better; `nil` where there is none.
    public var figure: Double?
    /// From 1; 0 for the bare problem.
    public var round = 0
    /// Of diverse search: which of its trees, from 0.
    public var subtree = 0
    /// What became of it; `nil` while that is open, or where nobody says.
    public var fate: Fate?
    /// Its place among those that it was ranked with, from 0.
    public var rank: Int?
    /// How many were ranked with it, itself included.
    public var field: Int?
    /// Whether its solution is complete.
    public var isComplete = false
    /// Why it could not go on, in words that may quote foreign text.
    public var reason: String?
    /// Logits of the hazards of its own steps, shape (steps); empty where they are not known.
    public var logits: [Double] = []
    /// Tokens that were drawn for it.
    public var tokens: Int?
    /// The final answer of a complete solution.
    public var answer: String?
    /// Whether that is the right one; `nil` where nobody can tell.
    public var isRight: Bool?

    /// A beginning; what is known of it is set afterwards.
    public init(parent: Int?, steps: [String] = [], figure: Double? = nil, round: Int = 0) {
      (self.parent, self.steps, self.figure, self.round) = (parent, steps, figure, round)
    }

    /// The bare problem.
    public static let problem = Node(parent: nil)
  }

  /// What became of a beginning.
  public enum Fate: String, Equatable, Sendable, CaseIterable {
    /// It was continued.
    case kept
    /// Others ranked higher.
    case pruned
    /// The same text as one before it.
    case duplicate
    /// It cannot be judged, or the language model writes nothing more.
    case deadEnd = "dead_end"
    /// Its solution is complete, and counts.
    case finished
    /// The search was over before it was complete.
    case unfinished
  }
}

extension SearchTree {
  /// The nodes from below the bare problem to this one.
  public func path(to node: Int) -> [Int] {
    var path: [Int] = []
    var place: Int? = node
    while let current = place, let parent = nodes[current].parent {
      path.append(current)
      place = parent
    }
    return path.reversed()
  }

  /// All steps of a beginning.
  public func steps(of node: Int) -> [String] { path(to: node).flatMap { nodes[$0].steps } }

  /// The nodes that continue each, in their order; shape (nodes).
  public var children: [[Int]] {
    var children = [[Int]](repeating: [], count: nodes.count)
    for (place, node) in nodes.enumerated() {
      if let parent = node.parent { children[parent].append(place) }
    }
    return children
  }

  /// The ends of all branches, in their order: one trajectory each.
  public var leaves: [Int] {
    var isParent = [Bool](repeating: false, count: nodes.count)
    for node in nodes { if let parent = node.parent { isParent[parent] = true } }
    return nodes.indices.filter { nodes[$0].parent != nil && !isParent[$0] }
  }

  /// The last round.
  public var lastRound: Int { nodes.last?.round ?? 0 }

  /// The tree as it was in a round, before or after it was decided what is kept.
  ///
  /// - Parameters:
  ///   - round: from 0, where only the bare problem is.
  ///   - isDecided: whether the fates of that round are known already.
  /// - Returns: a tree whose nodes are the first of this one's.
  public func replayed(to round: Int, isDecided: Bool) -> SearchTree {
    var tree = self
    tree.nodes = Array(nodes.prefix { $0.round <= round })
    if round < lastRound || !isDecided { tree.chosen = nil }
    guard !isDecided else { return tree }
    for place in tree.nodes.indices.reversed() {
      guard tree.nodes[place].round == round, round > 0 else { break }
      tree.nodes[place].fate = nil
      (tree.nodes[place].rank, tree.nodes[place].field) = (nil, nil)
    }
    return tree
  }
}
