import Evaluation
import Scoring
import Selection
import Survival
import VisibleText

/// What an evaluation was made of: the facts above every report of one.
public struct EvaluationSubject: Equatable, Sendable {
  /// One model.
  public struct Model: Equatable, Sendable {
    /// As the screen calls it.
    public var name: String
    /// Name and digest of the weights.
    public var identity: String
    /// The rule it brings.
    public var rule: PredictionRule

    /// Takes from a model what is told of it.
    public init(_ model: any RewardModel) {
      name = model.name
      identity = model.identity
      rule = model.rule
    }
  }

  /// As the user gave them.
  public var files: [String]
  /// At least one.
  public var models: [Model]
  /// Trajectories that figures are made of.
  public var count: Int
  /// Those that a model could not score.
  public var unscored: Int
  /// Records that could not be read.
  public var badRecords: Int
  /// The filter; `nil` for none.
  public var filter: String?

  /// A subject.
  public init(
    files: [String], models: [Model], count: Int, unscored: Int = 0, badRecords: Int = 0,
    filter: String? = nil
  ) {
    self.files = files
    self.models = models
    self.count = count
    self.unscored = unscored
    self.badRecords = badRecords
    self.filter = filter
  }

  /// Names and values, in the order of reading.
  public var facts: [Report.Fact] {
    var facts = models.map { Report.Fact("model", "\($0.identity)") }
    facts.append(Report.Fact("files", VisibleText(files.joined(separator: ", "))))
    if let filter { facts.append(Report.Fact("only", "\(filter)")) }
    var counts = CellText.count(count)
    if unscored > 0 { counts += ", \(unscored) more could not be scored" }
    if badRecords > 0 { counts += ", \(badRecords) bad records" }
    facts.append(Report.Fact("trajectories", counts))
    return facts
  }
}

extension QuestionBootstrap {
  /// How intervals are to be read, for a note.
  var words: VisibleText {
    "Intervals hold 95 % of \(resamples) bootstrap draws of whole questions, seed \(seed)."
  }
}

extension CellText {
  /// Of a bootstrap.
  static func interval(_ interval: ClosedRange<Double>?, places: Int = 3) -> VisibleText {
    range(interval?.lowerBound, interval?.upperBound, places: places)
  }

  /// A rule as its argument, or that it is the model's own.
  static func rule(_ rule: PredictionRule?) -> VisibleText {
    rule.map { VisibleText($0.description) } ?? "the model's own"
  }
}
