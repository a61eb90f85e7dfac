import Glibc

struct Seconds {
  var passed: Double
  /// Of all threads, divided by the number of cores.
  var computed: Double

  static func now() -> Seconds {
    Seconds(passed: read(CLOCK_MONOTONIC), computed: read(CLOCK_PROCESS_CPUTIME_ID) / cores)
  }

  static let cores = Double(sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  mutating func takeLeast(of end: Seconds, since start: Seconds) {
    passed = min(passed, end.passed - start.passed)
    computed = min(computed, end.computed - start.computed)
  }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}

/// What two pieces of work took that were done in turn.
struct Turns {
  /// The least of each.
  var first = Seconds(passed: .infinity, computed: .infinity)
  var second = Seconds(passed: .infinity, computed: .infinity)
  /// Seconds that the cores computed, of each turn.
  var pairs: [(Double, Double)] = []
  /// Seconds that passed, of each turn.
  var passed: [(Double, Double)] = []
}

/// Three turns or more, after one that does not count.
func takeTurns(
  within limit: Double, _ first: () throws -> Void, and second: () throws -> Void
) rethrows -> Turns {
  try first()
  try second()
  var turns = Turns()
  let start = Seconds.now()
  while turns.pairs.count < 3 || Seconds.now().passed - start.passed < limit {
    let before = Seconds.now()
    try first()
    let middle = Seconds.now()
    try second()
    let after = Seconds.now()
    turns.first.takeLeast(of: middle, since: before)
    turns.second.takeLeast(of: after, since: middle)
    turns.passed.append((middle.passed - before.passed, after.passed - middle.passed))
    turns.pairs.append((middle.computed - before.computed, after.computed - middle.computed))
  }
  return turns
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
