import Annotations
import Catalog
import JSON
import Queries
import Scoring
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
  /// How many annotators judge differently.
  var conflicts = 0
  private var questions = QuestionCount()
  private var agreement: ModelAgreement?
  /// Everything that the inspector's overview draws; `nil` where only counts are wanted.
  private var overview: OverviewFigures?

  init(keepsOverview: Bool = false) {
    if keepsOverview { overview = OverviewFigures() }
  }

  /// Counts trajectories, with a model's scores of them where there is one.
  mutating func add(
    _ batch: [Trajectory], scores: [ScoringOutcome]? = nil,
    work: [TrajectoryDigest: [AnnotatorWork]], rule: PredictionRule?
  ) {
    if scores != nil, agreement == nil { agreement = ModelAgreement() }
    for (place, trajectory) in batch.enumerated() {
      let works = work.isEmpty ? [] : work[trajectory.digest] ?? []
      let verdict = works.latestVerdict
      let isInConflict = Conflict(works) != nil
      trajectories += 1
      steps += trajectory.steps.count
      questions.add(trajectory.question)
      labels.add(trajectory.label)
      verdicts.add(verdict?.change.verdict)
      if isInConflict { conflicts += 1 }
      let score = try? scores?[place].get()
      if scores != nil {
        // The label that counts: the verdict, else the file's.
        let label = verdict?.change.verdict ?? trajectory.label
        agreement?.add(score, label: label, rule: rule)
      }
      guard overview != nil else { continue }
      var row = QueryRow(trajectory, index: 0, keepsText: false)
      row.add(works)
      addToOverview(row, trajectory, score: score, rule: rule)
    }
  }

  private mutating func addToOverview(
    _ row: QueryRow, _ trajectory: Trajectory, score: TrajectoryScore?, rule: PredictionRule?
  ) {
    var row = row
    row.trainingStep = TrainingStep.of(path: trajectory.source.file)
    row.figures = score.map { QueryFigures($0, rule: rule, fileLabel: trajectory.label) }
    overview?.add(row, question: trajectory.question, score: score)
  }

  /// Adds what was counted elsewhere.
  mutating func add(_ other: Statistics) {
    trajectories += other.trajectories
    steps += other.steps
    badRecords += other.badRecords
    labels.add(other.labels)
    verdicts.add(other.verdicts)
    conflicts += other.conflicts
    questions.add(other.questions)
    if let agreement = other.agreement {
      self.agreement = self.agreement.map { $0.adding(agreement) } ?? agreement
    }
    if let overview = other.overview { self.overview?.add(overview) }
  }

  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("trajectories", .integer(Int64(trajectories))), ("steps", .integer(Int64(steps))),
      ("questions", .integer(Int64(questions.count))),
      ("questions_exact", .bool(questions.isExact)), ("labels", labels.json),
      ("verdicts", verdicts.json), ("conflicts", .integer(Int64(conflicts))),
      ("bad_records", .integer(Int64(badRecords))),
    ]
    if let agreement { members.append(("model", agreement.json)) }
    if let overview { members.append(("overview", overview.json)) }
    return .members(members)
  }

  var lines: [VisibleText] {
    let counts = [
      "trajectories  \(trajectories)", "steps         \(steps)",
      "questions     \(questions.isExact ? "" : "about ")\(questions.count)",
      "file labels   \(labels.line)",
      "verdicts      \(verdicts.line)", "conflicts     \(conflicts)",
      "bad records   \(badRecords)",
    ]
    return (counts + (agreement?.lines ?? [])).map { VisibleText($0) }
  }
}
