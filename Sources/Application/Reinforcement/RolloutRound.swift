import Answers
import Checkpoints
import Generation
import Reinforcement
import Scoring
import Selection
import Trajectories
import Transformer

/// One response of a training step, judged.
struct JudgedRollout {
  var question: QuestionSet.Question
  var response: GeneratedText
  var steps: [String]
  /// As written at its end; `nil` for none.
  var answer: String?
  var outcome: CandidateOutcome
  /// The reward model's; `nil` without one, or where it cannot judge this text.
  var score: TrajectoryScore?
  var rollout: Rollout
}

/// The rollouts of one training step: drawn, compared with the reference answers, and judged.
struct RolloutRound {
  let command: TrainPolicyCommand
  let policy: Policy
  let judge: RewardJudge
  /// Called now and then with what is done; throws when the run is to stop.
  let progress: (_ words: String, _ done: Int, _ total: Int) throws -> Void

  private var options: TrainPolicyCommand.Options { command.options }

  /// Draws and judges the samples of some problems; shape (problems) of shape (samples).
  ///
  /// - Parameters:
  ///   - decoder: the policy as it is now.
  ///   - step: counted from 0; with the seed it decides all that is drawn.
  ///   - problems: all of the run's.
  ///   - places: those of the step.
  /// - Returns: shape (problems) of shape (samples).
  /// - Throws: what `progress` throws, or what a model cannot do.
  func rollouts(
    _ decoder: DecoderEngine, step: Int, _ problems: PolicyProblems, _ places: [Int]
  ) throws -> [[JudgedRollout]] {
    let responses = try responses(decoder, step: step, problems, places)
    var groups: [[JudgedRollout]] = []
    for (place, group) in zip(places, responses) {
      groups.append(
        try group.map { try judged($0, problems.questions[place], problems.prompts[place]) })
    }
    try score(&groups)
    return groups
  }

  // MARK: Drawing

  private func responses(
    _ decoder: DecoderEngine, step: Int, _ problems: PolicyProblems, _ places: [Int]
  ) throws -> [[GeneratedText]] {
    var settings = GenerationSettings(
      options.policy.sampling, maximumTokens: options.policy.maximumTokens)
    settings.stops = options.policy.stops
    settings.endTokens = policy.endTokens
    settings.concurrency = options.policy.concurrency
    let generator = try TextGenerator(decoder, tokenizer: policy.tokenizer, settings: settings)
    let total = places.count * options.samples
    var responses = [[GeneratedText?]](
      repeating: Array(repeating: nil, count: options.samples), count: places.count)
    var (next, done): (Int, Int) = (0, 0)
    try generator.generate {
      guard next < places.count else { return nil }
      defer { next += 1 }
      let problem = problems.questions[places[next]].problem
      return GenerationPrompt(
        number: next, tokens: problems.prompts[places[next]], seeds: seeds(problem, step))
    } continuing: {
      do {
        try progress("sampling", done, total)
        return true
      } catch {
        return false
      }
    } finished: { response in
      responses[response.prompt][response.sample] = response
      done += 1
    }
    return responses.map { $0.compactMap(\.self) }
  }

  /// Another seed for each sample of each step; the same whenever the step is taken.
  private func seeds(_ problem: String, _ step: Int) -> [UInt64] {
    let own = SampleStream.seed(options.policy.seed, text: "training step", sample: step)
    return (0..<options.samples).map { SampleStream.seed(own, text: problem, sample: $0) }
  }

  // MARK: Judging

  private func judged(
    _ response: GeneratedText, _ question: QuestionSet.Question, _ prompt: [Int32]
  ) throws(TokenizationError) -> JudgedRollout {
    let steps = command.input.splitting.split(response.text)
    let answer = SolutionRecord.answer(of: response.text, response.ending)
    let outcome = CandidateOutcome(
      recorded: nil, answer: answer, reference: question.referenceAnswer)
    let tokens = try ResponseTokens(
      prompt: prompt, response: response.tokens, policy.tokenizer)
    let rollout = Rollout(
      prompt: prompt, response: response.tokens,
      sampledLogProbabilities: response.logProbabilities.map(Double.init),
      rewards: ResponseRewards(spans: tokens.spans(of: steps), isRight: outcome.known))
    return JudgedRollout(
      question: question, response: response, steps: steps, answer: answer, outcome: outcome,
      score: nil, rollout: rollout)
  }

  /// Asks the model for all responses that have steps.
  private func score(_ groups: inout [[JudgedRollout]]) throws {
    guard judge.model != nil else { return }
    let places = groups.indices.flatMap { group in
      groups[group].indices.filter { !groups[group][$0].steps.isEmpty }.map { (group, $0) }
    }
    let trajectories = places.map { group, sample in
      let own = groups[group][sample]
      return Trajectory(
        id: "\(own.question.id)-s\(sample)", problem: own.question.problem, steps: own.steps,
        question: own.question.key)
    }
    let outcomes = try judge.scores(of: trajectories) {
      try progress("judging", $0, trajectories.count)
    }
    var reasons = UnscoredTally()
    for ((group, sample), outcome) in zip(places, outcomes) {
      switch outcome {
      case .success(let score): groups[group][sample].score = score
      case .failure(let error): reasons.add(error.description)
      }
    }
    guard reasons.count < trajectories.count || trajectories.isEmpty else {
      throw CommandFailure(
        .badData, "The reward model can judge none of the responses. \(reasons.reasons.first ?? "")"
      )
    }
    reward(&groups)
  }

  /// Rewards by scores; a response that cannot be judged, such as an empty one, gets the least of the step.
  private func reward(_ groups: inout [[JudgedRollout]]) {
    var least = Double.infinity
    for group in groups.indices {
      for sample in groups[group].indices {
        guard let score = groups[group][sample].score else { continue }
        let (steps, final) = judge.rewards(score)
        groups[group][sample].rollout.rewards.steps = steps
        groups[group][sample].rollout.rewards.final = final
        least = min(
          least, final + (judge.source.model == .pure ? steps.min() ?? 0 : steps.reduce(0, +)))
      }
    }
    for group in groups.indices {
      for sample in groups[group].indices where groups[group][sample].score == nil {
        let spans = groups[group][sample].rollout.rewards.spans
        let worst = least.isFinite ? least : 0
        if judge.source.needsSteps {
          groups[group][sample].rollout.rewards.steps =
            [Double](repeating: 0, count: spans.stepCount - 1) + [worst]
        } else {
          groups[group][sample].rollout.rewards.final = worst
        }
      }
    }
  }
}
