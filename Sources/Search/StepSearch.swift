import Trajectories

/// A search for a solution step by step: beginnings that a judge ranks by what they have so far.
///
/// Beam search as in search-and-learn (Beeching, Tunstall and Rush 2024): n beginnings each take a step, the best n / m
/// are kept and continued m times each. Diverse search (DVTS, there too): n / m trees, each of which takes m steps and
/// keeps one. A complete solution leaves the pool and counts. Judge and language model are the caller's.
public struct StepSearch: Equatable, Sendable {
  /// How beginnings compete.
  public enum Method: String, Equatable, Sendable, CaseIterable {
    /// All with all.
    case beam
    /// Within trees that never meet.
    case diverse = "dvts"
  }

  /// The settings of a search.
  public struct Settings: Equatable, Sendable {
    /// How beginnings compete.
    public var method = Method.beam
    /// n, a multiple of ``width``.
    public var beams = 16
    /// m, how often each kept beginning is continued.
    public var width = 4
    /// At most so many steps; in the last round solutions are written to their end.
    public var rounds = 40
    /// Whether the same text may be kept twice, as search-and-learn does unless told otherwise.
    public var keepsDuplicates = false

    /// Beam search with 16 beams of width 4.
    public init() {}

    /// n / m: how many beginnings are kept, or how many trees there are.
    public var keptCount: Int { beams / width }
    /// Whether a search can be made of them: all at least 1, and n a multiple of m.
    public var isValid: Bool { width > 0 && beams > 0 && rounds > 0 && beams % width == 0 }
  }

  /// A beginning that is to be continued by one step.
  public struct Expansion: Equatable, Sendable {
    /// In the tree.
    public var node: Int
    /// Which of diverse search's trees, from 0.
    public var subtree: Int
    /// How many continuations.
    public var count: Int
  }

  /// The settings.
  public let settings: Settings
  /// Every beginning so far, the bare problem first.
  public private(set) var nodes: [SearchTree.Node] = [.problem]
  /// Complete solutions, in the order in which they were completed.
  public private(set) var finished: [Int] = []
  /// Rounds that are decided.
  public private(set) var round = 0
  private var active: [Active]

  /// A beginning that goes on.
  private struct Active: Equatable {
    var node: Int
    var subtree: Int
  }

  /// Begins with the bare problem; the settings are valid.
  public init(_ settings: Settings) {
    precondition(settings.isValid, "\(settings.beams) beams of width \(settings.width)")
    self.settings = settings
    let trees = settings.method == .diverse ? settings.keptCount : 1
    active = (0..<trees).map { Active(node: 0, subtree: $0) }
    nodes[0].fate = .kept
  }

  // MARK: What comes next

  /// What to continue now, the best first; empty when the search is over.
  public var expansions: [Expansion] {
    guard !active.isEmpty else { return [] }
    if settings.method == .diverse {
      return active.map {
        Expansion(node: $0.node, subtree: $0.subtree, count: settings.width)
      }
    }
    // n in all: as many for each kept beginning as it goes, one more for the best.
    let (share, rest) = settings.beams.quotientAndRemainder(dividingBy: active.count)
    return active.enumerated().map { place, kept in
      Expansion(node: kept.node, subtree: 0, count: share + (place < rest ? 1 : 0))
    }
  }

  /// Nothing is left to continue.
  public var isOver: Bool { active.isEmpty }

  /// Whether the continuations that are asked for now are to be written to their end.
  public var isLastRound: Bool { round + 1 == settings.rounds }

  /// Takes the continuations, in the order of ``expansions``, and decides what is kept.
  ///
  /// - Parameter proposals: of each expansion its continuations, any number of them, as far as the caller knows them:
  ///   steps, figure, completeness, reason of a dead end. What the search decides is filled in here.
  public mutating func advance(with proposals: [[SearchTree.Node]]) {
    let parents = active
    precondition(proposals.count == parents.count, "proposals for other expansions")
    round += 1
    var open: [Active] = []
    for (parent, proposals) in zip(parents, proposals) {
      var seen: Set<[String]> = []
      for proposal in proposals {
        let place = add(proposal, to: parent, isSeen: seen.contains(proposal.steps))
        let isRanked = settings.method == .diverse && nodes[place].fate == .finished
        if nodes[place].fate == nil || isRanked {
          open.append(Active(node: place, subtree: parent.subtree))
        }
        if !proposal.isComplete { seen.insert(proposal.steps) }
      }
    }
    active = settings.method == .beam ? keptOfAll(open) : keptOfTrees(open)
    // Of further solutions search-and-learn would take none.
    if round == settings.rounds || finished.count >= settings.beams { end() }
  }

  /// Adds a node and says at once what needs no comparison.
  private mutating func add(
    _ proposal: SearchTree.Node, to parent: Active, isSeen: Bool
  ) -> Int {
    var node = proposal
    (node.parent, node.round, node.subtree) = (parent.node, round, parent.subtree)
    (node.fate, node.rank, node.field) = (nil, nil, nil)
    if let figure = node.figure, figure.isNaN { node.figure = nil }
    if node.reason != nil || node.figure == nil {
      node.fate = .deadEnd
      node.reason = node.reason ?? "the judge gives no figure"
    } else if node.isComplete {
      node.fate = .finished
      finished.append(nodes.count)
    } else if isSeen, !settings.keepsDuplicates {
      node.fate = .duplicate
    }
    nodes.append(node)
    return nodes.count - 1
  }

  // MARK: Keeping

  private mutating func keptOfAll(_ open: [Active]) -> [Active] {
    let ranked = rank(open)
    let kept = ranked.prefix(settings.keptCount)
    for beginning in kept { nodes[beginning.node].fate = .kept }
    for beginning in ranked.dropFirst(kept.count) { nodes[beginning.node].fate = .pruned }
    return Array(kept)
  }

  /// The best of each tree; a complete one ends its tree.
  private mutating func keptOfTrees(_ open: [Active]) -> [Active] {
    var trees = [[Active]](repeating: [], count: settings.keptCount)
    for beginning in open { trees[beginning.subtree].append(beginning) }
    var kept: [Active] = []
    for tree in trees {
      let ranked = rank(tree)
      for (place, beginning) in ranked.enumerated() where nodes[beginning.node].fate == nil {
        nodes[beginning.node].fate = place == 0 ? .kept : .pruned
        if place == 0 { kept.append(beginning) }
      }
    }
    return kept
  }

  /// From the best to the worst; of equal ones the first comes first.
  private mutating func rank(_ open: [Active]) -> [Active] {
    let ranked = open.sorted {
      (figure($0.node), $1.node) > (figure($1.node), $0.node)
    }
    for (place, beginning) in ranked.enumerated() {
      (nodes[beginning.node].rank, nodes[beginning.node].field) = (place, ranked.count)
    }
    return ranked
  }

  private func figure(_ node: Int) -> Double { nodes[node].figure ?? -.infinity }

  private mutating func end() {
    for beginning in active { nodes[beginning.node].fate = .unfinished }
    active = []
  }

  // MARK: What was found

  /// The solution that the judge ranks highest; without a complete one the best beginning that was left.
  ///
  /// Of equal ones the first. `nil` before anything was judged.
  public var best: Int? {
    if !finished.isEmpty { return best(of: finished) }
    let left = nodes.indices.filter { nodes[$0].fate == .unfinished }
    if !left.isEmpty { return best(of: left) }
    // Everything behind the last ones that were kept is a dead end.
    let kept = nodes.indices.dropFirst().filter { nodes[$0].fate == .kept }
    let last = kept.map { nodes[$0].round }.max()
    return best(of: kept.filter { nodes[$0].round == last })
  }

  private func best(of nodes: [Int]) -> Int? {
    nodes.max { (figure($0), $1) < (figure($1), $0) }
  }
}
