/// How well predicted first errors match labels, as ProcessBench counts it.
///
/// A prediction counts only if it names exactly the step. Fractions lie in 0...1.
/// Source: Zheng et al. 2024, ProcessBench, arXiv:2412.06559.
public struct ProcessBenchScore: Equatable, Sendable {
  /// The fraction of the wrong trajectories whose first error was found; nil if there are none.
  public let errorAccuracy: Double?
  /// The fraction of the correct trajectories that were called correct; nil if there are none.
  public let correctAccuracy: Double?

  /// Compares predictions with labels, one of each per trajectory.
  ///
  /// - Parameters:
  ///   - labels: the first wrong steps, as people know them.
  ///   - predictions: the same, as predicted.
  /// - Throws: ``SurvivalError/listsDiffer(predictions:labels:)`` if one is longer.
  public init(labels: [FirstError], predictions: [FirstError]) throws(SurvivalError) {
    guard labels.count == predictions.count else {
      throw .listsDiffer(predictions: predictions.count, labels: labels.count)
    }
    var wrong = (count: 0, found: 0)
    var correct = (count: 0, found: 0)
    for (label, prediction) in zip(labels, predictions) {
      let hit = label == prediction ? 1 : 0
      if label == .noError {
        correct = (correct.count + 1, correct.found + hit)
      } else {
        wrong = (wrong.count + 1, wrong.found + hit)
      }
    }
    self.init(
      wrong: wrong.count, foundWrong: wrong.found, correct: correct.count,
      foundCorrect: correct.found)
  }

  /// The same from counts: trajectories with and without a first error, and how many of each were
  /// predicted correctly.
  public init(wrong: Int, foundWrong: Int, correct: Int, foundCorrect: Int) {
    errorAccuracy = wrong == 0 ? nil : Double(foundWrong) / Double(wrong)
    correctAccuracy = correct == 0 ? nil : Double(foundCorrect) / Double(correct)
  }

  /// The harmonic mean of the two accuracies, 0 if both are 0; nil if either is missing.
  public var f1: Double? {
    guard let errorAccuracy, let correctAccuracy else { return nil }
    let sum = errorAccuracy + correctAccuracy
    return sum == 0 ? 0 : 2 * errorAccuracy * correctAccuracy / sum
  }
}
