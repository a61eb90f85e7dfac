import Queries
import Trajectories

/// Typing into the line at the bottom.
extension InspectorState {
  mutating func typeIntoPrompt(_ key: Key) -> [Effect] {
    guard var prompt = typing.prompt else { return [] }
    switch key {
    case .enter: return accept(prompt)
    case .escape, .control("c"), .control("g"):
      typing.prompt = nil
      // What was typed is not lost: it comes back with up.
      history.remember(prompt.line.text, of: prompt.kind)
      let recall = prompt.line.text.isEmpty ? "" : "; up brings the text back in the next prompt"
      notice = Notice(text: "cancelled\(recall)")
    case .backspace where prompt.line.characters.isEmpty && prompt.kind == .command:
      typing.prompt = nil
    case .tab: complete(forward: true)
    case .backTab: complete(forward: false)
    case .up, .control("p"): recall(by: 1)
    case .down, .control("n"): recall(by: -1)
    default:
      guard prompt.line.edit(key) else { return [] }
      prompt.refused = nil
      prompt.completion = nil
      prompt.recalled = 0
      typing.prompt = prompt
    }
    return []
  }

  /// Does what was typed; what cannot be understood stays and says why.
  private mutating func accept(_ prompt: Prompt) -> [Effect] {
    let text = prompt.line.text
    if let fault = prompt.fault {
      typing.prompt?.refused = fault
      typing.prompt?.completion = nil
      return []
    }
    typing.prompt = nil
    if case .note = prompt.kind {} else { history.remember(text, of: prompt.kind) }
    notice = nil
    switch prompt.kind {
    case .command: return execute(text)
    case .search: return trying { try $0.startSearch(text) }
    case .filter: return trying { try $0.setFilter(text) }
    case .note(let index): return setNote(text, at: index)
    }
  }

  /// Does what was typed after `:`.
  private mutating func execute(_ text: String) -> [Effect] {
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard let name = words.first else { return [] }
    let argument = words.count > 1 ? words[1].trimmingBlanks : ""
    if let number = Int(name) { return gotoTrajectory(number) }
    if argument.isEmpty, let command = InspectorCommand(rawValue: name) { return run(command) }
    guard let command = PromptCommand.named(name) else {
      let near = NearMiss.nearest(to: name, among: PromptCommand.names)
      return refusing("there is no command \(name)" + (near.map { ", did you mean \($0)?" } ?? ""))
    }
    return command.run(&self, argument)
  }

  /// Says why nothing is done.
  mutating func refuse(_ text: String) { notice = Notice(text: text, severity: .warning) }

  /// Says why nothing is done, and does nothing.
  mutating func refusing(_ text: String) -> [Effect] {
    refuse(text)
    return []
  }

  /// Does what may turn out not to be understood, and says so.
  mutating func trying(_ body: (inout InspectorState) throws -> [Effect]) -> [Effect] {
    do {
      return try body(&self)
    } catch {
      let words = (error as? QueryError).map { "\($0.reason). \($0.remedy)" } ?? "\(error)"
      notice = Notice(text: words, severity: .warning)
      return []
    }
  }

  /// Brings back an older line, or a newer one.
  private mutating func recall(by offset: Int) {
    guard let prompt = typing.prompt else { return }
    let back = max(0, prompt.recalled + offset)
    if back == 0 {
      typing.prompt?.line.replace("")
    } else {
      guard let line = history.line(back: back, of: prompt.kind) else { return }
      typing.prompt?.line.replace(line)
    }
    typing.prompt?.recalled = back
    typing.prompt?.completion = nil
  }

  /// Completes the word before the cursor, or goes on to the next candidate.
  private mutating func complete(forward: Bool) {
    guard let prompt = typing.prompt else { return }
    typing.prompt?.refused = nil
    var completion: Completion
    if let present = prompt.completion {
      completion = present
      let count = completion.candidates.count
      completion.chosen = (completion.chosen + (forward ? 1 : count - 1)) % count
    } else {
      guard let new = Completion(of: prompt, names: completionNames) else { return }
      completion = new
    }
    let word = completion.candidates[completion.chosen]
    typing.prompt?.line.replace(completion.before + word, cursorBefore: completion.after)
    typing.prompt?.completion = completion.candidates.count > 1 ? completion : nil
  }

  var completionNames: CompletionNames {
    CompletionNames(options: options, views: (savedViews.byName ?? [:]).keys.sorted())
  }
}

extension String {
  /// Without blanks at either end.
  var trimmingBlanks: String {
    let head = drop { $0 == " " }
    return String(head.reversed().drop { $0 == " " }.reversed())
  }
}
