extension KeyTable {
  /// The keys that the program brings, before any configuration.
  static let standardBindings: [Binding] = moving + judging + finding + seeing + program

  private static let moving = [
    bind(["j", "down"], .nextStep, "next step; in lists, next row", "down", .moving),
    bind(["k", "up"], .previousStep, "previous step; in lists, previous row", "up", .moving),
    bind(["n", "J", "shift-down", "right"], .nextTrajectory, "next trajectory", "next", .moving),
    bind(
      ["p", "K", "shift-up", "left"], .previousTrajectory, "previous trajectory", "previous",
      .moving),
    bind(["gg"], .first, "first trajectory", "first", .moving),
    bind(["G"], .last, "last trajectory; with a number before it, that one", "last", .moving),
    bind(["home"], .firstStep, "first step", "first step", .moving),
    bind(["end"], .lastStep, "last step", "last step", .moving),
    bind(["z"], .predictedStep, "the predicted first error ẑ", "to ẑ", .moving),
    bind(["Z"], .fileStep, "the file's first error", "to the file's", .moving),
    bind(
      ["F"], .toggleTail, "go to the last one, and on to new ones as files grow", "tail", .moving),
    bind(["ctrl-d"], .scrollDown, "half a page down", "half a page", .moving),
    bind(["ctrl-u"], .scrollUp, "half a page up", "half a page up", .moving),
    bind(["pgdn", "space", "ctrl-f"], .pageDown, "a page down", "page", .moving),
    bind(["pgup", "backspace", "ctrl-b"], .pageUp, "a page up", "page up", .moving),
    bind(["enter"], .open, "open the row; in the inspector, the whole problem", "open", .moving),
    bind(["esc"], .back, "back; take back search, filter or number", "back", .moving),
  ]

  private static let judging = [
    bind(
      ["e"], .firstErrorHere, "this step is the first wrong one; 3e says step 3",
      "first error", .judging),
    bind(["a"], .allRight, "all steps are right", "all right", .judging),
    bind(["x"], .unsure, "unsure", "unsure", .judging),
    bind(
      ["b"], .badProblem, "the problem itself is bad; asks before the first of a session",
      "bad problem", .judging),
    bind(["+", "="], .rateGreat, "rate this step: right and insightful", "great", .judging),
    bind(["0"], .rateOkay, "rate this step: right, adds nothing", "okay", .judging),
    bind(["-"], .rateBad, "rate this step: wrong", "bad", .judging),
    bind(["u"], .undo, "take back your last verdict and go to it", "undo", .judging),
    bind(["ctrl-r"], .redo, "put back what was taken back", "redo", .judging),
    bind(["m"], .editNote, "write a note", "note", .judging),
    bind(["M"], .toggleMark, "mark, to come back to it", "mark", .judging),
    bind(["N"], .nextUnlabelled, "next one without a verdict", "next unlabelled", .judging),
  ]

  private static let finding = [
    bind(["/"], .startSearch, "search problems and steps: a text, or /regex/", "search", .finding),
    bind(["]"], .nextMatch, "next match", "next match", .finding),
    bind(["["], .previousMatch, "previous match", "previous match", .finding),
    bind(
      ["f"], .startFilter, "show only what matches, such as S < 0.3 and not labelled", "filter",
      .finding),
    bind(
      ["s"], .chooseSort, "sort; the same again turns round, a capital adds a further key", "sort",
      .finding),
    bind(
      ["ctrl-g"], .toggleGroups, "group by question, generator, file, training step", "group",
      .finding),
    bind(["l"], .toggleList, "the list of trajectories", "list", .finding),
    bind(["O"], .toggleOverview, "the whole set at a glance", "overview", .finding),
  ]

  private static let seeing = [
    bind(["w"], .toggleReasons, "why this hazard", "reasons", .seeing),
    bind(["v"], .cyclePanels, "other panels below the steps", "panels", .seeing),
    bind(["B"], .toggleBlind, "blind: no model figures before your verdict", "blind", .seeing),
    bind(["r"], .toggleRaw, "raw text: no symbols made from LaTeX", "raw", .seeing),
    bind(["P"], .toggleProblem, "the whole problem, or its first lines", "problem", .seeing),
    bind(["o"], .openPager, "open in $PAGER", "pager", .seeing),
    bind(["y"], .copyStep, "copy this step", "copy", .seeing),
    bind(["Y"], .copyAll, "copy the problem and all steps", "copy all", .seeing),
    bind(["T"], .nextTheme, "next theme", "theme", .seeing),
  ]

  private static let program = [
    bind([":"], .startCommand, "command line; Tab completes", "command", .program),
    bind(["?", "f1"], .toggleHelp, "this help", "help", .program),
    bind(["ctrl-s"], .write, "say that all is saved, or what is not yet", "saved?", .program),
    bind(["ctrl-l"], .redraw, "draw the screen anew", "redraw", .program),
    bind(["ctrl-z"], .suspend, "back to the shell; fg returns", "suspend", .program),
    bind(
      ["q"], .quit, "leave this view, then the program; ctrl-c leaves at once", "quit", .program),
  ]

  private static func bind(
    _ spellings: [String], _ command: InspectorCommand, _ help: String, _ hint: String,
    _ section: Section
  ) -> Binding {
    Binding(
      keys: spellings.compactMap(KeySpelling.keys), command: command, help: help, hint: hint,
      section: section)
  }
}
