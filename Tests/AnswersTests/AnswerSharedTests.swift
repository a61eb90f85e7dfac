import Answers
import Foundation
import JSON
import TestSupport
import Testing

@Suite(.enabled(if: SharedFolder.exists, "\(SharedFolder.absence)"))
struct AnswerSharedTests {
  private func records(_ path: String) throws -> [JSONValue] {
    let text = try String(contentsOfFile: SharedFolder.path(path), encoding: .utf8)
    return try text.split(separator: "\n").map { try JSONParser.value(of: Array($0.utf8)) }
  }

  @Test func `comparison agrees with what GSM8K's example solutions are said to be`() throws {
    var counts = (agreeing: 0, all: 0)
    for record in try records("data/gsm8k-solutions/example_model_solutions.jsonl") {
      guard case .object(let members) = record, let truth = record["ground_truth"]?.string,
        let reference = FinalAnswer.find(in: truth)
      else { continue }
      for member in members.members {
        guard let solution = member.value["solution"]?.string,
          let isCorrect = member.value["is_correct"]?.bool
        else { continue }
        let answer = FinalAnswer.find(in: solution)
        let verdict = answer.map { Answer.compare($0.text, reference.text) } ?? .different
        counts.all += 1
        if (verdict == .equal) == isCorrect {
          counts.agreeing += 1
        } else {
          print(
            "\(member.key): \(answer?.text ?? "none") and \(reference.text): \(verdict), said to be \(isCorrect)"
          )
        }
      }
    }
    print("agree in \(counts.agreeing) of \(counts.all)")
    #expect(counts.all == 5_276)
    #expect(Double(counts.agreeing) >= 0.995 * Double(counts.all))
  }

  @Test func `the answers of MATH's solutions are found and equal the references`() throws {
    var missed = 0
    let all = try records("data/openr/math500.jsonl")
    for record in all {
      let reference = try #require(record["answer"]?.string)
      let found = FinalAnswer.find(in: record["solution"]?.string ?? "")?.text ?? ""
      let verdict = Answer.compare(found, reference)
      if verdict != .equal {
        missed += 1
        print("\(found) and \(reference): \(verdict)")
      }
    }
    #expect(missed <= 1, "of \(all.count)")
  }
}
