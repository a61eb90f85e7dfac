import Glibc
import TerminalUI

/// What must be so before any command runs.
package enum ProcessSetup {
  /// Takes the locale from the environment, and makes a full disk an error instead of a signal.
  ///
  /// A reader that has seen enough ends the program quietly, also where the starter ignores that.
  package static func prepare() {
    TerminalUI.Locale.adopt()
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_DFL)
  }
}
