import Glibc
import VisibleText

/// Where a command without a screen writes: data to standard output, words to standard error.
///
/// Words pass through `VisibleText`, so that nothing quoted from a file reaches a terminal raw; data
/// does so too when standard output is a terminal.
public struct Console: Sendable {
  public let outputIsTerminal: Bool
  public let errorIsTerminal: Bool

  public init() {
    outputIsTerminal = isatty(STDOUT_FILENO) == 1
    errorIsTerminal = isatty(STDERR_FILENO) == 1
  }

  /// One line of words on standard error.
  public func say(_ words: String) {
    for line in VisibleText.lines(words) { Self.write(line.string + "\n", to: STDERR_FILENO) }
  }

  /// One line of text on standard output.
  public func print(_ line: VisibleText) throws(CommandFailure) {
    try write(Array((line.string + "\n").utf8))
  }

  /// Lines of the program's own making, such as tables and help.
  public func print(lines: [VisibleText]) throws(CommandFailure) {
    try write(Array(lines.map { $0.string + "\n" }.joined().utf8))
  }

  /// Data exactly as it is, unless standard output is a terminal.
  ///
  /// There, JSON's own escapes stand in for characters that a terminal would act on; the JSON means
  /// the same.
  public func write(json bytes: [UInt8]) throws(CommandFailure) {
    try write(outputIsTerminal ? Self.terminalSafe(json: bytes) : bytes)
  }

  /// Bytes exactly as they are.
  ///
  /// - Throws: ``CommandFailure`` when standard output takes no more.
  public func write(_ bytes: [UInt8]) throws(CommandFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        let reason = String(cString: strerror(errno))
        throw CommandFailure(.inputOutput, "Standard output takes no more: \(reason).")
      }
      rest = rest.dropFirst(written)
    }
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }

  static func terminalSafe(json bytes: [UInt8]) -> [UInt8] {
    var safe = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let isHarmless =
        scalar == "\n" || scalar.isASCII && scalar.value >= 32 && scalar.value != 127
        || !scalar.isASCII && VisibleText(String(scalar)).string == String(scalar)
      if isHarmless {
        safe.unicodeScalars.append(scalar)
      } else {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          safe += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    return Array(safe.utf8)
  }
}
