import Scoring
import Trajectories
import Transformer

/// How much the figures of a precision differ from float32 on the same trajectories.
public struct PrecisionEffect: Equatable, Sendable {
  /// The precision compared with float32.
  public var precision: String
  /// The number of trajectories scored by both.
  public var trajectories = 0
  /// The number of hazards compared; for an outcome model, of probabilities.
  public var figures = 0
  /// The mean of |h − h₃₂|, or of the difference of outcome probabilities.
  public var meanDifference = 0.0
  /// The largest difference.
  public var largestDifference = 0.0
  /// The number of trajectories whose predicted first error differs.
  public var changedPredictions = 0

  /// Compares scores of the same trajectories; skips any that either lacks.
  init(
    precision: String, _ scores: [ScoringOutcome], exact: [ScoringOutcome]
  ) {
    self.precision = precision
    var sum = 0.0
    for case (.success(let score), .success(let other)) in zip(scores, exact) {
      trajectories += 1
      if score.firstError() != other.firstError() { changedPredictions += 1 }
      for (value, exactValue) in zip(Self.figures(score), Self.figures(other)) {
        let difference = (value - exactValue).magnitude
        sum += difference
        figures += 1
        largestDifference = max(largestDifference, difference)
      }
    }
    if figures > 0 { meanDifference = sum / Double(figures) }
  }

  private static func figures(_ score: TrajectoryScore) -> [Double] {
    score.outcomeProbability.map { [$0] } ?? score.curve.hazards
  }
}

extension CheckpointModel {
  /// Measures the effect of this model's precision: scores the trajectories with it and in float32.
  ///
  /// Loads the weights a second time, in float32, until it returns.
  /// - Throws: ``RequestFailure`` if cancelled, or if the weights can no longer be read.
  public func precisionEffect(
    on trajectories: [Trajectory]
  ) async throws(RequestFailure) -> PrecisionEffect {
    let exact: CheckpointModel
    do throws(CheckpointModelError) {
      exact = try CheckpointModel(checkpoint, precision: .f32)
    } catch {
      throw .unavailable(error.description)
    }
    return PrecisionEffect(
      precision: description.precision, try await scores(of: trajectories),
      exact: try await exact.scores(of: trajectories))
  }

  /// Describes the effect of 8-bit products; `nil` for other precisions, whose error is negligible.
  public func precisionNote(on trajectories: [Trajectory]) async throws(RequestFailure) -> String? {
    guard description.precision == DecoderPrecision.int8.rawValue, !trajectories.isEmpty else {
      return nil
    }
    return try await precisionEffect(on: trajectories).description
  }
}

extension PrecisionEffect: CustomStringConvertible {
  /// The effect in one line.
  public var description: String {
    func digits(_ value: Double) -> String {
      let scaled = (value * 1e5).rounded() / 1e5
      return String(scaled)
    }
    return "\(precision) against f32 on \(figures) figures of \(trajectories) trajectories: "
      + "mean difference \(digits(meanDifference)), largest \(digits(largestDifference)); "
      + "\(changedPredictions) predicted first errors change"
  }
}
