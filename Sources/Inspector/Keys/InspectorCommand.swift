/// Everything a key or the command line can ask of the inspector.
///
/// The raw value is the command's name in the configuration, on the command line and in the manual.
public enum InspectorCommand: String, CaseIterable, Equatable, Hashable, Sendable {
  case nextStep = "next-step"
  case previousStep = "previous-step"
  case nextTrajectory = "next-trajectory"
  case previousTrajectory = "previous-trajectory"
  case first
  case last
  case firstStep = "first-step"
  case lastStep = "last-step"
  case predictedStep = "predicted-step"
  case fileStep = "file-step"
  case toggleTail = "tail"
  case scrollDown = "scroll-down"
  case scrollUp = "scroll-up"
  case pageDown = "page-down"
  case pageUp = "page-up"
  case open
  case back

  case firstErrorHere = "first-error"
  case allRight = "all-right"
  case unsure
  case badProblem = "bad-problem"
  case rateGreat = "rate-great"
  case rateOkay = "rate-okay"
  case rateBad = "rate-bad"
  case undo
  case redo
  case editNote = "note"
  case toggleMark = "mark"
  case nextUnlabelled = "next-unlabelled"

  case startSearch = "search"
  case nextMatch = "next-match"
  case previousMatch = "previous-match"
  case startFilter = "filter"
  case chooseSort = "sort"
  case toggleGroups = "group"
  case toggleList = "list"
  case toggleOverview = "overview"
  case toggleTraining = "training"
  case toggleQuestion = "question"
  case nextRule = "rule"
  case compareSteps = "side-by-side"
  case toggleTree = "tree"
  case nextSibling = "next-sibling"
  case previousSibling = "previous-sibling"
  case toggleBranch = "fold"
  case toggleDropped = "dropped"
  case replayForward = "replay"
  case replayBack = "replay-back"

  case toggleReasons = "reasons"
  case cyclePanels = "panels"
  case toggleBlind = "blind"
  case toggleRaw = "raw"
  case toggleProblem = "problem"
  case openPager = "pager"
  case copyStep = "copy"
  case copyAll = "copy-all"
  case nextTheme = "theme"

  case acceptTraining = "accept-training"
  case discardTraining = "discard-training"

  case startCommand = "command"
  case toggleHelp = "help"
  case write
  case redraw
  case suspend
  case quit
}

extension InspectorCommand {
  /// How a command goes together with numbers, searches and blind mode.
  struct Traits: OptionSet {
    let rawValue: Int

    /// A number before it says how often, which trajectory or which step.
    static let takesCount = Traits(rawValue: 1)
    /// It writes something about the trajectory under the cursor.
    static let judges = Traits(rawValue: 2)
    /// It is a verdict on the whole trajectory, after which the cursor may move on.
    static let isVerdict = Traits(rawValue: 4)
    /// It goes on from what was just judged blind.
    static let goesOn = Traits(rawValue: 8)
  }

  var traits: Traits {
    switch self {
    case .nextStep, .previousStep, .nextTrajectory, .previousTrajectory, .first, .last,
      .scrollDown, .scrollUp, .pageDown, .pageUp, .back, .nextSibling, .previousSibling,
      .replayForward, .replayBack:
      .takesCount
    case .firstErrorHere: [.takesCount, .judges, .isVerdict]
    case .allRight, .unsure, .badProblem: [.judges, .isVerdict]
    case .rateGreat, .rateOkay, .rateBad, .toggleMark, .editNote: .judges
    case .open, .nextUnlabelled: .goesOn
    case .firstStep, .lastStep, .predictedStep, .fileStep, .toggleTail, .undo, .redo,
      .startSearch, .nextMatch, .previousMatch, .startFilter, .chooseSort, .toggleGroups,
      .toggleList, .toggleOverview, .toggleTraining, .toggleQuestion, .nextRule, .compareSteps,
      .toggleTree, .toggleBranch, .toggleDropped, .toggleReasons,
      .cyclePanels, .toggleBlind, .toggleRaw,
      .toggleProblem, .openPager, .copyStep, .copyAll, .nextTheme, .acceptTraining,
      .discardTraining, .startCommand, .toggleHelp,
      .write, .redraw, .suspend, .quit:
      []
    }
  }

  /// Whether a number before it says how often, which trajectory or which step.
  public var takesCount: Bool { traits.contains(.takesCount) }
}
