import Trajectories

extension OverviewFigures {
  /// Adds counts made elsewhere, as if made here.
  ///
  /// Which groups stand alone may differ beyond ``GroupTable/limit``. O(number of different values
  /// in `other`).
  public mutating func add(_ other: OverviewFigures) {
    shown += other.shown
    steps += other.steps
    questions.add(other.questions)
    lengths.add(other.lengths)
    addLabels(other)
    addPredictions(other)
    outcomes.add(other.outcomes)
    generators.add(other.generators)
    trainingSteps.add(other.trainingSteps)
  }

  private mutating func addLabels(_ other: OverviewFigures) {
    verdicts.add(other.verdicts)
    fileLabels.add(other.fileLabels)
    labels.add(other.labels)
    conflicts += other.conflicts
    labelledPlaces.add(other.labelledPlaces)
    labelledSteps.add(other.labelledSteps)
    verdictHours.add(other.verdictHours)
  }

  private mutating func addPredictions(_ other: OverviewFigures) {
    scored += other.scored
    predictedRight += other.predictedRight
    predictedPlaces.add(other.predictedPlaces)
    predictedSteps.add(other.predictedSteps)
    survivalOfRight.add(other.survivalOfRight)
    survivalOfWrong.add(other.survivalOfWrong)
    survivalOfUnknown.add(other.survivalOfUnknown)
    for (tenth, mean) in zip(hazardPlaces.indices, other.hazardPlaces) {
      hazardPlaces[tenth].add(mean)
    }
    pairs.add(other.pairs)
    matrix.add(other.matrix)
    models.add(other.models)
    reliability.add(other.reliability)
    outcomeReliability.add(other.outcomeReliability)
    thresholds.add(other.thresholds)
  }
}

extension OverviewFigures.Pairs {
  fileprivate mutating func add(_ other: Self) {
    agreeOnNone += other.agreeOnNone
    agreeOnStep += other.agreeOnStep
    otherStep += other.otherStep
    onlyModel += other.onlyModel
    onlyLabel += other.onlyLabel
  }
}

extension [Int] {
  /// Place by place; both have ten.
  fileprivate mutating func add(_ other: [Int]) {
    for (place, count) in zip(indices, other) { self[place] += count }
  }
}

extension [Int: Int] {
  fileprivate mutating func add(_ other: [Int: Int]) { merge(other, uniquingKeysWith: +) }
}
