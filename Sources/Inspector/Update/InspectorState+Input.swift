import Drawing

/// What a terminal reported: keys go to the prompt, the sort picker, or the key table.
extension InspectorState {
  mutating func input(_ event: InputEvent) -> [Effect] {
    switch event {
    case .resized(let size):
      resize(to: size)
      return []
    case .escapeContinued: return takeBackEscape()
    case .paste(let text):
      beforeEscape = nil
      paste(text)
      return []
    case .mouse(let mouse):
      beforeEscape = nil
      return prompt == nil ? self.mouse(mouse) : []
    case .key(let key):
      beforeEscape = key == .escape ? EscapeMemory(self) : nil
      return take(key)
    }
  }

  private mutating func take(_ key: Key) -> [Effect] {
    if seeking?.purpose == .resume { seeking = nil }  // the annotator is already elsewhere
    window.askAgain()
    wantsLast = false
    if prompt != nil { return typeIntoPrompt(key) }
    if let question { return answer(question, with: key) }
    if picksSort { return pickSort(key) }
    return stopping(at: key) ?? press(key)
  }

  /// Any key ends a search that runs, and esc ends whatever the catalog is at.
  ///
  /// - Returns: `nil` for a key that means something beside.
  private mutating func stopping(at key: Key) -> [Effect]? {
    if key == .escape, keys.isEmpty, count == nil {
      let effects = stopRequests()
      return effects.isEmpty ? nil : effects
    }
    guard let finding else { return nil }
    if case .unlabelled(afterVerdict: true) = finding.purpose {
      if digit(of: key) != nil { return nil }
      if wouldJudge(key) { return refuseEarlyVerdict(key) }
    }
    self.finding = nil
    return order.request == nil && side == nil ? [.cancel] + press(key) : nil
  }

  private func wouldJudge(_ key: Key) -> Bool {
    guard case .command(let command) = options.keys.meaning(of: keys + [key]) else { return false }
    return command.traits.contains(.judges)
  }

  /// A verdict that was meant for the next trajectory must not replace the one just given.
  private mutating func refuseEarlyVerdict(_ key: Key) -> [Effect] {
    keys = []
    count = nil
    notice = Notice(
      text: "\(KeySpelling.text(key)) was not taken: the next one is not here yet",
      severity: .warning)
    return []
  }

  /// What is seen after a resize follows from the new size alone, not from those before it.
  private mutating func resize(to size: ScreenSize) {
    self.size = size
    if top.step != step || top.line == 0 { top = StepAnchor() }
    listTop = 0
  }

  private mutating func paste(_ text: String) {
    guard prompt != nil else {
      question = nil
      picksSort = false
      keys = []
      count = nil
      notice = Notice(
        text: "pasted text is never taken for keys; it goes into a prompt: : / f or m open one",
        severity: .warning)
      return
    }
    prompt?.line.insert(text)
    prompt?.completion = nil
    prompt?.refused = nil
    prompt?.recalled = 0
  }

  /// Adds a key to the number or the sequence, and runs what it completes.
  private mutating func press(_ key: Key) -> [Effect] {
    if keys.isEmpty, let digit = digit(of: key) {
      count = min((count ?? 0) * 10 + digit, Self.countLimit)
      return []
    }
    if key == .escape, !keys.isEmpty {
      keys = []
      return []
    }
    keys.append(key)
    let zero = zeroRating
    zeroRating = nil
    switch options.keys.meaning(of: keys) {
    case .command(let command):
      let typed = keys
      keys = []
      if let refusal = refusesNumber(before: command, typed, zero) { return refusal }
      let effects = run(command)
      if typed != [.character("0")] { zeroRating = nil }
      return effects
    case .prefix:
      return []
    case .nothing:
      let help = options.keys.spelling(of: .toggleHelp)
      notice = Notice(text: "\(KeySpelling.text(keys)) does nothing; \(help) lists the keys")
      keys = []
      count = nil
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
    if let count, !command.takesCount {
      self.count = nil
      refuse("\(count)\(key) means nothing, so nothing was done; \(key) takes no number")
      return []
    }
    guard let zero, command == .firstErrorHere, count == nil, zero.index == selected else {
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
    return digit == 0 && count == nil ? nil : digit
  }

  private mutating func pickSort(_ key: Key) -> [Effect] {
    picksSort = false
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
    if command != .quit { quitWarned = false }
    notice = nil
    advanceNews = nil
    defer { count = nil }
    return goOn(with: command) ?? perform(command)
  }
}
