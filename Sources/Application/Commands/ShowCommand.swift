import Annotations
import Glibc
import Inspector
import RewardModels
import Survival
import TerminalUI
import Trajectories
import VisibleText

/// When text on standard output is coloured.
package enum ColorChoice: String, Equatable, Sendable, CaseIterable {
  /// On a terminal, unless `NO_COLOR` is set.
  case auto
  case always
  case never
}

/// `misstep show`: the inspector's page of one trajectory, as text.
package struct ShowCommand {
  package var input: TrajectoryInput
  package var selection: TrajectorySelection
  package var model: any RewardModel
  package var rule: PredictionRule?
  package var labels: LabelStoreLocation
  package var annotator: String
  /// Columns; `nil` fills the terminal, or 100.
  package var width: Int?
  package var color: ColorChoice

  package init(
    input: TrajectoryInput, selection: TrajectorySelection, model: any RewardModel,
    rule: PredictionRule?, labels: LabelStoreLocation, annotator: String, width: Int?,
    color: ColorChoice
  ) {
    self.input = input
    self.selection = selection
    self.model = model
    self.rule = rule
    self.labels = labels
    self.annotator = annotator
    self.width = width
    self.color = color
  }

  /// Prints the page; a trajectory that cannot be scored is shown without figures, and said so.
  package func run(console: Console) throws -> ExitStatus {
    let trajectory = try selection.find(in: input)
    try print(trajectory, console: console)
    return .done
  }

  func print(_ trajectory: Trajectory, console: Console) throws {
    let standings = try labels.openForReading().standings(
      annotator: annotator, of: [trajectory.digest])
    var score: TrajectoryScore?
    do throws(ScoringError) {
      score = try model.score(trajectory)
    } catch {
      console.say(error.description)
    }
    let rows = PageText.render(
      trajectory, score: score, standing: standings[trajectory.digest] ?? Standing(), rule: rule,
      width: width ?? console.columns ?? 100)
    try PageWriter(console: console, color: color).write(rows)
  }
}

/// Prints rows of styled text, coloured where that is wanted.
struct PageWriter {
  let console: Console
  let color: ColorChoice

  private var isColored: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: console.outputIsTerminal && Theme.dark.respectingEnvironment() != .mono
    }
  }

  func write(_ rows: [Row]) throws(CommandFailure) {
    let isColored = isColored
    let encoding = TextEncoding.ofLocale
    let text = rows.map { row in
      row.spans.map { span in
        let text = span.text.encoded(as: encoding).string
        return isColored ? ANSIColor.wrap(text, in: span.ink) : text
      }.joined().trimmingTrailingBlanks() + "\n"
    }
    try console.write(Array(text.joined().utf8))
  }
}

extension String {
  fileprivate func trimmingTrailingBlanks() -> String {
    var rest = self[...]
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
