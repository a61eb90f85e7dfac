import Foundation
import Labeling
import TOMLKit

/// The user's configuration file; every member has a default, so the file is optional.
///
/// Read from `$XDG_CONFIG_HOME/misstep/config.toml`, by default in `~/.config`.
package struct Configuration: Equatable, Sendable {
  /// The name under which verdicts are given.
  package var annotator: String?
  /// As `--model` takes it.
  package var model: String?
  /// The label store's path, or `none`.
  package var labels: String?
  /// The name of a theme: `dark`, `light`, `mono` or `colorblind`.
  package var theme: String?
  /// As `--predict` takes it.
  package var predict: String?
  /// Whether a verdict moves on to the next unlabelled trajectory.
  package var advance = true
  /// Whether the inspector starts in blind mode.
  package var blind = false
  /// The order in which trajectories are offered, as `--next` takes it.
  package var next: String?
  /// The share that orders draw at random, in 0...1.
  package var randomShare: Double?
  /// Key or keys by the command's name, over the built-in table.
  package var keys: [String: [String]] = [:]
  /// The file that said so, for messages; empty without one.
  var source = ""

  /// The defaults.
  package init() {}

  /// Reads the file; without one, the defaults.
  ///
  /// - Throws: ``CommandFailure`` naming the file, the line and what would be right.
  package static func load(environment: [String: String]) throws(CommandFailure) -> Configuration {
    let path = path(environment: environment)
    guard let bytes = FileManager.default.contents(atPath: path) else { return Configuration() }
    do {
      var configuration = try Configuration(
        table: TOMLTable(string: String(decoding: bytes, as: UTF8.self)))
      configuration.source = path
      configuration.labels = configuration.labels.map { whole($0, beside: path, environment) }
      return configuration
    } catch let fault as ConfigurationFault {
      throw CommandFailure(.usage, "\(path): \(fault.words)")
    } catch let error as TOMLParseError {
      throw CommandFailure(
        .usage, "\(path):\(error.source.begin.line): not valid TOML: \(error.description)")
    } catch {
      throw CommandFailure(.usage, "\(path): \(error)")
    }
  }

  /// A path of the file's own: `~` is the home folder, and what is relative stands beside the file,
  /// so that it means the same wherever the program is started.
  private static func whole(
    _ path: String, beside file: String, _ environment: [String: String]
  ) -> String {
    if path == "none" || path.hasPrefix("/") { return path }
    if path.hasPrefix("~/"), let home = environment["HOME"] { return home + path.dropFirst() }
    return URL(filePath: file).deletingLastPathComponent().path + "/" + path
  }

  /// Where the file is expected, whether it exists or not.
  package static func path(environment: [String: String]) -> String {
    let home = environment["HOME"] ?? "/"
    let folder = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (folder ?? home + "/.config") + "/misstep/config.toml"
  }
}

private struct ConfigurationFault: Error {
  var words: String
}

extension Configuration {
  private init(table: TOMLTable) throws {
    for key in table.keys {
      guard let value = table[key] else { continue }
      switch key {
      case "annotator": annotator = try Self.string(value, key)
      case "model": model = try Self.string(value, key)
      case "labels": labels = try Self.string(value, key)
      case "theme": theme = try Self.string(value, key)
      case "predict": predict = try Self.string(value, key)
      case "advance": advance = try Self.bool(value, key)
      case "blind": blind = try Self.bool(value, key)
      case "next": next = try Self.string(value, key)
      case "random_share": randomShare = try Self.share(value, key)
      case "keys": keys = try Self.keys(value)
      default:
        throw ConfigurationFault(
          words: "'\(key)' is not a setting. Settings are annotator, model, labels, theme, "
            + "predict, advance, blind, next, random_share and the table [keys].")
      }
    }
  }

  private static func string(_ value: some TOMLValueConvertible, _ key: String) throws -> String {
    guard let string = value.string else {
      throw ConfigurationFault(words: "'\(key)' must be a text in quotes.")
    }
    return string
  }

  private static func bool(_ value: some TOMLValueConvertible, _ key: String) throws -> Bool {
    guard let bool = value.bool else {
      throw ConfigurationFault(words: "'\(key)' must be true or false.")
    }
    return bool
  }

  private static func share(_ value: some TOMLValueConvertible, _ key: String) throws -> Double {
    let number = value.double ?? value.int.map(Double.init)
    guard let number, (0...1).contains(number) else {
      throw ConfigurationFault(words: "'\(key)' must be a number from 0 to 1.")
    }
    return number
  }

  private static func keys(_ value: some TOMLValueConvertible) throws -> [String: [String]] {
    guard let table = value.table else {
      throw ConfigurationFault(words: "[keys] must be a table of command = \"key\".")
    }
    var keys: [String: [String]] = [:]
    for command in table.keys {
      if let key = table[command]?.string {
        keys[command] = [key]
      } else if let list = table[command]?.array {
        keys[command] = try list.map { try string($0, "keys.\(command)") }
      } else {
        throw ConfigurationFault(
          words: "keys.\(command) must be a key in quotes, or a list of them.")
      }
    }
    return keys
  }
}
