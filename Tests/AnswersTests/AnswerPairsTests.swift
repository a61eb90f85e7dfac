import Answers
import Foundation
import TestSupport
import Testing

struct AnswerPairsTests {
  struct Pair: CustomTestStringConvertible, Sendable {
    var verdict: AnswerVerdict
    var first: String
    var second: String
    var testDescription: String { "\(first) and \(second)" }
  }

  static let pairs: [Pair] = {
    let path = Bundle.module.path(forResource: "pairs", ofType: "tsv", inDirectory: "Golden") ?? ""
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      let parts = line.split(separator: "\t").map(String.init)
      return AnswerVerdict(rawValue: parts[0]).map {
        Pair(verdict: $0, first: parts[1], second: parts[2])
      }
    }
  }()

  @Test func `the table holds more than three hundred pairs, of every verdict`() {
    #expect(Self.pairs.count > 300)
    #expect(Set(Self.pairs.map(\.verdict)) == Set(AnswerVerdict.allCases))
  }

  @Test(arguments: pairs) func `a pair of answers is what the table says, in both directions`(
    pair: Pair
  ) {
    #expect(Answer.compare(pair.first, pair.second) == pair.verdict)
    #expect(Answer.compare(pair.second, pair.first) == pair.verdict)
  }

  @Test func `every answer of the table equals itself`() {
    for text in Set(Self.pairs.flatMap { [$0.first, $0.second] }) {
      #expect(Answer(text).compare(to: Answer(text)) == .equal, "\(text) is \(Answer(text))")
    }
  }
}
