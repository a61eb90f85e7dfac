import Scoring
import Survival
import Trajectories
import Transformer

/// A reward model in a folder of Hugging Face layout, computed on this machine.
///
/// One forward pass over a trajectory's tokens, read at the marks of its steps. Candidates of one
/// question that are asked for together share the computation of what they begin with in common.
public final class CheckpointModel: RewardModel {
  /// The folder's own name.
  public let name: String
  /// Name, and 16 digits of a digest over the weights, the tokenizer, all settings, the reference, and
  /// the precision that it computes with.
  public let identity: String
  /// As `reward_model.json` says, else `map`.
  public var rule: PredictionRule { recipe.rule }
  /// What the model is.
  public let description: CheckpointDescription
  /// One request at a time, as it keeps every processor busy.
  ///
  /// Sixteen trajectories for 0.5 billion weights; fewer for larger models, so that results come every
  /// few seconds on a small machine.
  public var capacity: ScoringCapacity {
    ScoringCapacity(
      batchSize: max(2, min(32, 8_000_000_000 / max(1, description.parameters))),
      requestsInFlight: 1)
  }

  let checkpoint: OpenedCheckpoint
  let policy: any HiddenStates
  private let reference: (any HiddenStates)?

  var recipe: ScoringRecipe { checkpoint.recipe }

  /// Tokens that are computed in one go, unless one trajectory has more.
  private static let tokenBudget = 4096

  /// Opens the checkpoint of a folder: with config.json, weights in safetensors files and
  /// tokenizer.json.
  ///
  /// All is checked now; the weights are loaded at the first score.
  ///
  /// A folder of the hub's cache stands for its newest snapshot. `base` is the folder of an adapter's
  /// base, where it is not found by itself; `reference` that of an implicit model's reference;
  /// `precision` is that of matrix products, and `overrides` are settings that count more than
  /// `reward_model.json`.
  ///
  /// - Throws: ``CheckpointModelError`` for anything that cannot be followed to the letter.
  public static func load(
    folder: String, base: String? = nil, reference: String? = nil,
    precision: DecoderPrecision = .auto, overrides: CheckpointSettings = CheckpointSettings()
  ) throws(CheckpointModelError) -> CheckpointModel {
    let opened = try OpenedCheckpoint(
      folder: folder, base: base, reference: reference, overrides: overrides)
    return try CheckpointModel(opened, precision: precision)
  }

  /// A model that computes with the weights of what is opened, once it is asked.
  convenience init(
    _ opened: OpenedCheckpoint, precision: DecoderPrecision
  ) throws(CheckpointModelError) {
    let effective = try opened.effective(precision)
    self.init(
      opened, DeferredDecoder(opened.parts, precision: effective),
      opened.reference.map { DeferredDecoder($0, precision: effective) },
      precision: effective.rawValue)
  }

  /// A model that computes with given decoders.
  init(
    _ opened: OpenedCheckpoint, _ policy: any HiddenStates, _ reference: (any HiddenStates)?,
    precision: String
  ) {
    checkpoint = opened
    (self.policy, self.reference) = (policy, reference)
    name = opened.name
    identity = opened.identity(precision: precision)
    description = CheckpointDescription(opened, precision: precision)
  }

  /// Whether a folder, or the newest snapshot of one in the hub's cache, holds an adapter, which needs a
  /// base.
  public static func isAdapter(folder: String) -> Bool {
    guard let place = try? HubCache.resolved(folder) else { return false }
    return AdapterConfiguration.isThere(inFolder: place)
  }

  /// Loads the weights now, not with the first score.
  ///
  /// - Throws: ``CheckpointModelError``: a file that cannot be read any more, or lack of memory.
  public func prepare() throws(CheckpointModelError) {
    do throws(DecoderError) {
      try policy.prepare()
      try reference?.prepare()
    } catch {
      throw CheckpointModelError(path: checkpoint.parts.folder, reason: .decoder(error))
    }
  }

  /// What nothing reads, and of which folder: first what matters, as lines are cut at their ends.
  public var warning: String? {
    checkpoint.warning.map { "\($0) (\(checkpoint.parts.folder))" }
  }

  // MARK: Scoring

  /// Computes on the calling thread and the decoder's; trajectories in any order compute what they begin
  /// with in common once.
  ///
  /// A trajectory without steps, with more tokens than the model was made for, or with a step tag that
  /// the tokenizer does not keep apart fails by itself.
  /// - Throws: ``RequestFailure/unavailable(_:)`` when the weights cannot be loaded.
  public func scores(of trajectories: [Trajectory]) async throws(RequestFailure) -> [ScoringOutcome]
  {
    var jobs: [ScoringJob] = []
    var outcomes = [ScoringOutcome?](repeating: nil, count: trajectories.count)
    for (index, trajectory) in trajectories.enumerated() {
      if Task.isCancelled { throw .cancelled }
      do throws(EncodingFault) {
        jobs.append(
          ScoringJob(index: index, encoded: try checkpoint.encoding.encode(trajectory)))
      } catch {
        outcomes[index] = .failure(.failed(id: trajectory.id, reason: error.description))
      }
    }
    if !jobs.isEmpty { try load() }
    for group in ScoringJob.groups(jobs, tokenBudget: Self.tokenBudget) {
      let scored = try scores(of: group, trajectories)
      for (job, outcome) in zip(group, scored) { outcomes[job.index] = outcome }
    }
    return outcomes.compactMap { $0 }
  }

  private func load() throws(RequestFailure) {
    do throws(CheckpointModelError) {
      try prepare()
    } catch {
      throw .unavailable(error.description)
    }
  }

  private func scores(
    of group: [ScoringJob], _ trajectories: [Trajectory]
  ) throws(RequestFailure) -> [ScoringOutcome] {
    let clock = ContinuousClock()
    let start = clock.now
    let values: [[Double]]
    do throws(DecoderError) {
      values = try self.values(of: group) { !Task.isCancelled }
    } catch {
      if error == .cancelled { throw .cancelled }
      return group.map {
        .failure(.failed(id: trajectories[$0.index].id, reason: error.description))
      }
    }
    let seconds = (clock.now - start) / .seconds(1)
    let tokens = group.reduce(0) { $0 + $1.encoded.ids.count }
    return zip(group, values).map { job, values in
      let share = Double(job.encoded.ids.count) / Double(max(1, tokens))
      return outcome(values, trajectories[job.index], seconds: seconds * share)
    }
  }

  private func outcome(
    _ values: [Double], _ trajectory: Trajectory, seconds: Double
  ) -> ScoringOutcome {
    ScoringOutcome { () throws(ScoringError) in
      do throws(SurvivalError) {
        return try checkpoint.reading.score(
          values, stepCount: trajectory.steps.count, model: name, seconds: seconds)
      } catch {
        throw .failed(id: trajectory.id, reason: error.description)
      }
    }
  }

  /// The values that ``RewardReading`` makes figures of; of each trajectory one a read-out.
  private func values(
    of group: [ScoringJob], continuing: () -> Bool
  ) throws(DecoderError) -> [[Double]] {
    let batch = group.map(\.encoded.ids)
    let reading = checkpoint.reading
    guard let reference else {
      let hidden = try policy.hiddenStates(
        batch: batch, positions: group.map(\.encoded.positions), continuing: continuing)
      var values: [[Double]] = []
      for rows in hidden { values.append(try reading.values(rows, policy)) }
      return values
    }
    let starts = group.map(\.encoded.responseStart)
    let own = try policy.logProbabilities(batch: batch, from: starts, continuing: continuing)
    let other = try reference.logProbabilities(batch: batch, from: starts, continuing: continuing)
    return group.indices.map {
      reading.cumulativeRewards(policy: own[$0], reference: other[$0], group[$0].encoded)
    }
  }
}
