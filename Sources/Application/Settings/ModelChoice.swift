import Files
import Foundation
import Scoring

/// What `--model` asks for, and how it becomes a model.
package enum ModelChoice: Equatable, Sendable {
  case builtIn
  /// Weights of the built-in kind in a file that `train` wrote.
  case builtInFile(String)
  case recorded
  /// A folder with a model in Hugging Face layout.
  case checkpoint(String, CheckpointArguments)
  /// Several models whose logits are averaged, as `A+B` names them.
  indirect case ensemble([ModelChoice])
  /// Several models with fitted weights, in a file that `train --stack` wrote.
  case ensembleFile(String, CheckpointArguments)

  /// Understands the argument of `--model`.
  ///
  /// - Throws: ``CommandFailure`` when nothing of that name or place can be a model.
  package init(
    argument: String, checkpoint: CheckpointArguments = CheckpointArguments()
  ) throws(CommandFailure) {
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
      if argument.contains("+") {
        self = try .ensemble(argument, checkpoint)
        return
      }
      throw CommandFailure(
        .noInput,
        "There is no model '\(argument)'. Use builtin, recorded, a checkpoint's folder, the path of "
          + "a file that 'misstep train' wrote, or several of them as A+B.")
    case _ where isFolder.boolValue:
      self = .checkpoint(argument, checkpoint)
    case _ where !Self.isModelSized(argument):
      throw CommandFailure(
        .badData,
        "\(argument) is no model: a file that 'misstep train' wrote is a plain file of at most "
          + "\(Self.largestFile >> 20) MB. Name such a file, or a checkpoint's folder.")
    case _ where Self.isEnsemble(argument): self = .ensembleFile(argument, checkpoint)
    default: self = .builtInFile(argument)
    }
  }

  private static let largestFile = 256 << 20

  /// Devices and pipes have no end, and other large files are data: neither is read to find out.
  private static func isModelSized(_ path: String) -> Bool {
    FileNode(path).map { $0.isRegular && $0.size <= largestFile } ?? false
  }
}
