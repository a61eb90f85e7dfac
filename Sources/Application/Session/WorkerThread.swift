import Foundation
import Glibc
import TerminalUI

/// Threads of our own for work beside the screen.
enum WorkerThread {
  /// Bytes: parsing JSON and nested expressions recurses, to a stated depth.
  private static let stackSize = 4 << 20

  /// Added to the niceness: keys come first where work keeps every processor busy.
  private static let niceness: Int32 = 10

  /// Starts a thread, and through it others, that give way to the screen's; one whose stack overflows all the same leaves the terminal restored.
  static func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
    let thread = Thread {
      TerminalGuard.protectCurrentThread()
      // Of this thread alone on Linux, and of those it starts.
      _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
      work()
    }
    thread.name = name
    thread.stackSize = stackSize
    thread.start()
  }
}
