/// The examples of a run and when each comes.
struct TrainingPlan {
  let examples: [TrainingExample]
  let settings: TrainingSettings
  let schedule: LearningRateSchedule
  /// How much each example counts; 1 in the mean.
  private let weights: [Double]
  private var order: BatchOrder

  /// - Throws: ``TrainingError``: no examples, none that suit, or all of one class.
  init(
    _ examples: [TrainingExample], _ settings: TrainingSettings
  ) throws(TrainingError) {
    let objective = settings.objective
    guard !examples.isEmpty else { throw .noExamples }
    let unsuited = examples.firstIndex { !objective.suits($0) }
    if let unsuited {
      let hasSome = examples.contains(where: objective.suits)
      throw hasSome
        ? .missingLabel(objective: objective.name, example: unsuited)
        : .noSuitableExamples(objective: objective.name)
    }
    weights = try Self.weights(examples, settings)
    self.examples = examples
    self.settings = settings
    order = BatchOrder(
      lengths: examples.map(\.length), batchSize: settings.batchSize,
      bucketBatches: settings.bucketBatches, seed: settings.seed)
    let all = order.stepCount * max(0, settings.epochs)
    let count = min(all, settings.stepLimit ?? all)
    schedule = LearningRateSchedule(
      peak: settings.rate, warmupSteps: Int((Double(count) * settings.warmupShare).rounded()),
      stepCount: count, finalShare: settings.finalShare)
  }

  /// Steps of an epoch.
  var epochSteps: Int { order.stepCount }

  private static func weights(
    _ examples: [TrainingExample], _ settings: TrainingSettings
  ) throws(TrainingError) -> [Double] {
    guard settings.objective.hasHead || settings.objective.name == "iprm" else {
      return examples.map { _ in 1 }
    }
    // Marks of single steps may have both classes in one trajectory.
    guard examples.allSatisfy(\.stepTargets.isEmpty) else { return examples.map { _ in 1 } }
    let right = examples.count { $0.isCorrect == true }
    let wrong = examples.count - right
    // A first wrong step behind right ones shows a classifier of steps both.
    let showsBoth = examples.contains { example in
      if case .known(.step(let step)) = example.label { step > 0 } else { false }
    }
    let needsBoth = ["crm", "orm", "iprm"].contains(settings.objective.name) || !showsBoth
    guard right > 0 && wrong > 0 || !needsBoth else {
      throw .oneClass(allCorrect: wrong == 0, objective: settings.objective.name)
    }
    guard settings.balancesClasses, right > 0, wrong > 0 else { return examples.map { _ in 1 } }
    let half = Double(examples.count) / 2
    return examples.map { half / Double($0.isCorrect == true ? right : wrong) }
  }

  /// What one step trains on.
  struct Step {
    /// Places among the examples, in groups that are computed at once.
    var passes: [[Int]]
    /// Of each example of each pass: what its loss is multiplied by in the mean.
    var scales: [[Double]]
    var tokens: Int
  }

  /// A step, counted from 0.
  mutating func step(_ index: Int) -> Step {
    let batch = order.batch(at: index)
    let total =
      settings.objective.countsTokens
      ? Double(batch.reduce(0) { $0 + examples[$1].responseRange.count }) : Double(batch.count)
    let passes = Self.passes(batch.map { ($0, examples[$0].length) }, limit: settings.tokensPerPass)
    return Step(
      passes: passes, scales: passes.map { $0.map { weights[$0] / total } },
      tokens: batch.reduce(0) { $0 + examples[$1].length })
  }

  /// Groups of at most so many tokens, or of one example that has more.
  static func passes(_ batch: [(place: Int, length: Int)], limit: Int) -> [[Int]] {
    var passes: [[Int]] = []
    var room = 0
    for (place, length) in batch {
      if passes.isEmpty || length > room {
        passes.append([])
        room = limit
      }
      passes[passes.count - 1].append(place)
      room -= length
    }
    return passes
  }
}
