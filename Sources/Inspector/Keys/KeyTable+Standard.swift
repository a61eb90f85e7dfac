extension KeyTable {
  /// The keys that the program brings, before any configuration; help lists them in this order.
  static let standardBindings: [Binding] = InspectorCommand.allCases.map(\.standardBinding)
}

extension InspectorCommand {
  /// Keys, help, hint and section: what the program brings for this command.
  fileprivate var standardBinding: KeyTable.Binding {
    typealias Binding = KeyTable.Binding
    return switch self {
    case .nextStep:
      Binding(["j", "down"], self, "next step; in lists, next row", "down", .moving)
    case .previousStep:
      Binding(["k", "up"], self, "previous step; in lists, previous row", "up", .moving)
    case .nextTrajectory:
      Binding(["n", "J", "shift-down", "right"], self, "next trajectory", "next", .moving)
    case .previousTrajectory:
      Binding(["p", "K", "shift-up", "left"], self, "previous trajectory", "previous", .moving)
    case .first:
      Binding(["gg"], self, "first trajectory", "first", .moving)
    case .last:
      Binding(["G"], self, "last trajectory; with a number before it, that one", "last", .moving)
    case .firstStep:
      Binding(["home"], self, "first step", "first step", .moving)
    case .lastStep:
      Binding(["end"], self, "last step", "last step", .moving)
    case .predictedStep:
      Binding(["z"], self, "the predicted first error ẑ", "to ẑ", .moving)
    case .fileStep:
      Binding(["Z"], self, "the file's first error", "to the file's", .moving)
    case .toggleTail:
      Binding(["F"], self, "go to the last one, and on to new ones as files grow", "tail", .moving)
    case .scrollDown:
      Binding(["ctrl-d"], self, "half a page down", "half a page", .moving)
    case .scrollUp:
      Binding(["ctrl-u"], self, "half a page up", "half a page up", .moving)
    case .pageDown:
      Binding(["pgdn", "space", "ctrl-f"], self, "a page down", "page", .moving)
    case .pageUp:
      Binding(["pgup", "backspace", "ctrl-b"], self, "a page up", "page up", .moving)
    case .open:
      Binding(["enter"], self, "open the row; in the inspector, the whole problem", "open", .moving)
    case .back:
      Binding(["esc"], self, "back; take back search, filter or number", "back", .moving)

    case .firstErrorHere:
      Binding(
        ["e"], self, "this step is the first wrong one; 3e says step 3", "first error", .judging)
    case .allRight:
      Binding(["a"], self, "all steps are right", "all right", .judging)
    case .unsure:
      Binding(["x"], self, "unsure", "unsure", .judging)
    case .badProblem:
      Binding(
        ["b"], self, "the problem itself is bad; asks before the first of a session", "bad problem",
        .judging)
    case .rateGreat:
      Binding(["+", "="], self, "rate this step: right and insightful", "great", .judging)
    case .rateOkay:
      Binding(["0"], self, "rate this step: right, adds nothing", "okay", .judging)
    case .rateBad:
      Binding(["-"], self, "rate this step: wrong", "bad", .judging)
    case .undo:
      Binding(["u"], self, "take back your last verdict and go to it", "undo", .judging)
    case .redo:
      Binding(["ctrl-r"], self, "put back what was taken back", "redo", .judging)
    case .editNote:
      Binding(["m"], self, "write a note", "note", .judging)
    case .toggleMark:
      Binding(["M"], self, "mark, to come back to it", "mark", .judging)
    case .nextUnlabelled:
      Binding(["N"], self, "next one without a verdict", "next unlabelled", .judging)

    case .startSearch:
      Binding(["/"], self, "search problems and steps: a text, or /regex/", "search", .finding)
    case .nextMatch:
      Binding(["]"], self, "next match", "next match", .finding)
    case .previousMatch:
      Binding(["["], self, "previous match", "previous match", .finding)
    case .startFilter:
      Binding(
        ["f"], self, "show only what matches, such as S < 0.3 and not labelled", "filter", .finding)
    case .chooseSort:
      Binding(
        ["s"], self, "sort; the same again turns round, a capital adds a further key", "sort",
        .finding)
    case .toggleGroups:
      Binding(
        ["ctrl-g"], self, "group by question, generator, file, training step", "group", .finding)
    case .toggleList:
      Binding(["l"], self, "the list of trajectories", "list", .finding)
    case .toggleOverview:
      Binding(["O"], self, "the whole set at a glance", "overview", .finding)
    case .toggleTraining:
      Binding(["C"], self, "curves of a policy's training, step by step", "curves", .finding)
    case .toggleQuestion:
      Binding(["Q"], self, "the candidates of this question, ranked", "question", .finding)
    case .nextRule:
      Binding(["R"], self, "among candidates: the next rule that chooses", "rule", .finding)
    case .compareSteps:
      Binding(["c"], self, "among candidates: two of them side by side", "side by side", .finding)
    case .toggleTree:
      Binding(["t"], self, "the search's tree that this record holds", "tree", .finding)
    case .nextSibling:
      Binding(
        ["}"], self, "in a tree: next sibling; at the problem, next tree", "sibling", .finding)
    case .previousSibling:
      Binding(["{"], self, "in a tree: previous sibling, or tree", "sibling above", .finding)
    case .toggleBranch:
      Binding(["tab"], self, "in a tree: fold this branch, or unfold it", "fold", .finding)
    case .toggleDropped:
      Binding(["H"], self, "in a tree: hide what was dropped", "only kept", .finding)
    case .replayForward:
      Binding(["."], self, "in a tree: replay the search, a round on", "replay", .finding)
    case .replayBack:
      Binding([","], self, "in a tree: replay, a round back", "replay back", .finding)

    case .toggleReasons:
      Binding(["w"], self, "why this hazard", "reasons", .seeing)
    case .cyclePanels:
      Binding(["v"], self, "other panels below the steps", "panels", .seeing)
    case .toggleBlind:
      Binding(["B"], self, "blind: no model figures before your verdict", "blind", .seeing)
    case .toggleRaw:
      Binding(["r"], self, "raw text: no symbols made from LaTeX", "raw", .seeing)
    case .toggleProblem:
      Binding(["P"], self, "the whole problem, or its first lines", "problem", .seeing)
    case .openPager:
      Binding(["o"], self, "open in $PAGER", "pager", .seeing)
    case .copyStep:
      Binding(["y"], self, "copy this step", "copy", .seeing)
    case .copyAll:
      Binding(["Y"], self, "copy the problem and all steps", "copy all", .seeing)
    case .nextTheme:
      Binding(["T"], self, "next theme", "theme", .seeing)

    case .acceptTraining:
      Binding(["A"], self, "accept what :train made: save it and use it", "accept", .program)
    case .discardTraining:
      Binding(["D"], self, "discard what :train made", "discard", .program)

    case .startCommand:
      Binding([":"], self, "command line; Tab completes", "command", .program)
    case .toggleHelp:
      Binding(["?", "f1"], self, "this help", "help", .program)
    case .write:
      Binding(["ctrl-s"], self, "say that all is saved, or what is not yet", "saved?", .program)
    case .redraw:
      Binding(["ctrl-l"], self, "draw the screen anew", "redraw", .program)
    case .suspend:
      Binding(["ctrl-z"], self, "back to the shell; fg returns", "suspend", .program)
    case .quit:
      Binding(
        ["q"], self, "leave this view, then the program; ctrl-c leaves at once", "quit", .program)
    }
  }
}

extension KeyTable.Binding {
  fileprivate init(
    _ spellings: [String], _ command: InspectorCommand, _ help: String, _ hint: String,
    _ section: KeyTable.Section
  ) {
    self.init(
      keys: spellings.compactMap(KeySpelling.keys), command: command, help: help, hint: hint,
      section: section)
  }
}
