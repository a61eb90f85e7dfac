import Foundation
import Glibc
import TerminalUI

/// Threads of our own for work beside the screen.
enum WorkerThread {
  /// Bytes: parsing JSON and nested expressions recurses, to a stated depth.
  private static let stackSize = 4 << 20

  /// Added to the niceness of threads that give way.
  private static let niceness: Int32 = 10

  /// Starts a thread; a stack overflow on it still leaves the terminal restored.
  ///
  /// - Parameters:
  ///   - name: what debuggers and `ps -L` show, cut to 15 bytes.
  ///   - givesWay: whether keys come first where work keeps every processor busy; threads that it starts
  ///     give way too.
  ///   - work: what the thread does; it ends with it.
  static func start(
    _ name: String, givesWay: Bool = true, _ work: @escaping @Sendable () -> Void
  ) {
    let thread = Thread {
      Thread.current.name = name
      TerminalGuard.protectCurrentThread()
      // On Linux, of this thread alone and of those it starts.
      if givesWay { _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness) }
      work()
    }
    thread.stackSize = stackSize
    thread.start()
  }
}
