import Scoring
import Selection
import Survival
import Trajectories

/// How well a model judges single steps, class by class, as PRMBench does.
///
/// Source: Song et al. 2025, PRMBench, arXiv:2501.03124, and its program.
public struct PRMBenchFigures: Equatable, Sendable {
  /// One trajectory: its class, the steps that are wrong, and which are called valid.
  public struct Item: Equatable, Sendable {
    /// The class of errors that was planted; the file's name where it names none.
    public var name: String
    /// Whether each step is right, shape `(T)`.
    public var isRight: [Bool]
    /// Which question it belongs to.
    public var question: UInt64
    /// The model's figures.
    public var score: TrajectoryScore
  }

  /// The figures of one class.
  public struct Class: Equatable, Sendable {
    /// `circular`, `redundency` and so on, as the file spells it.
    public var name: String
    /// Trajectories.
    public var count = 0
    /// All steps of the class.
    public var confusion = StepConfusion()
    /// Trajectories with a wrong step.
    public var wrong = 0
    /// Those of them whose first wrong step is called invalid.
    public var found = 0

    /// Whether the class has no wrong steps by design: then F1 alone is its score.
    public var countsF1Only: Bool { name == "multi_solutions" || confusion.wrong == 0 }
    /// Whether totals leave it out.
    public var isLeftOutOfTotal: Bool { name == "correct" }
    /// PRMScore, or F1 alone.
    public var score: Double { countsF1Only ? confusion.f1 : confusion.prmScore }
    /// Share of first wrong steps that are called invalid; `nil` without any.
    public var firstErrorAccuracy: Double? { wrong == 0 ? nil : Double(found) / Double(wrong) }
  }

  /// How steps were judged.
  public var rule: ValidityRule
  /// In alphabetical order.
  public var classes: [Class]
  /// All classes but `correct`, step by step.
  public var total: StepConfusion
  /// Of the total's PRMScore; `nil` where it cannot be told.
  public var interval: ClosedRange<Double>?

  /// Judges items of one model.
  public init(
    _ items: [Item], rule: ValidityRule, bootstrap: QuestionBootstrap = QuestionBootstrap()
  ) {
    var classes: [String: Class] = [:]
    var confusions: [StepConfusion] = []
    for item in items {
      let isValid = rule.validity(by: item.score)
      var confusion = StepConfusion()
      for (isRight, isValid) in zip(item.isRight, isValid) {
        confusion.add(isRight: isRight, isCalledValid: isValid)
      }
      var figures = classes[item.name] ?? Class(name: item.name)
      figures.count += 1
      figures.confusion.add(confusion)
      if let first = item.isRight.firstIndex(of: false), isValid.indices.contains(first) {
        figures.wrong += 1
        if !isValid[first] { figures.found += 1 }
      }
      classes[item.name] = figures
      confusions.append(figures.isLeftOutOfTotal ? StepConfusion() : confusion)
    }
    self.rule = rule
    self.classes = classes.values.sorted { $0.name < $1.name }
    total = Self.sum(confusions)
    interval =
      bootstrap.intervals(of: items.map(\.question)) { weights in
        let total = Self.sum(confusions, weights: weights)
        return [total.count == 0 ? nil : total.prmScore]
      }.first ?? nil
  }

  private static func sum(_ confusions: [StepConfusion], weights: [Int]? = nil) -> StepConfusion {
    var sum = StepConfusion()
    for (place, confusion) in confusions.enumerated() {
      sum.add(confusion, weight: weights?[place] ?? 1)
    }
    return sum
  }
}

extension PRMBenchFigures.Item {
  /// What a trajectory tells of its steps; `nil` where nothing is known.
  ///
  /// A PRMBench record lists every wrong step; ratings name the bad ones; otherwise a label makes
  /// its step and all later ones wrong, as in formats with one mark a step.
  public init?(_ trajectory: borrowing Trajectory, score: TrajectoryScore) {
    let stepCount = trajectory.steps.count
    if let planted = PlantedErrors(trajectory.source) {
      name = planted.classification ?? EvaluationCase.subset(ofFile: trajectory.source.file)
      isRight = (0..<stepCount).map { !planted.steps.contains($0) }
      // Errors that lie beyond the last step: nobody knows which step is wrong.
      if !planted.steps.isEmpty, !isRight.contains(false) { return nil }
    } else if trajectory.ratings.contains(where: { $0 != nil }) {
      name = EvaluationCase.subset(ofFile: trajectory.source.file)
      isRight = trajectory.ratings.map { $0 != .bad }
    } else if let label = trajectory.label?.firstError {
      name = EvaluationCase.subset(ofFile: trajectory.source.file)
      isRight = (0..<stepCount).map { $0 < label.step ?? stepCount }
    } else {
      return nil
    }
    question = TrajectoryDigest(problem: trajectory.question, steps: []).prefix
    self.score = score
    self.score.reasons = []
  }
}
