import Transformer

/// What is trained, and what it stands on.
public enum TrainedModel: Sendable {
  /// All of a decoder, and its head by name where the objective has one.
  case all(DecoderParameters, head: String?)
  /// Low-rank updates of a decoder that stays as it is, and a new head.
  case adapter(NamedParameters, LowRankShape, base: DecoderParameters, head: String?)
  /// A head on states that were computed before.
  case head(NamedParameters, name: String, states: HiddenStates)

  /// The parameters that change, with some that do not: see ``Learner/parameters``.
  public var trained: NamedParameters {
    switch self {
    case .all(let decoder, _): decoder.values
    case .adapter(let values, _, _, _), .head(let values, _, _): values
    }
  }

  /// The same with other weights of the same layout.
  public func with(_ weights: NamedParameters) -> TrainedModel {
    switch self {
    case .all(var decoder, let head):
      decoder.values = weights
      return .all(decoder, head: head)
    case .adapter(_, let shape, let base, let head):
      return .adapter(weights, shape, base: base, head: head)
    case .head(_, let name, let states): return .head(weights, name: name, states: states)
    }
  }

  func learner(
    _ settings: TrainingSettings, _ pool: WorkerPool
  ) throws(TrainingError) -> any Learner {
    switch self {
    case .all(let decoder, let head):
      try DecoderLearner(
        settings.objective, all: decoder, head: head, pool: pool,
        recomputesLayers: settings.recomputesLayers)
    case .adapter(let values, let shape, let base, let head):
      try DecoderLearner(
        settings.objective, base: base, adapter: (shape, values.layout), head: head, pool: pool,
        recomputesLayers: settings.recomputesLayers)
    case .head(let values, let name, let states):
      try HeadLearner(settings.objective, states, head: name, in: values.layout)
    }
  }
}
