import Annotations
import Reporting
import Scoring
import Survival
import Trajectories
import VisibleText

/// `misstep report`: one trajectory or a filtered set as a page that can be sent and printed.
package struct ReportCommand {
  package var input: TrajectoryInput
  package var selection: TrajectorySelection
  package var model: any RewardModel
  package var rule: PredictionRule?
  package var labels: LabelStoreLocation
  /// `nil` for standard output.
  package var output: String?
  /// Lines of text instead of HTML.
  package var asText: Bool
  /// Whether a file that stands where the output goes is replaced.
  package var replaces: Bool

  package init(
    input: TrajectoryInput, selection: TrajectorySelection, model: any RewardModel,
    rule: PredictionRule? = nil, labels: LabelStoreLocation = .memory, output: String? = nil,
    asText: Bool = false, replaces: Bool = false
  ) {
    self.input = input
    self.selection = selection
    self.model = model
    self.rule = rule
    self.labels = labels
    self.output = output
    self.asText = asText
    self.replaces = replaces
  }

  /// Writes the report; a trajectory that cannot be scored stands in it without figures, and is said.
  package func run(console: Console) throws -> ExitStatus {
    let page = try output.map { try PageFile($0, inputs: input.files, replaces: replaces) }
    let store = try labels.openExisting()
    var filter: TrajectoryFilter?
    if case .matching(let query, _) = selection {
      filter = try TrajectoryFilter(query, store: store, model: model, rule: rule)
    }
    let finder = try input.find(selection, filter: filter)
    let found = try finder.result()
    let verdicts = try store.work()
    let outcomes = try ScoringPass.scores(of: found, by: model)
    let pages = zip(found, outcomes).map { trajectory, outcome in
      if case .failure(let error) = outcome { console.say(error.description) }
      let verdict = verdicts[trajectory.digest]?.latestVerdict?.change.verdict
      return TrajectoryPage(
        trajectory, score: try? outcome.get(), label: verdict ?? trajectory.label, rule: rule)
    }
    try write(report(pages, matches: finder.matches), to: page, console)
    if finder.matches > found.count, filter != nil {
      console.say("\(finder.matches - found.count) more match; --limit shows more.")
    }
    return console.report(unjudged: finder.unjudged) ?? .done
  }

  private func report(_ pages: [TrajectoryPage], matches: Int) -> Report {
    var facts = [
      Report.Fact("files", VisibleText(input.files.joined(separator: ", "))),
      Report.Fact("model", VisibleText(model.identity)),
    ]
    if case .matching(let query, _) = selection {
      facts.append(Report.Fact("only", VisibleText(query.source)))
      facts.append(Report.Fact("shown", "\(pages.count) of \(matches)"))
    }
    let title = pages.count == 1 ? pages[0].title : "\(pages.count) trajectories"
    var sections: [Report.Section] = []
    if pages.count > 1 {
      sections.append(Report.Section("At a glance", [.table(TrajectoryPage.glance(pages))]))
    }
    sections.append(
      Report.Section(pages.count == 1 ? "" : "Trajectories", pages.map { .trajectory($0) }))
    return Report(title: title, facts: facts, sections: sections)
  }

  private func write(_ report: Report, to page: PageFile?, _ console: Console) throws {
    if asText {
      let lines = TextReport.lines(of: report, columns: page == nil ? console.columns ?? 100 : 100)
      guard let page else { return try console.print(lines: lines) }
      return try page.write(Array(lines.map { $0.string + "\n" }.joined().utf8))
    }
    let bytes = HTMLReport.bytes(of: report)
    if let page { try page.write(bytes) } else { try console.write(bytes) }
  }
}
