import Queries
import Selection
import Synchronization
import Trajectories

/// What is kept of a candidate so that its text is read once.
struct AnswerReading: Sendable {
  var answer: String?
  var outcome: CandidateOutcome
}

/// One candidate as a row tells of it.
struct CandidateRow: Sendable {
  var index: Int
  var question: UInt64
  var outcome: Bool?
  /// S(T).
  var survival: Double?
}

extension TrajectoryCatalog {
  /// More candidates than these are judged by recorded outcomes alone, since answers take reading.
  static let mostAnswers = 5_000
  /// In larger sets best-of-N is left out: it would take longer than all else together.
  static let mostCandidates = 200_000

  /// Best-of-N over the questions of these rows; `nil` if they have one candidate each, or if cancelled.
  func bestOfN(
    _ rows: [CandidateRow], isCancelled: @escaping @Sendable () -> Bool
  ) -> BestOfNFigures? {
    var places: [UInt64: Int] = [:]
    var questions: [[CandidateRow]] = []
    for row in rows.sorted(by: { $0.index < $1.index }) {
      let place = places[row.question] ?? questions.count
      if place == questions.count {
        places[row.question] = place
        questions.append([])
      }
      questions[place].append(row)
    }
    guard questions.contains(where: { $0.count > 1 }) else { return nil }
    let knowsAnswers = rows.count <= Self.mostAnswers
    if knowsAnswers, !readAnswers(of: rows, isCancelled: isCancelled) { return nil }
    let readings = knowsAnswers ? answers.withLock(\.self) : [:]
    return BestOfNFigures(
      of: questions.map { CandidateSet($0.map { candidate($0, readings[$0.index]) }) },
      knowsAnswers: knowsAnswers)
  }

  private func candidate(_ row: CandidateRow, _ reading: AnswerReading?) -> Candidate {
    let recorded = row.outcome.map { CandidateOutcome.recorded($0) }
    var candidate = Candidate(
      answer: reading?.answer, outcome: recorded ?? reading?.outcome ?? .unknown)
    candidate.set(CandidateFigure(row.survival, .probability), for: .product)
    return candidate
  }

  /// Reads the answers that are not known yet; `false` if cancelled.
  private func readAnswers(
    of rows: [CandidateRow], isCancelled: @escaping @Sendable () -> Bool
  ) -> Bool {
    let known = answers.withLock(\.self)
    let missing = rows.lazy.map(\.index).filter { known[$0] == nil }.map { UInt32($0) }.sorted()
    guard !missing.isEmpty else { return true }
    let read = Mutex([Int: AnswerReading]())
    let finished = contents.forEachTrajectory(of: .listed(missing), isCancelled: isCancelled) {
      index, _, trajectory in
      guard let trajectory else { return }
      let answer = trajectory.finalAnswer
      let reading = AnswerReading(
        answer: answer,
        outcome: CandidateOutcome(
          recorded: trajectory.outcome, answer: answer, reference: trajectory.referenceAnswer))
      read.withLock { $0[index] = reading }
    }
    answers.withLock { $0.merge(read.withLock(\.self)) { $1 } }
    return finished
  }
}
