import Files
import Foundation

/// Where models that `:train` made are saved: in `models` in the program's data folder.
struct FittedModelPlace: Sendable {
  /// What a fitted model is called.
  struct Name: Equatable, Sendable {
    /// The model that was fitted.
    var model: String
    /// `.json` of a file; empty of a folder.
    var ending = ""

    /// The name without what an earlier fit added.
    var stem: String {
      var stem = model
      if !ending.isEmpty, stem.hasSuffix(ending) { stem.removeLast(ending.count) }
      guard let mark = stem.range(of: "-fitted-", options: .backwards) else { return stem }
      return stem[mark.upperBound...].allSatisfy(\.isNumber)
        ? String(stem[..<mark.lowerBound]) : stem
    }
  }

  let folder: String

  init(folder: String) { self.folder = folder }

  /// - Throws: ``CommandFailure`` where no variable says where data goes.
  static func standard() throws(CommandFailure) -> FittedModelPlace {
    guard let folder = DataFolder.standard(environment: ProcessInfo.processInfo.environment) else {
      throw CommandFailure(
        .inputOutput, "neither XDG_DATA_HOME nor HOME says where models go: set one of them")
    }
    return FittedModelPlace(folder: folder + "/models")
  }

  /// A path in the folder, which is made, where nothing is yet: `NAME-fitted-1`, or a higher number.
  ///
  /// - Throws: ``CommandFailure`` when the folder cannot be made.
  func free(_ name: Name) throws(CommandFailure) -> String {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandFailure(
        .inputOutput, "the folder \(folder) cannot be made: \(error.localizedDescription)")
    }
    var number = 1
    while true {
      let path = "\(folder)/\(name.stem)-fitted-\(number)\(name.ending)"
      // A link that leads nowhere is something too.
      if FileNode(path) == nil, access(path, F_OK) != 0,
        (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) == nil
      {
        return path
      }
      number += 1
    }
  }
}
