import Drawing
import Trajectories

/// What each command does.
extension InspectorState {
  /// One branch for every command; a new one does not compile without.
  mutating func perform(_ command: InspectorCommand) -> [Effect] {
    switch command {
    // Moving.
    case .nextStep: moveLine(by: count ?? 1)
    case .previousStep: moveLine(by: -(count ?? 1))
    case .nextTrajectory: moveAcross(by: count ?? 1)
    case .previousTrajectory: moveAcross(by: -(count ?? 1))
    case .first: gotoEnd(count.map { $0 - 1 } ?? 0)
    case .last: gotoLast()
    case .firstStep: gotoFirstStep()
    case .lastStep: gotoLastStep()
    case .predictedStep: gotoPrediction()
    case .fileStep: gotoFileLabel()
    case .toggleTail: setTail(!options.tail)
    case .scrollDown: scroll(pages: 0.5 * Double(count ?? 1))
    case .scrollUp: scroll(pages: -0.5 * Double(count ?? 1))
    case .pageDown: scroll(pages: Double(count ?? 1))
    case .pageUp: scroll(pages: -Double(count ?? 1))
    case .open: return open()
    case .back: return back()
    // Judging.
    case .firstErrorHere: return judgeStepHere()
    case .allRight: return judge(.noError)
    case .unsure: return judge(.unsure)
    case .badProblem: return judgeBadProblem()
    case .rateGreat: return rate(.great)
    case .rateOkay: return rate(.okay)
    case .rateBad: return rate(.bad)
    case .undo: return reverting(.undo)
    case .redo: return reverting(.redo)
    case .editNote: startNote()
    case .toggleMark: return toggleMark()
    case .nextUnlabelled: return gotoNextUnlabelled()
    // Finding.
    case .startSearch: prompt = Prompt(.search)
    case .nextMatch: return gotoMatch(forward: true)
    case .previousMatch: return gotoMatch(forward: false)
    case .startFilter: prompt = Prompt(.filter, text: order.wanted.filter?.source ?? "")
    case .chooseSort: picksSort = true
    case .toggleGroups: return cycleGroups()
    case .toggleList: toggle(.list)
    case .toggleOverview: toggle(.overview)
    // Seeing.
    case .toggleReasons: showsReasons.toggle()
    case .cyclePanels: cyclePanels()
    case .toggleBlind: return setBlind(!options.blind)
    case .toggleRaw: toggleRaw()
    case .toggleProblem: showsWholeProblem.toggle()
    case .openPager: return openPager()
    case .copyStep: return copyStep()
    case .copyAll: return copyAll()
    case .nextTheme: setTheme(Theme.allCases.following(options.theme))
    // The program.
    case .startCommand: prompt = Prompt(.command)
    case .toggleHelp: toggle(.help)
    case .write: return sayWhatIsSaved()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .quit: return quit()
    }
    return []
  }

  private mutating func cyclePanels() {
    panels = Panels.allCases.following(panels)
    notice = Notice(text: "panels: \(panels.rawValue)")
  }

  private mutating func toggleRaw() {
    showsRaw.toggle()
    notice = Notice(text: showsRaw ? "raw text" : "readable mathematics")
  }

  // MARK: Views

  /// One line in the present view: a step, a row, a line of text, or an issue.
  private mutating func moveLine(by offset: Int) {
    switch view {
    case .inspector: moveStep(by: offset)
    case .list: moveTrajectory(by: offset)
    case .notes: moveNote(by: offset)
    case .overview: moveBar(down: offset)
    case .help, .issues, .views: textTop = max(0, textTop &+ offset)
    }
  }

  /// To the next bar of the overview, else by trajectories.
  private mutating func moveAcross(by offset: Int) {
    view == .overview ? moveBar(right: offset.signum()) : moveTrajectory(by: offset)
  }

  private mutating func gotoLast() {
    gotoEnd(count.map { $0 - 1 } ?? Int.max)
    wantsLast = count == nil && isLoading
  }

  private mutating func gotoFirstStep() { view == .inspector ? step = 0 : gotoEnd(0) }

  private mutating func gotoLastStep() {
    view == .inspector ? step = clamped(step: Int.max) : gotoEnd(Int.max)
  }

  private mutating func gotoEnd(_ position: Int) {
    switch view {
    case .inspector, .list, .notes: goto(position: position)
    case .help, .overview, .issues, .views: textTop = position
    }
  }

  mutating func toggle(_ other: View) {
    view = view == other ? .inspector : other
    textTop = 0
  }

  private mutating func open() -> [Effect] {
    switch view {
    case .inspector: showsWholeProblem.toggle()
    case .overview: return openBar()
    default: view = .inspector
    }
    return []
  }

  /// Takes back the last thing that stands in the way, innermost first.
  private mutating func back() -> [Effect] {
    if count != nil { return [] }
    if view != .inspector, !(view == .list && order.isEmpty) {
      view = .inspector
    } else if showsReasons {
      showsReasons = false
    } else if search != nil {
      search = nil
    } else if order.wanted.filter != nil {
      var arrangement = order.wanted
      arrangement.filter = nil
      notice = Notice(text: "all \(NumberText.count(window.count)) shown")
      return arrange(arrangement)
    }
    return []
  }

  /// Keeps the cursor on the newest trajectory while it stands there.
  mutating func setTail(_ tail: Bool) {
    options.tail = tail
    if tail { goto(position: order.count - 1) }
    notice = Notice(
      text: tail
        ? "on the newest as they come, while the cursor is on the last one"
        : "the cursor stays when new ones come")
  }

  mutating func setTheme(_ theme: Theme) {
    options.theme = theme
    notice = Notice(text: "theme \(theme.rawValue)")
  }

  private mutating func startNote() {
    guard let index = judged else {
      _ = nothingHere()
      return
    }
    prompt = Prompt(.note(index), text: window.standing(at: index).note)
  }

  /// What is taken back must be seen: in a text, `u` is half a page up for many a hand.
  private mutating func reverting(_ effect: Effect) -> [Effect] {
    switch view {
    case .inspector, .list, .notes: return [effect]
    case .help, .overview, .issues, .views:
      refuse("nothing was done: leave this view with esc to take back or put back a verdict")
      return []
    }
  }

  /// Answers Ctrl-S and `:write`.
  mutating func sayWhatIsSaved() -> [Effect] {
    let failed = pending.failedCount
    if failed > 0 {
      let reason = pending.lastFailure.map { ": \($0)" } ?? ""
      notice = Notice(
        text: "\(failed) not saved yet, kept here and tried again\(reason)", severity: .failure)
    } else {
      notice = Notice(
        text: pending.isEmpty
          ? "all is saved: every verdict is on disk as soon as it is given" : "saving…")
    }
    return []
  }

  // MARK: Out of the program

  private func openPager() -> [Effect] {
    item.map { $0.unreadable == nil } == true ? [.page(pageAsText())] : []
  }

  private mutating func copyStep() -> [Effect] {
    guard let trajectory = item?.trajectory else { return [] }
    if view == .list {
      notice = Notice(text: "copied the id")
      return [.copy(trajectory.id)]
    }
    guard trajectory.steps.indices.contains(step) else { return [] }
    notice = Notice(text: "copied step \(step + 1)")
    return [.copy(trajectory.steps[step])]
  }

  private mutating func copyAll() -> [Effect] {
    guard let trajectory = item?.trajectory else { return [] }
    notice = Notice(text: "copied the problem and all steps")
    return [.copy(([trajectory.problem] + trajectory.steps).joined(separator: "\n\n"))]
  }

  /// Leaves a view, then the program; entries that are only in memory need a second press.
  private mutating func quit() -> [Effect] {
    if [.help, .overview, .issues, .notes, .views].contains(view) {
      view = .inspector
      return []
    }
    if pending.failedCount > 0, !quitWarned {
      quitWarned = true
      notice = Notice(
        text: "\(pending.failedCount) not saved yet and would be lost; q again leaves all the same",
        severity: .failure)
      return []
    }
    return (resumePoint.map { [.rememberResume($0)] } ?? []) + [.quit]
  }
}

extension Array where Element: Equatable {
  /// The element after this one, from the last on to the first.
  func following(_ element: Element) -> Element {
    guard let place = firstIndex(of: element) else { return first ?? element }
    return self[(place + 1) % count]
  }
}
