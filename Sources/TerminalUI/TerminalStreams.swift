import Drawing
import Glibc

/// Where frames go and where keys come from.
struct TerminalStreams {
  let output: UnsafeMutablePointer<FILE>
  let input: UnsafeMutablePointer<FILE>
  let outputDescriptor: Int32
  let inputDescriptor: Int32

  /// Streams of our own on copies of the descriptors: ncurses keeps them for good, and Swift 6
  /// does not let us read the global `stdout`.
  init() throws(TerminalError) {
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    outputDescriptor = try Self.checked(fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3))
    inputDescriptor =
      isatty(STDIN_FILENO) == 1
      ? try Self.checked(fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3))
      : try Self.checked(Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC))
    guard let output = fdopen(outputDescriptor, "w"), let input = fdopen(inputDescriptor, "r")
    else { throw .failed(errorNumber: errno) }
    self.output = output
    self.input = input
  }

  private static func checked(_ descriptor: Int32) throws(TerminalError) -> Int32 {
    guard descriptor >= 0 else {
      throw errno == ENXIO || errno == ENOTTY ? .notATerminal : .failed(errorNumber: errno)
    }
    return descriptor
  }

  /// From the terminal driver; `nil` if unknown (0×0, as on some serial lines).
  var size: ScreenSize? {
    var size = winsize()
    guard ioctl(outputDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else { return nil }
    return ScreenSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// Passes every key to us at once, with all eight bits, also Ctrl-S and Ctrl-Q.
  ///
  /// Those would stop and start the output. Input from before the screen appeared is discarded.
  ///
  /// - Parameter isQuiet: whether line mode and echo are turned off here, if ncurses has not done
  ///   so.
  /// - Returns: the previous settings.
  @discardableResult
  func takeKeysRaw(isQuiet: Bool = false) -> termios? {
    var settings = termios()
    guard tcgetattr(inputDescriptor, &settings) == 0 else { return nil }
    let before = settings
    settings.c_iflag &= ~tcflag_t(IXON | ISTRIP)
    if isQuiet { settings.c_lflag &= ~tcflag_t(ICANON | ECHO) }
    set(settings)
    return before
  }

  /// Changes the settings; unread input is discarded.
  func set(_ settings: termios) {
    var settings = settings
    tcsetattr(inputDescriptor, TCSAFLUSH, &settings)
  }

  /// Sends bytes past ncurses, whose own buffer is empty after every update.
  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(outputDescriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
