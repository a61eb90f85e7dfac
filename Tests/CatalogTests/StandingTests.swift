import Survival
import Annotations
import Queries
import TestSupport
import Testing
import Trajectories

@testable import Catalog

@Suite struct StandingTests {
  @Test func `verdicts count every trajectory with their text, before and after it is known`() {
    let catalog = TrajectoryCatalog()
    let twice = SmallSet.trajectory(1)
    catalog.append([SmallSet.trajectory(0), twice, SmallSet.trajectory(2)])
    catalog.setStandings([twice.digest: SmallSet.standing(.noError, of: twice.digest)])
    #expect(catalog.progress.labelled == 1)
    catalog.append([twice, twice])
    #expect(catalog.progress.labelled == 3)
    #expect(catalog.indices(of: twice.digest) == [1, 3, 4])
    catalog.setStandings([twice.digest: SmallSet.standing(.unsure, of: twice.digest)])
    #expect(catalog.progress.labelled == 3)
    catalog.setStandings([twice.digest: Standing()])
    #expect(catalog.progress.labelled == 0)
  }

  @Test func `a text is found where it was, else where it is`() {
    let catalog = TrajectoryCatalog()
    catalog.append((0..<5).map { SmallSet.trajectory($0 % 3) })
    let digest = SmallSet.trajectory(1).digest
    #expect(catalog.firstIndex(of: digest) == 1)
    #expect(catalog.index(of: digest, hint: 4) == 4)
    #expect(catalog.index(of: digest, hint: 3) == 1)
    #expect(catalog.index(of: digest, hint: 99) == 1)
    #expect(catalog.firstIndex(of: SmallSet.trajectory(9).digest) == nil)
  }

  @Test func `notes are listed in the order of the files`() {
    let catalog = TrajectoryCatalog()
    let trajectories = (0..<4).map { SmallSet.trajectory($0) }
    catalog.append(trajectories)
    for index in [3, 1] {
      let digest = trajectories[index].digest
      catalog.setStandings([digest: SmallSet.standing(nil, note: "look", of: digest)])
    }
    #expect(catalog.noted == [1, 3])
  }

  @Test func `figures stay when the score itself is forgotten`() throws {
    let catalog = TrajectoryCatalog()
    catalog.append((0..<3).map { SmallSet.trajectory($0) })
    catalog.setScore(try SmallSet.score([0.25, 0.5]), at: 1)
    catalog.setFailure("no", at: 2)
    let exact = try #require(catalog.item(at: 1)?.figures)
    #expect(exact.noneProbability == 0.375)
    catalog.state.withLock { $0.scores.removeAll() }
    let kept = try #require(catalog.item(at: 1)?.figures)
    #expect(kept.firstError == exact.firstError)
    #expect(abs(kept.entropy - exact.entropy) < 1e-6)
    #expect(catalog.item(at: 1)?.score == nil)
    #expect(catalog.item(at: 2)?.failure == "no")
    #expect(catalog.progress.scored == 2)
    catalog.dropScores()
    #expect(catalog.progress.scored == 0)
    #expect(catalog.item(at: 1)?.figures == nil)
  }

  @Test func `another rule reads every prediction anew`() throws {
    let catalog = TrajectoryCatalog()
    catalog.append([SmallSet.trajectory(0)])
    catalog.setScore(try SmallSet.score([0.25, 0.25]), at: 0)
    #expect(catalog.item(at: 0)?.figures?.firstError == .noError)
    catalog.setRule(.threshold(0.9))
    #expect(catalog.item(at: 0)?.figures?.firstError == .step(0))
    #expect(catalog.contents.figures[0].figures?.firstError == .step(0))
  }

  @Test func `what the model gives the file's label is kept, by whatever rule`() throws {
    let catalog = TrajectoryCatalog()
    let labels: [Label?] = [.firstError(1), .noError, .unsure, nil, .firstError(7)]
    catalog.append(
      labels.enumerated().map { SmallSet.trajectory($0.offset, steps: 2, label: $0.element) })
    for index in labels.indices {
      catalog.setScore(try SmallSet.score([0.5, 0.25]), at: index)
    }
    catalog.setRule(.threshold(0.9))
    let probabilities = labels.indices.map {
      catalog.contents.figures[$0].figures?.fileLabelLogProbability
        .map { ($0 * 1e5).rounded() / 1e5 }
    }
    // log 0.5 · 0.25 and log 0.5 · 0.75
    #expect(probabilities == [-2.07944, -0.98083, nil, nil, nil])
    let sort = [SortTerm(field: .fileLabelProbability)]
    let order = try #require(catalog.arrange(Arrangement(sort: sort), now: 0))
    #expect((0..<2).map { order.indices[$0] } == [0, 1])
  }

  @Test func `two models disagree by the largest difference of their hazards`() throws {
    let catalog = TrajectoryCatalog()
    catalog.append([SmallSet.trajectory(0)])
    #expect(catalog.setComparison(try SmallSet.score([0.25, 0.75]), at: 0))
    catalog.setScore(try SmallSet.score([0.25, 0.25]), at: 0)
    #expect(catalog.contents.figures.disagreement(at: 0) == 0.5)
    #expect(catalog.item(at: 0)?.comparison != nil)
  }

  @Test func `a score that is not at hand any more is asked for again, to be compared`() throws {
    let catalog = TrajectoryCatalog()
    catalog.append((0..<9).map { SmallSet.trajectory($0) })
    let score = try SmallSet.score([0.25, 0.25])
    catalog.setScore(score, at: 0)
    // Each about a third of what is kept.
    let large = try SmallSet.score([Double](repeating: 0.25, count: 100_000))
    for index in 1..<9 { catalog.setScore(large, at: index) }
    #expect(!catalog.setComparison(try SmallSet.score([0.25, 0.75]), at: 0))
    catalog.setScore(score, at: 0)
    #expect(catalog.contents.figures.disagreement(at: 0) == 0.5)
  }
}

@Suite struct HiddenTests {
  /// Two alike, of which the second is judged.
  private func catalog() throws -> TrajectoryCatalog {
    let catalog = TrajectoryCatalog()
    var trajectories = (0..<2).map { SmallSet.trajectory($0, label: .noError, outcome: false) }
    for index in 0..<2 { trajectories[index].referenceAnswer = "six" }
    catalog.append(trajectories)
    for index in 0..<2 { catalog.setScore(try SmallSet.score([0.25, 0.25]), at: index) }
    let digest = trajectories[1].digest
    catalog.setStandings([digest: SmallSet.standing(.unsure, of: digest)])
    catalog.setConflicts([digest: true, trajectories[0].digest: true])
    return catalog
  }

  @Test(arguments: [
    "scored", "file_label = none", "S > 0", "outcome = wrong", "wrong", "conflict",
    "reference = six", "reference ~ s", "label = none or label = unsure", "zhat = none",
    "entropy > 0", "h_max > 0", "r_min < 0", "p_label > 0",
  ])
  func `blind, no filter tells what is not judged by what is hidden`(source: String) throws {
    let catalog = try catalog()
    let filter = try Query(source)
    #expect(
      catalog.arrange(Arrangement(filter: filter, isBlind: true), now: 0)?.indices == .listed([1]))
    let seen = catalog.arrange(Arrangement(filter: filter), now: 0)?.indices.count
    #expect(seen == 2)
  }

  @Test(arguments: ["outcome", "S", "zhat", "file_label", "entropy", "reference", "conflict desc"])
  func `blind, no order tells what is not judged`(source: String) throws {
    let catalog = try catalog()
    let sort = try SortTerm.terms(source)
    let order = catalog.arrange(Arrangement(sort: sort, isBlind: true), now: 0)
    let indices = try #require(order?.indices)
    // What is hidden counts as missing, and comes last.
    #expect((0..<2).map { indices[$0] } == [1, 0])
  }

  @Test func `conflicts are found and counted, and end`() throws {
    let catalog = try catalog()
    let filter = Arrangement(filter: try Query("conflict"))
    #expect(catalog.arrange(filter, now: 0)?.indices.count == 2)
    #expect(catalog.overview(of: .all(count: 2), isBlind: false)?.conflicts == 2)
    #expect(catalog.overview(of: .all(count: 2), isBlind: true)?.conflicts == 1)
    catalog.setConflicts([SmallSet.trajectory(0).digest: false])
    #expect(catalog.arrange(filter, now: 0)?.indices.count == 1)
  }
}
