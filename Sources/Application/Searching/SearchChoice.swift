import Scoring
import Search
import Selection
import Trajectories

/// How a command or the inspector searches: what does not depend on policy, judge and questions.
package struct SearchChoice: Equatable, Sendable {
  /// Which of the complete solutions is taken.
  package enum Taking: String, CaseIterable, Sendable {
    /// The one with the highest figure.
    case best
    /// The most common answer.
    case majority
    /// The answer whose solutions' figures, as probabilities, add up to most.
    case vote
  }

  package var settings: StepSearch.Settings
  /// What beginnings are ranked by.
  package var rule: Aggregation
  /// Which solution is taken.
  package var taking: Taking
  /// The text that ends a step.
  package var stepEnd: String

  /// Beam search by the model's own figure, steps ended by a blank line.
  package init(
    _ settings: StepSearch.Settings = StepSearch.Settings(), rule: Aggregation = .own,
    taking: Taking = .best, stepEnd: String = "\n\n"
  ) {
    (self.settings, self.rule, self.taking, self.stepEnd) = (settings, rule, taking, stepEnd)
  }

  /// - Throws: ``CommandFailure`` for settings that cannot be.
  func check() throws(CommandFailure) {
    guard settings.beams > 0, settings.width > 0, settings.beams % settings.width == 0 else {
      throw CommandFailure(
        .usage,
        "-n \(settings.beams) --width \(settings.width): the beams must be a multiple of the width, "
          + "such as -n 16 --width 4.")
    }
    guard settings.beams <= 4096 else {
      throw CommandFailure(.usage, "-n \(settings.beams): at most 4096 beams.")
    }
    guard (1...10_000).contains(settings.rounds) else {
      throw CommandFailure(.usage, "--rounds \(settings.rounds): at least 1 and at most 10000.")
    }
    guard stepEnd.contains(where: { !$0.isWhitespace }) || !stepEnd.isEmpty else {
      throw CommandFailure(.usage, "--step-end needs a text, such as '\\n\\n' or '\\n'.")
    }
  }

  /// All that a search depends on, for a run that goes on.
  var words: [String] {
    [String(describing: settings), rule.rawValue, taking.rawValue, stepEnd]
  }

  /// What is known of a question's tree before anything is searched.
  func header(
    _ question: QuestionSet.Question, policy: String, judge: String, _ choice: PolicyChoice
  ) -> SearchTree.Header {
    var header = SearchTree.Header(id: question.id, problem: question.problem)
    header.question = question.key == question.problem ? nil : question.key
    header.referenceAnswer = question.referenceAnswer
    (header.generator, header.judge) = (policy, judge)
    header.method = settings.method.rawValue
    (header.beams, header.width, header.rounds) = (
      settings.beams, settings.width, settings.rounds
    )
    header.keepsDuplicates = settings.keepsDuplicates ? true : nil
    (header.rule, header.choice) = (rule.rawValue, taking.rawValue)
    (header.temperature, header.seed) = (choice.sampling.temperature, choice.seed)
    return header
  }

  /// What people call the figure of a kind of model.
  func figureName(_ kind: TrajectoryScore.Kind) -> String {
    let meant = rule == .own ? Aggregation.own(of: kind) : rule
    switch (kind, meant) {
    case (.crm, .product), (.crm, .sum): return "S(t)"
    case (.orm, _): return "p"
    default: return "\(meant.rawValue)(t)"
    }
  }
}

extension SearchTree.Scale {
  /// A figure's scale, as trees name it.
  init(_ scale: CandidateFigure.Scale) {
    switch scale {
    case .probability: self = .probability
    case .logProbability: self = .logProbability
    case .logit, .balance: self = .number
    }
  }
}

extension CandidateFigure.Scale {
  /// What a tree's scale was made of.
  init(_ scale: SearchTree.Scale) {
    switch scale {
    case .probability: self = .probability
    case .logProbability: self = .logProbability
    case .number: self = .logit
    }
  }
}
