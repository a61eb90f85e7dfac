import Testing
import Trajectories

@testable import Search

@Suite struct `Step search` {
  @Test func `wide enough, it finds what trying everything finds`() {
    // 81 beams of width 3 keep all 27 beginnings: nothing is lost.
    let search = ToyPolicy(beams: 81).run()
    let best = ToyPolicy.all.max { ToyPolicy.hashed($0) < ToyPolicy.hashed($1) }
    #expect(ToyPolicy.text(search, search.best) == best)
    #expect(Set(search.finished.map { ToyPolicy.text(search, $0) }) == Set(ToyPolicy.all))
  }

  @Test func `the greedy beam misses a solution whose beginning looks bad, a wide one finds it`() {
    // "a" looks best and leads nowhere; "cba" is the best solution.
    let promise = ["a": 0.9, "b": 0.5, "c": 0.1, "cb": 0.2, "cba": 1.0]
    let score: (String) -> Double = { promise[$0] ?? 0.3 * ToyPolicy.hashed($0) }
    let narrow = ToyPolicy(beams: 3, score: score).run()
    #expect(ToyPolicy.text(narrow, narrow.best).hasPrefix("a"))
    let wide = ToyPolicy(beams: 27, score: score).run()
    #expect(ToyPolicy.text(wide, wide.best) == "cba")
  }

  @Test func `narrow, it keeps the best n over m in each round, and says why others were dropped`()
  {
    let search = ToyPolicy().run()
    for round in 1..<ToyPolicy.length {
      let nodes = search.nodes.filter { $0.round == round }
      #expect(nodes.count == 6)
      let kept = nodes.filter { $0.fate == .kept }
      let pruned = nodes.filter { $0.fate == .pruned }
      #expect(kept.count == 2)
      #expect((kept.compactMap(\.figure).min() ?? 0) >= (pruned.compactMap(\.figure).max() ?? 1))
      // The first round has six proposals of three letters: three texts came twice.
      #expect(nodes.count { $0.fate == .duplicate } == (round == 1 ? 3 : 0))
      let ranked = nodes.filter { $0.rank != nil }
      #expect(ranked.compactMap(\.rank).sorted() == Array(0..<ranked.count))
      #expect(ranked.allSatisfy { $0.field == ranked.count })
    }
    #expect(search.finished.count == 6)
    #expect(search.nodes.allSatisfy { $0.fate != nil })
  }

  @Test func `duplicates are kept where they are asked for`() {
    var settings = StepSearch.Settings()
    (settings.beams, settings.width, settings.keepsDuplicates) = (4, 2, true)
    var search = StepSearch(settings)
    search.advance(with: [[.toy("x", 0.5), .toy("x", 0.5), .toy("y", 0.4), .toy("z", 0.3)]])
    #expect(search.nodes.dropFirst().map(\.fate) == [.kept, .kept, .pruned, .pruned])
    settings.keepsDuplicates = false
    search = StepSearch(settings)
    search.advance(with: [[.toy("x", 0.5), .toy("x", 0.5), .toy("y", 0.4), .toy("z", 0.3)]])
    #expect(search.nodes.dropFirst().map(\.fate) == [.kept, .duplicate, .kept, .pruned])
  }

  @Test func `diverse search keeps one beginning in each of its trees`() {
    let search = ToyPolicy(method: .diverse).run()
    for tree in 0..<2 {
      let nodes = search.nodes.dropFirst().filter { $0.subtree == tree }
      #expect(nodes.count == 9)
      for round in 1..<ToyPolicy.length {
        let ranked = nodes.filter { $0.round == round }
        #expect(ranked.filter { $0.fate == .kept }.count == 1)
        #expect(ranked.first { $0.fate == .kept }?.figure == ranked.compactMap(\.figure).max())
      }
      #expect(nodes.filter { $0.fate == .finished }.count == 3)
    }
  }

  @Test func `a tree of diverse search ends with its best, and a worse solution still counts`() {
    var settings = StepSearch.Settings()
    (settings.method, settings.beams, settings.width) = (.diverse, 4, 2)
    var search = StepSearch(settings)
    search.advance(with: [
      [.toy("a", 0.9, isComplete: true), .toy("b", 0.5)],
      [.toy("c", 0.4, isComplete: true), .toy("d", 0.8)],
    ])
    #expect(search.nodes.dropFirst().map(\.fate) == [.finished, .pruned, .finished, .kept])
    #expect(search.expansions == [.init(node: 4, subtree: 1, count: 2)])
    #expect(search.nodes.map(\.rank) == [nil, 0, 1, 1, 0])
  }

  @Test func `what is complete leaves the pool, and the rest gets its beams`() {
    var settings = StepSearch.Settings()
    (settings.beams, settings.width) = (4, 2)
    var search = StepSearch(settings)
    #expect(search.expansions == [.init(node: 0, subtree: 0, count: 4)])
    search.advance(with: [
      [
        .toy("w", 0.9, isComplete: true), .toy("x", 0.1), .toy("y", .nan, isComplete: true),
        .toy("z", 0.5, isComplete: true),
      ]
    ])
    // Only x goes on, with all four beams; what has no figure counts for nothing.
    #expect(search.expansions == [.init(node: 2, subtree: 0, count: 4)])
    #expect(search.finished == [1, 4] && search.nodes[3].fate == .deadEnd)
    search.advance(with: [(0..<4).map { .toy("\($0)", 0.2, isComplete: $0 > 1) }])
    // With as many solutions as beams there is nothing left to look for.
    #expect(search.isOver && search.finished.count == 4 && search.best == 1)
    #expect(search.nodes.count { $0.fate == .unfinished } == 2)
  }

  @Test func `beams that do not divide evenly go to the best first`() {
    var settings = StepSearch.Settings()
    (settings.beams, settings.width) = (8, 2)
    var search = StepSearch(settings)
    search.advance(with: [
      [.toy("a", 0.1), .toy("b", 0.7), .toy("c", 0.4)]
        + (0..<5).map { .toy("\($0)", 0.2, isComplete: true) }
    ])
    #expect(search.expansions.map(\.node) == [2, 3, 1])
    #expect(search.expansions.map(\.count) == [3, 3, 2])
  }

  @Test func `dead ends go no further, and a search of nothing else is over`() {
    var settings = StepSearch.Settings()
    (settings.beams, settings.width) = (2, 1)
    var search = StepSearch(settings)
    search.advance(with: [[.toy("a", 0.5), .toy("b", nil)]])
    #expect(search.nodes[2].fate == .deadEnd && search.nodes[2].reason != nil)
    var blank = SearchTree.Node(parent: nil)
    blank.reason = "the language model writes only blanks"
    search.advance(with: [[blank, blank]])
    // Nothing is complete, so that the last beginning that was kept stands for the solution.
    #expect(search.isOver && search.finished.isEmpty && search.best == 1)
    #expect(search.nodes[3].reason == "the language model writes only blanks")
  }

  @Test func `the last round is announced, and without a complete solution the best is chosen`() {
    var search = StepSearch(ToyPolicy(rounds: 2).settings)
    #expect(!search.isLastRound)
    search = ToyPolicy(rounds: 2).run()
    #expect(search.finished.isEmpty && search.round == 2)
    let last = search.nodes.filter { $0.fate == .unfinished }
    #expect(last.count == 2)
    #expect(search.best.flatMap { search.nodes[$0].figure } == last.compactMap(\.figure).max())
    #expect(StepSearch(ToyPolicy(rounds: 1).settings).isLastRound)
  }

  @Test func `ties go to the first`() {
    let search = ToyPolicy(beams: 3) { _ in 0.5 }.run()
    #expect(ToyPolicy.text(search, search.best) == "aaa")
    #expect(search.tree.leaves.count == 7)
  }
}
