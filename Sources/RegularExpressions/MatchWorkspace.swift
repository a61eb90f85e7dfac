import CPCRE2
import Glibc

/// What PCRE2 needs besides a pattern to search a text: one per thread, kept until the thread ends.
///
/// Never leaves its thread. Call ``limit(tries:)`` before each use: all expressions of the thread
/// share it.
public final class MatchWorkspace {
  let data: OpaquePointer
  let context: OpaquePointer
  private let stack: OpaquePointer?

  /// KiB of heap that PCRE2's interpreter may use.
  private static let heapLimit: UInt32 = 32 * 1024

  /// `nil` when memory is short.
  private init?() {
    guard let data = pcre2_match_data_create_8(1, nil),
      let context = pcre2_match_context_create_8(nil)
    else { return nil }
    self.data = data
    self.context = context
    // Without it the JIT has 32 KiB; the interpreter runs a pattern that needs more.
    stack = pcre2_jit_stack_create_8(32 * 1024, 1024 * 1024, nil)
    if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    pcre2_set_heap_limit_8(context, Self.heapLimit)
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_match_context_free_8(context)
    if let stack { pcre2_jit_stack_free_8(stack) }
  }

  /// Limits the searches that follow: how often PCRE2 may try from one starting place, and how
  /// deeply.
  public func limit(tries: Int) {
    let tries = UInt32(clamping: tries)
    pcre2_set_match_limit_8(context, tries)
    pcre2_set_depth_limit_8(context, tries)
  }

  /// The range of the last match, in bytes.
  public var range: Range<Int> {
    guard let offsets = pcre2_get_ovector_pointer_8(data) else { return 0..<0 }
    // A \K in a lookahead can put the start after the end.
    let start = Int(offsets[0])
    return start..<max(start, Int(offsets[1]))
  }

  /// This thread's own; `nil` when memory is short.
  public static var ofThread: MatchWorkspace? {
    guard let key else { return MatchWorkspace() }
    if let known = pthread_getspecific(key) {
      return Unmanaged<MatchWorkspace>.fromOpaque(known).takeUnretainedValue()
    }
    guard let workspace = MatchWorkspace() else { return nil }
    let kept = Unmanaged.passRetained(workspace)
    if pthread_setspecific(key, kept.toOpaque()) != 0 { kept.release() }
    return workspace
  }

  private static let key: pthread_key_t? = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key) { kept in
      if let kept { Unmanaged<MatchWorkspace>.fromOpaque(kept).release() }
    }
    return status == 0 ? key : nil
  }()
}
