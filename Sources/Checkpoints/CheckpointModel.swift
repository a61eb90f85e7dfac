import Scoring
import Survival
import Trajectories
import Transformer

/// A reward model in a Hugging Face folder, computed on this machine.
///
/// Scores a trajectory in one forward pass and reads hidden states at the ends of its steps.
/// Candidates of one question in one batch share the computation of their common prefix.
public final class CheckpointModel: RewardModel {
  /// The folder's name.
  public let name: String
  /// The name and 16 digits of a digest over weights, tokenizer, settings, reference and precision.
  public let identity: String
  /// The rule in `reward_model.json`, or else `map`.
  public var rule: PredictionRule { recipe.rule }
  /// The model's properties.
  public let description: CheckpointDescription
  /// One request at a time, since each saturates all processors.
  ///
  /// The batch holds 16 trajectories for 0.5 billion weights and fewer for larger models, so that
  /// results arrive every few seconds on a small machine.
  public var capacity: ScoringCapacity {
    ScoringCapacity(
      batchSize: max(2, min(32, 8_000_000_000 / max(1, description.parameters))),
      requestsInFlight: 1)
  }

  let checkpoint: OpenedCheckpoint
  let policy: any HiddenStates
  /// What the decoder computes with.
  let precision: String
  /// Tells what its decoder makes of texts from what others make of them, whatever head reads it.
  let bodyIdentity: String
  private let reference: (any HiddenStates)?

  var recipe: ScoringRecipe { checkpoint.recipe }

  /// The most tokens in one forward pass; a longer trajectory is computed alone.
  private static let tokenBudget = 4096

  /// Opens a checkpoint folder, which holds config.json, safetensors files and tokenizer.json.
  ///
  /// Everything is checked now; the weights are loaded with the first score. A folder of the hub's
  /// cache stands for its newest snapshot.
  /// - Parameters:
  ///   - folder: the checkpoint's folder.
  ///   - base: an adapter's base model; `nil` searches the usual places.
  ///   - reference: an implicit model's reference model.
  ///   - precision: the precision of matrix products.
  ///   - overrides: settings that take precedence over `reward_model.json`.
  /// - Returns: the model, ready to score.
  /// - Throws: ``CheckpointModelError`` for anything that cannot be computed exactly as specified.
  public static func load(
    folder: String, base: String? = nil, reference: String? = nil,
    precision: DecoderPrecision = .auto, overrides: CheckpointSettings = CheckpointSettings()
  ) throws(CheckpointModelError) -> CheckpointModel {
    let opened = try OpenedCheckpoint(
      folder: folder, base: base, reference: reference, overrides: overrides)
    return try CheckpointModel(opened, precision: precision)
  }

  /// Creates a model that loads its weights with the first score.
  convenience init(
    _ opened: OpenedCheckpoint, precision: DecoderPrecision
  ) throws(CheckpointModelError) {
    let effective = try opened.effective(precision)
    self.init(
      opened, DeferredDecoder(opened.parts, precision: effective),
      opened.reference.map { DeferredDecoder($0, precision: effective) },
      precision: effective.rawValue)
  }

  /// Creates a model that computes with given decoders.
  init(
    _ opened: OpenedCheckpoint, _ policy: any HiddenStates, _ reference: (any HiddenStates)?,
    precision: String, bodyIdentity: String? = nil
  ) {
    checkpoint = opened
    (self.policy, self.reference) = (policy, reference)
    self.precision = precision
    name = opened.name
    self.bodyIdentity = bodyIdentity ?? opened.bodyIdentity(precision: precision)
    identity = opened.identity(precision: precision)
    description = CheckpointDescription(opened, precision: precision)
  }

  /// Whether a folder, or its newest snapshot in the hub's cache, holds an adapter, which needs a
  /// base.
  public static func isAdapter(folder: String) -> Bool {
    guard let place = try? HubCache.resolved(folder) else { return false }
    return AdapterConfiguration.isThere(inFolder: place)
  }

  /// Loads the weights now instead of with the first score.
  ///
  /// - Throws: ``CheckpointModelError`` if a file can no longer be read or memory runs out.
  public func prepare() throws(CheckpointModelError) {
    do throws(DecoderError) {
      try policy.prepare()
      try reference?.prepare()
    } catch {
      throw CheckpointModelError(path: checkpoint.parts.folder, reason: .decoder(error))
    }
  }

  /// The ignored tensors and their folder; the folder comes last, since long lines are cut at the
  /// end.
  public var warning: String? {
    checkpoint.warning.map { "\($0) (\(checkpoint.parts.folder))" }
  }

  // MARK: Scoring

  /// Computes on the calling thread and the decoder's threads; computes common prefixes once.
  ///
  /// A trajectory fails alone if it has no steps, if it exceeds the model's window, or if the
  /// tokenizer merges a step tag with its neighbours.
  /// - Throws: ``RequestFailure/unavailable(_:)`` if the weights cannot be loaded.
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

  /// The raw values for ``RewardReading``: for each trajectory one per read-out.
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
