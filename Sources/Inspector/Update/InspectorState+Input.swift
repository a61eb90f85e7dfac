import Drawing

/// What is typed and not yet complete: it decides what the next key means.
struct Typing: Sendable {
  /// The beginning of a sequence of keys.
  var keys: [Key] = []
  /// The number before a command.
  var count: Int?
  var prompt: Prompt?
  /// What the next key answers.
  var question: Question?
  /// The next key picks what to sort by.
  var picksSort = false
}

/// What a terminal reported: keys go to the prompt, the sort picker, or the key table.
extension InspectorState {
  mutating func input(_ event: InputEvent) -> [Effect] {
    switch event {
    case .resized(let size):
      resize(to: size)
      return []
    case .escapeContinued: return takeBackEscape()
    case .interrupted: return stopTraining()
    case .paste(let text):
      beforeEscape = nil
      paste(text)
      return []
    case .mouse(let mouse):
      beforeEscape = nil
      return typing.prompt == nil ? self.mouse(mouse) : []
    case .key(let key):
      beforeEscape = key == .escape ? EscapeMemory(self) : nil
      return take(key)
    }
  }

  private mutating func take(_ key: Key) -> [Effect] {
    // The annotator is elsewhere already.
    if requests.seeking?.purpose == .resume { requests.seeking = nil }
    window.askAgain()
    trail.wantsLast = false
    trail.staysFirst = false
    if typing.prompt != nil { return typeIntoPrompt(key) }
    if let question = typing.question { return answer(question, with: key) }
    if typing.picksSort { return pickSort(key) }
    return stopping(at: key) ?? press(key)
  }

  /// Any key ends a search that runs, and esc ends whatever the catalog is at.
  ///
  /// - Returns: `nil` for a key that means something beside.
  private mutating func stopping(at key: Key) -> [Effect]? {
    if key == .escape, typing.keys.isEmpty, typing.count == nil {
      let effects = stopRequests()
      return effects.isEmpty ? nil : effects
    }
    guard let finding = requests.finding else { return nil }
    if case .unlabelled(afterVerdict: true) = finding.purpose {
      if digit(of: key) != nil { return nil }
      if wouldJudge(key) { return refuseEarlyVerdict(key) }
    }
    requests.finding = nil
    return order.request == nil && requests.side == nil ? [.cancel] + press(key) : nil
  }

  private func wouldJudge(_ key: Key) -> Bool {
    guard case .command(let command) = options.keys.meaning(of: typing.keys + [key]) else {
      return false
    }
    return command.traits.contains(.judges)
  }

  /// A verdict that was meant for the next trajectory must not replace the one just given.
  private mutating func refuseEarlyVerdict(_ key: Key) -> [Effect] {
    typing.keys = []
    typing.count = nil
    notice = Notice(
      text: "\(KeySpelling.text(key)) was not taken: the next one is not here yet",
      severity: .warning)
    return []
  }

  /// What is seen after a resize follows from the new size alone, not from those before it.
  private mutating func resize(to size: ScreenSize) {
    self.size = size
    if reader.top.step != step || reader.top.line == 0 { reader.top = StepAnchor() }
    list.top = 0
  }

  private mutating func paste(_ text: String) {
    guard typing.prompt != nil else {
      typing.question = nil
      typing.picksSort = false
      typing.keys = []
      typing.count = nil
      notice = Notice(
        text: "pasted text is never taken for keys; it goes into a prompt: : / f or m open one",
        severity: .warning)
      return
    }
    typing.prompt?.line.insert(text)
    typing.prompt?.completion = nil
    typing.prompt?.refused = nil
    typing.prompt?.recalled = 0
  }

  /// Adds a key to the number or the sequence, and runs what it completes.
  private mutating func press(_ key: Key) -> [Effect] {
    if typing.keys.isEmpty, let digit = digit(of: key) {
      typing.count = min((typing.count ?? 0) * 10 + digit, Self.countLimit)
      return []
    }
    if key == .escape, !typing.keys.isEmpty {
      typing.keys = []
      return []
    }
    typing.keys.append(key)
    let zero = judging.zeroRating
    judging.zeroRating = nil
    switch options.keys.meaning(of: typing.keys) {
    case .command(let command):
      let typed = typing.keys
      typing.keys = []
      if let refusal = refusesNumber(before: command, typed, zero) { return refusal }
      let effects = run(command)
      if typed != [.character("0")] { judging.zeroRating = nil }
      return effects
    case .prefix:
      return []
    case .nothing:
      let help = options.keys.spelling(of: .toggleHelp)
      notice = Notice(text: "\(KeySpelling.text(typing.keys)) does nothing; \(help) lists the keys")
      typing.keys = []
      typing.count = nil
      return []
    }
  }

  /// A number that makes no sense is said to make none, and nothing is done.
  ///
  /// - Returns: `nil` when it makes sense, or there is none.
  private mutating func refusesNumber(
    before command: InspectorCommand, _ typed: [Key], _ zero: ZeroRating?
  ) -> [Effect]? {
    let key = KeySpelling.text(typed)
    if let count = typing.count, !command.takesCount {
      typing.count = nil
      refuse("\(count)\(key) means nothing, so nothing was done; \(key) takes no number")
      return []
    }
    guard let zero, command == .firstErrorHere, typing.count == nil, zero.index == selected else {
      return nil
    }
    return takeBack(zero, before: key)
  }

  /// Large enough for any file, small enough that ten times it does not overflow.
  static let countLimit = 999_999_999

  /// `0` begins no number: it rates a step.
  private func digit(of key: Key) -> Int? {
    guard case .character(let character) = key, character.isASCII,
      let digit = character.wholeNumberValue
    else { return nil }
    return digit == 0 && typing.count == nil ? nil : digit
  }

  private mutating func pickSort(_ key: Key) -> [Effect] {
    typing.picksSort = false
    guard case .character(let letter) = key else { return [] }
    let plain = Character(letter.lowercased())
    guard let choice = SortChoice.all.first(where: { $0.letter == plain }) else {
      notice = Notice(text: "nothing to sort by has the letter \(letter)", severity: .warning)
      return []
    }
    return setSort(choice.picked(after: order.wanted.sort, isFurther: letter != plain))
  }

  /// Runs a command with the number that was typed before it.
  mutating func run(_ command: InspectorCommand) -> [Effect] {
    if command != .quit { judging.quitWarned = false }
    notice = nil
    judging.news = nil
    defer { typing.count = nil }
    return goOn(with: command) ?? perform(command)
  }

  // MARK: The mouse

  /// A click selects, a double click opens, the wheel scrolls.
  private mutating func mouse(_ event: MouseEvent) -> [Effect] {
    trail.staysFirst = false
    guard typing.question == nil else {
      if event.action == .press { typing.question = nil }
      return []
    }
    switch event.action {
    case .wheelUp: layers.view.type.scroll(&self, by: -3)
    case .wheelDown: layers.view.type.scroll(&self, by: 3)
    case .press: click(event)
    case .doublePress:
      click(event)
      if [.list, .question, .tree].contains(layers.view) {
        return layers.view.type.open(&self)
      }
    }
    return []
  }

  private mutating func click(_ event: MouseEvent) {
    typing.picksSort = false
    switch screen(size: size).target(column: event.column, row: event.row) {
    case .step(let step): self.step = clamped(step: step)
    case .position(let position): goto(position: position)
    case .group(let group): gotoHeading(group)
    case .node(let node): gotoNode(node)
    case nil: break
    }
  }
}
