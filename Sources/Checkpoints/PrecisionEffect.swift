import Scoring
import Trajectories
import Transformer

/// How far the figures of one precision are from those of float32, on the same trajectories.
public struct PrecisionEffect: Equatable, Sendable {
  /// What was compared with float32.
  public var precision: String
  /// Trajectories that both could score.
  public var trajectories = 0
  /// Their hazards; of an outcome model one probability a trajectory.
  public var figures = 0
  /// The mean of |h − h₃₂|, or of outcome probabilities.
  public var meanDifference = 0.0
  /// The largest of them.
  public var largestDifference = 0.0
  /// Trajectories whose predicted first error is another.
  public var changedPredictions = 0

  /// Compares scores of the same trajectories; those that one has not are left out.
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
  /// What this model's precision does to its figures: scores the trajectories with it and in float32.
  ///
  /// Loads the weights once more, in float32, for as long as it takes.
  /// - Throws: ``RequestFailure`` when cancelled, or when the weights cannot be read any more.
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

  /// The effect of 8-bit products; the other precisions are as good as exact.
  public func precisionNote(on trajectories: [Trajectory]) async throws(RequestFailure) -> String? {
    guard description.precision == DecoderPrecision.int8.rawValue, !trajectories.isEmpty else {
      return nil
    }
    return try await precisionEffect(on: trajectories).description
  }
}

extension PrecisionEffect: CustomStringConvertible {
  /// One line for a person.
  public var description: String {
    func digits(_ value: Double) -> String {
      let scaled = (value * 1e5).rounded() / 1e5
      return String(scaled)
    }
    return "\(precision) against f32 on \(figures) figures of \(trajectories) trajectories: "
      + "they differ by \(digits(meanDifference)) on average, \(digits(largestDifference)) at most; "
      + "\(changedPredictions) predicted first errors change"
  }
}
