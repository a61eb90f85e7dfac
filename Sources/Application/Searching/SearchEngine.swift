import Checkpoints
import Generation
import Scoring
import Search
import Selection
import Trajectories
import Transformer

/// Policy and judge at work on some questions at once: a round of all their searches is one batch for each.
final class SearchEngine {
  let policy: Policy
  let judge: SearchJudge
  let policyChoice: PolicyChoice
  let choice: SearchChoice
  private let generator: TextGenerator
  private let isInterrupted: () -> Bool
  /// Tokens that were drawn.
  private(set) var tokens = 0

  /// A text that is blank so far is asked for again so many times, with what it has.
  private static let blankLimit = 4

  /// Reads the policy's weights.
  init(
    _ policyChoice: PolicyChoice, _ policy: Policy, _ judge: SearchJudge, _ choice: SearchChoice,
    isInterrupted: @escaping () -> Bool
  ) throws {
    (self.policyChoice, self.policy, self.judge) = (policyChoice, policy, judge)
    (self.choice, self.isInterrupted) = (choice, isInterrupted)
    generator = try policyChoice.generator(
      policy, stops: policyChoice.stops + [choice.stepEnd], keepsStop: true, remembers: true)
  }

  /// How much of the policy's prompts was there already.
  var sharing: PromptSharing { generator.sharing }

  /// A search that has not begun.
  func search(_ question: QuestionSet.Question) -> QuestionSearch {
    QuestionSearch(
      question, choice,
      choice.header(question, policy: policy.name, judge: judge.name, policyChoice))
  }

  /// Forgets everything, so that what follows depends on nothing that was.
  func forget() throws {
    judge.forget()
    try generator.remember(only: [])
  }

  /// One round of all searches that are not over.
  ///
  /// - Throws: `DecoderError.cancelled` when interrupted, and what generator and judge throw.
  func advance(_ searches: inout [QuestionSearch]) throws {
    var work = RoundOfSearches(searches, self)
    try generator.remember(only: work.prompts.map(\.tokens))
    var queue = work.prompts[...]
    try generator.generate {
      queue.popFirst() ?? work.takeRetry()
    } continuing: {
      !isInterrupted()
    } finished: { response in
      tokens += response.tokens.count
      try work.take(response)
    }
    let trajectories = work.trajectories(searches)
    let outcomes = try scores(of: trajectories.map(\.trajectory))
    work.advance(&searches, zip(trajectories.map(\.place), outcomes))
  }

  private func scores(of trajectories: [Trajectory]) throws -> [ScoringOutcome] {
    do throws(RequestFailure) {
      return try judge.scores(of: trajectories) { !self.isInterrupted() }
    } catch {
      if error == .cancelled { throw DecoderError.cancelled }
      throw error
    }
  }

  /// The prompt that continues a node.
  fileprivate func prompt(
    _ search: QuestionSearch, _ expansion: StepSearch.Expansion, number: Int
  ) throws -> GenerationPrompt {
    let problem = search.question.problem
    let tokens = try policy.tokens(problem: problem, answer: search.text(behind: expansion.node))
    try generator.check(tokens)
    // Where the same beginning stands twice in a tree, each gets texts of its own.
    let text = "\(problem)\n\(expansion.subtree).\(expansion.node)"
    var prompt = GenerationPrompt(
      number: number, tokens: tokens,
      seeds: policyChoice.seeds(of: text, count: expansion.count))
    if search.search.isLastRound { prompt.stops = policyChoice.stops }
    return prompt
  }

  /// The prompt behind a text that was blank.
  fileprivate func retry(
    _ search: QuestionSearch, _ expansion: StepSearch.Expansion, sample: Int, blank: String,
    attempt: Int, number: Int
  ) throws -> GenerationPrompt? {
    guard attempt < Self.blankLimit else { return nil }
    let problem = search.question.problem
    let answer = search.text(behind: expansion.node) + blank
    let tokens = try policy.tokens(problem: problem, answer: answer)
    guard (try? generator.check(tokens)) != nil else { return nil }
    let text = "\(problem)\n\(expansion.subtree).\(expansion.node).\(sample).\(attempt)"
    var prompt = GenerationPrompt(
      number: number, tokens: tokens, seeds: policyChoice.seeds(of: text, count: 1))
    if search.search.isLastRound { prompt.stops = policyChoice.stops }
    return prompt
  }

  /// A response's text without the stop text that ended it, unless that ends a step.
  fileprivate func text(of response: GeneratedText) -> String {
    guard response.ending == .stop, response.text.without(end: choice.stepEnd) == nil else {
      return response.text
    }
    return policyChoice.stops.lazy.compactMap { response.text.without(end: $0) }.first
      ?? response.text
  }
}

/// One round: what was asked for, and what has come.
private struct RoundOfSearches {
  /// Where a response belongs.
  struct Place {
    var search: Int
    var expansion: Int
    var sample: Int
  }

  /// What a prompt continues; samples of a retry are that of the text that was blank.
  private struct Asked {
    var search: Int
    var expansion: Int
    var sample: Int?
    /// What was written before, and how often.
    var blank = ""
    var attempt = 0
    var tokens = 0
  }

  private let engine: SearchEngine
  private let searches: [QuestionSearch]
  private var asked: [Asked] = []
  private(set) var prompts: [GenerationPrompt] = []
  private var retries: [GenerationPrompt] = []
  /// Shape (searches, expansions, samples).
  private var proposals: [[[SearchTree.Node?]]]

  init(_ searches: [QuestionSearch], _ engine: SearchEngine) {
    (self.searches, self.engine) = (searches, engine)
    proposals = searches.map { search in
      search.search.expansions.map { Array(repeating: nil, count: $0.count) }
    }
    for (place, search) in searches.enumerated() {
      for (number, expansion) in search.search.expansions.enumerated() {
        do {
          prompts.append(try engine.prompt(search, expansion, number: asked.count))
          asked.append(Asked(search: place, expansion: number))
        } catch {
          var end = SearchTree.Node(parent: nil)
          end.reason = "\(error)"
          proposals[place][number] = [end]
        }
      }
    }
  }

  mutating func takeRetry() -> GenerationPrompt? { retries.isEmpty ? nil : retries.removeFirst() }

  mutating func take(_ response: GeneratedText) throws {
    let origin = asked[response.prompt]
    let search = searches[origin.search]
    let sample = origin.sample ?? response.sample
    let tokens = origin.tokens + response.tokens.count
    let text = origin.blank + engine.text(of: response)
    let expansion = search.search.expansions[origin.expansion]
    if response.ending == .stop, text.allSatisfy(\.isWhitespace) {
      let retry = try engine.retry(
        search, expansion, sample: sample, blank: text, attempt: origin.attempt + 1,
        number: asked.count)
      if let retry {
        retries.append(retry)
        asked.append(
          Asked(
            search: origin.search, expansion: origin.expansion, sample: sample, blank: text,
            attempt: origin.attempt + 1, tokens: tokens))
        return
      }
    }
    var node = search.proposal(text, tokens: tokens, response.ending)
    if node.isComplete, node.reason == nil {
      let whole = search.text(behind: expansion.node) + text
      node.answer = SolutionRecord.answer(of: whole, response.ending)
      node.isRight =
        CandidateOutcome(
          recorded: nil, answer: node.answer, reference: search.question.referenceAnswer
        ).known
    }
    proposals[origin.search][origin.expansion][sample] = node
  }

  /// What the judge is asked, in the order of the nodes.
  func trajectories(
    _ searches: [QuestionSearch]
  ) -> [(place: Place, trajectory: Trajectory)] {
    var found: [(place: Place, trajectory: Trajectory)] = []
    for (place, search) in searches.enumerated() {
      for (number, expansion) in search.search.expansions.enumerated() {
        for (sample, node) in proposals[place][number].enumerated() {
          guard let node, let trajectory = search.trajectory(node, behind: expansion.node) else {
            continue
          }
          found.append((Place(search: place, expansion: number, sample: sample), trajectory))
        }
      }
    }
    return found
  }

  func advance(
    _ searches: inout [QuestionSearch], _ outcomes: some Sequence<(Place, ScoringOutcome)>
  ) {
    var scored = proposals.map { $0.map { $0.map { ($0, nil as ScoringOutcome?) } } }
    for (place, outcome) in outcomes {
      scored[place.search][place.expansion][place.sample].1 = outcome
    }
    for place in searches.indices where !searches[place].isOver {
      searches[place].advance(
        scored[place].map { $0.compactMap { node, score in node.map { (node: $0, score: score) } } }
      )
    }
  }
}
