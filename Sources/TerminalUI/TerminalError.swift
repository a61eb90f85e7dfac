/// Why the terminal cannot be used.
public enum TerminalError: Error, Equatable, Sendable {
  /// Standard output, or the source of keys, is not a terminal.
  case notATerminal
  /// `TERM` is unset or empty.
  case unnamed
  /// The terminal data base has no entry of this name.
  case unknown(String)
  /// The entry exists but has no cursor movement, as `dumb`.
  case incapable(String)
  /// Taking the terminal over failed with this error number.
  case failed(errorNumber: Int32)
  /// The terminal was closed while it was in use.
  case disconnected
}

extension TerminalError: CustomStringConvertible {
  /// One line: what is wrong and how to fix it.
  public var description: String {
    switch self {
    case .notATerminal:
      "no terminal to draw on: run it in a terminal, or use 'misstep show' for text"
    case .unnamed:
      "TERM is not set: set it to your terminal's name, such as TERM=xterm-256color"
    case .unknown(let name):
      "the terminal \(Self.quoted(name)) is unknown: try TERM=xterm-256color"
    case .incapable(let name):
      "the terminal \(Self.quoted(name)) cannot move its cursor: "
        + "try TERM=xterm-256color, or 'misstep show' for text"
    case .failed(let errorNumber):
      "the terminal could not be set up (error \(errorNumber))"
    case .disconnected:
      "the terminal was closed"
    }
  }

  /// `TERM` is foreign text: only characters allowed in a terminal's name are repeated.
  private static func quoted(_ name: String) -> String {
    let harmless = name.unicodeScalars.prefix(64).map { scalar in
      (0x21...0x7E).contains(scalar.value) ? Character(scalar) : "?"
    }
    return "'\(String(harmless))'"
  }
}
