import Trajectories

/// Why a recorded search is not the one that its settings give.
public enum ReplayFault: Error, Equatable, Sendable {
  /// The record does not say how it was searched, or says it wrongly.
  case noSettings
  /// The nodes of a round are not those that were to be continued.
  case otherExpansions(round: Int)
  /// Of a node something else would have become.
  case otherDecision(node: Int)
}

extension ReplayFault: CustomStringConvertible {
  /// What is wrong; rounds count from 1, nodes from 0 as in files.
  public var description: String {
    switch self {
    case .noSettings: "The record does not say with which beams, width and rounds it was searched."
    case .otherExpansions(let round):
      "In round \(round) other beginnings were continued than its rules keep."
    case .otherDecision(let node):
      "Of node \(node) something else would have become by the rules of the search."
    }
  }
}

extension StepSearch.Settings {
  /// The settings that a record names; `nil` where they are missing or cannot be.
  public init?(_ header: SearchTree.Header) {
    self.init()
    guard let method = header.method.flatMap(StepSearch.Method.init(rawValue:)),
      let beams = header.beams, let width = header.width, let rounds = header.rounds
    else { return nil }
    (self.method, self.beams, self.width, self.rounds) = (method, beams, width, rounds)
    keepsDuplicates = header.keepsDuplicates ?? false
    guard isValid else { return nil }
  }
}

extension StepSearch {
  /// Decides a recorded search again, from the steps and figures of its nodes alone.
  ///
  /// - Returns: the search, in the state in which the recorded one was left; its nodes equal the record's.
  /// - Throws: ``ReplayFault`` where the record says something else.
  public static func replay(_ tree: SearchTree) throws(ReplayFault) -> StepSearch {
    guard let settings = Settings(tree.header) else { throw .noSettings }
    var search = StepSearch(settings)
    var rest = tree.nodes.dropFirst()
    while !rest.isEmpty {
      let round = search.round + 1
      let nodes = rest.prefix { $0.round == round }
      rest = rest.dropFirst(nodes.count)
      search.advance(with: try search.proposals(nodes, round: round))
    }
    for (place, node) in tree.nodes.enumerated() where node != search.nodes[place] {
      throw .otherDecision(node: place)
    }
    return search
  }

  /// A round's nodes, divided among what they continue.
  private func proposals(
    _ nodes: ArraySlice<SearchTree.Node>, round: Int
  ) throws(ReplayFault) -> [[SearchTree.Node]] {
    let expansions = expansions
    var proposals = [[SearchTree.Node]](repeating: [], count: expansions.count)
    var place = 0
    for node in nodes {
      while place < expansions.count,
        node.parent != expansions[place].node || node.subtree != expansions[place].subtree
      {
        place += 1
      }
      guard place < expansions.count else { throw .otherExpansions(round: round) }
      proposals[place].append(node)
    }
    guard !nodes.isEmpty else { throw .otherExpansions(round: round) }
    return proposals
  }
}
