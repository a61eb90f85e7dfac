import Glibc
import TerminalUI
import TrajectoryFiles

/// What must be so before any command runs.
package enum ProcessSetup {
  /// Takes the locale from the environment, and makes a full disk an error instead of a signal.
  ///
  /// A reader that has seen enough ends the program quietly, also where the starter ignores that.
  package static func prepare() {
    TerminalUI.Locale.adopt()
    PathNames.registerArguments()
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_DFL)
  }

  /// Ends the process at once.
  ///
  /// `exit` would destroy the C++ libraries' globals under the threads that still read or score,
  /// and they would die of it. Everything that must last is on disk, and the screen given back.
  package static func end(_ status: Int32) -> Never {
    TerminalGuard.restore()
    fflush(nil)
    _exit(status)
  }
}
