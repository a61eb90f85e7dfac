import Evaluation
import Scoring
import Selection
import Survival
import Testing
import Trajectories
import VisibleText

@testable import Reporting

struct EvaluationReportTests {
  private let subject = EvaluationSubject(files: ["a.jsonl"], models: [], count: 1)
  private let bootstrap = QuestionBootstrap(seed: 1, resamples: 60)

  private func example(
    _ hazard: Double, _ label: Label, question: Int, model: String = "m",
    kind: TrajectoryScore.Kind = .crm
  ) throws -> EvaluationCase {
    let trajectory = Trajectory(
      id: "a", problem: "p\(question)", steps: ["s"], source: SourceRecord(file: "a.jsonl", line: 1)
    )
    let score = TrajectoryScore(
      model: model, kind: kind, curve: try HazardCurve(hazards: [hazard]), rule: .map)
    return EvaluationCase(trajectory, label: label, score: score)
  }

  private func text(_ report: Report) -> String {
    TextReport.lines(of: report).map(\.string).joined(separator: "\n")
  }

  @Test func `a comparison says better or worse only where the whole interval does`() throws {
    // The second model is right about everything, the first about nothing; the third is the first again.
    let labels = (0..<20).map { $0 % 2 == 0 ? Label.noError : .firstError(0) }
    func model(_ name: String, isGood: Bool) throws -> [EvaluationCase] {
      try labels.enumerated().map { place, label in
        try example(
          (label == .noError) == isGood ? 0.1 : 0.9, label, question: place, model: name)
      }
    }
    let models = try [
      model("poor", isGood: false), model("good", isGood: true), model("poor", isGood: false),
    ]
    let comparison = ModelComparison(
      models, rules: [nil, nil, nil], bootstrap: bootstrap)
    let text = text(Report.comparison(comparison, of: subject, bootstrap: bootstrap))
    #expect(text.contains("Differences from poor (1)"))
    let lines = text.split(separator: "\n")
    let good = lines.filter { $0.hasPrefix("  good") && $0.contains("…") }
    // Brier score and calibration error fall, which is better too.
    #expect(good.count == ModelComparison.Figure.allCases.count)
    #expect(good.allSatisfy { $0.hasSuffix("better") })
    #expect(!lines.contains { $0.hasPrefix("  poor (3)") && $0.hasSuffix("better") })
    #expect(!lines.contains { $0.hasSuffix("worse") })
  }

  @Test func `best of N marks each model's own rule and has the product beside it`() throws {
    let models = try [TrajectoryScore.Kind.crm, .prm].map { kind in
      try [0.2, 0.6].map { hazard in
        try example(
          hazard, hazard < 0.5 ? .noError : .firstError(0), question: 0, model: kind.rawValue,
          kind: kind)
      }
    }
    let candidates = [true, false].map { Candidate(answer: "\($0)", outcome: .recorded($0)) }
    let figures = BestOfNFigures(models: models, candidates: candidates, bootstrap: bootstrap)
    let report = Report.bestOfN(figures, of: subject, bootstrap: bootstrap)
    let text = text(report)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.filter { $0.contains("crm (crm)  best product") }.count == 1)
    #expect(lines.filter { $0.contains("prm (prm)  best ") }.count == 2)
    #expect(lines.filter { $0.contains("◆ ") }.count == 5)
    #expect(text.contains("best min       ◆") && text.contains("best product   ◆"))
    let chart = report.sections.lazy.flatMap(\.blocks).compactMap { block -> Chart? in
      if case .chart(let chart) = block { chart } else { nil }
    }.first
    #expect(
      chart?.layers.map(\.name) == [
        "Major@N", "Pass@N, unbiased", "crm best product", "prm best min", "prm best product",
      ])
  }
}
