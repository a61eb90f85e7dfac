import JSON
import Scoring
import Search
import Trajectories

/// What a search takes, as a native record with the judge's scores and how it was found.
struct SearchedRecord {
  /// Whether its final answer is the reference's; `nil` where nobody can tell.
  let outcome: Bool?
  /// Whether the solution came to its end.
  let isComplete: Bool
  /// On one line.
  let bytes: [UInt8]

  /// `nil` where nothing was found.
  init?(_ search: QuestionSearch) {
    let tree = search.tree
    guard let chosen = search.chosen else { return nil }
    let node = tree.nodes[chosen.node]
    var record = SolutionRecord(
      id: "\(search.question.id)-b\(chosen.node)", search.question,
      policy: tree.header.generator ?? "", steps: tree.steps(of: chosen.node),
      answer: node.isComplete ? node.answer : nil)
    record.add("tokens", JSONValue(Self.tokens(of: chosen.node, tree)))
    if var score = search.scores[chosen.node] {
      // The same search gives the same bytes, however long it took.
      score.seconds = 0
      record.add("scores", score.json())
    }
    record.add("search", Self.summary(tree, chosen))
    (outcome, isComplete) = (record.outcome, node.isComplete)
    bytes = record.bytes
  }

  private static func tokens(of node: Int, _ tree: SearchTree) -> Int {
    tree.path(to: node).reduce(0) { $0 + (tree.nodes[$1].tokens ?? 0) }
  }

  private static func summary(
    _ tree: SearchTree, _ chosen: (node: Int, isTied: Bool)
  ) -> JSONValue {
    let header = tree.header
    let finished = tree.nodes.filter { $0.fate == .finished }
    var members: [(String, JSONValue)] = []
    func add(_ key: String, _ value: JSONValue?) {
      if let value { members.append((key, value)) }
    }
    add("method", header.method.map { .string($0) })
    add("beams", header.beams.map { JSONValue($0) })
    add("width", header.width.map { JSONValue($0) })
    add("rounds", JSONValue(tree.lastRound))
    add("model", header.judge.map { .string($0) })
    add("rule", header.rule.map { .string($0) })
    add("choice", header.choice.map { .string($0) })
    add("node", JSONValue(chosen.node))
    add("figure", tree.nodes[chosen.node].figure.map { .finite($0) })
    add("tied", .bool(chosen.isTied))
    add("complete", .bool(tree.nodes[chosen.node].isComplete))
    add("solutions", JSONValue(finished.count))
    add("right_solutions", JSONValue(finished.count { $0.isRight == true }))
    add("steps", JSONValue(tree.nodes.count - 1))
    add("tokens", JSONValue(tree.nodes.reduce(0) { $0 + ($1.tokens ?? 0) }))
    return .members(members)
  }
}
