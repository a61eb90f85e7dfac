import CPCRE2

/// A regular expression over the names of a model's modules, as peft's settings have them.
///
/// It comes with a foreign file: how far it may try is bounded.
final class ModulePattern: Sendable {
  /// Never changed after `init`, which is what PCRE2 asks of a pattern that threads share.
  private nonisolated(unsafe) let code: OpaquePointer

  /// The longest expression in bytes; peft's have some dozen.
  private static let lengthLimit = 4096
  /// How often PCRE2 may try on; names have some fifty characters.
  private static let tryLimit: UInt32 = 100_000

  /// What ``matches(_:)`` cannot answer within its bounds.
  struct GaveUp: Error {}

  /// - Returns: `nil` for an expression that PCRE2 does not understand.
  init?(_ expression: String) {
    guard expression.utf8.count <= ModulePattern.lengthLimit else { return nil }
    var (number, offset): (Int32, Int) = (0, 0)
    var text = expression
    let code = text.withUTF8 {
      pcre2_compile_8(
        $0.baseAddress, $0.count, PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, &number, &offset, nil)
    }
    guard let code else { return nil }
    self.code = code
  }

  /// As peft looks for a key of `rank_pattern` or `alpha_pattern`: at the end of a name, behind a dot.
  convenience init?(ending key: String) { self.init("^(.*\\.)?(\(key))$") }

  /// As peft looks for `target_modules` that is text: all of a name.
  convenience init?(whole expression: String) { self.init("^(?:\(expression))$") }

  deinit { pcre2_code_free_8(code) }

  /// Whether it stands in a name.
  ///
  /// - Throws: ``GaveUp`` when it tries too long.
  func matches(_ name: String) throws(GaveUp) -> Bool {
    guard let data = pcre2_match_data_create_8(1, nil) else { throw GaveUp() }
    defer { pcre2_match_data_free_8(data) }
    guard let context = pcre2_match_context_create_8(nil) else { throw GaveUp() }
    defer { pcre2_match_context_free_8(context) }
    pcre2_set_match_limit_8(context, ModulePattern.tryLimit)
    pcre2_set_depth_limit_8(context, ModulePattern.tryLimit)
    pcre2_set_heap_limit_8(context, 16 * 1024)
    var name = name
    let status = name.withUTF8 {
      pcre2_match_8(code, $0.baseAddress, $0.count, 0, 0, data, context)
    }
    guard status >= 0 || status == PCRE2_ERROR_NOMATCH else { throw GaveUp() }
    return status >= 0
  }
}
