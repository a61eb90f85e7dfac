import Glibc
import Inspector

/// How the terminal is to be used.
public struct TerminalOptions: Equatable, Sendable {
  /// Colours or their absence; see ``Theme/respectingEnvironment()``.
  public var theme: Theme
  /// Whether clicks and the wheel are reported; the terminal's own selection then needs Shift.
  public var mouse: Bool
  /// How long a lone Escape waits for the rest of a sequence, in milliseconds.
  public var escapeDelay: Int

  /// Options with the defaults of the inspector.
  public init(theme: Theme = .dark, mouse: Bool = true, escapeDelay: Int = 25) {
    self.theme = theme
    self.mouse = mouse
    self.escapeDelay = escapeDelay
  }
}

extension Theme {
  /// The theme itself, or ``mono`` when `NO_COLOR` is set to anything (no-color.org).
  public func respectingEnvironment() -> Theme {
    guard let value = getenv("NO_COLOR"), value.pointee != 0 else { return self }
    return .mono
  }
}
