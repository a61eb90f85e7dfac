import Scoring
import Selection
import Trajectories
import TrajectoryFiles

/// The candidates of all questions, which may stand anywhere in the files.
///
/// In memory is only what choosing needs; the records wait on disk.
struct GatheredCandidates {
  /// The candidates of one question, in the order of the files.
  struct Question {
    var candidates: [Candidate] = []
    /// Where each one's record waits.
    fileprivate var places: [Range<Int>] = []
  }

  /// In the order in which questions are first seen.
  private(set) var questions: [Question] = []
  private(set) var unscored = UnscoredTally()
  /// How comparing answers agrees with the outcomes that files record.
  private(set) var comparison = OutcomeComparison()
  /// Questions by their key's digest: keys are often whole problems.
  private var numbers: [TrajectoryDigest: Int] = [:]
  private let spool: LazySpool

  init(spool: LazySpool) { self.spool = spool }

  /// What is made of a trajectory on the threads that read.
  struct Entry: Sendable {
    var question: TrajectoryDigest
    var candidate: Candidate
    /// Empty where it is not wanted.
    var record: [UInt8]
    var failure: String?
    /// What comparing says where the file records an outcome.
    var compared: OutcomeComparison.Case?

    init(
      _ trajectory: Trajectory, outcome: ScoringOutcome?, aggregation: Aggregation?,
      keepsRecord: Bool
    ) {
      question = TrajectoryDigest(problem: trajectory.question, steps: [])
      candidate = Candidate(
        trajectory, score: try? outcome?.get(), aggregations: aggregation.map { [$0] } ?? [])
      record =
        keepsRecord
        ? TrajectoryFormats.native.write(ExportTrajectory(trajectory: trajectory)).bytes ?? [] : []
      if case .failure(let error) = outcome { failure = error.description }
      compared = OutcomeComparison.Case(trajectory, answer: candidate.answer)
    }
  }

  mutating func add(_ entry: Entry) throws(FileError) {
    if let failure = entry.failure { unscored.add(failure) }
    comparison.add(entry.compared)
    let number = numbers[entry.question] ?? questions.count
    if number == questions.count {
      numbers[entry.question] = number
      questions.append(Question())
    }
    questions[number].candidates.append(entry.candidate)
    guard !entry.record.isEmpty else { return }
    var start = 0
    var failure: FileError?
    entry.record.withUnsafeBytes { bytes in
      do throws(FileError) { start = try spool.append(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
    questions[number].places.append(start..<start + entry.record.count)
  }

  /// The record of a candidate; `nil` where none was kept.
  func record(_ candidate: Int, of question: Question) throws(FileError) -> [UInt8]? {
    guard question.places.indices.contains(candidate) else { return nil }
    let place = question.places[candidate]
    var failure: FileError?
    let record = [UInt8](unsafeUninitializedCapacity: place.count) { buffer, count in
      do throws(FileError) {
        count = try spool.read(into: UnsafeMutableRawBufferPointer(buffer), at: place.lowerBound)
      } catch { failure = error }
    }
    if let failure { throw failure }
    return record
  }
}

/// How comparing answers with references agrees with the outcomes that files record.
struct OutcomeComparison: Sendable {
  /// One trajectory that has both.
  struct Case: Sendable {
    var id: String
    var answer: String?
    var reference: String
    var recorded: Bool
    var compared: CandidateOutcome

    /// `nil` without a recorded outcome or without a reference.
    init?(_ trajectory: Trajectory, answer: String?) {
      guard let recorded = trajectory.outcome, let reference = trajectory.referenceAnswer,
        reference.contains(where: { !$0.isWhitespace })
      else { return nil }
      id = trajectory.id
      self.answer = answer
      self.reference = CandidateOutcome.answer(of: reference)
      self.recorded = recorded
      compared = CandidateOutcome(answer: answer, reference: reference)
    }

    var agrees: Bool { compared == .computed(recorded) }
  }

  private(set) var compared = 0
  private(set) var agreeing = 0
  private(set) var undecided = 0
  /// Those that do not agree, undecided ones too, up to a limit.
  private(set) var others: [Case] = []

  /// More are counted but not listed.
  private static let limit = 10_000

  mutating func add(_ one: Case?) {
    guard let one else { return }
    compared += 1
    if one.agrees { return agreeing += 1 }
    if one.compared == .undecided { undecided += 1 }
    if others.count < Self.limit { others.append(one) }
  }
}
