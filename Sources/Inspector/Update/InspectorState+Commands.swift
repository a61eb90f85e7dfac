import Drawing
import Trajectories

/// What each command does.
extension InspectorState {
  /// One branch for every command; a new one does not compile without.
  mutating func perform(_ command: InspectorCommand) -> [Effect] {
    switch command {
    // Moving.
    case .nextStep: layers.view.type.move(&self, by: typing.count ?? 1)
    case .previousStep: layers.view.type.move(&self, by: -(typing.count ?? 1))
    case .nextTrajectory: layers.view.type.moveAcross(&self, by: typing.count ?? 1)
    case .previousTrajectory: layers.view.type.moveAcross(&self, by: -(typing.count ?? 1))
    case .first: layers.view.type.goto(&self, place: typing.count.map { $0 - 1 } ?? 0)
    case .last: gotoLast()
    case .firstStep: layers.view.type.gotoEnd(&self, last: false)
    case .lastStep: layers.view.type.gotoEnd(&self, last: true)
    case .predictedStep: gotoPrediction()
    case .fileStep: gotoFileLabel()
    case .toggleTail: setTail(!options.tail)
    case .scrollDown: scroll(pages: 0.5 * Double(typing.count ?? 1))
    case .scrollUp: scroll(pages: -0.5 * Double(typing.count ?? 1))
    case .pageDown: scroll(pages: Double(typing.count ?? 1))
    case .pageUp: scroll(pages: -Double(typing.count ?? 1))
    case .open: return layers.view.type.open(&self)
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
    case .startSearch: typing.prompt = Prompt(.search)
    case .nextMatch: return gotoMatch(forward: true)
    case .previousMatch: return gotoMatch(forward: false)
    case .startFilter: typing.prompt = Prompt(.filter, text: order.wanted.filter?.source ?? "")
    case .chooseSort: typing.picksSort = true
    case .toggleGroups: return cycleGroups()
    case .toggleList: toggle(.list)
    case .toggleOverview: toggle(.overview)
    case .toggleTraining: toggle(.policyTraining)
    case .toggleQuestion: return toggleQuestion()
    case .nextRule: return nextRule()
    case .compareSteps: return toggleSideBySide()
    case .toggleTree: return toggleTree()
    case .nextSibling: return moveSibling(by: typing.count ?? 1)
    case .previousSibling: return moveSibling(by: -(typing.count ?? 1))
    case .toggleBranch: return toggleBranch()
    case .toggleDropped: return toggleDropped()
    case .replayForward: return replay(by: typing.count ?? 1)
    case .replayBack: return replay(by: -(typing.count ?? 1))
    // Seeing.
    case .toggleReasons: layers.showsReasons.toggle()
    case .cyclePanels: cyclePanels()
    case .toggleBlind: return setBlind(!options.blind)
    case .toggleRaw: toggleRaw()
    case .toggleProblem: reader.showsWholeProblem.toggle()
    case .openPager: return openPager()
    case .copyStep: return copyStep()
    case .copyAll: return copyAll()
    case .nextTheme: setTheme(Theme.allCases.following(options.theme))
    // Learning.
    case .acceptTraining: return acceptTraining()
    case .discardTraining: return discardTraining()
    // The program.
    case .startCommand: typing.prompt = Prompt(.command)
    case .toggleHelp: toggle(.help)
    case .write: return sayWhatIsSaved()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .quit: return quit()
    }
    return []
  }

  private mutating func cyclePanels() {
    reader.panels = Reader.Panels.allCases.following(reader.panels)
    notice = Notice(text: "panels: \(reader.panels.rawValue)")
  }

  private mutating func toggleRaw() {
    reader.showsRaw.toggle()
    notice = Notice(text: reader.showsRaw ? "raw text" : "readable mathematics")
  }

  private mutating func gotoLast() {
    layers.view.type.goto(&self, place: typing.count.map { $0 - 1 } ?? .max)
    trail.wantsLast = typing.count == nil && isLoading
  }

  /// Takes back the last thing that stands in the way, innermost first.
  private mutating func back() -> [Effect] {
    if typing.count != nil { return [] }
    if layers.view != .reader, !(layers.view == .list && order.isEmpty) {
      layers.view.type.leave(&self)
    } else if layers.showsReasons {
      layers.showsReasons = false
    } else if layers.search != nil {
      layers.search = nil
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
    typing.prompt = Prompt(.note(index), text: window.standing(at: index).note)
  }

  /// What is taken back must be seen: in a text, `u` is half a page up for many a hand.
  private mutating func reverting(_ effect: Effect) -> [Effect] {
    guard layers.view.type.showsTrajectory else {
      return refusing(
        "nothing was done: leave this view with esc to take back or put back a verdict")
    }
    return [effect]
  }

  /// Answers Ctrl-S and `:write`.
  mutating func sayWhatIsSaved() -> [Effect] {
    let failed = judging.pending.failedCount
    if failed > 0 {
      let reason = judging.pending.lastFailure.map { ": \($0)" } ?? ""
      notice = Notice(
        text: "\(failed) not saved yet, kept here and tried again\(reason)", severity: .failure)
    } else {
      notice = Notice(
        text: judging.pending.isEmpty
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
    if layers.view == .list {
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
    if layers.view.type.isPassing {
      layers.view.type.leave(&self)
      return []
    }
    if judging.pending.failedCount > 0, !judging.quitWarned {
      judging.quitWarned = true
      notice = Notice(
        text:
          "\(judging.pending.failedCount) not saved yet and would be lost; q again leaves all the same",
        severity: .failure)
      return []
    }
    if let lost = lostTraining, !judging.quitWarned {
      judging.quitWarned = true
      refuse(lost)
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
