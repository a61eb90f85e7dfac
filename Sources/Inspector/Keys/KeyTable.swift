/// The one table of keys: it feeds dispatch, the help screen, `misstep keys`, docs/keys.md and the
/// configuration file, so that they cannot disagree.
public struct KeyTable: Equatable, Sendable {
  /// Where a binding stands in help and manual.
  public enum Section: String, CaseIterable, Equatable, Sendable {
    case moving = "Moving"
    case judging = "Judging"
    case finding = "Finding"
    case seeing = "Seeing"
    case program = "Program"
  }

  /// The keys of one command, and what it does in a reader's words.
  public struct Binding: Equatable, Sendable {
    /// Sequences that each run the command, as ``KeySpelling`` writes them.
    public var keys: [[Key]]
    /// What they run.
    public var command: InspectorCommand
    /// One line for the help screen.
    public var help: String
    /// Two words at most, for the bottom row.
    public var hint: String
    /// Where help and manual list it.
    public var section: Section

    /// The keys as text: `j`, `gg`, `ctrl-r`.
    public var spellings: [String] { keys.map { KeySpelling.text($0) } }
  }

  /// In the order of the help screen; every command stands here exactly once.
  public private(set) var bindings: [Binding]
  private var commands: [[Key]: InspectorCommand] = [:]
  private var prefixes: Set<[Key]> = []

  init(bindings: [Binding]) {
    self.bindings = bindings
    index()
  }

  /// What a sequence of keys means.
  public enum Meaning: Equatable, Sendable {
    case command(InspectorCommand)
    /// The beginning of a longer sequence.
    case prefix
    case nothing
  }

  /// Looks a sequence up, in time linear in its length.
  public func meaning(of keys: [Key]) -> Meaning {
    if let command = commands[keys] { return .command(command) }
    return prefixes.contains(keys) ? .prefix : .nothing
  }

  /// The binding of a command; every command has one, possibly without keys.
  public func binding(for command: InspectorCommand) -> Binding? {
    bindings.first { $0.command == command }
  }

  /// The first key of a command as text; empty when it has none.
  public func spelling(of command: InspectorCommand) -> String {
    binding(for: command)?.spellings.first ?? ""
  }

  private mutating func index() {
    commands = [:]
    prefixes = []
    for binding in bindings {
      for keys in binding.keys {
        commands[keys] = binding.command
        for length in 1..<max(keys.count, 1) { prefixes.insert(Array(keys.prefix(length))) }
      }
    }
  }
}

extension KeyTable {
  /// The keys of docs/keys.md.
  public static let standard = KeyTable(bindings: standardBindings)
}
