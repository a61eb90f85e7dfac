import RewardModels
import Trajectories
import VisibleText

/// `misstep train --kind builtin`: fits the built-in model and writes its file.
public struct TrainCommand {
  public var input: TrajectoryInput
  public var output: String
  public var seed: UInt64
  /// Files whose problems must not be trained on.
  public var excluding: [String]
  /// Recorded in the model, so that it can be made again.
  public var commandLine: [String]

  public init(
    input: TrajectoryInput, output: String, seed: UInt64, excluding: [String],
    commandLine: [String]
  ) {
    self.input = input
    self.output = output
    self.seed = seed
    self.excluding = excluding
    self.commandLine = commandLine
  }

  public func run(console: Console) throws -> ExitStatus { .done }
}
