import Files
import Glibc

/// Refuses to put a model's folder where something else is, before hours are spent on it.
enum ModelFolderPlace {
  /// - Throws: ``CommandFailure`` naming the folder and what would be right.
  static func check(_ path: String, body: String, replaces: Bool) throws(CommandFailure) {
    var parent = path
    while parent.count > 1, parent.hasSuffix("/") { parent.removeLast() }
    parent = parent.lastIndex(of: "/").map { String(parent[...$0]) } ?? "."
    guard access(parent, W_OK | X_OK) == 0 else {
      throw CommandFailure(
        .inputOutput,
        "\(path) cannot be made: \(String(cString: strerror(errno))). Make the folder \(parent), or "
          + "name another place.")
    }
    guard let node = FileNode(path) else { return }
    guard !node.isRegular else {
      throw CommandFailure(
        .usage, "\(path) is a file, and a model is a folder. Name another place with -o.")
    }
    guard FileNode(body) != node else {
      throw CommandFailure(
        .usage, "\(path) is the decoder that is read. Name another folder with -o.")
    }
    guard replaces else {
      throw CommandFailure(
        .usage, "\(path) exists already. Replace it with --force, or write to another folder.")
    }
    // Whatever else is in it would go too.
    let isModel = ["adapter_config.json", "config.json"].contains {
      access(path + "/" + $0, F_OK) == 0
    }
    guard isModel, access(path + "/training.json", F_OK) == 0 else {
      throw CommandFailure(
        .usage,
        "\(path) is no model that misstep has trained, so --force does not replace it. Write to "
          + "another folder.")
    }
  }
}
