import CTerminalGuard
import Drawing
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

  /// Whether the next Ctrl-C is reported as an event; the one behind it ends the program, as does the first
  /// where this is not set.
  public var catchesInterrupt = false {
    didSet {
      if catchesInterrupt != oldValue { cterminalguard_catch_interrupt(catchesInterrupt) }
    }
  }

  private let streams: TerminalStreams
  private let capabilities: TerminalCapabilities
  private var options: TerminalOptions
  private let screen: OpaquePointer
  private var canvas: Canvas
  private var input: InputReader
  private var isOpen = true

  /// Takes the terminal over.
  ///
  /// Draws on standard output; keys come from standard input, or from `/dev/tty` if that is data.
  ///
  /// - Throws: ``TerminalError``; the terminal is then unchanged.
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
    let decoder = InputDecoder(
      escapeDelay: UInt64(max(options.escapeDelay, 0)), encoding: .ofLocale,
      named: capabilities.keys)
    input = InputReader(descriptor: streams.inputDescriptor, decoder: decoder)
    begin()
  }

  deinit {
    close()
  }

  private func begin() {
    cbreak()
    noecho()
    nonl()
    typeahead(-1)  // finish every frame, also with more keys waiting
    streams.takeKeysRaw()
    def_prog_mode()
    enterModes()
    adoptSize()
  }

  /// Gives the terminal back; calling it again does nothing.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    leave()
    delscreen(screen)
    cterminalguard_restore_settings()
    cterminalguard_unregister()
  }

  /// Shows `frame`; rows and columns beyond the screen are clipped.
  public func draw(_ frame: Frame) {
    guard isOpen else { return }
    canvas.draw(frame, size: size)
  }

  /// Makes the next frame repaint every cell, after something else has written on the screen.
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

  /// Copies `text` to the terminal's clipboard, also through ssh and tmux (OSC 52).
  ///
  /// Whether the terminal obeys cannot be known.
  ///
  /// - Returns: false for a text of more than ``Clipboard/byteLimit`` bytes; nothing is sent then.
  public func copy(_ text: String) -> Bool {
    guard let sequence = Clipboard.sequence(for: text) else { return false }
    streams.send(sequence)
    return true
  }

  /// Gives the terminal to another program, such as a pager, while `body` runs it.
  ///
  /// Ctrl-C and Ctrl-Z belong to that program meanwhile. The screen is redrawn afterwards.
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

  /// Shows a message below what another program has left on the screen, and waits for a key.
  ///
  /// For use within ``suspendWhile(_:)``; earlier input does not count.
  ///
  /// - Throws: ``TerminalError/disconnected`` if the terminal is gone.
  public func awaitKey(saying words: VisibleText) throws(TerminalError) {
    let before = streams.takeKeysRaw(isQuiet: true)
    defer { if let before { streams.set(before) } }
    streams.send(Array("\r\n\(words.encoded(as: encoding).string)".utf8))
    while true {
      if let event = try readyEvent() {
        guard case .key = event else { continue }
        return
      }
      guard waitForKey() else { return }
    }
  }

  /// - Returns: false for Ctrl-C, which counts as a key; resizing does not.
  private func waitForKey() -> Bool {
    cterminalguard_drain()
    var source = pollfd(fd: streams.inputDescriptor, events: Int16(POLLIN), revents: 0)
    if poll(&source, 1, input.patience) >= 0 { return true }
    var woken = pollfd(fd: cterminalguard_wake_descriptor(), events: Int16(POLLIN), revents: 0)
    return poll(&woken, 1, 0) > 0
  }

  /// Waits for an event.
  ///
  /// - Parameter timeoutMilliseconds: how long to wait; 0 only checks, a negative value waits
  ///   forever.
  /// - Returns: `nil` after the time or a call of ``TerminalGuard/wake()``.
  /// - Throws: ``TerminalError/disconnected`` if the terminal is gone.
  public func nextEvent(
    timeoutMilliseconds: Int
  ) throws(TerminalError) -> InputEvent? {
    if let event = attendToSignals() { return event }
    if let event = try readyEvent() { return event }
    let patience = input.patience
    let timeout = Int32(clamping: timeoutMilliseconds)
    _ = try waitForInput(
      patience < 0 ? timeout : timeout < 0 ? patience : min(patience, timeout))
    // Only after the wait: an earlier wake must still end it.
    cterminalguard_drain()
    if let event = attendToSignals() { return event }
    return try readyEvent()
  }

  /// An event from input already read, or one that became complete because nothing more came.
  private func readyEvent() throws(TerminalError) -> InputEvent? {
    try input.event { () throws(TerminalError) in try self.waitForInput(0) }
  }

  /// Whether there is input within the time; a wake ends the wait early.
  private func waitForInput(_ milliseconds: Int32) throws(TerminalError) -> Bool {
    var sources = [
      pollfd(fd: streams.inputDescriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: cterminalguard_wake_descriptor(), events: Int16(POLLIN), revents: 0),
    ]
    // EINTR needs no handling: the handlers wake us, and the caller asks again.
    guard poll(&sources, 2, milliseconds) > 0 else { return false }
    let found = Int32(sources[0].revents)
    // A terminal that has hung up is also always readable.
    if found & (POLLHUP | POLLERR | POLLNVAL) != 0 { throw .disconnected }
    return found & POLLIN != 0
  }

  private func attendToSignals() -> InputEvent? {
    let notices = TerminalGuard.takeNotices()
    if notices.contains(.interrupted) { return .interrupted }
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

  /// The modes of keys and mouse; ncurses sets none of them, since it does not read.
  private func enterModes() {
    streams.send(capabilities.keypadOn)
    if options.mouse, capabilities.hasMouse { streams.send(PrivateMode.mouseOn) }
    if capabilities.hasPrivateModes { streams.send(PrivateMode.bracketedPasteOn) }
  }

  private func leave() {
    input.reset()
    if capabilities.hasPrivateModes { streams.send(PrivateMode.allOff) }
    streams.send(capabilities.keypadOff)
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
