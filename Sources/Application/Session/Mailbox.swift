import Inspector
import Synchronization

/// Where work beside the screen leaves its messages until the screen's thread takes them.
///
/// Posting wakes the screen; messages keep the order in which they were posted.
final class Mailbox: Sendable {
  private let messages = Mutex<[Message]>([])
  private let wake: @Sendable () -> Void

  init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    wake()
  }

  /// Everything posted since the last call, at most `limit` messages so that keys are never late.
  func take(limit: Int) -> [Message] {
    messages.withLock { messages in
      let taken = Array(messages.prefix(limit))
      messages.removeFirst(taken.count)
      return taken
    }
  }

  var isEmpty: Bool { messages.withLock(\.isEmpty) }
}
