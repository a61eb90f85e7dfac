import Checkpoints
import Ensembles
import Files
import Scoring
import TrajectoryFiles

extension ModelChoice {
  /// Understands `A+B`; a `+` within a name that exists is no sign of two models.
  ///
  /// - Throws: ``CommandFailure`` for a part that is nothing, or for an ensemble as a part.
  static func ensemble(
    _ argument: String, _ arguments: CheckpointArguments
  ) throws(CommandFailure) -> ModelChoice {
    let names = argument.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    guard !names.contains("") else {
      throw CommandFailure(
        .usage, "\(argument): a '+' stands between two models. Name one on each side.")
    }
    var parts: [ModelChoice] = []
    for name in names { parts.append(try part(name, arguments.fitting(name))) }
    return .ensemble(parts)
  }

  private static func part(
    _ name: String, _ arguments: CheckpointArguments
  ) throws(CommandFailure) -> ModelChoice {
    let choice = try ModelChoice(argument: name, checkpoint: arguments)
    switch choice {
    case .builtIn, .builtInFile, .recorded, .checkpoint: return choice
    case .ensemble, .ensembleFile:
      throw CommandFailure(
        .usage, "\(name) is an ensemble, and cannot be part of another. Name its models instead.")
    }
  }

  /// - Throws: ``CommandFailure`` when one of the parts is no model.
  static func averaging(_ parts: [ModelChoice]) throws(CommandFailure) -> EnsembleModel {
    var models: [any RewardModel] = []
    for part in parts { models.append(try part.load()) }
    return EnsembleModel(averaging: models)
  }

  /// The ensemble in a file, its parts opened.
  ///
  /// - Throws: ``CommandFailure`` when it is no ensemble, or one of its parts no model.
  static func loadEnsemble(
    _ path: String, _ arguments: CheckpointArguments
  ) throws(CommandFailure) -> EnsembleModel {
    let file = try ensembleFile(path)
    var parts: [EnsembleModel.Part] = []
    var others: [String] = []
    for part in file.parts {
      let model = try opened(part, of: path, arguments)
      if model.identity != part.identity { others.append(part.model) }
      parts.append(EnsembleModel.Part(model, weight: part.weight))
    }
    return EnsembleModel(
      parts, bias: file.bias, rule: file.rule,
      name: path.split(separator: "/").last.map(String.init) ?? path,
      warning: others.isEmpty
        ? nil
        : "the weights of \(path) were fitted with other weights of \(others.joined(separator: ", ")); "
          + "'misstep train --stack' fits them anew")
  }

  private static func opened(
    _ part: EnsembleFile.Part, of path: String, _ arguments: CheckpointArguments
  ) throws(CommandFailure) -> any RewardModel {
    do throws(CommandFailure) {
      let name = EnsemblePlace(of: path).resolved(part.model)
      return try Self.part(name, arguments.fitting(name)).load()
    } catch {
      throw CommandFailure(error.status, "\(path): \(error.description)")
    }
  }

  /// - Throws: ``CommandFailure`` when it cannot be read, or is no ensemble.
  static func ensembleFile(_ path: String) throws(CommandFailure) -> EnsembleFile {
    do {
      return try EnsembleFile(json: FileSource(path: path).bytes)
    } catch let error as FileError {
      throw CommandFailure(error.exitStatus, error.description)
    } catch {
      throw CommandFailure(.badData, "\(path): \(error)")
    }
  }

  /// An ensemble's file names a few models; what is larger is something else, and is not read to tell.
  private static let largestEnsemble = 1 << 20

  /// Whether a file holds an ensemble rather than weights of the built-in kind.
  static func isEnsemble(_ path: String) -> Bool {
    guard let node = FileNode(path), node.isRegular, node.size <= largestEnsemble else {
      return false
    }
    return (try? FileSource(path: path).bytes).map(EnsembleFile.isNamed) ?? false
  }
}

/// Where an ensemble's file lies, from which the paths of its parts are told.
///
/// Parts in or below its folder are named from there, so that the folder can be moved as a whole; all
/// others by their absolute paths.
struct EnsemblePlace {
  private let place: FilePlace

  init(of path: String) { place = FilePlace(path) }

  /// What a part's name in the file means here.
  func resolved(_ model: String) -> String {
    model == "builtin" || model == "recorded" || model.hasPrefix("/") ? model : place.sibling(model)
  }

  /// What stands in the file for a model as the user named it.
  func name(of model: String) -> String {
    guard model != "builtin", model != "recorded" else { return model }
    let path = FilePlace.absolute(model)
    let folder = FilePlace.absolute(place.folder)
    let within = folder.hasSuffix("/") ? folder : folder + "/"
    return path.hasPrefix(within) ? String(path.dropFirst(within.count)) : path
  }
}
