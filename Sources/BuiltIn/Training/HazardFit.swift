import Survival

/// Minimises the three losses by L-BFGS, stopping when held-out questions stop improving.
struct HazardFit {
  var set: TrainingSet
  var training: [TrainingSet.Example]
  var validation: [TrainingSet.Example]
  /// Weight of ½‖w − prior‖² relative to the mean loss.
  var ridge: Double
  /// A factor on the pull of each weight towards its prior; 1 for all if empty.
  var firmness: [Double] = []
  /// What weights are pulled towards; zero unless refitting.
  var prior: [Double]
  /// Where the search begins; at the prior if empty.
  var start: [Double] = []
  /// Features that may have a weight.
  var active: [Bool]
  var iterationLimit = 300
  /// Iterations without a better validation loss before it stops.
  var patience = 25
  /// Examples that decide nothing; their loss is told with the progress.
  var judged: [TrainingSet.Example] = []

  struct Progress {
    var iteration: Int
    var trainingLoss: Double
    var validationLoss: Double
    /// Of ``HazardFit/judged``; `nil` without any.
    var judgedLoss: Double?
  }

  /// The weights with the lowest validation loss along the way.
  func run(onIteration: (Progress) throws -> Void) throws -> [Double] {
    let first = start.isEmpty ? prior : start
    var search = LimitedMemorySearch(start: first)
    var best = (loss: Double.infinity, weights: first, iteration: 0)
    var (loss, gradient) = try objective(first)
    for iteration in 0..<iterationLimit {
      let held = try meanLoss(search.point, over: validation.isEmpty ? training : validation)
      let judgedLoss = judged.isEmpty ? nil : try meanLoss(search.point, over: judged)
      try onIteration(
        Progress(
          iteration: iteration, trainingLoss: loss, validationLoss: held, judgedLoss: judgedLoss))
      if held < best.loss - 1e-5 { best = (held, search.point, iteration) }
      if iteration - best.iteration >= patience { break }
      guard let next = try search.advance(loss, gradient, evaluate: objective) else { break }
      (loss, gradient) = next
    }
    return best.weights
  }

  /// The weighted mean loss plus the ridge, and its gradient.
  func objective(_ weights: [Double]) throws -> (loss: Double, gradient: [Double]) {
    var gradient = [Double](repeating: 0, count: weights.count)
    var loss = 0.0
    let total = training.reduce(0) { $0 + $1.weight }
    for example in training where example.weight > 0 {
      let logits = set.logits(of: example, weights: weights)
      let (part, slopes) = try SurvivalObjective.lossAndGradient(of: logits, label: example.label)
      let share = example.weight / max(total, 1e-12)
      loss += share * part
      for (row, slope) in zip(example.rows, slopes) {
        for entry in set.offsets[row]..<set.offsets[row + 1] {
          gradient[Int(set.columns[entry])] += share * slope * Double(set.values[entry])
        }
      }
    }
    for index in weights.indices {
      let distance = weights[index] - prior[index]
      let pull = ridge * (firmness.isEmpty ? 1 : firmness[index])
      loss += 0.5 * pull * distance * distance
      gradient[index] = active[index] ? gradient[index] + pull * distance : 0
    }
    return (loss, gradient)
  }

  func meanLoss(_ weights: [Double], over examples: [TrainingSet.Example]) throws -> Double {
    var loss = 0.0
    var total = 0.0
    for example in examples where example.weight > 0 {
      loss +=
        example.weight
        * (try SurvivalObjective.loss(
          of: set.logits(of: example, weights: weights), label: example.label))
      total += example.weight
    }
    return total > 0 ? loss / total : 0
  }
}
