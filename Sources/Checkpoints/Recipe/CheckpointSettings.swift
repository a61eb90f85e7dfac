import Scoring
import Survival

/// What `reward_model.json` says of a reward model, and what arguments say instead; `nil` leaves it
/// to the checkpoint's layout.
///
/// Texts are kept to the letter: nothing is trimmed.
public struct CheckpointSettings: Equatable, Sendable {
  /// What a read-out's number means.
  public enum Readout: String, CaseIterable, Equatable, Sendable {
    /// Its logistic function is the hazard h(t).
    case hazard
    /// Its logistic function, or the softmax of two, is the probability that the step is right.
    case probability
    /// It is a reward without a range.
    case logit
  }

  /// How text becomes tokens.
  public enum Encoding: String, CaseIterable, Equatable, Sendable {
    /// Prompt and steps are one string, encoded at once.
    case text
    /// Prompt, each step and each separator are encoded apart, and the ids joined.
    case segments
  }

  /// The token whose hidden state is read.
  public enum Place: String, CaseIterable, Equatable, Sendable {
    /// The step tag behind each step.
    case tag
    /// The token before the step tag, which the model would predict there.
    case beforeTag = "before-tag"
    /// The last token of the separator behind each step.
    case separatorEnd = "separator-end"
    /// The last token of all, once.
    case last
  }

  /// What the model predicts; `kind`.
  public var kind: TrajectoryScore.Kind?
  /// The tensors of the head without `.weight`, such as `v_head.summary`; `lm_head` reads two tokens.
  public var head: String?
  /// `readout`.
  public var readout: Readout?
  /// One token that marks a step; `step_tag`.
  public var stepTag: String?
  /// With `{problem}`; `prompt_template`.
  public var promptTemplate: String?
  /// With `{step}`, or `{numbered_step}`, which is "Step 1: …" where a step does not begin so itself;
  /// `{number}` is the step's, from 1; `step_template`.
  public var stepTemplate: String?
  /// Behind each step where segments are encoded apart, else between two steps.
  public var separator: String?
  /// Behind all steps.
  public var suffix: String?
  /// `encode`.
  public var encoding: Encoding?
  /// `readout_at`.
  public var place: Place?
  /// Whether the tokenizer's own tokens go around the text; `add_special_tokens`.
  public var addsSpecialTokens: Bool?
  /// The token in front of segments, empty for none; `bos_token`.
  public var beginToken: String?
  /// The token that speaks for a step; `positive_token`.
  public var positiveToken: String?
  /// The token that speaks against it; `negative_token`.
  public var negativeToken: String?
  /// β > 0 of an implicit model; `beta`.
  public var beta: Double?
  /// How a first error is predicted; `rule`.
  public var rule: PredictionRule?

  /// Nothing said.
  public init() {}

  /// These settings as arguments over those of a sidecar: another tag stands where the sidecar's
  /// template has its own, and another kind is read in its own way.
  func overriding(_ sidecar: CheckpointSettings) -> CheckpointSettings {
    var rest = sidecar
    if let stepTag, let old = sidecar.stepTag, !old.isEmpty {
      rest.stepTemplate = sidecar.stepTemplate?.replacing(old, with: stepTag)
    }
    if kind != nil, kind != sidecar.kind { rest.readout = nil }
    return over(rest)
  }

  /// These settings where they say something, else the other ones.
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
    merged.beginToken = beginToken ?? other.beginToken
    merged.positiveToken = positiveToken ?? other.positiveToken
    merged.negativeToken = negativeToken ?? other.negativeToken
    merged.beta = beta ?? other.beta
    merged.rule = rule ?? other.rule
    return merged
  }
}
