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
    boundHeaps()
  }

  /// Lets all threads share one heap more than there are processors, where they would have one each:
  /// less memory stays behind in those of threads that read and score texts beside the screen.
  ///
  /// By name, since Swift's view of the C library lacks it, and libraries other than glibc may not
  /// have it.
  private static func boundHeaps() {
    typealias SetOption = @convention(c) (Int32, Int32) -> Int32
    let heapCount: Int32 = -8  // M_ARENA_MAX
    guard let address = dlsym(nil, "mallopt") else { return }
    let processors = Int32(clamping: sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    _ = unsafeBitCast(address, to: SetOption.self)(heapCount, max(1, processors) + 1)
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
