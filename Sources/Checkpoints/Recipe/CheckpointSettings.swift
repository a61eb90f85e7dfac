import Scoring
import Survival

/// Settings of a reward model, from `reward_model.json` or arguments.
///
/// `nil` leaves a setting to the checkpoint's layout. Texts are used verbatim; nothing is trimmed.
public struct CheckpointSettings: Equatable, Sendable {
  /// The meaning of a read-out's number.
  public enum Readout: String, CaseIterable, Equatable, Sendable {
    /// Its logistic function is the hazard h(t).
    case hazard
    /// Its logistic function, or the softmax of two numbers, is the probability that the step is
    /// right.
    case probability
    /// It is an unbounded reward.
    case logit
  }

  /// How text is encoded as tokens.
  public enum Encoding: String, CaseIterable, Equatable, Sendable {
    /// Prompt and steps are encoded as one string.
    case text
    /// Prompt, steps and separators are encoded separately and their ids concatenated.
    case segments
  }

  /// The token whose hidden state is read.
  public enum Place: String, CaseIterable, Equatable, Sendable {
    /// The step tag after each step.
    case tag
    /// The token before the step tag, where the model predicts the tag.
    case beforeTag = "before-tag"
    /// The last token of the separator after each step.
    case separatorEnd = "separator-end"
    /// The last token, once for the whole trajectory.
    case last
  }

  /// The kind of figure the model predicts; `kind`.
  public var kind: TrajectoryScore.Kind?
  /// The head's tensor name without `.weight`, as `v_head.summary`; `lm_head` reads two tokens;
  /// `head`.
  public var head: String?
  /// The meaning of the head's number; `readout`.
  public var readout: Readout?
  /// The single token that marks the end of a step; `step_tag`.
  public var stepTag: String?
  /// The text before the steps, with `{problem}`; `prompt_template`.
  public var promptTemplate: String?
  /// The text of a step, with `{step}` or `{numbered_step}`; `step_template`.
  ///
  /// `{numbered_step}` adds "Step 1: " unless the step begins so itself; `{number}` counts from 1.
  public var stepTemplate: String?
  /// The text after each step if segments are encoded separately, else between two; `separator`.
  public var separator: String?
  /// The text after all steps; `suffix`.
  public var suffix: String?
  /// How text is encoded; `encode`.
  public var encoding: Encoding?
  /// The token that is read; `readout_at`.
  public var place: Place?
  /// Whether the tokenizer adds its special tokens; `add_special_tokens`.
  public var addsSpecialTokens: Bool?
  /// Whether line breaks at a step's end are left out; `trim_steps`.
  ///
  /// A step that was cut out of a response ends in those that stood behind it, one that was stored by itself has
  /// none: models trained here read both alike. Published ones take steps as they are.
  public var trimsSteps: Bool?
  /// The token before the segments, empty for none; `bos_token`.
  public var beginToken: String?
  /// The token that means a right step; `positive_token`.
  public var positiveToken: String?
  /// The token that means a wrong step; `negative_token`.
  public var negativeToken: String?
  /// β > 0 of an implicit model; `beta`.
  public var beta: Double?
  /// The rule that predicts the first error; `rule`.
  public var rule: PredictionRule?
  /// What logits are divided by before they become probabilities, above 0; `temperature`.
  public var temperature: Double?
  /// The layer whose states are read, counted from 1; those above are not computed; `layer`.
  public var layer: Int?

  /// Creates settings that leave everything to the layout.
  public init() {}

  /// Merges these settings, given as arguments, over those of a sidecar.
  ///
  /// A new step tag replaces the old one in the sidecar's template; a new kind discards its
  /// `readout`.
  func overriding(_ sidecar: CheckpointSettings) -> CheckpointSettings {
    var rest = sidecar
    if let stepTag, let old = sidecar.stepTag, !old.isEmpty {
      rest.stepTemplate = sidecar.stepTemplate?.replacing(old, with: stepTag)
    }
    if kind != nil, kind != sidecar.kind { (rest.readout, rest.temperature) = (nil, nil) }
    return over(rest)
  }

  /// Merges settings; these take precedence over `other`.
  func over(_ other: CheckpointSettings) -> CheckpointSettings {
    var merged = CheckpointSettings()
    merged.kind = kind ?? other.kind
    merged.head = head ?? other.head
    merged.readout = readout ?? other.readout
    merged.stepTag = stepTag ?? other.stepTag
    merged.promptTemplate = promptTemplate ?? other.promptTemplate
    merged.stepTemplate = stepTemplate ?? other.stepTemplate
    merged.separator = separator ?? other.separator
    merged.suffix = suffix ?? other.suffix
    merged.encoding = encoding ?? other.encoding
    merged.place = place ?? other.place
    merged.addsSpecialTokens = addsSpecialTokens ?? other.addsSpecialTokens
    merged.trimsSteps = trimsSteps ?? other.trimsSteps
    merged.beginToken = beginToken ?? other.beginToken
    merged.positiveToken = positiveToken ?? other.positiveToken
    merged.negativeToken = negativeToken ?? other.negativeToken
    merged.beta = beta ?? other.beta
    merged.rule = rule ?? other.rule
    merged.temperature = temperature ?? other.temperature
    merged.layer = layer ?? other.layer
    return merged
  }
}
