import Annotations
import Labeling
import Queries
import Trajectories
import TrajectoryFiles

/// Everything known at one moment; a value that a filter can use while more comes in.
struct CatalogContents: Sendable {
  var segments = SegmentList()
  var columns = FactColumns()
  var generators = GeneratorTable()
  var figures = FigureColumns()
  var standings = StandingTable()
  /// Indices of records known to be unreadable, ascending.
  var unreadable: [UInt32] = []

  var count: Int { segments.count }

  /// Everything that can be read, as far as known, in the order of the files.
  var plainOrder: IndexList { .all(count: count, without: unreadable) }

  /// Reads the trajectory at an index, wherever it is stored.
  func read(at index: Int) -> (trajectory: Trajectory?, issues: [RecordIssue]) {
    let segment = segments.segments[segments.place(of: index)]
    if case .memory(let trajectories, _) = segment.store {
      return (trajectories[index - segment.first], [])
    }
    let record = segment.record(of: index)
    guard let outcome = segments.file(of: segment)?.file.outcome(ofRecord: record.number) else {
      return (nil, [])
    }
    let trajectories = outcome.trajectories
    let isThere = trajectories.indices.contains(record.candidate)
    return (isThere ? trajectories[record.candidate] : nil, outcome.issues)
  }

  /// The trajectories around one that share its record, by index; empty if a record holds few.
  ///
  /// Reading a record of hundreds once for each line of a page would take a second.
  func readNeighbours(of index: Int) -> [Int: Trajectory] {
    let segment = segments.segments[segments.place(of: index)]
    guard case .candidates = segment.store else { return [:] }
    let record = segment.record(of: index)
    let first = index - record.candidate
    guard
      record.candidate >= Self.fewCandidates
        || first + Self.fewCandidates < segment.indices.upperBound
          && segment.record(of: first + Self.fewCandidates).number == record.number,
      let outcome = segments.file(of: segment)?.file.outcome(ofRecord: record.number),
      outcome.trajectories.indices.contains(record.candidate)
    else { return [:] }
    let near =
      max(0, record.candidate - 128)..<min(outcome.trajectories.count, record.candidate + 128)
    return Dictionary(
      uniqueKeysWithValues: near.map { (first + $0, outcome.trajectories[$0]) })
  }

  private static let fewCandidates = 64
}

/// Fills the rows of one scan from the columns, and from the text if it was read.
struct RowFiller: Sendable {
  let contents: CatalogContents
  let needs: QueryNeeds
  let isBlind: Bool

  /// Whether a row can be filled without reading the trajectory.
  func isAnswered(at index: Int) -> Bool {
    if needs.contains(.text) { return false }
    let asksFacts = needs.contains(.facts)
    let asksStanding = needs.contains(.standing) && !contents.standings.isEmpty
    let asksRank = needs.contains(.rank)
    guard asksFacts || asksStanding || asksRank || isBlind else { return true }
    let facts = contents.columns.facts(at: index)
    return asksFacts ? facts.isExact : facts.isKnown
  }

  /// Fills in what is asked for; `trajectory` is the text, if it was read.
  func fill(_ row: inout QueryRow, at index: Int, in segment: Segment, _ trajectory: Trajectory?) {
    row.index = index
    row.trajectory = needs.contains(.text) ? trajectory : nil
    let facts = contents.columns.facts(at: index)
    row.isReadable = facts.isKnown ? facts.isReadable : true
    if let trajectory {
      fillFacts(&row, of: trajectory)
    } else {
      fillFacts(&row, facts)
    }
    fillPlace(&row, segment, trajectory)
    fillStanding(&row, at: index, trajectory)
    if needs.contains(.rank) { fillRank(&row, at: index, trajectory) }
    fillFigures(&row, at: index)
  }

  /// An unreadable record has only its place.
  func fillUnreadable(_ row: inout QueryRow, at index: Int, in segment: Segment) {
    row = QueryRow()
    row.index = index
    row.isReadable = false
    fillPlace(&row, segment, nil)
  }

  private func fillFacts(_ row: inout QueryRow, _ facts: Facts) {
    row.stepCount = facts.stepCount
    row.outcome = facts.outcome
    row.fileLabel = facts.label
    row.generator = contents.generators[facts.generator]
  }

  private func fillFacts(_ row: inout QueryRow, of trajectory: Trajectory) {
    row.stepCount = trajectory.steps.count
    row.outcome = trajectory.outcome
    row.fileLabel = trajectory.label
    row.generator = trajectory.generator
  }

  private func fillPlace(_ row: inout QueryRow, _ segment: Segment, _ trajectory: Trajectory?) {
    if let file = contents.segments.file(of: segment) {
      row.file = file.path
      row.trainingStep = file.trainingStep
    } else if case .memory(let trajectories, _) = segment.store {
      let path = (trajectory ?? trajectories[row.index - segment.first]).source.file
      row.file = path
      row.trainingStep = TrainingStep.of(path: path)
    }
  }

  private func fillStanding(_ row: inout QueryRow, at index: Int, _ trajectory: Trajectory?) {
    row.verdict = nil
    row.annotator = nil
    row.note = ""
    row.isMarked = false
    row.verdictTime = nil
    row.isInConflict = false
    guard !contents.standings.isEmpty else { return }
    var key = contents.columns.key(at: index)
    if key == 0, let trajectory { key = trajectory.digest.key }
    row.isInConflict = contents.standings.hasConflict(key)
    guard let standing = contents.standings[key] else { return }
    row.verdict = standing.verdict
    row.annotator = standing.annotator
    row.note = standing.note
    row.isMarked = standing.isMarked
    row.verdictTime = standing.time
  }

  private func fillRank(_ row: inout QueryRow, at index: Int, _ trajectory: Trajectory?) {
    var key = contents.columns.key(at: index)
    if key == 0, let trajectory { key = trajectory.digest.key }
    row.randomRank = key == 0 ? nil : RandomRank.share(ofKey: key)
  }

  private func fillFigures(_ row: inout QueryRow, at index: Int) {
    guard !isBlind || row.verdict != nil else {
      row.figures = nil
      row.disagreement = nil
      row.second = nil
      row.fileLabel = nil
      row.outcome = nil
      row.isInConflict = false
      row.isReferenceHidden = true
      return
    }
    row.isReferenceHidden = false
    row.figures = contents.figures[index].figures
    let comparison = contents.figures.comparison(at: index)
    row.disagreement = comparison.disagreement
    row.second = comparison.figures
  }
}
