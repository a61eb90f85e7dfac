import Foundation
import RewardModels

/// What `--model` asks for, and how it becomes a model.
package enum ModelChoice: Equatable, Sendable {
  case builtIn
  /// Weights of the built-in kind in a file that `train` wrote.
  case builtInFile(String)
  case recorded

  /// Understands the argument of `--model`.
  ///
  /// - Throws: ``CommandFailure`` when nothing of that name or place can be a model.
  package init(argument: String) throws(CommandFailure) {
    var isFolder: ObjCBool = false
    switch argument {
    case "builtin": self = .builtIn
    case "recorded": self = .recorded
    case _ where argument.hasPrefix("http://") || argument.hasPrefix("https://"):
      throw CommandFailure(
        .usage,
        "\(argument): scoring servers cannot be asked yet. Use --model builtin, or score elsewhere "
          + "and open the result with --model recorded.")
    case _ where !FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder):
      throw CommandFailure(
        .noInput,
        "There is no model '\(argument)'. Use builtin, recorded, or the path of a file that "
          + "'misstep train' wrote.")
    case _ where isFolder.boolValue:
      throw CommandFailure(
        .usage,
        "\(argument) is a folder: checkpoints cannot be loaded yet. Use --model builtin, or score "
          + "elsewhere and open the result with --model recorded.")
    default: self = .builtInFile(argument)
    }
  }
}
