/// How a model is trained; together with data and parameters it determines every bit of the result.
public struct TrainingSettings: Equatable, Sendable {
  /// What for.
  public var objective: Objective
  /// How often every example comes.
  public var epochs: Int
  /// Stops after so many steps, if that is earlier.
  public var stepLimit: Int?
  /// Examples of a step.
  public var batchSize: Int
  /// Tokens that are computed at once; a step of more is accumulated from several passes.
  ///
  /// A single text may be longer.
  public var tokensPerPass: Int
  /// The highest learning rate.
  public var rate: Double
  /// Share of the steps in which the rate rises to it.
  public var warmupShare: Double
  /// Share of it that is left at the end of the cosine.
  public var finalShare: Double
  /// The optimizer's constants.
  public var optimizer: AdamW
  /// The largest norm of a gradient; a longer one is shortened to it.
  public var gradientLimit: Double
  /// Of all that is drawn: the order of examples, new weights.
  public var seed: UInt64
  /// Batches within which examples are sorted by length; 1 for none.
  public var bucketBatches: Int
  /// Whether right and wrong trajectories count the same in sum, however many there are of each.
  public var balancesClasses: Bool
  /// Whether layers are computed again on the way back, to save the memory of what they leave.
  public var recomputesLayers: Bool

  /// Settings with the usual values.
  public init(
    objective: Objective, epochs: Int = 1, stepLimit: Int? = nil, batchSize: Int = 32,
    tokensPerPass: Int = 4096, rate: Double, warmupShare: Double = 0.03, finalShare: Double = 0.1,
    optimizer: AdamW = AdamW(), gradientLimit: Double = 1, seed: UInt64 = 1,
    bucketBatches: Int = 8, balancesClasses: Bool = false, recomputesLayers: Bool = false
  ) {
    self.objective = objective
    self.epochs = epochs
    self.stepLimit = stepLimit
    self.batchSize = batchSize
    self.tokensPerPass = tokensPerPass
    self.rate = rate
    self.warmupShare = warmupShare
    self.finalShare = finalShare
    self.optimizer = optimizer
    self.gradientLimit = gradientLimit
    self.seed = seed
    self.bucketBatches = bucketBatches
    self.balancesClasses = balancesClasses
    self.recomputesLayers = recomputesLayers
  }
}

/// How far a run is after a step; what the edge draws, or writes as a line of JSON.
public struct TrainingProgress: Equatable, Sendable {
  /// Steps done, counted from 1.
  public var step: Int
  /// Of the whole run.
  public var stepCount: Int
  /// Counted from 1.
  public var epoch: Int
  /// The mean loss of the step's examples before it, in nats; a token's for `lm`.
  public var loss: Double
  /// The learning rate of the step.
  public var rate: Double
  /// The norm of the gradient before it was shortened.
  public var gradientNorm: Double
  /// Tokens of the step; rows of states where a head alone is trained.
  public var tokens: Int
  /// Of all steps so far.
  public var totalTokens: Int
}
