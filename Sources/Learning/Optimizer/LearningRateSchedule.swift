import Glibc

/// The learning rate of each step: rising in a line, then falling as a cosine.
public struct LearningRateSchedule: Equatable, Sendable {
  /// The highest rate.
  public var peak: Double
  /// Steps that rise to it.
  public var warmupSteps: Int
  /// All steps.
  public var stepCount: Int
  /// Share of the peak behind the last step.
  public var finalShare: Double

  /// Such a schedule.
  public init(peak: Double, warmupSteps: Int, stepCount: Int, finalShare: Double = 0) {
    self.peak = peak
    self.warmupSteps = warmupSteps
    self.stepCount = stepCount
    self.finalShare = finalShare
  }

  /// The rate of a step, counted from 0: never 0 within the warm-up.
  public func rate(at step: Int) -> Double {
    guard step >= warmupSteps else { return peak * Double(step + 1) / Double(warmupSteps) }
    let length = max(1, stepCount - warmupSteps)
    let passed = min(1, Double(step - warmupSteps) / Double(length))
    return peak * (finalShare + (1 - finalShare) * (1 + cos(.pi * passed)) / 2)
  }
}
