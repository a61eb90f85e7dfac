import CSignalStack
import Glibc
import Synchronization

/// Short-lived threads that help the caller's own.
enum Workers {
  /// Runs `body` for workers 0..<count at a time and returns when all are done.
  ///
  /// Worker 0 is the calling thread; where no thread can be made, there are fewer.
  static func run(_ count: Int, _ body: @Sendable (Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      let threads = (1..<max(1, count)).compactMap { worker in start { body(worker) } }
      body(0)
      for thread in threads { pthread_join(thread, nil) }
    }
  }

  /// Starts a thread that must be joined; `nil` when the system has none.
  static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    let box = Unmanaged.passRetained(Body(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        // After a stack overflow here, too, the terminal is restored.
        _ = csignalstack_use_own()
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      box.release()
      return nil
    }
    return thread
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
