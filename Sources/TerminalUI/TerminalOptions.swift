import Drawing
import Glibc

/// How to use the terminal.
public struct TerminalOptions: Equatable, Sendable {
  /// Colours or their absence; see ``Theme/respectingEnvironment()``.
  public var theme: Theme
  /// Whether clicks and the wheel are reported; the terminal's own selection then needs Shift.
  public var mouse: Bool
  /// How long a lone Escape waits for the rest of a sequence, in milliseconds.
  public var escapeDelay: Int

  /// Options with the defaults of the inspector.
  public init(theme: Theme = .dark, mouse: Bool = true, escapeDelay: Int? = nil) {
    self.theme = theme
    self.mouse = mouse
    self.escapeDelay =
      escapeDelay
      ?? EscapeDelay.milliseconds { name in
        getenv(name).map { String(cString: $0) }
      }
  }
}

/// How long to wait after an Escape for the rest of its sequence.
enum EscapeDelay {
  private static let local = 50
  private static let remote = 300
  /// With more, the key would seem dead.
  private static let longest = 10_000

  /// `ESCDELAY`, as in every ncurses program; else by the connection: networks tear sequences
  /// apart.
  static func milliseconds(environment: (String) -> String?) -> Int {
    if let given = environment("ESCDELAY").flatMap({ Int($0) }), given >= 0 {
      return min(given, longest)
    }
    let isRemote = ["SSH_TTY", "SSH_CONNECTION"].contains { !(environment($0) ?? "").isEmpty }
    return isRemote ? remote : local
  }
}

extension Theme {
  /// The theme itself, or ``mono`` when `NO_COLOR` is set to anything (no-color.org).
  public func respectingEnvironment() -> Theme {
    guard let value = getenv("NO_COLOR"), value.pointee != 0 else { return self }
    return .mono
  }
}
