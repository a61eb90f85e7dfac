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

  @Test func `figures that are no means see the same draws as means, whole questions each`() {
    let questions: [UInt64] = [9, 9, 4, 4, 9]
    func weights(_ seed: UInt64) -> [[Int]] {
      var drawn: [[Int]] = []
      _ = QuestionBootstrap(seed: seed, resamples: 50).samples(of: questions) { weights in
        drawn.append(weights)
        return [0]
      }
      return drawn
    }
    let drawn = weights(3)
    #expect(drawn == weights(3) && drawn != weights(4))
    #expect(drawn.allSatisfy { $0[0] == $0[1] && $0[0] == $0[4] && $0[2] == $0[3] })
    #expect(drawn.allSatisfy { $0[0] + $0[2] == 2 })
    #expect(QuestionBootstrap().intervals(of: [] as [UInt64]) { _ in [0] }.isEmpty)
    let bootstrap = QuestionBootstrap(seed: 5, resamples: 80, level: 0.9)
    let values = (0..<20).map { Double($0 * $0 % 7) }
    let means = bootstrap.intervals(of: (0..<20).map { UInt64($0) }) { weights in
      [zip(weights, values).reduce(0) { $0 + Double($1.0) * $1.1 } / 20]
    }
    #expect(means == bootstrap.intervals(of: values.map { [$0] }))
  }

  @Test func `a figure that most draws cannot define has no interval`() {
    let bootstrap = QuestionBootstrap()
    #expect(bootstrap.interval(of: [1, nil, nil]) == nil)
    #expect(bootstrap.interval(of: [1, 1, nil]) == 1...1)
    #expect(bootstrap.interval(of: [.nan, 2, 1]) == 1...2)
    #expect(bootstrap.interval(of: []) == nil)
  }
}
