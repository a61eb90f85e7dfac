import Trajectories

extension KeyTable {
  /// The table with some commands on other keys.
  ///
  /// A key that an override takes is taken away from the command that had it; an empty list leaves
  /// a command without keys, reachable through `:` only.
  ///
  /// - Parameter overrides: from the command's name to the spellings of all its keys.
  /// - Returns: the table with those keys.
  /// - Throws: ``KeyTableError`` for a name or key that does not exist, for a key given to two
  ///   commands, and for a sequence that begins with another, which could never be reached.
  public func applying(overrides: [String: [String]]) throws(KeyTableError) -> KeyTable {
    var chosen: [InspectorCommand: [[Key]]] = [:]
    var owners: [[Key]: InspectorCommand] = [:]
    for (name, spellings) in overrides.sorted(by: { $0.key < $1.key }) {
      guard let command = InspectorCommand(rawValue: name) else {
        throw .unknownCommand(name, nearest: Self.nearestCommand(to: name))
      }
      chosen[command] = []
      for spelling in spellings {
        guard let keys = KeySpelling.keys(spelling) else {
          throw .unknownKey(spelling, command: name)
        }
        if let owner = owners[keys] {
          throw .boundTwice(spelling, first: owner.rawValue, second: name)
        }
        owners[keys] = command
        chosen[command]?.append(keys)
      }
    }
    let table = KeyTable(bindings: bindings.map { $0.rebound(chosen, taken: Set(owners.keys)) })
    try table.checkReachable()
    return table
  }

  /// The same for a single key per command.
  public func applying(overrides: [String: String]) throws(KeyTableError) -> KeyTable {
    try applying(overrides: overrides.mapValues { [$0] })
  }

  private func checkReachable() throws(KeyTableError) {
    for binding in bindings {
      for keys in binding.keys where Self.beginsNumber(keys) {
        throw .number(KeySpelling.text(keys), command: binding.command.rawValue)
      }
      for keys in binding.keys where meaning(ofPrefixOf: keys) != nil {
        throw .unreachable(
          KeySpelling.text(keys), behind: meaning(ofPrefixOf: keys) ?? "",
          command: binding.command.rawValue)
      }
    }
  }

  /// `1` to `9` begin a number, which goes before a command.
  private static func beginsNumber(_ keys: [Key]) -> Bool {
    guard case .character(let character) = keys.first else { return false }
    return ("1"..."9").contains(character)
  }

  /// The spelling of a shorter bound sequence that `keys` begins with.
  private func meaning(ofPrefixOf keys: [Key]) -> String? {
    for length in 1..<max(keys.count, 1) {
      let beginning = Array(keys.prefix(length))
      if case .command = meaning(of: beginning) { return KeySpelling.text(beginning) }
    }
    return nil
  }

  static func nearestCommand(to name: String) -> String? {
    NearMiss.nearest(to: name, among: InspectorCommand.allCases.map(\.rawValue))
  }
}

extension KeyTable.Binding {
  fileprivate func rebound(_ chosen: [InspectorCommand: [[Key]]], taken: Set<[Key]>) -> Self {
    var copy = self
    copy.keys = chosen[command] ?? keys.filter { !taken.contains($0) }
    return copy
  }
}

/// Why a configuration's keys were refused.
public enum KeyTableError: Error, Equatable, Sendable {
  case unknownCommand(String, nearest: String?)
  case unknownKey(String, command: String)
  case boundTwice(String, first: String, second: String)
  case unreachable(String, behind: String, command: String)
  case number(String, command: String)
}

extension KeyTableError: CustomStringConvertible {
  /// What is wrong, where, and what would be right; may quote the configuration's text.
  public var description: String {
    switch self {
    case .unknownCommand(let name, let nearest):
      "keys: there is no command '\(name)'"
        + (nearest.map { ", did you mean '\($0)'?" } ?? ". `misstep keys` lists them.")
    case .unknownKey(let spelling, let command):
      "keys: '\(spelling)' for '\(command)' is not a key. "
        + "Write j, gg, ctrl-r, alt-x, space, enter, pgdn or f5."
    case .boundTwice(let spelling, let first, let second):
      "keys: '\(spelling)' is given to both '\(first)' and '\(second)'. One of them needs another."
    case .unreachable(let spelling, let behind, let command):
      "keys: '\(spelling)' for '\(command)' can never be reached, because '\(behind)' already does "
        + "something. Choose a key that no other begins with."
    case .number(let spelling, let command):
      "keys: '\(spelling)' for '\(command)' begins a number, such as 12G. Choose another key."
    }
  }
}
