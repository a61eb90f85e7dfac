import Glibc

/// A value that threads change, and wait for: a mutex with its condition.
final class Monitor<Value>: @unchecked Sendable {  // the value is touched only under the mutex
  private var value: Value
  private var sleepers = 0
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init(_ value: sending Value) {
    self.value = value
    pthread_mutex_init(mutex, nil)
    // Deadlines must not move when somebody sets the clock.
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(changed, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Looks at the value, or changes what nobody waits for.
  func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }

  /// Changes the value and wakes everyone who waits.
  func update<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    try withLock { value in
      defer { if sleepers > 0 { pthread_cond_broadcast(changed) } }
      return try body(&value)
    }
  }

  /// Changes the value and wakes one of those who wait, where any of them will do.
  func updateWakingOne<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    try withLock { value in
      defer { if sleepers > 0 { pthread_cond_signal(changed) } }
      return try body(&value)
    }
  }

  /// Waits until `body` gives something; it may change the value, but wakes nobody.
  func wait<Result>(for body: (inout Value) -> Result?) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      // Each look borrows the value anew: one borrowed across the wait would miss others' changes.
      if let result = body(&value) { return result }
      sleepers += 1
      pthread_cond_wait(changed, mutex)
      sleepers -= 1
    }
  }

  /// The same, but no longer than to the deadline; then `nil`.
  func wait<Result>(
    until deadline: ContinuousClock.Instant, for body: (inout Value) -> Result?
  ) -> Result? {
    var time = Self.monotonicTime(deadline)
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&value) { return result }
      sleepers += 1
      let code = pthread_cond_timedwait(changed, mutex, &time)
      sleepers -= 1
      if code == ETIMEDOUT { return body(&value) }
    }
  }

  private static func monotonicTime(_ deadline: ContinuousClock.Instant) -> timespec {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let left = max(.zero, deadline - .now).components
    time.tv_sec += Int(left.seconds)
    time.tv_nsec += Int(left.attoseconds / 1_000_000_000)
    if time.tv_nsec >= 1_000_000_000 {
      time.tv_sec += 1
      time.tv_nsec -= 1_000_000_000
    }
    return time
  }
}
