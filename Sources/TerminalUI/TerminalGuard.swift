import CSignalStack
import CTerminalGuard

/// Restores the terminal on every way out of the program, fatal signals included.
///
/// The handlers run on a stack of their own, send prepared bytes, restore the terminal's settings
/// and raise the signal again, so that the program's end looks the same from outside. They are C
/// (`CTerminalGuard`), because Swift code is not safe in a signal handler.
public enum TerminalGuard {
  /// Lets a stack overflow on this thread, too, restore the terminal.
  ///
  /// Call it once on each long-living thread that runs beside the screen's.
  public static func protectCurrentThread() {
    _ = csignalstack_use_own()
  }

  /// Restores the terminal now if it is in use, for a way out that skips ``Terminal/close()``.
  public static func restore() {
    cterminalguard_restore()
  }

  /// Interrupts ``Terminal/nextEvent(timeoutMilliseconds:)``; callable from any thread.
  ///
  /// Calls before anyone waits are not lost, and many calls count as one.
  public static func wake() {
    cterminalguard_wake()
  }

  static func register(
    descriptor: Int32, capabilities: TerminalCapabilities
  ) throws(TerminalError) {
    cterminalguard_prepare(capabilities.restoringBytes, capabilities.restoringBytes.count)
    let failure = cterminalguard_register(descriptor)
    guard failure == 0 else { throw .failed(errorNumber: failure) }
    cterminalguard_arm(true)
  }

  static func takeNotices() -> Notices {
    Notices(rawValue: cterminalguard_take_events())
  }

  /// The signals received since the last check.
  struct Notices: OptionSet {
    let rawValue: UInt32
    static let resized = Self(rawValue: UInt32(cterminalguard_resized))
    static let stopRequested = Self(rawValue: UInt32(cterminalguard_stop_requested))
    static let continued = Self(rawValue: UInt32(cterminalguard_continued))
    static let interrupted = Self(rawValue: UInt32(cterminalguard_interrupted))
  }
}
