import JSON
import RewardModels
import Survival
import Trajectories
import VisibleText

/// Figures over a whole set, gathered batch by batch.
struct Statistics {
  var trajectories = 0
  var steps = 0
  var badRecords = 0
  /// What the files say.
  var labels = LabelCounts()
  /// What people said.
  var verdicts = LabelCounts()
  /// Hashes: a set of all questions of a hundred gigabytes would not fit.
  private var questions: Set<Int> = []
  private var agreement: ModelAgreement?

  mutating func add(_ batch: [Trajectory], verdicts known: [TrajectoryDigest: Label]) {
    for trajectory in batch {
      trajectories += 1
      steps += trajectory.steps.count
      questions.insert(trajectory.question.hashValue)
      labels.add(trajectory.label)
      verdicts.add(known.isEmpty ? nil : known[trajectory.digest])
    }
  }

  /// Compares a model's figures with the label that counts: the verdict, else the file's.
  mutating func add(
    _ scores: [Result<TrajectoryScore, ScoringError>], of batch: [Trajectory],
    verdicts known: [TrajectoryDigest: Label], rule: PredictionRule?
  ) {
    var agreement = agreement ?? ModelAgreement()
    for (trajectory, score) in zip(batch, scores) {
      guard case .success(let score) = score else {
        agreement.unscored += 1
        continue
      }
      let label = (known.isEmpty ? nil : known[trajectory.digest]) ?? trajectory.label
      agreement.add(score, label: label, rule: rule)
    }
    self.agreement = agreement
  }

  /// Adds what was counted elsewhere.
  mutating func add(_ other: Statistics) {
    trajectories += other.trajectories
    steps += other.steps
    badRecords += other.badRecords
    labels.add(other.labels)
    verdicts.add(other.verdicts)
    questions.formUnion(other.questions)
    if let agreement = other.agreement {
      self.agreement = self.agreement.map { $0.adding(agreement) } ?? agreement
    }
  }

  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("trajectories", .integer(Int64(trajectories))), ("steps", .integer(Int64(steps))),
      ("questions", .integer(Int64(questions.count))), ("labels", labels.json),
      ("verdicts", verdicts.json), ("bad_records", .integer(Int64(badRecords))),
    ]
    if let agreement { members.append(("model", agreement.json)) }
    return .members(members)
  }

  var lines: [VisibleText] {
    let counts = [
      "trajectories  \(trajectories)", "steps         \(steps)",
      "questions     \(questions.count)", "file labels   \(labels.line)",
      "verdicts      \(verdicts.line)", "bad records   \(badRecords)",
    ]
    return (counts + (agreement?.lines ?? [])).map { VisibleText($0) }
  }
}
