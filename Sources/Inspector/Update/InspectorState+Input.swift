/// What a terminal reported: keys go to the prompt, the sort picker, or the key table.
extension InspectorState {
  mutating func input(_ event: InputEvent) -> [Effect] {
    switch event {
    case .resized(let size):
      resize(to: size)
      return []
    case .paste(let text):
      paste(text)
      return []
    case .mouse(let mouse):
      return prompt == nil ? self.mouse(mouse) : []
    case .key(let key):
      if seeking?.purpose == .resume { seeking = nil }  // the annotator is already elsewhere
      window.askAgain()
      wantsLast = false
      if prompt != nil { return typeIntoPrompt(key) }
      if picksSort { return pickSort(key) }
      return stopping(at: key) ?? press(key)
    }
  }

  /// Any key ends a search that runs, and esc ends whatever the catalog is at.
  ///
  /// - Returns: `nil` for a key that means something beside.
  private mutating func stopping(at key: Key) -> [Effect]? {
    if key == .escape, keys.isEmpty, count == nil {
      let effects = stopRequests()
      return effects.isEmpty ? nil : effects
    }
    guard finding != nil else { return nil }
    finding = nil
    return order.request == nil && side == nil ? [.cancel] + press(key) : nil
  }

  /// What is seen after a resize follows from the new size alone, not from those before it.
  private mutating func resize(to size: ScreenSize) {
    self.size = size
    if top.step != step || top.line == 0 { top = StepAnchor() }
    listTop = 0
  }

  private mutating func paste(_ text: String) {
    guard prompt != nil else {
      notice = Notice(text: "pasted text goes into a prompt: open one with : / f or m first")
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
    switch options.keys.meaning(of: keys) {
    case .command(let command):
      keys = []
      return run(command)
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
    return perform(command)
  }
}
