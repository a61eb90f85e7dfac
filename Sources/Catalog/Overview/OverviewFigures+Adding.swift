import Survival
import Queries
import Scoring
import Trajectories

extension OverviewFigures {
  /// Counts one trajectory of a stream.
  ///
  /// - Parameters:
  /// - row: with facts, standing and figures if any; its text is not used.
  /// - question: its question key.
  /// - score: the score behind the row's figures; `nil` if only they are known.
  /// - isBlind: leaves out whether the answer is right for trajectories without a verdict.
  public mutating func add(
    _ row: QueryRow, question: String?, score: TrajectoryScore? = nil, isBlind: Bool = false
  ) {
    var figures = CompactFigures()
    if let known = row.figures { figures.set(known, score) }
    add(row, question: question.map(Facts.hash), places: figures, isBlind: isBlind)
  }

  /// The same, from the columns.
  mutating func add(
    _ row: QueryRow, question: UInt64?, places: CompactFigures, isBlind: Bool
  ) {
    shown += 1
    steps += row.stepCount
    if let question { questions.add(question) }
    lengths[row.stepCount, default: 0] += 1
    addLabels(row)
    let outcome = isBlind && row.verdict == nil ? nil : row.outcome
    addGroups(row, outcome: outcome)
    guard let figures = row.figures else { return }
    addFigures(row, places)
    if let outcome { outcomeReliability.add(survival: figures.noneProbability, isRight: outcome) }
  }

  private mutating func addLabels(_ row: QueryRow) {
    verdicts.add(row.verdict)
    fileLabels.add(row.fileLabel)
    labels.add(row.verdict ?? row.fileLabel)
    if row.isInConflict { conflicts += 1 }
    if let step = (row.verdict ?? row.fileLabel)?.firstError?.step {
      labelledPlaces[Self.tenth(of: step, row.stepCount)] += 1
      labelledSteps[step, default: 0] += 1
    }
    if row.verdict != nil, let time = row.verdictTime, abs(time) < 1e12 {
      verdictHours[Int((time / 3600).rounded(.down)), default: 0] += 1
    }
  }

  private mutating func addGroups(_ row: QueryRow, outcome: Bool?) {
    outcomes.add(row, outcome: outcome)
    generators.add(row, outcome: outcome, to: row.generator ?? "")
    if let step = row.trainingStep { trainingSteps.add(row, outcome: outcome, to: step) }
  }

  private mutating func addFigures(_ row: QueryRow, _ places: CompactFigures) {
    guard let figures = row.figures else { return }
    scored += 1
    if let step = figures.firstError.step {
      predictedPlaces[Self.tenth(of: step, row.stepCount)] += 1
      predictedSteps[step, default: 0] += 1
    } else {
      predictedRight += 1
    }
    let tenth = Self.tenths.lastIndex { figures.noneProbability >= $0 } ?? 0
    switch row.outcome {
    case true?: survivalOfRight[tenth] += 1
    case false?: survivalOfWrong[tenth] += 1
    case nil: survivalOfUnknown[tenth] += 1
    }
    for tenth in hazardPlaces.indices {
      if let hazard = places.meanHazard(ofTenth: tenth) { hazardPlaces[tenth].add(hazard) }
    }
    addComparisons(row, figures, places)
  }

  /// Compares label, model and second model.
  private mutating func addComparisons(
    _ row: QueryRow, _ figures: QueryFigures, _ places: CompactFigures
  ) {
    let label = row.verdict ?? row.fileLabel
    pairs.add(label: label, prediction: figures.firstError)
    if let second = row.second { models.add(row: figures.firstError, column: second.firstError) }
    guard let known = label?.firstError else { return }
    matrix.add(row: known, column: figures.firstError)
    reliability.add(survival: figures.noneProbability, isRight: known == .noError)
    thresholds.add(label: known, places)
  }

  /// Lower ends of the tenths of 0...1, as written in a filter.
  private static let tenths = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

  private static func tenth(of step: Int, _ length: Int) -> Int {
    length > 0 && step < length ? max(0, step * 10 / length) : 9
  }
}

extension OverviewFigures.Pairs {
  mutating func add(label: Label?, prediction: FirstError) {
    switch (label?.firstError, prediction) {
    case (.noError, .noError): agreeOnNone += 1
    case (.noError, .step): onlyModel += 1
    case (.step, .noError): onlyLabel += 1
    case (.step(let step), .step(let predicted)):
      if step == predicted { agreeOnStep += 1 } else { otherStep += 1 }
    case (nil, _): break
    }
  }
}
