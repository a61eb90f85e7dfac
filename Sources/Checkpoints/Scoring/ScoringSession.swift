import Scoring
import Survival
import Trajectories
import Transformer

/// Scores beginnings that grow: of a beginning with one more step only that step is computed.
///
/// Keeps keys, values and read-outs of the trajectories of its last call. The figures are those of the model; the last
/// bits can differ, as other rows are computed together. Use from one thread at a time.
public final class ScoringSession {
  /// How many tokens were asked for, and how many of them computed.
  public struct Work: Equatable, Sendable {
    /// Tokens of all trajectories.
    public var tokens = 0
    /// Those that were not there already.
    public var computed = 0

    /// Nothing yet.
    public init() {}
  }

  /// A trajectory that was computed.
  fileprivate struct Kept {
    var sequence: DecoderSession.Sequence
    var ids: [Int32]
    /// What was read at each position.
    var values: [Int: Double]
  }

  /// How much of the trajectories was computed before.
  public private(set) var work = Work()

  private let model: CheckpointModel
  private let decoder: DeferredDecoder
  private let byteLimit: Int
  private var session: DecoderSession?
  private var kept: [Kept] = []

  /// More tokens are never worth keeping.
  private static let largestTokenCount = 1 << 18
  private static let pageSize = 64

  /// A session that keeps nothing yet; the weights are loaded with the first score.
  ///
  /// `nil` for implicit models, which need a second decoder.
  /// - Parameters:
  ///   - model: a reward model in a folder.
  ///   - byteLimit: the most bytes of keys and values.
  public init?(_ model: CheckpointModel, byteLimit: Int = 1 << 30) {
    guard model.recipe.kind != .iprm, let decoder = model.policy as? DeferredDecoder else {
      return nil
    }
    (self.model, self.decoder, self.byteLimit) = (model, decoder, byteLimit)
  }

  /// Forgets everything, so that the next call computes as the first one did.
  public func forget() {
    for sequence in session?.sequences ?? [] { session?.drop(sequence) }
    kept = []
  }

  /// Scores every step of some trajectories.
  ///
  /// - Parameters:
  ///   - trajectories: any number; what they share with each other, or with those of the last call, is computed once.
  ///   - continuing: called some twenty times a second on the calling thread; returning `false` ends the call.
  /// - Returns: one outcome for each, in order.
  /// - Throws: ``RequestFailure``.
  public func scores(
    of trajectories: [Trajectory], continuing: () -> Bool = { true }
  ) throws(RequestFailure) -> [ScoringOutcome] {
    var outcomes = [ScoringOutcome?](repeating: nil, count: trajectories.count)
    var jobs: [ScoringJob] = []
    for (index, trajectory) in trajectories.enumerated() {
      do throws(EncodingFault) {
        let encoded = try model.checkpoint.encoding.encode(trajectory)
        jobs.append(ScoringJob(index: index, encoded: encoded))
      } catch {
        outcomes[index] = .failure(.failed(id: trajectory.id, reason: error.description))
      }
    }
    if !jobs.isEmpty { try add(jobs, trajectories, to: &outcomes, continuing) }
    return outcomes.compactMap(\.self)
  }

  private func add(
    _ jobs: [ScoringJob], _ trajectories: [Trajectory], to outcomes: inout [ScoringOutcome?],
    _ continuing: () -> Bool
  ) throws(RequestFailure) {
    let session = try opened()
    let clock = ContinuousClock()
    let start = clock.now
    do throws(DecoderError) {
      var plans: [Plan] = []
      for job in jobs { plans.append(plan(job.encoded.ids, job.encoded.positions)) }
      let problems = jobs.map { trajectories[$0.index].problem }
      try computeStems(of: &plans, problems, session, continuing)
      let computed = try compute(plans, session, continuing)
      let seconds = (clock.now - start) / .seconds(1) / Double(jobs.count)
      for (job, result) in zip(jobs, computed) {
        outcomes[job.index] = outcome(result, job, trajectories[job.index], seconds)
      }
      let last = Set(computed.compactMap(\.?.sequence))
      for one in kept where !last.contains(one.sequence) { session.drop(one.sequence) }
      kept = computed.compactMap(\.self)
    } catch {
      forget()
      if error == .cancelled { throw .cancelled }
      for job in jobs where outcomes[job.index] == nil {
        let id = trajectories[job.index].id
        outcomes[job.index] = .failure(.failed(id: id, reason: error.description))
      }
    }
  }

  private func opened() throws(RequestFailure) -> DecoderSession {
    if let session { return session }
    do throws(DecoderError) {
      let engine = try decoder.engine()
      let room = try DecoderSession(engine, byteLimit: 1).byteLimit / Self.pageSize
      let tokens = min(Self.largestTokenCount, max(Self.pageSize, byteLimit / max(1, room)))
      let opened = try DecoderSession(engine, tokenLimit: tokens)
      session = opened
      return opened
    } catch {
      throw .unavailable(error.description)
    }
  }

  private func outcome(
    _ kept: Kept?, _ job: ScoringJob, _ trajectory: Trajectory, _ seconds: Double
  ) -> ScoringOutcome {
    ScoringOutcome { () throws(ScoringError) in
      guard let kept else {
        throw .failed(
          id: trajectory.id, reason: "Its keys and values do not fit into the session's memory.")
      }
      do throws(SurvivalError) {
        return try model.checkpoint.reading.score(
          job.encoded.positions.map { kept.values[$0] ?? .nan },
          stepCount: trajectory.steps.count, model: model.name, seconds: seconds)
      } catch {
        throw .failed(id: trajectory.id, reason: error.description)
      }
    }
  }

  // MARK: What is there already

  /// What is to be computed, and behind what.
  fileprivate struct Plan {
    var ids: [Int32]
    var positions: [Int]
    var source: Kept?
    /// Tokens that the source has in common with it and that need not be read again.
    var shared = 0
  }

  private func plan(_ ids: [Int32], _ positions: [Int]) -> Plan {
    var plan = Plan(ids: ids, positions: positions)
    for one in kept { plan.use(one) }
    return plan
  }

  /// Trajectories with the same origin go on with the same text.
  private struct Origin: Hashable {
    var source: DecoderSession.Sequence?
    var problem: String
  }

  /// Fewer tokens in common are not worth a pass of their own.
  private static let leastStem = 16

  /// Computes what several trajectories of a problem begin with and nothing that is kept does.
  private func computeStems(
    of plans: inout [Plan], _ problems: [String], _ session: DecoderSession,
    _ continuing: () -> Bool
  ) throws(DecoderError) {
    var groups: [Origin: [Int]] = [:]
    for (place, plan) in plans.enumerated() {
      let origin = Origin(source: plan.source?.sequence, problem: problems[place])
      groups[origin, default: []].append(place)
    }
    // In an order that does not change from run to run, since it decides the last bits.
    let sorted = groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    var stems: [(plan: Plan, members: [Int])] = []
    for members in sorted {
      let first = plans[members[0]]
      let common = members.reduce(first.ids.count - 1) { common, place in
        min(common, Self.common(first.ids, plans[place].ids), plans[place].ids.count - 1)
      }
      guard common - first.shared >= Self.leastStem else { continue }
      let positions = Set(members.flatMap { plans[$0].positions }.filter { $0 < common })
      var stem = Plan(ids: Array(first.ids[..<common]), positions: positions.sorted())
      if let source = first.source { stem.use(source) }
      stems.append((stem, members))
    }
    let computed = try compute(stems.map(\.plan), session, continuing)
    for (stem, result) in zip(stems, computed) {
      guard let result else { continue }
      kept.append(result)
      for place in stem.members { plans[place].use(result) }
    }
    // The stems are no one's request.
    work.tokens -= stems.reduce(0) { $0 + $1.plan.ids.count }
  }

  private static func common(_ first: [Int32], _ second: [Int32]) -> Int {
    zip(first, second).prefix { $0 == $1 }.count
  }

  // MARK: Computing

  /// The most new tokens of one pass.
  private static let tokenBudget = 4096

  /// `nil` for what does not fit into the session at all.
  private func compute(
    _ plans: [Plan], _ session: DecoderSession, _ continuing: () -> Bool
  ) throws(DecoderError) -> [Kept?] {
    var results: [Kept?] = []
    var place = 0
    while place < plans.count {
      var (end, tokens, room) = (place, 0, session.freeTokenCount)
      while end < plans.count {
        let added = plans[end].ids.count - plans[end].shared
        let needed = added + 2 * Self.pageSize
        guard room >= needed, end == place || tokens + added <= Self.tokenBudget else { break }
        (room, tokens, end) = (room - needed, tokens + added, end + 1)
      }
      if end > place {
        results += try computed(Array(plans[place..<end]), session, continuing)
        place = end
      } else if !makeRoom(&results, session) {
        results.append(nil)
        place += 1
      }
    }
    return results
  }

  /// Gives up keeping what this call has computed; its figures stay.
  private func makeRoom(_ results: inout [Kept?], _ session: DecoderSession) -> Bool {
    let before = session.freeTokenCount
    for result in results { if let result { session.drop(result.sequence) } }
    return session.freeTokenCount > before
  }

  private func computed(
    _ plans: [Plan], _ session: DecoderSession, _ continuing: () -> Bool
  ) throws(DecoderError) -> [Kept] {
    var results: [Kept] = []
    var additions: [DecoderSession.Addition] = []
    for plan in plans {
      let shares = plan.source.map { session.sequences.contains($0.sequence) } ?? false
      let shared = shares ? plan.shared : 0
      let sequence: DecoderSession.Sequence
      if shared > 0, let source = plan.source {
        sequence = try session.fork(source.sequence)
        try session.rewind(sequence, to: shared)
      } else {
        sequence = session.start()
      }
      var values: [Int: Double] = [:]
      for position in plan.positions where position < shared {
        values[position] = plan.source?.values[position]
      }
      results.append(Kept(sequence: sequence, ids: plan.ids, values: values))
      work.tokens += plan.ids.count
      work.computed += plan.ids.count - shared
      guard shared < plan.ids.count else { continue }
      let positions = plan.positions.filter { $0 >= shared }.sorted()
      additions.append(
        .init(sequence, Array(plan.ids[shared...]), reading: .positions(positions)))
    }
    let hidden = try session.hiddenStates(appending: additions, continuing: continuing)
    for (addition, rows) in zip(additions, hidden) {
      guard case .positions(let positions) = addition.reading, !positions.isEmpty,
        let place = results.firstIndex(where: { $0.sequence == addition.sequence })
      else { continue }
      let values = try model.checkpoint.reading.values(rows, decoder)
      for (position, value) in zip(positions, values) { results[place].values[position] = value }
    }
    return results
  }
}

extension ScoringSession.Plan {
  /// Takes a source that has more in common with it than the present one.
  fileprivate mutating func use(_ other: ScoringSession.Kept) {
    var common = zip(other.ids, ids).prefix { $0 == $1 }.count
    for position in positions where position < common && other.values[position] == nil {
      common = position
    }
    if common > shared { (source, shared) = (other, common) }
  }
}
