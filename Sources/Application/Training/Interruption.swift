import Glibc
import Synchronization

/// Lets a long command end by itself, with what it has saved, when Ctrl-C is pressed.
enum Interruption {
  private static let isRequestedFlag = Atomic<Bool>(false)

  /// Whether Ctrl-C was pressed since ``begin()``.
  static var isRequested: Bool { isRequestedFlag.load(ordering: .relaxed) }

  /// From now on the first Ctrl-C only sets ``isRequested``; the second ends the process.
  static func begin() {
    isRequestedFlag.store(false, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.isRequestedFlag.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }

  /// Signals end the process again.
  static func end() {
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}
