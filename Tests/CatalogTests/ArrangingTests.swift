import Queries
import Synchronization
import TestSupport
import Testing
import Trajectories

@testable import Catalog

@Suite struct ArrangingTests {
  @Test func `the plain order takes no memory and leaves out nothing that can be read`() {
    let catalog = TrajectoryCatalog()
    catalog.append((0..<5).map { SmallSet.trajectory($0) })
    let order = catalog.arrange(Arrangement(), now: 0)
    #expect(order?.indices == .all(count: 5))
    #expect(order?.isComplete == true)
  }

  @Test(arguments: [11, 12, 13, 14, 15, 16] as [UInt64])
  func `sorting equals a plain sort of rows`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let trajectories = SmallSet.random(50, &random)
    let catalog = TrajectoryCatalog()
    catalog.append(Array(trajectories.prefix(20)))
    catalog.append(Array(trajectories.dropFirst(20)))
    try SmallSet.fill(catalog, trajectories, &random)
    for _ in 0..<30 {
      let terms = (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
        QueryField.allCases.filter(\.isSortable).randomElement(using: &random).map {
          SortTerm(field: $0, descending: Bool.random(using: &random))
        }
      }
      let isBlind = Bool.random(using: &random)
      let sorted = catalog.arrange(Arrangement(sort: terms, isBlind: isBlind), now: 100)
      let rows = catalog.rows(isBlind: isBlind)
      #expect(
        sorted.map { indices($0.indices) } == naiveSort(rows, terms), "seed \(seed), \(terms)")
    }
  }

  private func indices(_ list: IndexList) -> [Int] { (0..<list.count).map { list[$0] } }

  private func naiveSort(_ rows: [QueryRow], _ terms: [SortTerm]) -> [Int] {
    rows.sorted { left, right in
      for term in terms {
        switch order(left, right, term) {
        case 0: continue
        case let order: return order < 0
        }
      }
      return left.index < right.index
    }.map(\.index)
  }

  private func order(_ left: QueryRow, _ right: QueryRow, _ term: SortTerm) -> Int {
    SortKey(left, by: term.field, now: 100)
      .compared(to: SortKey(right, by: term.field, now: 100), descending: term.descending)
  }

  @Test func `candidates of a question come together where its first one stands`() throws {
    let catalog = TrajectoryCatalog()
    catalog.append([
      SmallSet.trajectory(0, steps: 2, outcome: true, question: "b"),
      SmallSet.trajectory(1, steps: 4, outcome: false, question: "a"),
      SmallSet.trajectory(2, steps: 5, outcome: false, question: "b"),
    ])
    catalog.setScore(try SmallSet.score([0, 0.5]), at: 0)
    let item = try #require(catalog.item(at: 2))
    catalog.setStandings([item.digest: SmallSet.standing(.unsure, of: item.digest)])
    let order = try #require(catalog.arrange(Arrangement(grouping: .question), now: 0))
    #expect(indices(order.indices) == [0, 2, 1])
    #expect(
      order.groups == [
        ArrangedGroup(
          positions: 0..<2, title: "b", right: 1, wrong: 1, labelled: 1, meanSurvival: 0.5,
          meanSteps: 3.5),
        ArrangedGroup(positions: 2..<3, title: "a", wrong: 1, meanSteps: 4),
      ])
  }

  @Test(arguments: [
    (QueryField.file, [["10.jsonl", "0", "2"], ["b.json", "1", "3"]]),
    (.trainingStep, [["10", "0", "2"], ["", "1", "3"]]),
    (.generator, [["g", "0", "1"], ["", "2", "3"]]),
  ])
  func `groups are named by what they share`(field: QueryField, expected: [[String]]) throws {
    let catalog = TrajectoryCatalog()
    catalog.append(
      (0..<4).map {
        SmallSet.trajectory(
          $0, generator: $0 < 2 ? "g" : nil, file: $0 % 2 == 0 ? "10.jsonl" : "b.json")
      })
    let order = try #require(catalog.arrange(Arrangement(grouping: field), now: 0))
    let found = order.groups.map { group in
      [group.title] + group.positions.map { String(order.indices[$0]) }
    }
    #expect(found == expected)
  }

  @Test func `blind, a group of one does not tell whether its answer is right`() throws {
    let catalog = TrajectoryCatalog()
    catalog.append([SmallSet.trajectory(0, outcome: true)])
    let blind = Arrangement(grouping: .question, isBlind: true)
    #expect(catalog.arrange(blind, now: 0)?.groups.first?.right == 0)
    #expect(catalog.arrange(Arrangement(grouping: .question), now: 0)?.groups.first?.right == 1)
  }

  @Test(arguments: 0..<8)
  func `a cancelled arrangement gives nothing, wherever it was`(moment: Int) {
    let catalog = TrajectoryCatalog()
    catalog.append((0..<3000).map { SmallSet.trajectory($0) })
    let asked = Mutex(0)
    let order = catalog.arrange(
      Arrangement(sort: [SortTerm(field: .id)], grouping: .generator), now: 0,
      isCancelled: {
        asked.withLock {
          $0 += 1
          return $0 > moment
        }
      })
    #expect(order == nil)
  }
}

extension TrajectoryCatalog {
  /// Every row as a filter would see it.
  func rows(isBlind: Bool) -> [QueryRow] {
    let contents = contents
    let filler = RowFiller(
      contents: contents, needs: [.text, .facts, .figures, .standing, .rank], isBlind: isBlind)
    return (0..<contents.count).map { index in
      var row = QueryRow()
      let segment = contents.segments.segments[contents.segments.place(of: index)]
      filler.fill(&row, at: index, in: segment, contents.read(at: index).trajectory)
      return row
    }
  }
}
