import Glibc

struct Seconds {
  var passed: Double
  /// Of all threads, divided by the number of cores.
  var computed: Double

  static func now() -> Seconds {
    Seconds(passed: read(CLOCK_MONOTONIC), computed: read(CLOCK_PROCESS_CPUTIME_ID) / cores)
  }

  static let cores = Double(sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}

/// The least seconds of two runs or more.
func best(within limit: Double, _ body: () throws -> Void) rethrows -> Seconds {
  var least = Seconds(passed: .infinity, computed: .infinity)
  let start = Seconds.now()
  var runs = 0
  while runs < 2 || Seconds.now().passed - start.passed < limit {
    let before = Seconds.now()
    try body()
    let after = Seconds.now()
    least.passed = min(least.passed, after.passed - before.passed)
    least.computed = min(least.computed, after.computed - before.computed)
    runs += 1
  }
  return least
}

/// A figure with so many digits after the point.
func fixed(_ value: Double, _ digits: Int = 0) -> String {
  let scale = pow(10, Double(digits))
  return digits == 0 ? "\(Int(value.rounded()))" : "\((value * scale).rounded() / scale)"
}

/// A line that is seen at once, also behind a pipe.
func say(_ line: String) {
  print(line)
  fflush(nil)
}
