import Annotations
import Queries
import Scoring
import Survival
import Trajectories

/// What models and people say about trajectories.
extension TrajectoryCatalog {
  /// Stores a score: its figures permanently, the whole score while it is in use.
  public func setScore(_ score: TrajectoryScore, at index: Int) {
    let fileLabel = fileLabel(at: index)
    state.withLock { state in
      guard index >= 0, index < state.contents.count else { return }
      let figures = QueryFigures(score, rule: state.rule, fileLabel: fileLabel)
      let difference = state.comparisons.value(for: index).map { score.disagreement(with: $0) }
      if !state.contents.figures[index].isSettled {
        state.progress.scored += 1
        state.freshPieces.insert(index / FactColumns.chunkSize)
      }
      state.contents.figures.update(index) { $0.set(figures, score) }
      if let difference { state.contents.figures.setDisagreement(difference, at: index) }
      state.scores.insert(score, for: index, cost: score.cost)
      state.failures[index] = nil
    }
  }

  /// Stores a second model's score, without its reasons, and its difference from the first.
  ///
  /// - Returns: false if the first model's score is no longer cached: score it again to compare.
  public func setComparison(_ score: TrajectoryScore, at index: Int) -> Bool {
    var score = score
    score.reasons = []
    return state.withLock { [score] state in
      guard index >= 0, index < state.contents.count else { return true }
      state.comparisons.insert(score, for: index, cost: score.cost)
      state.contents.figures.setComparison(score, rule: state.rule, at: index)
      guard let first = state.scores.value(for: index) else {
        return state.contents.figures[index].figures == nil
      }
      let difference = first.disagreement(with: score)
      state.contents.figures.setDisagreement(difference, at: index)
      return true
    }
  }

  /// Notes why there are no figures.
  public func setFailure(_ reason: String, at index: Int) {
    state.withLock { state in
      guard index >= 0, index < state.contents.count else { return }
      let before = state.contents.figures[index]
      if !before.isSettled { state.progress.scored += 1 }
      if before.figures == nil { state.contents.figures.update(index) { $0.setFailure() } }
      state.failures[index] = reason
    }
  }

  /// Discards every figure.
  public func dropScores() {
    state.withLock { state in
      state.contents.figures = FigureColumns()
      state.scores.removeAll()
      state.comparisons.removeAll()
      state.freshPieces = []
      state.failures = [:]
      state.progress.scored = 0
    }
  }

  /// Discards the figures of a second model.
  public func dropComparisons() {
    state.withLock { state in
      state.comparisons.removeAll()
      state.contents.figures.dropComparisons()
    }
  }

  /// Switches every prediction to another rule.
  ///
  /// Where only figures were kept they are discarded, since they do not determine another
  /// prediction: `progress.scored` falls, and those trajectories must be scored again.
  public func setRule(_ rule: PredictionRule?) {
    state.withLock { state in
      guard state.rule != rule else { return }
      state.rule = rule
      let kept = state.scores.values
      var figures = FigureColumns()
      for (index, score) in kept {
        let disagreement = state.contents.figures.disagreement(at: index)
        var changed = QueryFigures(score, rule: rule, fileLabel: nil)
        // The probability of a label does not depend on the rule.
        changed.fileLabelLogProbability =
          state.contents.figures[index].figures?.fileLabelLogProbability
        figures.update(index) { [changed] in $0.set(changed, score) }
        figures.setDisagreement(disagreement, at: index)
      }
      for (index, score) in state.comparisons.values {
        figures.setComparison(score, rule: rule, at: index)
      }
      for index in state.failures.keys { figures.update(index) { $0.setFailure() } }
      state.contents.figures = figures
      state.progress.scored = Set(kept.keys).union(state.failures.keys).count
    }
  }

  /// Stores people's work on some texts; others keep their standing.
  ///
  /// An empty standing removes what was stored. Some milliseconds for a million trajectories.
  public func setStandings(_ standings: [TrajectoryDigest: Standing]) {
    state.withLock { state in
      let changes = state.contents.standings.update(standings)
      let columns = state.contents.columns
      columns.forEach(of: Set(changes.keys), below: state.contents.count) { _, key in
        state.progress.labelled += changes[key] ?? 0
        return true
      }
    }
  }
}

extension TrajectoryCatalog {
  /// Updates on which texts annotators disagree; others stay.
  public func setConflicts(_ conflicts: [TrajectoryDigest: Bool]) {
    state.withLock { $0.contents.standings.update(conflicts: conflicts) }
  }
}

extension TrajectoryScore {
  /// Bytes in memory, roughly: a curve holds three figures for each step, and reasons are words.
  fileprivate var cost: Int {
    256 + 32 * curve.hazards.count + reasons.reduce(0) { $0 + 96 * $1.count }
  }

  /// The largest difference between the hazards of two models; `nil` if their steps differ.
  func disagreement(with other: TrajectoryScore) -> Double? {
    let hazards = curve.hazards
    let others = other.curve.hazards
    guard hazards.count == others.count else { return nil }
    return zip(hazards, others).map { abs($0 - $1) }.max() ?? 0
  }
}
