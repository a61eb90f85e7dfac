import CTerminalGuard
@preconcurrency import CNcursesw
import Glibc
import Inspector
import VisibleText

/// The terminal while the program draws on all of it: keys in, frames out.
///
/// Belongs to the thread that opened it. Only ``TerminalGuard/wake()`` may be called from others.
public final class Terminal {
  /// Characters that the terminal can show, by the locale.
  public let encoding: TextEncoding
  /// Cells, at least 1×1; changes only when ``nextEvent(timeoutMilliseconds:)`` says so.
  public private(set) var size = ScreenSize(columns: 80, rows: 24)

  /// Which colours the inks have; a change shows with the next frame.
  public var theme: Theme {
    get { options.theme }
    set {
      guard newValue != options.theme else { return }
      options.theme = newValue
      canvas = Canvas(
        inks: InkCells(theme: newValue, capabilities: capabilities), encoding: encoding)
    }
  }

  private let streams: TerminalStreams
  private let capabilities: TerminalCapabilities
  private var options: TerminalOptions
  private let screen: OpaquePointer
  private var canvas: Canvas
  private var keys: KeyReader
  private var isOpen = true

  /// Takes the terminal over.
  ///
  /// Draws on standard output; keys come from standard input, or from `/dev/tty` when that is data.
  ///
  /// - Throws: ``TerminalError``; the terminal is then as it was.
  public static func open(
    options: TerminalOptions = TerminalOptions()
  ) throws(TerminalError) -> Terminal {
    try Terminal(options)
  }

  private init(_ options: TerminalOptions) throws(TerminalError) {
    Locale.adopt()
    streams = try TerminalStreams()
    capabilities = try TerminalCapabilities(descriptor: streams.outputDescriptor)
    try TerminalGuard.register(
      descriptor: streams.outputDescriptor, capabilities: capabilities)
    guard let screen = newterm(nil, streams.output, streams.input) else {
      cterminalguard_unregister()
      throw .incapable(capabilities.name)
    }
    self.screen = screen
    self.options = options
    encoding = TextEncoding.ofLocale
    canvas = Canvas(
      inks: InkCells(theme: options.theme, capabilities: capabilities), encoding: encoding)
    guard let keys = KeyReader(descriptor: streams.inputDescriptor) else {
      endwin()
      cterminalguard_unregister()
      throw .failed(errorNumber: ENOMEM)
    }
    self.keys = keys
    begin()
  }

  deinit {
    close()
  }

  private func begin() {
    cbreak()
    noecho()
    nonl()
    set_escdelay(Int32(clamping: options.escapeDelay))
    typeahead(-1)  // finish every frame, also with more keys waiting
    mouseinterval(0)  // presses at once; ncurses would wait for a second click
    enterModes()
    adoptSize()
  }

  /// Gives the terminal back; calling it again does nothing.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    leave()
    keys.close()
    delscreen(screen)
    cterminalguard_restore_settings()
    cterminalguard_unregister()
  }

  /// Shows `frame`; rows and columns beyond the screen are cut off.
  public func draw(_ frame: Frame) {
    guard isOpen else { return }
    canvas.draw(frame, size: size)
  }

  /// Makes the next frame repaint every cell, for a screen that something else has written on.
  public func redraw() {
    canvas.invalidate()
  }

  /// Stops the program as Ctrl-Z does; returns when it is continued, with the screen repainted.
  public func suspend() {
    leave()
    cterminalguard_stop()
    resume()
    adoptSize()
    cterminalguard_wake()
  }

  /// Gives `text` to the clipboard of the terminal, also through ssh and tmux (OSC 52).
  ///
  /// Whether the terminal obeys cannot be known.
  ///
  /// - Returns: False for a text of more than ``Clipboard/byteLimit`` bytes; nothing is sent then.
  public func copy(_ text: String) -> Bool {
    guard let sequence = Clipboard.sequence(for: text) else { return false }
    streams.send(sequence)
    return true
  }

  /// Gives the terminal to another program, such as a pager, while `body` runs it.
  ///
  /// Ctrl-C and Ctrl-Z are that program's own meanwhile. The screen is drawn anew afterwards.
  public func suspendWhile<Result>(_ body: () throws -> Result) rethrows -> Result {
    cterminalguard_lend(true)
    leave()
    defer {
      resume()
      cterminalguard_lend(false)
      cterminalguard_wake()
    }
    return try body()
  }

  /// Waits for an event.
  ///
  /// - Parameter timeoutMilliseconds: How long to wait; 0 only looks, a negative value waits for
  ///   ever.
  /// - Returns: `nil` after the time or a call of ``TerminalGuard/wake()``.
  /// - Throws: ``TerminalError/disconnected`` when the terminal is gone.
  public func nextEvent(
    timeoutMilliseconds: Int
  ) throws(TerminalError) -> InputEvent? {
    if let event = attendToSignals() { return event }
    if let event = keys.read(inputIsReady: try waitForInput(0)) { return event }
    let inputIsReady = try waitForInput(Int32(clamping: timeoutMilliseconds))
    // Only after the wait: a wake that came before it must still end it.
    cterminalguard_drain()
    return attendToSignals() ?? (inputIsReady ? keys.read(inputIsReady: true) : nil)
  }

  /// Whether there is input to be read within the time; a wake ends the wait early.
  private func waitForInput(_ milliseconds: Int32) throws(TerminalError) -> Bool {
    var sources = [
      pollfd(fd: streams.inputDescriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: cterminalguard_wake_descriptor(), events: Int16(POLLIN), revents: 0),
    ]
    // EINTR needs no care: the handlers wake, and the caller asks again.
    guard poll(&sources, 2, milliseconds) > 0 else { return false }
    let found = Int32(sources[0].revents)
    // A terminal that has hung up is also for ever ready to be read.
    if found & (POLLHUP | POLLERR | POLLNVAL) != 0 { throw .disconnected }
    return found & POLLIN != 0
  }

  private func attendToSignals() -> InputEvent? {
    let notices = TerminalGuard.takeNotices()
    if notices.contains(.stopRequested) {
      suspend()
      return .resized(size)
    }
    if notices.contains(.continued) {
      resume()
      return .resized(adoptSize())
    }
    return notices.contains(.resized) ? .resized(adoptSize()) : nil
  }

  @discardableResult
  private func adoptSize() -> ScreenSize {
    size = streams.size ?? size
    resize_term(Int32(size.rows), Int32(size.columns))
    canvas.invalidate()
    return size
  }

  private func enterModes() {
    if options.mouse {
      let wanted = cncursesw_button_pressed | cncursesw_wheel_up | cncursesw_wheel_down
      mousemask(wanted, nil)
    }
    if capabilities.hasPrivateModes { streams.send(PrivateMode.bracketedPasteOn) }
  }

  private func leave() {
    mousemask(0, nil)
    if capabilities.hasPrivateModes { streams.send(PrivateMode.allOff) }
    endwin()
    cterminalguard_arm(false)
  }

  private func resume() {
    reset_prog_mode()  // stops a background process before it has written anything
    cterminalguard_arm(true)
    enterModes()
    canvas.invalidate()
  }
}
