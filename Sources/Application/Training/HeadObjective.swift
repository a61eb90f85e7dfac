import Checkpoints
import Learning
import Survival
import Trajectories

/// What a reward head is trained for.
package enum HeadObjective: String, CaseIterable, Equatable, Sendable {
  /// Hazards of steps.
  case crm
  /// Whether each step is right.
  case prm
  /// Whether all is right, read at the end.
  case orm
  /// Rewards that rank right steps above wrong ones.
  case pqm

  var objective: Objective {
    switch self {
    case .crm: .crm
    case .prm: .prm(.wrong)
    case .orm: .orm
    case .pqm: .pqm(RankingObjective(), .wrong)
    }
  }

  var layout: CheckpointLayout {
    switch self {
    case .crm: .conditional
    case .prm: .tokenClassification
    case .orm: .sequenceClassification
    case .pqm: .processQValue
    }
  }

  /// peft's word for the task; none for a value head.
  var task: String? {
    switch self {
    case .crm, .pqm: nil
    case .prm: "TOKEN_CLS"
    case .orm: "SEQ_CLS"
    }
  }

  /// What a trajectory must say to be of use, for messages.
  var need: String {
    switch self {
    case .crm: "the first wrong step, or whether the answer is right"
    case .orm: "whether the answer is right, or the first wrong step"
    case .prm, .pqm: "the first wrong step, or ratings of steps"
    }
  }

  /// The head's settings for any decoder: without a tag, what is read is the separator behind a step.
  ///
  /// A tag is one token, which few decoders have for it; every tokenizer has a line break.
  func settings(stepTag: String?) -> CheckpointSettings {
    var settings = CheckpointSettings()
    settings.stepTag = stepTag
    guard stepTag == nil, self == .crm || self == .pqm else { return settings }
    settings.encoding = .segments
    settings.place = .separatorEnd
    settings.separator = "\n"
    settings.promptTemplate = "{problem}\n"
    settings.stepTemplate = "{step}"
    return settings
  }
}

/// What is known of a trajectory, as an objective takes it.
struct HeadLabel: Equatable, Sendable {
  var label: ObjectiveLabel?
  /// The probability that each step is right; empty where the label says it all.
  var targets: [Double?] = []

  /// `nil` where nothing is known that the objective could learn.
  init?(_ trajectory: Trajectory, for objective: HeadObjective) {
    var known = trajectory.label?.firstError
    if known?.isWithin(trajectory.steps.count) == false { known = nil }
    let outcome = trajectory.outcome.map { $0 ? ObjectiveLabel.correct : .wrongSomewhere }
    switch objective {
    case .crm: label = known.map { .known($0) } ?? outcome
    case .orm: label = outcome ?? known.map { $0 == .noError ? .correct : .wrongSomewhere }
    case .prm, .pqm:
      label = known.map { .known($0) }
      if known == nil { targets = Self.targets(trajectory.ratings, trajectory.steps.count) }
    }
    guard label != nil || targets.contains(where: { $0 != nil }) else { return nil }
  }

  private static func targets(_ ratings: [StepRating?], _ count: Int) -> [Double?] {
    guard ratings.count == count else { return [] }
    return ratings.map { $0.map { $0 == .bad ? 0 : 1 } }
  }

  /// Whether it shows what is right, and whether it shows what is wrong.
  func classes(for objective: HeadObjective) -> (right: Bool, wrong: Bool) {
    let targets = targets.compactMap { $0 }
    guard targets.isEmpty else { return (targets.contains(1), targets.contains(0)) }
    let isRight = label == .correct
    guard objective == .prm || objective == .pqm, case .known(.step(let step)) = label else {
      return (isRight, !isRight)
    }
    return (step > 0, true)
  }

  /// The first wrong step where it is known, also from ratings; `nil` where only the outcome is.
  var firstError: FirstError? {
    if case .known(let firstError) = label { return firstError }
    guard !targets.isEmpty, !targets.contains(where: { $0 == nil }) else { return nil }
    return FirstError(targets.firstIndex(of: 0))
  }

  /// Whether nothing is wrong; `nil` where that is not known.
  var isRight: Bool? { label.map { $0 == .correct } ?? firstError.map { $0 == .noError } }
}
