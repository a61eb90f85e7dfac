import RewardModels
import Trajectories
import VisibleText

/// `misstep train --kind builtin`: fits the built-in model and writes its file.
package struct TrainCommand {
  package var input: TrajectoryInput
  package var output: String
  package var seed: UInt64
  /// Files whose problems must not be trained on.
  package var excluding: [String]
  /// Recorded in the model, so that it can be made again.
  package var commandLine: [String]

  package init(
    input: TrajectoryInput, output: String, seed: UInt64, excluding: [String],
    commandLine: [String]
  ) {
    self.input = input
    self.output = output
    self.seed = seed
    self.excluding = excluding
    self.commandLine = commandLine
  }

  package func run(console: Console) throws -> ExitStatus { .done }
}
