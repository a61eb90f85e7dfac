import TestSupport
import Testing

@testable import Selection

struct AccuracyCurveTests {
  private func question(_ right: [Bool]) -> CandidateSet {
    CandidateSet(right.map { Candidate(answer: $0 ? "1" : "2", outcome: .recorded($0)) })
  }

  @Test func `N doubles up to the largest, which is always there`() {
    #expect(AccuracyCurve.counts(upTo: 0).isEmpty)
    #expect(AccuracyCurve.counts(upTo: 1) == [1])
    #expect(AccuracyCurve.counts(upTo: 10) == [1, 2, 4, 8, 10])
    #expect(AccuracyCurve.counts(upTo: 128) == [1, 2, 4, 8, 16, 32, 64, 128])
  }

  @Test func `the curve of the oracle rises with the first right candidate`() {
    let curve = AccuracyCurve(
      of: [question([false, true, false, false]), question([true, false]), question([false])],
      by: .oracle)
    #expect(curve.points.map(\.candidates) == [1, 2, 4])
    let thirds: [Double] = [1.0 / 3, 2.0 / 3, 2.0 / 3]
    #expect(curve.points.map(\.accuracy) == thirds)
    #expect(curve.points.map(\.shortQuestions) == [0, 1, 2])
  }

  @Test func `questions that nobody can judge are left out`() {
    let unjudged = CandidateSet([Candidate(answer: "1"), Candidate(answer: "1")])
    let curve = AccuracyCurve(of: [unjudged, question([true])], by: .first)
    #expect(curve.questions == 1)
    #expect(curve.points.map(\.accuracy) == [1])
    #expect(AccuracyCurve(of: [unjudged], by: .first).points.isEmpty)
    #expect(AccuracyCurve(of: [], by: .first).points.isEmpty)
  }

  @Test func `Pass@k without bias is the mean over all choices of k`() {
    let curve = AccuracyCurve(passOf: [question([false, true, false, false])], counts: [1, 2, 4])
    #expect(curve.points.map(\.accuracy) == [0.25, 0.5, 1])
  }

  @Test func `intervals hold the mean and narrow with more questions`() {
    var generator = SeededGenerator(seed: 4)
    let many = (0..<400).map { _ in question([Bool.random(using: &generator)]) }
    let wide = AccuracyCurve(of: Array(many[..<40]), by: .first).points[0]
    let narrow = AccuracyCurve(of: many, by: .first).points[0]
    for point in [wide, narrow] { #expect(point.interval.contains(point.accuracy)) }
    let width = { (range: ClosedRange<Double>) in range.upperBound - range.lowerBound }
    #expect(width(narrow.interval) < width(wide.interval) / 2)
    // 1.96 √(p (1 − p) / n) of either side.
    let normal = 2 * 1.96 * 0.025
    #expect(abs(width(narrow.interval) - normal) < 0.012)
  }

  @Test func `the same seed draws the same questions, in every column`() {
    let rows = (0..<30).map { [Double($0 % 3), Double($0 % 3), Double($0)] }
    let bootstrap = QuestionBootstrap(seed: 9, resamples: 50)
    let intervals = bootstrap.intervals(of: rows)
    #expect(intervals[0] == intervals[1])
    #expect(intervals == bootstrap.intervals(of: rows))
    #expect(intervals != QuestionBootstrap(seed: 10, resamples: 50).intervals(of: rows))
    #expect(bootstrap.intervals(of: []).isEmpty)
    #expect(QuestionBootstrap(resamples: 0, level: .nan).resamples == 1)
  }
}
