import TestSupport
import Testing
import Trajectories

@testable import Search

@Suite struct `Replaying a search` {
  /// A search whose proposals are anything: equal texts, equal figures, dead ends, early ends.
  private func random(_ seed: UInt64) -> StepSearch {
    var generator = SeededGenerator(seed: seed)
    var settings = StepSearch.Settings()
    settings.width = Int.random(in: 1...4, using: &generator)
    settings.beams = settings.width * Int.random(in: 1...5, using: &generator)
    settings.rounds = Int.random(in: 1...7, using: &generator)
    settings.method = Bool.random(using: &generator) ? .beam : .diverse
    settings.keepsDuplicates = Bool.random(using: &generator)
    var search = StepSearch(settings)
    while !search.isOver {
      search.advance(
        with: search.expansions.map { expansion in
          (0..<expansion.count).map { _ in
            let figure = [0.25, 0.5, -Double.infinity, Double.random(in: 0...1, using: &generator)]
              .randomElement(using: &generator)
            let step = ["a", "b", "c d", "é\n"].randomElement(using: &generator) ?? ""
            var node = SearchTree.Node.toy(
              step, figure, isComplete: Int.random(in: 0..<6, using: &generator) == 0)
            if Int.random(in: 0..<9, using: &generator) == 0 { node.reason = "no more" }
            return node
          }
        })
    }
    return search
  }

  @Test(arguments: 1...200)
  func `decides the same, bit for bit`(seed: Int) throws {
    let search = random(UInt64(seed))
    #expect(try StepSearch.replay(search.tree) == search, "seed \(seed)")
  }

  @Test(arguments: 1...200)
  func `holds what a search promises`(seed: Int) throws {
    let search = random(UInt64(seed))
    let settings = search.settings
    #expect(search.nodes.allSatisfy { $0.fate != nil }, "seed \(seed)")
    for round in 1...max(1, search.round) {
      let nodes = search.nodes.indices.filter { search.nodes[$0].round == round }
      let going = nodes.filter { [.kept, .unfinished].contains(search.nodes[$0].fate) }
      #expect(nodes.count <= settings.beams && going.count <= settings.keptCount, "seed \(seed)")
      if !settings.keepsDuplicates, settings.method == .beam {
        let texts = going.map { search.tree.steps(of: $0) }
        #expect(Set(texts).count == texts.count, "seed \(seed)")
      }
      let dropped = nodes.filter { search.nodes[$0].fate == .pruned }
      for kept in going {
        for other in dropped where search.nodes[other].subtree == search.nodes[kept].subtree {
          let figures = (search.nodes[kept].figure, search.nodes[other].figure)
          #expect((figures.0 ?? -1) >= (figures.1 ?? -1), "seed \(seed)")
        }
      }
    }
    for (place, node) in search.nodes.enumerated().dropFirst() {
      #expect(node.parent.map { $0 < place } == true, "seed \(seed)")
      let parent = node.parent.map { search.nodes[$0].fate }
      #expect(parent == .kept, "seed \(seed)")
    }
  }

  @Test func `a changed figure is found out`() throws {
    var tree = ToyPolicy().run().tree
    let kept = try #require(tree.nodes.firstIndex { $0.fate == .kept && $0.round == 1 })
    tree.nodes[kept].figure = -1
    #expect(throws: ReplayFault.self) { try StepSearch.replay(tree) }
    tree.header.beams = nil
    #expect(throws: ReplayFault.noSettings) { try StepSearch.replay(tree) }
  }

  @Test func `a tree can be looked at round by round`() {
    let tree = ToyPolicy().run().tree
    let first = tree.replayed(to: 1, isDecided: false)
    #expect(first.nodes.count == 7 && first.chosen == nil)
    #expect(first.nodes.dropFirst().allSatisfy { $0.fate == nil && $0.rank == nil })
    let decided = tree.replayed(to: 1, isDecided: true)
    #expect(decided.nodes == Array(tree.nodes.prefix(7)))
    #expect(tree.replayed(to: tree.lastRound, isDecided: true) == tree)
    #expect(tree.replayed(to: 0, isDecided: true).nodes.count == 1)
  }
}
