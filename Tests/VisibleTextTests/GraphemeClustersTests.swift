import Foundation
import Testing
import VisibleText

struct GraphemeClustersTests {
  @Test func `clusters are found as written down`() throws {
    let url = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    let file = try String(
      contentsOf: url.appending(path: "grapheme-clusters.txt"), encoding: .utf8)
    let cases = file.split(separator: "\n").filter { $0.hasPrefix("÷") }
    #expect(cases.count >= 15)
    for line in cases { expectGraphemeCase(line) }
  }

  @Test func `an empty text has no clusters`() {
    #expect(Array(GraphemeClusters("")).isEmpty)
  }
}
