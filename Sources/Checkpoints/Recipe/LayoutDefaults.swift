/// A layout's defaults for settings that are not given.
struct LayoutDefaults {
  var settings = CheckpointSettings()
  var trims = false
  var promptSource: String

  /// - Throws: ``CheckpointModelError/Reason/unknownChatTemplate`` if the layout needs a chat
  ///   prompt, but none is given and the chat style is unknown.
  init(
    _ layout: CheckpointLayout, chat: ChatStyle?, settings given: CheckpointSettings
  ) throws(CheckpointModelError.Reason) {
    promptSource = layout.rawValue
    switch layout {
    case .processReward: processReward()
    case .outcomeReward: outcomeReward()
    case .tokenClassification: segments("{problem}", head: "score")
    case .valueHead: segments("{problem}\n", head: "v_head.summary")
    case .sequenceClassification: try sequenceClassification(chat, given)
    case .processQValue: processQValue()
    case .stepTagWords: stepTagWords()
    case .tagWords: tagWords()
    case .answerWords: try answerWords(chat, given)
    case .implicit: try implicit(chat, given)
    case .conditional: conditional()
    }
  }

  private mutating func tagged(_ prompt: String, _ step: String, tag: String, head: String) {
    settings.encoding = .text
    settings.place = .tag
    settings.stepTag = tag
    settings.promptTemplate = prompt
    settings.stepTemplate = step
    settings.head = head
  }

  private mutating func processReward() {
    let chat = ChatStyle.chatML(system: ChatStyle.mathInstruction)
    tagged(chat.promptTemplate, "{step}<extra_0>", tag: "<extra_0>", head: "score")
    settings.suffix = chat.assistantClosing
    settings.kind = .prm
    promptSource = chat.name
  }

  private mutating func outcomeReward() {
    let chat = ChatStyle.chatML(system: ChatStyle.mathInstruction)
    outcome(chat.promptTemplate, "{step}", separator: "\n\n", suffix: chat.assistantClosing)
    settings.readout = .logit
    settings.addsSpecialTokens = false
    promptSource = chat.name
  }

  private mutating func segments(_ prompt: String, head: String) {
    settings.encoding = .segments
    settings.place = .separatorEnd
    settings.separator = "\n"
    settings.promptTemplate = prompt
    settings.stepTemplate = "{step}"
    settings.head = head
    settings.kind = .prm
  }

  private mutating func outcome(
    _ prompt: String, _ step: String, separator: String?, suffix: String?
  ) {
    settings.encoding = .text
    settings.place = .last
    settings.promptTemplate = prompt
    settings.stepTemplate = step
    settings.separator = separator
    settings.suffix = suffix
    settings.head = "score"
    settings.kind = .orm
    settings.readout = .probability
  }

  private mutating func sequenceClassification(
    _ chat: ChatStyle?, _ given: CheckpointSettings
  ) throws(CheckpointModelError.Reason) {
    guard given.promptTemplate == nil else {
      outcome("", "{step}\n", separator: nil, suffix: nil)
      settings.addsSpecialTokens = true
      return
    }
    let chat = try Self.known(chat)
    outcome(chat.promptTemplate, "{step}", separator: "\n\n", suffix: chat.assistantClosing)
    settings.addsSpecialTokens = false
    trims = chat.trims
    promptSource = chat.name
  }

  private mutating func processQValue() {
    tagged(
      "[INST] {problem} [/INST]\n", "{numbered_step} [PRM]\n", tag: "[PRM]", head: "v_head.summary")
    settings.addsSpecialTokens = true
    settings.kind = .pqm
  }

  private mutating func stepTagWords() {
    tagged("{problem} ", "{step} ки\n", tag: "ки", head: RewardHeadNames.words)
    settings.addsSpecialTokens = true
    settings.kind = .prm
  }

  private mutating func tagWords() {
    let tag = CheckpointLayout.lineBreakTag
    tagged("{problem} ", "{step}" + tag, tag: tag, head: RewardHeadNames.words)
    settings.separator = " "
    settings.positiveToken = " +"
    settings.negativeToken = " -"
    settings.addsSpecialTokens = true
    settings.kind = .prm
  }

  /// The text answers each step with `+`, whatever the model would predict.
  private mutating func answerWords(
    _ chat: ChatStyle?, _ given: CheckpointSettings
  ) throws(CheckpointModelError.Reason) {
    let chat = try Self.known(chat)
    let answer = chat.userClosing + chat.assistantOpening + "+" + chat.assistantClosing
    tagged(
      chat.opening + chat.userOpening + "{problem} ", "{step}" + answer, tag: "+",
      head: RewardHeadNames.words)
    settings.separator = chat.userOpening
    settings.place = .beforeTag
    settings.kind = .prm
    trims = chat.trims
    promptSource = chat.name
  }

  private mutating func implicit(
    _ chat: ChatStyle?, _ given: CheckpointSettings
  ) throws(CheckpointModelError.Reason) {
    let isGiven = given.promptTemplate != nil
    let chat = isGiven ? nil : try Self.known(chat)
    segments(chat?.promptTemplate ?? "", head: "")
    settings.head = nil
    settings.stepTemplate = "{numbered_step}"
    settings.separator = "\n\n"
    settings.kind = .iprm
    trims = chat?.trims ?? false
    promptSource = chat?.name ?? promptSource
  }

  private mutating func conditional() {
    tagged("{problem}\n", "{step}<step>", tag: "<step>", head: "v_head.summary")
    settings.kind = .crm
    settings.readout = .hazard
  }

  private static func known(
    _ chat: ChatStyle?
  ) throws(CheckpointModelError.Reason) -> ChatStyle {
    guard let chat else { throw .unknownChatTemplate }
    return chat
  }
}
