import Checkpoints
import Learning
import Survival
import Trajectories
import Transformer

/// What a model is trained for.
package enum TrainingObjective: String, CaseIterable, Equatable, Sendable {
  /// Hazards of steps.
  case crm
  /// Whether each step is right.
  case prm
  /// Whether all is right, read at the end.
  case orm
  /// Rewards that rank right steps above wrong ones.
  case pqm
  /// Rewards by a policy's log-ratio to a reference; without a head.
  case iprm
  /// A policy that writes solutions; without a head.
  case lm

  /// With β of implicit models.
  func objective(beta: Double) -> Objective {
    switch self {
    case .crm: .crm
    case .prm: .prm(.wrong)
    case .orm: .orm
    case .pqm: .pqm(RankingObjective(), .wrong)
    case .iprm: .iprm(ImplicitObjective(factor: beta))
    case .lm: .lm
    }
  }

  /// Whether steps are read by a head that is trained.
  var hasHead: Bool { self != .iprm && self != .lm }

  /// How its texts are written; a policy's as an implicit model's.
  var layout: CheckpointLayout {
    switch self {
    case .crm: .conditional
    case .prm: .tokenClassification
    case .orm: .sequenceClassification
    case .pqm: .processQValue
    case .iprm, .lm: .implicit
    }
  }

  /// The head of its layout, as transformers' classes have it: of token classifiers two logits, of sequence
  /// classifiers no bias.
  func head(named name: String, inner: Int?) -> HeadShape {
    HeadShape(name: name, outputs: self == .prm ? 2 : 1, inner: inner, hasBias: self != .orm)
  }

  /// The end of transformers' class for a whole model; `nil` keeps the decoder's.
  var classEnding: String? {
    switch self {
    case .crm, .pqm: nil
    case .prm: "ForTokenClassification"
    case .orm: "ForSequenceClassification"
    case .iprm, .lm: "ForCausalLM"
    }
  }

  /// peft's word for the task; none for a value head.
  var task: String? {
    switch self {
    case .crm, .pqm: nil
    case .prm: "TOKEN_CLS"
    case .orm: "SEQ_CLS"
    case .iprm, .lm: "CAUSAL_LM"
    }
  }

  /// What a trajectory must say to be of use, for messages.
  var need: String {
    switch self {
    case .crm: "the first wrong step, or whether the answer is right"
    case .orm, .iprm: "whether the answer is right, or the first wrong step"
    case .prm, .pqm: "the first wrong step, or ratings of steps"
    case .lm: "solutions that are not known to be wrong"
    }
  }

  /// The settings for any decoder: without a tag, what is read is the separator behind a step.
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

  /// The settings for a decoder whose chats are not known: the problem, and a line for each step.
  func plainSettings(stepTag: String?) -> CheckpointSettings {
    var settings = settings(stepTag: stepTag)
    settings.promptTemplate = "{problem}\n"
    if self == .iprm || self == .lm {
      (settings.stepTemplate, settings.separator) = ("{step}", "\n")
    }
    return settings
  }
}

/// What is known of a trajectory, as an objective takes it.
struct TrainingLabel: Equatable, Sendable {
  var label: ObjectiveLabel?
  /// The probability that each step is right; empty where the label says it all.
  var targets: [Double?] = []
  /// The first wrong step where it is known, whatever the objective learns from.
  var known: FirstError?

  /// `nil` where nothing is known that the objective could learn.
  init?(_ trajectory: Trajectory, for objective: TrainingObjective) {
    var known = trajectory.label?.firstError
    if known?.isWithin(trajectory.steps.count) == false { known = nil }
    self.known = known
    let outcome = trajectory.outcome.map { $0 ? ObjectiveLabel.correct : .wrongSomewhere }
    switch objective {
    case .crm: label = known.map { .known($0) } ?? outcome
    case .orm, .iprm:
      label = outcome ?? known.map { $0 == .noError ? .correct : .wrongSomewhere }
    case .prm, .pqm:
      label = known.map { .known($0) }
      if known == nil { targets = Self.targets(trajectory.ratings, trajectory.steps.count) }
    case .lm:
      let isRight = known.map { $0 == .noError } ?? trajectory.outcome ?? true
      guard isRight else { return nil }
      label = .correct
    }
    guard label != nil || targets.contains(where: { $0 != nil }) else { return nil }
  }

  private static func targets(_ ratings: [StepRating?], _ count: Int) -> [Double?] {
    guard ratings.count == count else { return [] }
    return ratings.map { $0.map { $0 == .bad ? 0 : 1 } }
  }

  /// Whether it shows what is right, and whether it shows what is wrong.
  func classes(for objective: TrainingObjective) -> (right: Bool, wrong: Bool) {
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
    if let known { return known }
    if case .known(let firstError) = label { return firstError }
    guard !targets.isEmpty, !targets.contains(where: { $0 == nil }) else { return nil }
    return FirstError(targets.firstIndex(of: 0))
  }

  /// Whether nothing is wrong; `nil` where that is not known.
  var isRight: Bool? { label.map { $0 == .correct } ?? firstError.map { $0 == .noError } }

  /// Whether each step is right, as far as it is known; steps behind the first wrong one are wrong too.
  func rightSteps(_ count: Int) -> [Bool?] {
    guard targets.isEmpty else { return targets.map { $0.map { $0 >= 0.5 } } }
    guard case .known(let first) = label else { return [Bool?](repeating: nil, count: count) }
    return (0..<count).map { $0 < first.step ?? count }
  }
}
