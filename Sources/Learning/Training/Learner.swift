import Survival
import Transformer

/// A model whose loss and gradient can be had for some examples.
protocol Learner: AnyObject {
  /// The parameters that change, of those in the trained collection.
  var parameters: [Parameter] { get }

  /// Checks what can be checked before training.
  func check(_ examples: [TrainingExample]) throws(TrainingError)

  /// Adds Σ weight · d loss / d weights of some examples, and gives their losses.
  ///
  /// Inside the pool's lock. Where `gradient` is `nil` only losses are computed.
  func losses(
    _ examples: [TrainingExample], at places: [Int], scales: [Double], weights: Numbers,
    gradient: MutableNumbers?
  ) throws(TrainingError) -> [Double]

  /// The losses of some examples, and what is read at each of their read-outs; inside the pool's lock.
  func judgement(
    of examples: [TrainingExample], at places: [Int], weights: Numbers
  ) throws(TrainingError) -> (losses: [Double], values: [[Double]])
}

extension Objective {
  /// Losses of some examples by their logits, and the gradient of their weighted sum, one behind the other.
  func losses(
    _ examples: [TrainingExample], at places: [Int], scales: [Double], logits: [Double]
  ) throws(TrainingError) -> (losses: [Double], gradient: [Double]) {
    var (losses, gradient): ([Double], [Double]) = ([], [])
    var row = 0
    for (index, example) in examples.enumerated() {
      let own = Array(logits[row..<row + example.readouts.count])
      row += own.count
      do throws(SurvivalError) {
        let (loss, slopes) = try lossAndGradient(of: own, example)
        losses.append(loss)
        gradient += slopes.map { $0 * scales[index] }
      } catch {
        // A NaN loss is found, and said, by whoever asked for it.
        guard case .logitIsNotANumber = error else { throw .example(places[index], error) }
        losses.append(.nan)
        gradient += own.map { _ in .nan }
      }
    }
    return (losses, gradient)
  }
}
