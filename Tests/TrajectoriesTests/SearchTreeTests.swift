import JSON
import TestSupport
import Testing

@testable import Trajectories

@Suite struct `Search trees` {
  /// Two rounds: one beginning is kept and completed, others are dropped in every way.
  private var tree: SearchTree {
    var header = SearchTree.Header(id: "q1", problem: "What is 2 + 3?")
    (header.referenceAnswer, header.generator, header.judge) = ("5", "policy", "judge")
    (header.kind, header.method, header.rule) = ("crm", "beam", "own")
    (header.beams, header.width, header.rounds) = (4, 2, 40)
    (header.scale, header.figureName) = (.logProbability, "S(t)")
    (header.seed, header.temperature) = (.max, 0.8)
    func node(
      _ parent: Int, _ step: String, _ figure: Double?, _ round: Int, _ fate: SearchTree.Fate
    ) -> SearchTree.Node {
      var node = SearchTree.Node(parent: parent, steps: [step], figure: figure, round: round)
      node.fate = fate
      node.logits = figure.map { [-1 / ($0 - 1e-3)] } ?? []
      return node
    }
    var nodes = [
      SearchTree.Node.problem, node(0, "2 + 3 = 5\n", -0.1, 1, .kept),
      node(0, "2 + 3 = 6", -.infinity, 1, .pruned), node(0, "2 + 3 = 6", -.infinity, 1, .duplicate),
      node(0, "王", nil, 1, .deadEnd),
      node(1, "The answer is 5.", -0.30000000000000004, 2, .finished),
    ]
    nodes[0].fate = .kept
    (nodes[1].rank, nodes[1].field) = (0, 2)
    nodes[4].reason = "It has 9 tokens, more than the window."
    nodes[5].isComplete = true
    (nodes[5].answer, nodes[5].isRight, nodes[5].tokens) = ("5", true, 7)
    return SearchTree(header, nodes: nodes, chosen: 5)
  }

  private func source(_ text: [UInt8], format: String) -> SourceRecord {
    SourceRecord(format: format, file: "f.jsonl", bytes: text[...])
  }

  @Test func `what is written comes back bit for bit`() throws {
    let bytes = JSONWriter.bytes(of: tree.json(further: [("note", "kept")]))
    #expect(SearchTree.read(source(bytes, format: "search-tree")) == tree)
    #expect(SearchTree.read(source(bytes, format: "native")) == nil)
  }

  @Test func `every leaf is a trajectory, with the judge's figures and its outcome`() throws {
    let read = try read(JSONWriter.text(of: tree.json()))
    #expect(read.trajectories.allSatisfy { $0.source.format == "search-tree" })
    #expect(
      read.trajectories.map(\.steps)
        == [["2 + 3 = 6"], ["2 + 3 = 6"], ["王"], ["2 + 3 = 5\n", "The answer is 5."]])
    #expect(read.trajectories.map(\.id) == ["q1-0", "q1-1", "q1-2", "q1-3"])
    #expect(read.trajectories.map(\.outcome) == [nil, nil, nil, true])
    #expect(read.trajectories.allSatisfy { $0.label == nil && $0.referenceAnswer == "5" })
    let scores = read.trajectories[3].recordedScores
    #expect(scores?.model == "judge" && scores?.kind == "crm" && scores?.values.count == 2)
    #expect(read.trajectories[2].recordedScores == nil)
  }

  @Test(arguments: [
    (#""nodes":[]"#, "nodes"), (#""nodes":[{"parent":0}]"#, "parent"),
    (#""nodes":[{"parent":null},{"parent":1,"steps":["a"]}]"#, "parent"),
    (#""nodes":[{"parent":null},{"parent":0}]"#, "steps"),
    (#""nodes":[{"parent":null},{"parent":0,"steps":[1]}]"#, "steps"),
    (#""nodes":[{"parent":null},7]"#, "nodes"),
  ])
  func `what is no tree is refused with its place`(nodes: String, member: String) throws {
    let text = #"{"problem":"Q","search":{},\#(nodes)}"#
    let fault = try #require(throws: RecordFault.self) { try read(text, as: "search-tree") }
    #expect(fault.path.contains(member) && !fault.remedy.isEmpty, "\(fault)")
  }

  @Test func `math-aps trees and prefixes are the same tree, a level a round`() throws {
    let prefixes = #"""
      {"question":"Q","final_answer":"4","reasoning_steps":[{"solution_prefix":"Qab","mc_value":0.5},{"solution_prefix":"Q","mc_value":0.75},{"solution_prefix":"Qa","mc_value":0.6},{"solution_prefix":"Qc","mc_value":0}]}
      """#
    let nested = #"""
      {"question":"Q","final_answer":"4","reasoning_steps":{"text":"Q","mc_value":0.75,"children":[{"text":"a","mc_value":0.6,"children":[{"text":"b","mc_value":0.5}]},{"text":"c","mc_value":0}]}}
      """#
    for text in [prefixes, nested] {
      let tree = try #require(SearchTree.read(source(Array(text.utf8), format: "math-aps")))
      #expect(tree.nodes.map(\.steps) == [[], ["a"], ["c"], ["b"]])
      #expect(tree.nodes.map(\.parent) == [nil, 0, 0, 1])
      #expect(tree.nodes.map(\.figure) == [0.75, 0.6, 0, 0.5])
      #expect(tree.nodes.map(\.round) == [0, 1, 1, 2] && tree.leaves == [2, 3])
      #expect(tree.header.scale == .probability && tree.header.referenceAnswer == "4")
    }
  }
}
