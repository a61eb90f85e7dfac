import Scoring
import Survival
import Transformer

/// How a trajectory is encoded as tokens, and how hidden states become figures.
struct ScoringRecipe: Equatable, Sendable {
  enum Head: Equatable {
    /// Tensors with this name, which omits `.weight`.
    case tensors(String)
    /// The output matrix at two tokens.
    case words(positive: String, negative: String)
    /// No head: log-ratios of all tokens.
    case ratio
  }

  var layout: CheckpointLayout
  var kind: TrajectoryScore.Kind
  var head: Head
  var readout: CheckpointSettings.Readout
  var encoding: CheckpointSettings.Encoding
  var place: CheckpointSettings.Place
  var stepTag: String?
  var prompt: TextTemplate
  var step: TextTemplate
  var separator: String
  var suffix: String
  var addsSpecialTokens: Bool
  /// The token before the segments; empty for none.
  var beginToken: String
  /// Whether white space around turns is trimmed, as some chat templates do.
  var trims: Bool
  /// Whether line breaks at a step's end are left out.
  var trimsSteps: Bool
  var beta: Double
  var rule: PredictionRule
  /// What logits are divided by before they become probabilities.
  var temperature: Double
  /// Where the prompt comes from, for `misstep models`.
  var promptSource: String
}

extension ScoringRecipe {
  /// Combines a layout's defaults with settings.
  ///
  /// `needsHead`: whether the head must be among the tensors `others`; false if it is yet to be
  /// trained.
  /// - Throws: ``CheckpointModelError/Reason`` for contradictory settings, or an unknown chat
  ///   template that is needed.
  init(
    _ layout: CheckpointLayout, chat: ChatStyle?, others: [String], beginToken: String?,
    settings: CheckpointSettings, needsHead: Bool = true
  ) throws(CheckpointModelError.Reason) {
    var defaults = try LayoutDefaults(layout, chat: chat, settings: settings)
    try Self.follow(settings, &defaults)
    let said = settings.over(defaults.settings)
    self.layout = layout
    kind = said.kind ?? .prm
    readout = try Self.readout(of: kind, settings, defaults)
    encoding = said.encoding ?? .text
    place = said.place ?? .tag
    stepTag = place == .tag || place == .beforeTag ? said.stepTag : nil
    prompt = TextTemplate(said.promptTemplate ?? "")
    step = TextTemplate(said.stepTemplate ?? "")
    separator = said.separator ?? ""
    suffix = said.suffix ?? ""
    addsSpecialTokens = said.addsSpecialTokens ?? false
    self.beginToken = ""
    trims = defaults.trims && settings.promptTemplate == nil
    trimsSteps = said.trimsSteps ?? false
    beta = said.beta ?? 0.05
    rule = said.rule ?? .map
    temperature = said.temperature ?? 1
    promptSource = settings.promptTemplate == nil ? defaults.promptSource : "given"
    head =
      needsHead
      ? try Self.head(layout, said, isGiven: settings.head != nil, others: others)
      : Self.futureHead(layout, said)
    if encoding == .segments {
      // Do not add it twice if the template contains it.
      let begin = said.beginToken ?? beginToken ?? ""
      self.beginToken = prompt.source.hasPrefix(begin) ? "" : begin
    }
    try check(settings)
  }

  /// Adapts the defaults to a given step tag.
  ///
  /// It replaces the layout's own tag; a layout that reads at separators is then encoded as one
  /// text.
  private static func follow(
    _ settings: CheckpointSettings, _ defaults: inout LayoutDefaults
  ) throws(CheckpointModelError.Reason) {
    guard let tag = settings.stepTag, let template = defaults.settings.stepTemplate else { return }
    guard defaults.settings.place != .last || settings.place != nil else {
      throw .setting(
        .contradiction("An outcome model is read at the last token: omit the step tag '\(tag)'."))
    }
    if let old = defaults.settings.stepTag {
      defaults.settings.stepTemplate = template.replacing(old, with: tag)
    } else if defaults.settings.place == .separatorEnd {
      defaults.settings.encoding = .text
      defaults.settings.place = .tag
      defaults.settings.stepTemplate = template + tag
      defaults.settings.separator = nil
    }
  }

  private static func readout(
    of kind: TrajectoryScore.Kind, _ settings: CheckpointSettings, _ defaults: LayoutDefaults
  ) throws(CheckpointModelError.Reason) -> CheckpointSettings.Readout {
    let allowed: [CheckpointSettings.Readout] =
      switch kind {
      case .crm: [.hazard]
      case .prm: [.probability, .hazard]
      case .pqm, .iprm: [.logit]
      case .orm: [.probability, .logit]
      }
    let readout = settings.readout ?? defaults.settings.readout ?? allowed[0]
    if allowed.contains(readout) { return readout }
    guard settings.readout != nil else { return allowed[0] }
    throw .setting(
      .contradiction(
        "kind '\(kind.rawValue)' does not allow readout '\(readout.rawValue)'. Use readout '"
          + allowed.map(\.rawValue).joined(separator: "' or '") + "', or another kind."))
  }

  private static func head(
    _ layout: CheckpointLayout, _ settings: CheckpointSettings, isGiven: Bool, others: [String]
  ) throws(CheckpointModelError.Reason) -> Head {
    if layout == .implicit { return .ratio }
    let name = settings.head ?? ""
    if name == RewardHeadNames.words {
      return .words(
        positive: settings.positiveToken ?? "+", negative: settings.negativeToken ?? "-")
    }
    var found = RewardHeadNames.name(of: name, among: others)
    if !isGiven, found == nil {
      found =
        ["v_head.summary", "score"].lazy.compactMap {
          RewardHeadNames.name(of: $0, among: others)
        }.first
    }
    guard let found else {
      let rest = others.filter { !RewardHeadNames.isNoHead($0) }
      throw .headMissing(name: name, found: Array(rest.prefix(4)))
    }
    return .tensors(found)
  }

  /// The place of a head that is yet to be trained.
  private static func futureHead(_ layout: CheckpointLayout, _ settings: CheckpointSettings) -> Head
  {
    layout == .implicit ? .ratio : .tensors(settings.head ?? "score")
  }

  // MARK: Checks

  private func check(_ settings: CheckpointSettings) throws(CheckpointModelError.Reason) {
    guard prompt.namesProblem else {
      throw .setting(.template(key: "prompt_template", what: "must contain {problem}"))
    }
    guard !prompt.namesStep else {
      throw .setting(.template(key: "prompt_template", what: "must not contain {step}"))
    }
    guard step.namesStep else {
      throw .setting(.template(key: "step_template", what: "must contain {step}"))
    }
    guard !step.namesProblem else {
      throw .setting(.template(key: "step_template", what: "must not contain {problem}"))
    }
    try checkPlace(settings)
    if layout == .implicit, place != .separatorEnd || encoding != .segments {
      throw .setting(
        .contradiction("An implicit model is read at separators: omit 'step_tag' and 'readout_at'.")
      )
    }
  }

  private func checkPlace(
    _ settings: CheckpointSettings
  ) throws(CheckpointModelError.Reason) {
    switch place {
    case .tag, .beforeTag:
      guard encoding == .text else {
        throw .setting(
          .contradiction("'encode' segments is read at separators: omit 'readout_at'."))
      }
      guard let tag = stepTag, !tag.isEmpty else {
        throw .setting(.contradiction("No step tag is given. Set 'step_tag' or --step-tag."))
      }
      guard step.tail.contains(tag) else { throw .setting(.tagNotInTemplate(tag: tag)) }
    case .separatorEnd:
      guard encoding == .segments else {
        throw .setting(
          .contradiction("'readout_at' separator-end requires 'encode' segments: set it too."))
      }
      guard !separator.isEmpty else {
        throw .setting(.badValue(key: "separator", expected: "a non-empty text"))
      }
    case .last: break
    }
    guard (kind == .orm) == (place == .last) else {
      throw .setting(
        .contradiction(
          "Kind 'orm' is read at the last token, and no other kind is. Change 'kind' or "
            + "'readout_at'."))
    }
  }
}

extension ScoringRecipe {
  /// The recipe as settings, complete enough for a sidecar to reproduce it.
  var settings: CheckpointSettings {
    var settings = CheckpointSettings()
    settings.kind = kind
    switch head {
    case .tensors(let name): settings.head = name
    case .words(let positive, let negative):
      settings.head = RewardHeadNames.words
      (settings.positiveToken, settings.negativeToken) = (positive, negative)
    case .ratio: settings.beta = beta
    }
    settings.readout = readout
    settings.encoding = encoding
    settings.place = place
    settings.stepTag = stepTag
    settings.promptTemplate = prompt.source
    settings.stepTemplate = step.source
    settings.separator = separator.isEmpty ? nil : separator
    settings.suffix = suffix.isEmpty ? nil : suffix
    if encoding == .text { settings.addsSpecialTokens = addsSpecialTokens }
    if encoding == .segments { settings.beginToken = beginToken }
    settings.trimsSteps = trimsSteps ? true : nil
    settings.rule = rule
    settings.temperature = temperature == 1 ? nil : temperature
    return settings
  }
}
