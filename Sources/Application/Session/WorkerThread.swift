import Foundation
import TerminalUI

/// Threads of our own for work beside the screen.
enum WorkerThread {
  /// Bytes: parsing JSON and nested expressions recurses, to a stated depth.
  private static let stackSize = 4 << 20

  /// Starts a thread; one whose stack overflows all the same leaves the terminal restored.
  static func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
    let thread = Thread {
      TerminalGuard.protectCurrentThread()
      work()
    }
    thread.name = name
    thread.stackSize = stackSize
    thread.start()
  }
}
