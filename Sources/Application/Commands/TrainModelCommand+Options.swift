import Learning
import Transformer

extension TrainModelCommand {
  /// What of a model is trained.
  package enum Part: String, CaseIterable, Equatable, Sendable {
    /// A head on a decoder that stays as it is: its states are computed once.
    case head
    /// Low-rank updates of the decoder's matrices, and the head.
    case lora
    /// Every weight.
    case all
  }

  /// What is trained, on what, and how.
  package struct Options: Equatable, Sendable {
    package var objective: TrainingObjective
    package var tune: Part
    /// The decoder's folder; of a new one where it is made for the time of the run.
    package var body: String
    /// The shape of a decoder that is made, not read.
    package var newDecoder: NewDecoder?
    package var output: String
    package var seed: UInt64 = 1
    /// At most so many; fewer when the validation part gets no better.
    ///
    /// `nil` for the part's usual number.
    package var epochs: Int?
    /// At most so many steps, where that is fewer.
    package var stepLimit: Int?
    /// Trajectories of a step.
    package var batchSize: Int?
    /// The highest learning rate.
    package var rate: Double?
    /// Share of wrong trajectories whose first error is used; only `crm`.
    ///
    /// The others are wrong somewhere.
    package var firstErrorShare = 1.0
    /// Whether right and wrong trajectories count the same in sum.
    package var balances = false
    /// Layers of the head: 1, or 2 with ReLU between.
    package var layers = 1
    /// The layer whose states are read, counted from 1; those above are left out.
    package var layer: Int?
    /// Share of the questions that the model is judged by.
    package var validationShare = 0.1
    /// Of the decoder's products where it is not trained.
    package var precision = DecoderPrecision.auto
    /// What weights are stored in.
    package var storage = StoredType.float32
    /// `nil` reads the line break behind each step.
    package var stepTag: String?
    /// Of low-rank updates.
    package var adapter = LowRankShape()
    /// Whether layers are computed again on the way back, to save memory.
    package var recomputes = false
    /// β of implicit models.
    package var beta = 0.05
    /// The folder of an implicit model's reference; `nil` for the decoder itself.
    package var referenceModel: String?
    package var resumes = false
    package var replaces = false
    /// Where lines of JSON go for each step.
    package var log: String?
    /// The program's arguments, recorded in the model's folder.
    package var arguments: [String] = []

    /// Options with the usual values: a head alone where the objective has one, else low-rank updates.
    package init(
      objective: TrainingObjective, tune: Part? = nil, body: String, output: String
    ) {
      (self.objective, self.body, self.output) = (objective, body, output)
      self.tune = tune ?? (objective.hasHead ? .head : .lora)
    }

    /// Judgements without a lower validation loss after which training ends.
    ///
    /// A new decoder may learn nothing for long before it learns.
    var patience: Int { newDecoder != nil ? 10 : tune == .head ? 5 : 4 }

    /// How the run goes.
    var settings: TrainingSettings {
      var settings = TrainingSettings(
        objective: objective.objective(beta: beta), epochs: epochs ?? (tune == .head ? 40 : 3),
        stepLimit: stepLimit, batchSize: batchSize ?? (tune == .head ? 32 : 16),
        rate: rate ?? usualRate, seed: seed, bucketBatches: tune == .head ? 1 : 8,
        balancesClasses: balances, recomputesLayers: recomputes)
      if tune == .head { settings.tokensPerPass = 1 << 20 }
      return settings
    }

    /// Two layers jump out of what they have learnt sooner than one.
    private var usualRate: Double {
      switch tune {
      case .head: layers == 1 ? 3e-3 : 1e-3
      case .lora: 2e-4
      case .all: newDecoder == nil ? 2e-5 : 1e-3
      }
    }
  }
}
