import Glibc
import JSON
import Trajectories
import VisibleText

/// Where a command without a screen writes: data to standard output, words to standard error.
///
/// Words pass through `VisibleText`, so that nothing quoted from a file reaches a terminal raw; data
/// does so too when standard output is a terminal.
package struct Console: Sendable {
  /// Whether standard output is a terminal.
  package let outputIsTerminal: Bool
  /// Whether standard error is a terminal.
  package let errorIsTerminal: Bool

  private let output: Int32
  private let error: Int32

  /// A console on the process's own descriptors, unless a test gives others.
  package init(output: Int32 = STDOUT_FILENO, error: Int32 = STDERR_FILENO) {
    self.output = output
    self.error = error
    outputIsTerminal = isatty(output) == 1
    errorIsTerminal = isatty(error) == 1
  }

  /// How wide the terminal on standard output is; `nil` when there is none.
  var columns: Int? {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Lines of words on standard error, in characters that the locale has.
  package func say(_ words: String) {
    for line in VisibleText.lines(words).map({ $0.encoded(as: .ofLocale) }) {
      try? Self.write(Array((line.string + "\n").utf8), to: error)
    }
  }

  /// One line of text on standard output.
  package func print(_ line: VisibleText) throws(CommandFailure) {
    try print(lines: [line])
  }

  /// Lines on standard output, such as tables, in characters that the locale has.
  package func print(lines: [VisibleText]) throws(CommandFailure) {
    let encoding = TextEncoding.ofLocale
    try write(Array(lines.map { $0.encodedRow(as: encoding).string + "\n" }.joined().utf8))
  }

  /// Words that span lines, such as help; nothing for none.
  package func print(words: String) throws(CommandFailure) {
    guard !words.isEmpty else { return }
    try print(lines: VisibleText.lines(words))
  }

  /// A JSON value on a line of its own.
  func print(json value: JSONValue) throws(CommandFailure) {
    try write(json: JSONWriter.bytes(of: value) + [UInt8(ascii: "\n")])
  }

  /// Data exactly as it is, unless standard output is a terminal.
  ///
  /// There, JSON's own escapes stand in for characters that a terminal would act on; the JSON means
  /// the same.
  package func write(json bytes: [UInt8]) throws(CommandFailure) {
    guard outputIsTerminal else { return try write(bytes) }
    try write(Self.terminalSafe(json: bytes, encoding: .ofLocale))
  }

  /// Bytes exactly as they are.
  ///
  /// - Throws: ``CommandFailure`` when standard output takes no more.
  package func write(_ bytes: [UInt8]) throws(CommandFailure) {
    try Self.write(bytes, to: output)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(CommandFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        let reason = String(cString: strerror(errno))
        throw CommandFailure(.inputOutput, "Standard output takes no more: \(reason).")
      }
      rest = rest.dropFirst(written)
    }
  }

  static func terminalSafe(json bytes: [UInt8], encoding: TextEncoding = .utf8) -> [UInt8] {
    var safe = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let isHarmless =
        scalar == "\n" || scalar.isASCII && scalar.value >= 32 && scalar.value != 127
        || !scalar.isASCII && encoding == .utf8
          && VisibleText(String(scalar)).string == String(scalar)
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
