import Glibc
import Queries
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles

@testable import Catalog

/// Files that are cut while they are open.
struct LossTests {
  /// 3,000 records, every hundredth with "hit", of which the first 2,005 are left whole.
  private func cutCatalog() throws -> (catalog: TrajectoryCatalog, folder: TemporaryFolder) {
    let folder = try TemporaryFolder()
    let lines = (0..<3000).map { number in
      let word = number % 100 == 0 ? "hit" : "miss"
      let filling = String(repeating: "s", count: 1000)
      return #"{"id":"\#(number)","problem":"P\#(number) \#(word)","steps":["\#(filling)"]}"# + "\n"
    }
    let path = try folder.write(lines.joined(), to: "cut.jsonl")
    let catalog = TrajectoryCatalog(options: ReadingOptions(cacheFolder: nil))
    catalog.fill(from: FileSet([path]), isCancelled: { false }, onChange: { _ in })
    #expect(catalog.noteLosses() == nil)
    truncate(path, off_t(lines.prefix(2005).reduce(40) { $0 + $1.utf8.count }))
    return (catalog, folder)
  }

  private func request(_ text: String, from position: Int, forward: Bool) throws -> FindRequest {
    FindRequest(
      target: .text(try TextPattern(text)), order: .all(count: 3000), position: position,
      forward: forward)
  }

  @Test func `records that a cut took away stand among the issues, once`() throws {
    let (catalog, folder) = try cutCatalog()
    let issues = try #require(catalog.noteLosses())
    #expect(
      issues.lost == [
        LostRecordsError(
          path: folder.file("cut.jsonl"), lost: 995, first: 2005, line: 2006,
          byte: issues.lost[0].byte)
      ])
    let issue = try #require(issues.listed.first)
    #expect(issue.reason == "995 records were lost when cut.jsonl was cut")
    #expect(issue.line == 2006 && issue.record == 2005 && issue.severity == .bad)
    #expect(catalog.noteLosses() == nil)
    #expect(catalog.issues == issues)
  }

  @Test func `a search finds all that is left and says how many lost records it passed`() throws {
    let (catalog, folder) = try cutCatalog()
    _ = catalog.noteLosses()
    func passed(_ text: String, from position: Int, forward: Bool) throws -> (Int?, Int) {
      let request = try request(text, from: position, forward: forward)
      let found = catalog.find(request)
      return (found?.index, catalog.lostCount(passedBy: request, to: found))
    }
    #expect(try passed("hit", from: 10, forward: true) == (100, 0))
    // Of the stretch that was cut, too.
    #expect(try passed("P2004 ", from: 10, forward: true) == (2004, 0))
    #expect(try passed("hit", from: 2001, forward: true) == (0, 995))
    #expect(try passed("hit", from: 0, forward: false) == (2000, 995))
    #expect(try passed("absent", from: 10, forward: true) == (nil, 995))
    withExtendedLifetime(folder) {}
  }

  @Test func `a file cut to nothing has lost all`() throws {
    let (catalog, folder) = try cutCatalog()
    truncate(folder.file("cut.jsonl"), 0)
    let issues = try #require(catalog.noteLosses())
    #expect(issues.lost.map(\.lost) == [3000])
    #expect(
      issues.listed.first?.reason == "3000 records were lost when cut.jsonl was cut or written anew"
    )
  }
}
