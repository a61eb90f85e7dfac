import Queries

/// One chart of the overview: bars that know which trajectories they count.
public struct OverviewChart: Equatable, Sendable {
  /// What it shows; views decide by this how it is drawn.
  public enum Subject: String, CaseIterable, Equatable, Sendable {
    /// A person's verdicts.
    case verdicts
    /// What model and label say of each other.
    case pairs
    /// T.
    case lengths
    /// z, the label that counts, by step from 1.
    case firstErrors
    /// ẑ by step from 1, and none.
    case predictions
    /// S(T) in tenths; its bars' parts are right, wrong and unknown answers.
    case survival
    /// Mean hazard by tenth of the trajectory.
    case hazards
    /// Verdicts by hour or day, oldest first.
    case progress
    /// By generator, most frequent first; parts as in ``survival``.
    case generators
    /// By training step, ascending; parts as in ``survival``.
    case trainingSteps
  }

  public var subject: Subject
  public var bars: [OverviewBar]
}

/// One bar of a chart.
public struct OverviewBar: Equatable, Sendable {
  /// What it counts; foreign text for generators.
  public var title: String
  /// How many trajectories.
  public var count: Int
  /// Of those, how many have a right, a wrong and an unknown final answer; empty where not told.
  public var parts: [Int] = []
  /// Of those, how many carry a verdict; `nil` where not told.
  public var labelled: Int?
  /// The mean hazard, or S(T), in 0...1; `nil` where nothing was scored.
  public var mean: Double?
  /// The filter that finds just these; `nil` where none can say it.
  public var filter: String?
}

extension OverviewFigures {
  /// All charts that have something to show, in the order of ``OverviewChart/Subject``.
  ///
  /// - Parameter now: seconds since 1970, from which the filters of ``OverviewChart/Subject/progress``
  ///   count ages.
  public func charts(now: Double) -> [OverviewChart] {
    OverviewChart.Subject.allCases.compactMap { subject in
      let bars = bars(subject, now: now)
      return bars.contains { $0.count > 0 } ? OverviewChart(subject: subject, bars: bars) : nil
    }
  }

  private func bars(_ subject: OverviewChart.Subject, now: Double) -> [OverviewBar] {
    switch subject {
    case .verdicts: verdictBars
    case .pairs: pairBars
    case .lengths: Self.ranges(lengths, field: "steps")
    case .firstErrors: Self.ranges(oneBased(labelledSteps), field: "label")
    case .predictions: predictionBars
    case .survival: survivalBars
    case .hazards: hazardBars
    case .progress: progressBars(now: now)
    case .generators: generatorBars
    case .trainingSteps: trainingStepBars
    }
  }

  // MARK: Labels

  private var verdictBars: [OverviewBar] {
    [
      OverviewBar(title: "first error", count: verdicts.firstError, filter: "verdict = error"),
      OverviewBar(title: "no error", count: verdicts.noError, filter: "verdict = none"),
      OverviewBar(title: "unsure", count: verdicts.unsure, filter: "verdict = unsure"),
      OverviewBar(
        title: "bad problem", count: verdicts.badProblem, filter: "verdict = bad_problem"),
      OverviewBar(title: "not labelled", count: verdicts.unlabelled, filter: "not labelled"),
    ]
  }

  private var pairBars: [OverviewBar] {
    let counts = [
      ("both none", pairs.agreeOnNone, "label = none and zhat = none"),
      ("same step", pairs.agreeOnStep, "label = error and zhat = error and not differs"),
      ("other step", pairs.otherStep, "label = error and zhat = error and differs"),
      ("only model", pairs.onlyModel, "label = none and zhat = error"),
      ("only label", pairs.onlyLabel, "label = error and zhat = none"),
    ]
    return counts.map { OverviewBar(title: $0.0, count: $0.1, filter: $0.2) }
  }

  private var predictionBars: [OverviewBar] {
    let none = OverviewBar(title: "none", count: predictedRight, filter: "zhat = none")
    return Self.ranges(oneBased(predictedSteps), field: "zhat") + [none]
  }

  private func oneBased(_ counts: [Int: Int]) -> [Int: Int] {
    Dictionary(uniqueKeysWithValues: counts.map { ($0.key + 1, $0.value) })
  }

  /// Counts in at most ten equal ranges.
  private static func ranges(_ counts: [Int: Int], field: String) -> [OverviewBar] {
    guard let least = counts.keys.min(), let most = counts.keys.max() else { return [] }
    let width = (most - least) / 10 + 1
    var sums = [Int](repeating: 0, count: (most - least) / width + 1)
    for (value, count) in counts { sums[(value - least) / width] += count }
    return sums.enumerated().map { place, count in
      let first = least + place * width
      let last = min(most, first + width - 1)
      return first == last
        ? OverviewBar(title: "\(first)", count: count, filter: "\(field) = \(first)")
        : OverviewBar(
          title: "\(first)–\(last)", count: count,
          filter: "\(field) >= \(first) and \(field) <= \(last)")
    }
  }
}
