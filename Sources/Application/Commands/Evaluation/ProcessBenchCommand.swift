import Evaluation
import Files
import Reporting
import Scoring
import Survival

/// `misstep evaluate processbench`: how exactly a model finds first wrong steps.
package struct ProcessBenchCommand {
  package var request: EvaluationRequest
  /// The subset or file on which the rule is chosen; `nil` chooses none.
  package var chosenOn: String?
  /// Whether the best rule on each subset itself is told, too.
  package var upperBound: Bool

  package init(_ request: EvaluationRequest, chosenOn: String? = nil, upperBound: Bool = false) {
    self.request = request
    self.chosenOn = chosenOn
    self.upperBound = upperBound
  }

  package func run(console: Console) throws -> ExitStatus {
    let model = try request.onlyModel()
    guard chosenOn == nil || request.rule == nil else {
      throw CommandFailure(
        .usage, "--predict names a rule and --choose-on looks for one. Leave one of them out.")
    }
    let set = try EvaluationSet<KeptTrajectory>(request, model: model, console: console)
    let rule = try chosenOn.map { try chooseRule(on: $0, set.cases, model, console) }
    let figures = ProcessBenchFigures(
      set.cases, rule: rule ?? request.rule, chosenOn: chosenOn, upperBound: upperBound,
      bootstrap: request.bootstrap)
    let report = Report.processBench(
      figures, of: request.subject(set), chosenOn: chosenOn, bootstrap: request.bootstrap)
    let members = [("chosen_on", .init(chosenOn))] + figures.members
    return try request.answer(
      "processbench", report, members, of: set,
      examples: set.examples(rule: rule ?? request.rule), console: console)
  }

  /// The best rule on a subset of what is judged, or on another file.
  private func chooseRule(
    on name: String, _ cases: [EvaluationCase], _ model: any RewardModel, _ console: Console
  ) throws -> PredictionRule {
    var chosen = cases.filter { $0.subset == name }
    if chosen.isEmpty {
      guard FileNode(name)?.isRegular == true else {
        throw CommandFailure(
          .usage,
          "There is no subset '\(name)'. Choose the rule on one of "
            + "\(cases.subsets.joined(separator: ", ")), or on another file.")
      }
      var other = request
      other.input.files = [name]
      other.page = nil
      chosen = try EvaluationSet<KeptTrajectory>(other, model: model, console: console).cases
    }
    guard let best = RuleSelection.best(for: chosen) else {
      throw CommandFailure(
        .badData,
        "\(name) cannot choose a rule: it needs labelled trajectories with and without an error.")
    }
    return best.rule
  }
}

extension EvaluationRequest {
  /// - Throws: ``CommandFailure`` where several models are given.
  func onlyModel() throws(CommandFailure) -> any RewardModel {
    guard let model = models.first, models.count == 1 else {
      throw CommandFailure(
        .usage, "Give one --model; 'misstep evaluate compare' compares several.")
    }
    return model
  }
}
