import Answers
import Drawing
import TrajectoryFiles
import Trajectories

/// The distinct problems of some files, in their order.
struct QuestionSet: Sendable {
  /// One problem that a policy is to solve.
  struct Question: Equatable, Sendable {
    /// Of its first record.
    var id: String
    /// What its candidates share.
    var key: String
    var problem: String
    var referenceAnswer: String?
  }

  private(set) var questions: [Question] = []
  /// Files of which nothing, or not everything, could be read.
  private(set) var failures: [FileError] = []
  private(set) var issues = IssueTally()

  /// Reads the files once; of several records of a question the first that has a reference answer gives it.
  ///
  /// - Parameters:
  ///   - input: the files.
  ///   - holdsSolutions: whether their responses are right solutions, whose answers are the references.
  ///   - console: gets the progress.
  /// - Throws: as `TrajectoryInput.forEachBatch`.
  init(_ input: TrajectoryInput, holdsSolutions: Bool, console: Console) throws {
    var places: [String: Int] = [:]
    var progress = Progress("reading problems", unit: "MB", console: console)
    failures = try input.forEachBatch { batch in
      issues.add(batch.issues)
      progress.update(done: batch.bytesRead >> 20, total: batch.byteCount >> 20)
      for trajectory in batch.trajectories {
        let place = places[trajectory.question] ?? questions.count
        if place == questions.count {
          places[trajectory.question] = place
          questions.append(
            Question(
              id: trajectory.id, key: trajectory.question, problem: trajectory.problem,
              referenceAnswer: nil))
        }
        if questions[place].referenceAnswer == nil {
          questions[place].referenceAnswer = Self.reference(trajectory, holdsSolutions)
        }
      }
    }
    progress.finish()
  }

  /// Leaves the first of them.
  mutating func keep(_ count: Int) { questions = Array(questions.prefix(max(0, count))) }

  private static func reference(_ trajectory: Trajectory, _ isSolution: Bool) -> String? {
    if let answer = trajectory.referenceAnswer { return answer }
    return isSolution ? FinalAnswer.find(in: trajectory.steps)?.text : nil
  }
}
