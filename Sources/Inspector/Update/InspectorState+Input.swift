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
      resume = nil  // the annotator is already somewhere else
      if prompt != nil { return typeIntoPrompt(key) }
      if picksSort { return pickSort(key) }
      return press(key)
    }
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
    if let column = SortOrder.Column.allCases.first(where: { $0.letter == letter }) {
      pickSort(column)
    } else {
      notice = Notice(text: "no column has the letter \(letter)", severity: .warning)
    }
    return []
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
