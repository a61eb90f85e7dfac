import Survival

/// One trajectory as training takes it: tokens, where steps are read, and what is known of them.
///
/// Where a head alone is trained, on states that were computed before, there are no tokens and read-outs
/// are rows of ``HiddenStates``.
public struct TrainingExample: Equatable, Sendable {
  /// Ids of the whole text, shape (T); each in 0 ..< vocabulary.
  public var tokens: [Int32]
  /// Where each step is read, ascending, counted from 0; shape (steps).
  public var readouts: [Int]
  /// What is known of the trajectory; `nil` for texts that only a language model is trained on.
  public var label: ObjectiveLabel?
  /// The probability that each step is right, shape (steps), where marks of single steps are known; empty
  /// to take them from the label.
  public var stepTargets: [Double?]
  /// The first token of the response, for objectives over tokens.
  public var responseStart: Int
  /// log π_ref of each token of the response, shape (T − responseStart); for implicit models and policies only.
  public var referenceLogProbabilities: [Double]
  /// log π of each token of the response when it was drawn, of the same shape; for policies only.
  public var sampledLogProbabilities: [Double] = []
  /// How much better each token of the response was than expected, of the same shape; for policies only.
  public var advantages: [Double] = []

  /// A trajectory.
  public init(
    tokens: [Int32], readouts: [Int] = [], label: ObjectiveLabel? = nil,
    stepTargets: [Double?] = [], responseStart: Int = 0,
    referenceLogProbabilities: [Double] = []
  ) {
    self.tokens = tokens
    self.readouts = readouts
    self.label = label
    self.stepTargets = stepTargets
    self.responseStart = responseStart
    self.referenceLogProbabilities = referenceLogProbabilities
  }

  /// A trajectory whose states are rows of a matrix.
  public init(rows: Range<Int>, label: ObjectiveLabel?, stepTargets: [Double?] = []) {
    self.init(tokens: [], readouts: Array(rows), label: label, stepTargets: stepTargets)
  }

  /// Whether the label says that nothing is wrong; `nil` without one.
  public var isCorrect: Bool? { label.map { $0 == .correct } }

  /// What it costs to train on: tokens, or rows where there are none.
  var length: Int { tokens.isEmpty ? readouts.count : tokens.count }

  /// Tokens whose probability counts: those of the response that something stands before.
  var responseRange: Range<Int> {
    let first = max(responseStart, 1)
    return first..<max(first, tokens.count)
  }
}

extension TrainingExample {
  /// Takes z away from all but a share of the wrong trajectories, which then are wrong somewhere.
  ///
  /// The paper's ablation (`--z-fraction`). Which ones keep it depends on the seed and their place only, and a larger share
  /// keeps all of a smaller one's.
  public static func keepingFirstErrors(
    in examples: [TrainingExample], share: Double, seed: UInt64
  ) -> [TrainingExample] {
    let known = examples.indices.filter {
      if case .known(.step) = examples[$0].label { true } else { false }
    }
    var random = RandomStream(seed: seed, stream: 0x7A)
    let order = random.shuffled(known)
    var result = examples
    for index in order.dropFirst(Int((Double(order.count) * share).rounded())) {
      result[index].label = .wrongSomewhere
    }
    return result
  }
}
