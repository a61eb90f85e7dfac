import Glibc
import TerminalUI

/// What must be so before any command runs.
package enum ProcessSetup {
  /// Takes the locale from the environment, and makes a full disk an error instead of a signal.
  package static func prepare() {
    TerminalUI.Locale.adopt()
    signal(SIGXFSZ, SIG_IGN)
  }
}
