import Scoring
import Trajectories

/// Scores what a command reads: blocks of trajectories go in, and come out in the same order as what
/// was made of them and their scores.
///
/// The model is asked in batches that never span two blocks. How many blocks are under way is the
/// caller's choice, and bounds the memory.
final class ScoringPass<Value: Sendable>: ScoringSource {
  /// Makes of a block and its outcomes what the caller needs; without a model there are no outcomes.
  typealias Work = @Sendable ([Trajectory], [ScoringOutcome]) -> Value

  private struct Block {
    let trajectories: [Trajectory]
    let work: Work
    /// The first that no request holds.
    var next = 0
    var outcomes: [ScoringOutcome?]
    var missing: Int
    var value: Value?
  }

  private struct State {
    var blocks: [Block] = []
    /// Blocks that were taken.
    var taken = 0
    var failure: RequestFailure?
    var tickets: [Int: ScoringRequest.Ticket] = [:]
    var requests = 0
  }

  private let model: (any RewardModel)?
  private let scheduler: ScoringScheduler
  private let state = Monitor(State())

  /// Without a model, blocks are only worked on.
  init(model: (any RewardModel)?) {
    self.model = model
    scheduler = ScoringScheduler(givesWay: false)
  }

  var capacity: ScoringCapacity { model?.capacity ?? .onePerProcessor }

  /// Adds a block behind the others.
  func add(_ trajectories: [Trajectory], work: @escaping Work) {
    let count = model == nil ? 0 : trajectories.count
    let number = state.withLock { state in
      state.blocks.append(
        Block(
          trajectories: trajectories, work: work,
          outcomes: Array(repeating: nil, count: count), missing: count))
      return state.taken + state.blocks.count - 1
    }
    if count == 0 { workOn(number) } else { scheduler.wake(self) }
  }

  /// What was made of the first block; waits for it.
  ///
  /// - Throws: ``RequestFailure`` when the model can score nothing, behind the blocks before.
  func takeFirst() throws(RequestFailure) -> Value {
    let result: Result<Value, RequestFailure> = state.wait { state in
      if let value = state.blocks.first?.value {
        state.blocks.removeFirst()
        state.taken += 1
        return .success(value)
      }
      return state.failure.map { .failure($0) }
    }
    return try result.get()
  }

  /// Breaks off what runs; nothing comes out any more.
  func close() {
    let tickets = state.update { state in
      state.failure = state.failure ?? .cancelled
      return state.tickets.values
    }
    for ticket in tickets { ticket.cancel() }
    scheduler.close()
  }

  // MARK: The model

  func nextRequest() -> ScoringRequest? {
    guard let model else { return nil }
    let size = model.capacity.batchSize
    return state.withLock { state in
      guard state.failure == nil,
        let place = state.blocks.firstIndex(where: { $0.next < $0.outcomes.count })
      else { return nil }
      let first = state.blocks[place].next
      let range = first..<min(first + size, state.blocks[place].outcomes.count)
      state.blocks[place].next = range.upperBound
      let request = state.requests
      let block = state.taken + place
      let ticket = ScoringRequest.Ticket()
      state.requests += 1
      state.tickets[request] = ticket
      return ScoringRequest(
        model: model, trajectories: Array(state.blocks[place].trajectories[range]), ticket: ticket
      ) { [self] answer in take(answer, request: request, block: block, range: range) }
    }
  }

  private func take(
    _ answer: ScoringRequest.Answer, request: Int, block number: Int, range: Range<Int>
  ) {
    let isComplete = state.update { state -> Bool in
      state.tickets[request] = nil
      guard state.failure == nil else { return false }
      switch answer {
      case .failure(let failure):
        state.failure = failure
        return false
      case .success(let outcomes):
        let place = number - state.taken
        for (index, outcome) in zip(range, outcomes) {
          state.blocks[place].outcomes[index] = outcome
        }
        state.blocks[place].missing -= range.count
        return state.blocks[place].missing == 0
      }
    }
    if isComplete { workOn(number) }
  }

  /// Beside the model, which has the next block to score meanwhile.
  private func workOn(_ number: Int) {
    scheduler.threads.submit { [self] in
      let block = state.withLock { $0.blocks[number - $0.taken] }
      let value = block.work(block.trajectories, block.outcomes.compactMap(\.self))
      state.update { $0.blocks[number - $0.taken].value = value }
    }
  }
}

extension ScoringPass where Value == [ScoringOutcome] {
  /// Scores a few trajectories and waits for them.
  ///
  /// - Returns: one outcome for each, in order.
  static func scores(
    of trajectories: [Trajectory], by model: any RewardModel
  ) throws(RequestFailure) -> [ScoringOutcome] {
    let pass = ScoringPass(model: model)
    defer { pass.close() }
    pass.add(trajectories) { _, outcomes in outcomes }
    return try pass.takeFirst()
  }
}
