import Survival

/// The order in which weights are fitted, so that a file's style is not mistaken for errors.
///
/// First features with fixed names on all files, each file with a level of its own, and pairs of
/// them. Then features that quote words, with the others held, on files that have both right and
/// wrong trajectories: only there do words distinguish right from wrong rather than file from file.
struct FittingPlan {
  let options: BuiltInTraining.Options
  let training: [TrainingSet.Example]
  let validation: [TrainingSet.Example]

  /// How firmly the second stage holds the weights of the first.
  static let firmness = 30.0

  func fit(
    _ corpus: inout TrainingCorpus, _ onProgress: (BuiltInTraining.Progress) throws -> Void
  ) throws -> [Double] {
    var weights: [Double] = []
    for round in 0...options.pairRounds {
      if round > 0 {
        let pairs = try PairSearch.best(
          options.pairsPerRound, in: corpus.set, training: training, weights: weights,
          without: Set(corpus.set.names))
        corpus.add(pairs: pairs)
      }
      let isFixed = corpus.set.names.map { !Self.quotes($0) }
      weights = try step(
        corpus, active: isFixed, start: weights, stage: round, training, validation, onProgress)
    }
    weights = try leveled(weights, corpus.set)
    let complete = Self.completeFiles(training)
    let words = try step(
      corpus, active: corpus.set.names.map { !$0.hasPrefix(TrainingSet.sourcePrefix) },
      start: weights, held: true,
      stage: options.pairRounds + 1, training.filter { complete.contains($0.source) },
      validation.filter { complete.contains($0.source) }, onProgress)
    return try pruned(words, corpus, complete, onProgress)
  }

  /// Whether a feature's name contains a word or number of the text.
  static func quotes(_ name: String) -> Bool {
    name.contains("“") || name.hasPrefix("the constant ")
  }

  /// Files with both right and wrong trajectories.
  private static func completeFiles(_ examples: [TrainingSet.Example]) -> Set<Int> {
    var right: Set<Int> = []
    var wrong: Set<Int> = []
    for example in examples {
      switch example.label {
      case .known(.noError): right.insert(example.source)
      case .known(.step), .wrongSomewhere: wrong.insert(example.source)
      }
    }
    return right.intersection(wrong)
  }

  private func step(
    _ corpus: TrainingCorpus, active: [Bool], start: [Double], held: Bool = false, stage: Int,
    _ training: [TrainingSet.Example], _ validation: [TrainingSet.Example],
    _ onProgress: (BuiltInTraining.Progress) throws -> Void
  ) throws -> [Double] {
    guard !training.isEmpty else { return start }
    let size = corpus.set.names.count
    let counts = corpus.set.questionCounts()
    let begin = start + [Double](repeating: 0, count: size - start.count)
    var fit = HazardFit(
      set: corpus.set, training: training, validation: validation, ridge: options.ridge,
      prior: held ? begin : [Double](repeating: 0, count: size),
      active: zip(active, counts).map { $0 && $1 >= options.leastQuestions })
    fit.start = begin
    if held { fit.firmness = corpus.set.names.map { Self.quotes($0) ? 1 : Self.firmness } }
    let stages = Double(options.pairRounds + 3)
    return try fit.run { progress in
      try Task.checkCancellation()
      let part = Double(progress.iteration) / Double(fit.iterationLimit)
      let losses = [progress.trainingLoss, progress.validationLoss].map(BuiltInTraining.rounded)
      try onProgress(
        BuiltInTraining.Progress(
          stage: "fitting", fraction: (Double(stage) + part) / stages,
          detail: "loss \(losses[0]), held out \(losses[1])"))
    }
  }

  /// Replaces the files' own levels by the single one that serves all best.
  private func leveled(_ weights: [Double], _ set: TrainingSet) throws -> [Double] {
    var plain = weights
    for (index, name) in set.names.enumerated() where name.hasPrefix(TrainingSet.sourcePrefix) {
      plain[index] = 0
    }
    guard let always = set.names.firstIndex(of: "always") else { return plain }
    var best = (weights: plain, f1: -1.0)
    for level in stride(from: -2.0, through: 2.0, by: 0.25) {
      var shifted = plain
      shifted[always] += level
      let cases = try validation.compactMap {
        try BuiltInTraining.labelledCase($0, set, shifted)
      }
      let f1 = RuleChoice.meanF1(of: cases, rule: .median)
      if f1 > best.f1 { best = (shifted, f1) }
    }
    return best.weights
  }

  /// Drops the weakest words until few enough weights are left, and fits those once more.
  private func pruned(
    _ weights: [Double], _ corpus: TrainingCorpus, _ complete: Set<Int>,
    _ onProgress: (BuiltInTraining.Progress) throws -> Void
  ) throws -> [Double] {
    let names = corpus.set.names
    let counts = corpus.set.questionCounts()
    let room = options.weightLimit - zip(names, weights).count { !Self.quotes($0) && $1 != 0 }
    let ranked = weights.indices.filter { Self.quotes(names[$0]) && weights[$0] != 0 }.sorted {
      weights[$0].magnitude * Double(counts[$0]).squareRoot()
        > weights[$1].magnitude * Double(counts[$1]).squareRoot()
    }
    guard ranked.count > room else { return weights }
    let kept = Set(ranked.prefix(max(0, room)))
    let start = weights.indices.map {
      kept.contains($0) || !Self.quotes(names[$0]) ? weights[$0] : 0
    }
    return try step(
      corpus, active: start.indices.map { start[$0] != 0 || kept.contains($0) }, start: start,
      held: true,
      stage: options.pairRounds + 2, training.filter { complete.contains($0.source) },
      validation.filter { complete.contains($0.source) }, onProgress)
  }
}
