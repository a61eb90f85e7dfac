import Transformer

/// The public layouts of reward models, recognized by config.json, tensor names and tokenizer.
///
/// Source: each author's code. `LayoutDefaults` holds their prompts and templates.
public enum CheckpointLayout: String, CaseIterable, Equatable, Sendable {
  /// Qwen2.5-Math-PRM: two logits at `<extra_0>`.
  case processReward = "Qwen2.5-Math-PRM"
  /// Qwen2.5-Math-RM: one reward at the end.
  case outcomeReward = "Qwen2.5-Math-RM"
  /// TRL's PRM trainer, and PURE: two logits at each separator.
  case tokenClassification = "token classifier"
  /// Outcome models: one logit, or two, at the end.
  case sequenceClassification = "sequence classifier"
  /// Skywork-o1-PRM: a value head at each step's last token.
  case valueHead = "Skywork value head"
  /// PQM: a value head at `[PRM]` that gives rewards.
  case processQValue = "PQM"
  /// Math-Shepherd: `+` against `-` at `ки`.
  case stepTagWords = "Math-Shepherd"
  /// RLHFlow: `+` against `-` as a chat's answer to each step.
  case answerWords = "RLHFlow"
  /// openr's math-psa: ` +` against ` -` at a tag of five line breaks.
  case tagWords = "openr math-psa"
  /// Log-ratios of a policy and its reference.
  case implicit = "implicit PRM"
  /// Conditional reward models, described by this project's `reward_model.json`.
  case conditional = "CRM"
}

extension CheckpointLayout {
  /// The evidence a layout is recognized by.
  struct Evidence {
    var architecture: String
    var family: DecoderConfiguration.Family
    /// The names of tensors outside the decoder.
    var others: [String]
    var hasLanguageHead: Bool
    /// The chat style of the tokenizer.
    var chat: ChatStyle?
    /// The model's name.
    var name = ""
    /// Whether the tokenizer encodes a text as one token.
    var isToken: (String) -> Bool
    var hasReference: Bool
    var settings: CheckpointSettings

    func holds(_ head: String) -> Bool {
      RewardHeadNames.name(of: head, among: others) != nil
    }
  }

  /// - Throws: ``CheckpointModelError/Reason`` if no layout matches.
  init(_ evidence: Evidence) throws(CheckpointModelError.Reason) {
    switch evidence.settings.kind {
    case .iprm:
      guard evidence.hasReference else { throw .referenceMissing }
      self = .implicit
    case let kind? where evidence.hasReference:
      throw .referenceUnused(kind: kind.rawValue)
    case .crm: self = .conditional
    case .orm where evidence.architecture != "Qwen2ForRewardModel": self = .sequenceClassification
    default: self = try Self.told(by: evidence)
    }
  }

  private static func told(
    by evidence: Evidence
  ) throws(CheckpointModelError.Reason) -> CheckpointLayout {
    if evidence.hasReference { return .implicit }
    if evidence.settings.kind == nil, evidence.settings.readout == .hazard { return .conditional }
    if let head = evidence.settings.head, let layout = layout(head: head, evidence) {
      return layout
    }
    let architecture = evidence.architecture
    if architecture == "Qwen2ForProcessRewardModel" { return .processReward }
    if architecture == "Qwen2ForRewardModel" { return .outcomeReward }
    if architecture.hasSuffix("ForTokenClassification") { return .tokenClassification }
    if architecture.hasSuffix("ForSequenceClassification") { return .sequenceClassification }
    if evidence.holds("v_head.summary") {
      return evidence.isToken("[PRM]") ? .processQValue : .valueHead
    }
    if evidence.holds("score") { return .tokenClassification }
    guard evidence.hasLanguageHead, evidence.others.allSatisfy(RewardHeadNames.isNoHead) else {
      throw .unknownLayout(
        architecture: architecture,
        tensors: Array(evidence.others.filter { !RewardHeadNames.isNoHead($0) }.prefix(4)))
    }
    if let layout = wordLayout(evidence) { return layout }
    // Only the name distinguishes it from an ordinary Qwen2 language model.
    if isTagWords(evidence), evidence.name.lowercased().contains("math-psa") { return .tagWords }
    throw .noRewardHead(architecture: architecture)
  }

  private static func layout(head: String, _ evidence: Evidence) -> CheckpointLayout? {
    if head == RewardHeadNames.words {
      return wordLayout(evidence) ?? (isTagWords(evidence) ? .tagWords : .stepTagWords)
    }
    if evidence.settings.kind == .pqm { return .processQValue }
    guard evidence.settings.kind == .prm, !evidence.architecture.hasSuffix("Classification"),
      evidence.architecture != "Qwen2ForProcessRewardModel"
    else { return nil }
    return head.hasSuffix("v_head.summary") ? .valueHead : .tokenClassification
  }

  /// openr's step tag; it and the words are one token each.
  static let lineBreakTag = " \n\n\n\n\n"

  private static func isTagWords(_ evidence: Evidence) -> Bool {
    evidence.family == .qwen2 && [lineBreakTag, " +", " -"].allSatisfy(evidence.isToken)
  }

  /// The layouts that read word tokens exist only for Llama's classes; any other such model is an
  /// ordinary language model.
  private static func wordLayout(_ evidence: Evidence) -> CheckpointLayout? {
    guard evidence.family == .llama || evidence.family == .mistral else { return nil }
    guard evidence.isToken("+"), evidence.isToken("-") else { return nil }
    if evidence.chat?.marks.isEmpty == false { return .answerWords }
    return evidence.isToken("ки") ? .stepTagWords : nil
  }
}

/// The names of reward heads among the tensors.
enum RewardHeadNames {
  /// The name, in settings, for reading two tokens of the output matrix.
  static let words = "lm_head"

  /// A head's full tensor name without `.weight`, with any prefix.
  static func name(of head: String, among others: [String]) -> String? {
    for ending in ["\(head).weight", "\(head).0.weight"] {
      let cut = ending.utf8.count - head.utf8.count
      if let found = others.first(where: { $0 == ending || $0.hasSuffix("." + ending) }) {
        return String(found.dropLast(cut))
      }
    }
    return nil
  }

  /// Whether a tensor is a stray buffer or the output matrix, and so no reward head.
  static func isNoHead(_ name: String) -> Bool {
    DecoderWeights.isBuffer(name) || name.hasSuffix("lm_head.weight")
  }
}
