import Checkpoints
import Learning
import Reinforcement
import Transformer

/// The problems of a run, and which come in which step.
struct PolicyProblems {
  let questions: [QuestionSet.Question]
  /// The prompt of each.
  let prompts: [[Int32]]
  /// Those that cannot be trained on.
  private(set) var leftOut = UnscoredTally()
  private var order: BatchOrder

  /// - Throws: ``CommandFailure`` when none is left, which says why.
  init(
    _ set: QuestionSet, _ policy: Policy, _ source: RewardSource,
    _ options: TrainPolicyCommand.Options
  ) throws(CommandFailure) {
    var (questions, prompts): ([QuestionSet.Question], [[Int32]]) = ([], [])
    var withoutReference = 0
    for question in set.questions {
      guard !source.isVerified || Self.hasReference(question) else {
        withoutReference += 1
        leftOut.add("\(question.id): there is no reference answer")
        continue
      }
      do {
        let tokens = try policy.tokens(problem: question.problem)
        try Self.check(tokens, policy)
        questions.append(question)
        prompts.append(tokens)
      } catch {
        leftOut.add("\(question.id): \(error)")
      }
    }
    guard !questions.isEmpty else {
      throw Self.nothing(set, source, withoutReference: withoutReference, leftOut)
    }
    (self.questions, self.prompts) = (questions, prompts)
    order = BatchOrder(
      lengths: questions.map { _ in 1 }, batchSize: min(options.problems, questions.count),
      bucketBatches: 1, seed: options.policy.seed)
  }

  private static func hasReference(_ question: QuestionSet.Question) -> Bool {
    question.referenceAnswer?.contains { !$0.isWhitespace } ?? false
  }

  private static func check(_ tokens: [Int32], _ policy: Policy) throws(CommandFailure) {
    let window = policy.configuration.maximumPositions
    guard !tokens.isEmpty, tokens.count < window else {
      throw CommandFailure(
        .badData,
        tokens.isEmpty
          ? "its prompt has no tokens"
          : "its prompt has \(tokens.count) tokens and leaves no room in the window of \(window)")
    }
  }

  private static func nothing(
    _ set: QuestionSet, _ source: RewardSource, withoutReference: Int, _ leftOut: UnscoredTally
  ) -> CommandFailure {
    if withoutReference > 0, withoutReference == set.questions.count {
      return CommandFailure(
        .badData,
        "No problem has a reference answer, which the reward '\(source)' compares with. Give files with "
          + "'reference_answer', say --solutions where their responses are right solutions, or choose a reward "
          + "model's figures alone.")
    }
    if set.questions.isEmpty {
      return CommandFailure(.badData, "There is no problem in the files. Give some with 'problem'.")
    }
    let reason = leftOut.reasons.first.map { " The first: \($0)." } ?? ""
    return CommandFailure(.badData, "No problem can be trained on.\(reason)")
  }

  /// Problems of a step, counted from 0: places among ``questions``.
  mutating func places(at step: Int) -> [Int] { order.batch(at: step) }

  /// What a saved run must have been saved with.
  var identity: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for question in questions {
      for byte in "\(question.problem)\u{0}\(question.referenceAnswer ?? "")\u{1}".utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      }
    }
    return String(hash, radix: 16)
  }
}
