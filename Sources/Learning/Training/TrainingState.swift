import Transformer

/// All that a training run changes: weights, the optimizer's moments, and how far it is.
///
/// Where in the data it is follows from the step; see ``BatchOrder``. A value: whoever keeps a copy across a
/// step has a second set of weights in memory.
public struct TrainingState: Sendable {
  /// What is trained.
  public internal(set) var weights: NamedParameters
  /// Means of gradients, in the weights' layout.
  public internal(set) var firstMoments: NamedParameters
  /// Means of their squares.
  public internal(set) var secondMoments: NamedParameters
  /// Steps done.
  public internal(set) var step = 0
  /// Tokens of all steps.
  public internal(set) var tokens = 0

  /// A run that has not begun.
  ///
  /// - Throws: ``ParameterError/outOfMemory(bytes:)``.
  init(weights: NamedParameters) throws(ParameterError) {
    let layout = weights.layout.stored(as: .float32)
    self.weights = weights
    firstMoments = try NamedParameters(zeros: layout)
    secondMoments = try NamedParameters(zeros: layout)
  }

  /// Runs `body` with weights and moments, to be changed in place.
  mutating func withPointers<Failure: Error>(
    _ body: (MutableNumbers, MutableNumbers, MutableNumbers) throws(Failure) -> Void
  ) throws(Failure) {
    try weights.withAllMutableFloats { weights throws(Failure) in
      try firstMoments.withAllMutableFloats { first throws(Failure) in
        try secondMoments.withAllMutableFloats { second throws(Failure) in
          guard let weights = weights.baseAddress, let first = first.baseAddress,
            let second = second.baseAddress
          else { return }
          try body(weights, first, second)
        }
      }
    }
  }
}
