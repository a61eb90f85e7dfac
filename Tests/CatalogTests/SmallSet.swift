import Annotations
import Queries
import Scoring
import Survival
import TestSupport
import Testing
import Trajectories
import TrajectoryFiles

@testable import Catalog

/// Small trajectories with known facts.
enum SmallSet {
  static func trajectory(
    _ number: Int, steps: Int = 2, label: Label? = nil, outcome: Bool? = nil,
    generator: String? = nil, question: String? = nil, file: String = "a.jsonl", text: String = ""
  ) -> Trajectory {
    Trajectory(
      id: "t-\(number)", problem: "What is \(number)? \(text)",
      steps: (0..<steps).map { "step \($0) of \(number)" }, label: label, outcome: outcome,
      generator: generator, question: question, source: SourceRecord(file: file))
  }

  /// Random ones, with values that often are equal or missing.
  static func random(_ count: Int, _ random: inout SeededGenerator) -> [Trajectory] {
    (0..<count).map { number in
      let steps = Int.random(in: 1...7, using: &random)
      let labels: [Label?] = [nil, .noError, .unsure, .badProblem, .firstError(steps / 2)]
      return trajectory(
        number, steps: steps, label: labels.randomElement(using: &random) ?? nil,
        outcome: [true, false, nil].randomElement(using: &random) ?? nil,
        generator: ["m-1", "m-2", nil].randomElement(using: &random) ?? nil,
        question: "q\(Int.random(in: 0..<7, using: &random))",
        file: ["10.jsonl", "20.jsonl", "x/step_5.jsonl", "b.json"].randomElement(using: &random)
          ?? "")
    }
  }

  static func score(_ hazards: [Double]) throws -> TrajectoryScore {
    TrajectoryScore(
      model: "m", kind: .crm, curve: try HazardCurve(hazards: hazards), rule: .map)
  }

  static func standing(
    _ verdict: Label?, note: String = "", marked: Bool = false, by annotator: String = "kim",
    at time: Double = 0, of digest: TrajectoryDigest
  ) -> Standing {
    let entry = verdict.map {
      AnnotationEntry(trajectory: digest, change: .verdict($0), annotator: annotator, time: time)
    }
    return Standing(verdict: verdict, verdictEntry: entry, note: note, marked: marked)
  }

  /// Scores and standings for about half of the trajectories.
  static func fill(
    _ catalog: TrajectoryCatalog, _ trajectories: [Trajectory], _ random: inout SeededGenerator
  ) throws {
    var standings: [TrajectoryDigest: Standing] = [:]
    for (index, trajectory) in trajectories.enumerated() {
      if Bool.random(using: &random) {
        // Multiples of 1/8 are kept exactly as 32-bit numbers too.
        let hazards = trajectory.steps.map { _ in Double(Int.random(in: 0...1, using: &random)) }
        catalog.setScore(try score(hazards), at: index)
      }
      guard Bool.random(using: &random) else { continue }
      let verdicts: [Label?] = [nil, .noError, .unsure, .firstError(0)]
      standings[trajectory.digest] = standing(
        verdicts.randomElement(using: &random) ?? nil,
        note: Bool.random(using: &random) ? "note \(index % 3)" : "",
        marked: Bool.random(using: &random), at: Double(Int.random(in: 0...5, using: &random)),
        of: trajectory.digest)
    }
    catalog.setStandings(standings)
  }
}

extension SmallSet {
  /// A file in memory with these trajectories as native records.
  static func file(
    _ trajectories: [Trajectory], path: String = "n.jsonl", adding lines: [Int: String] = [:],
    padding: Int = 0
  ) throws -> TrajectoryFile {
    let format = try #require(TrajectoryFormats.named("native") as? any WritableTrajectoryFormat)
    var bytes: [UInt8] = []
    for (place, trajectory) in trajectories.enumerated() {
      if let line = lines[place] { bytes += Array((line + "\n").utf8) }
      bytes += format.write(ExportTrajectory(trajectory: trajectory)).bytes ?? []
      if padding > 0, bytes.popLast() != nil {
        bytes += Array(",\"padding\":\"\(String(repeating: ".", count: padding))\"}".utf8)
      }
      bytes.append(10)
    }
    return TrajectoryFile(path: path, bytes: bytes)
  }
}
