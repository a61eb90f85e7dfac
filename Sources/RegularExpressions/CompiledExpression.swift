import CPCRE2

/// A PCRE2 regular expression over UTF-8, compiled by its JIT; any number of threads may use it at
/// once.
///
/// Backtracking is bounded by ``MatchWorkspace/limit(tries:)``; callers bound time by calling
/// ``find(in:from:through:isWhole:_:)`` for a few places at a time.
public final class CompiledExpression: @unchecked Sendable {
  /// Never changed after `init`, as PCRE2 requires of a pattern that threads share.
  private let code: OpaquePointer

  /// How the expression is read and matched.
  public struct Options: OptionSet, Sendable {
    /// PCRE2's own bits.
    public let rawValue: UInt32
    /// Options from PCRE2's bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// Ignores case.
    public static let ignoringCase = Options(rawValue: PCRE2_CASELESS)
    /// The dot matches line breaks too.
    public static let dotMatchesAll = Options(rawValue: PCRE2_DOTALL)
    /// The text is taken literally.
    public static let literal = Options(rawValue: PCRE2_LITERAL)
    /// `^` and `$` match at the ends of lines.
    public static let multipleLines = Options(rawValue: PCRE2_MULTILINE)
    /// Classes such as `\w` follow Unicode.
    public static let unicodeClasses = Options(rawValue: PCRE2_UCP)
    /// Refuses `\C`, which could split a character.
    public static let wholeScalars = Options(rawValue: PCRE2_NEVER_BACKSLASH_C)
  }

  /// Why an expression cannot be compiled.
  public struct Fault: Error {
    /// UTF-8 offset in the expression.
    public var offset: Int
    /// PCRE2's own message.
    public var reason: String
  }

  /// The outcome of a search; the range of a match is in the workspace.
  public enum Outcome: Equatable, Sendable {
    case found, absent
    /// A limit was reached, or memory is short.
    case gaveUp
  }

  /// How deeply groups may nest.
  private static let nestingLimit: UInt32 = 250

  /// Compiles an expression; lines end at U+000A alone.
  ///
  /// - Throws: ``Fault``.
  public init(_ expression: String, options: Options) throws(Fault) {
    let context = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(context) }
    if let context {
      pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
      pcre2_set_parens_nest_limit_8(context, Self.nestingLimit)
    }
    var number: Int32 = 0
    var offset = 0
    var text = expression
    let code = text.withUTF8 { utf8 in
      pcre2_compile_8(
        utf8.baseAddress, utf8.count, PCRE2_UTF | PCRE2_USE_OFFSET_LIMIT | options.rawValue,
        &number, &offset, context)
    }
    guard let code else { throw Fault(offset: offset, reason: Self.words(number)) }
    // Without JIT support the interpreter matches, slower.
    pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
    self.code = code
  }

  deinit { pcre2_code_free_8(code) }

  /// Looks for the first match that begins in `start...end`.
  ///
  /// - Parameters:
  /// - bytes: valid UTF-8.
  /// - start: a place where a scalar begins.
  /// - end: the last place where a match may begin.
  /// - isWhole: whether the match must begin at `start` and end with the bytes.
  /// - workspace: this thread's own, with its limit set.
  /// - Returns: the outcome; the workspace has the range.
  public func find(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, through end: Int, isWhole: Bool = false,
    _ workspace: MatchWorkspace
  ) -> Outcome {
    pcre2_set_offset_limit_8(workspace.context, end)
    var options = PCRE2_NO_UTF_CHECK
    if isWhole { options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED }
    var status = match(bytes, start, options, workspace)
    // The interpreter uses the heap, for expressions that need a deep stack.
    if status == PCRE2_ERROR_JIT_STACKLIMIT {
      status = match(bytes, start, options | PCRE2_NO_JIT, workspace)
    }
    if status >= 0 { return .found }
    return status == PCRE2_ERROR_NOMATCH ? .absent : .gaveUp
  }

  private func match(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ options: UInt32,
    _ workspace: MatchWorkspace
  ) -> Int32 {
    pcre2_match_8(
      code, bytes.baseAddress, bytes.count, start, options, workspace.data, workspace.context)
  }

  private static func words(_ number: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(number, &buffer, buffer.count)
    guard length > 0 else { return "PCRE2 refuses it (\(number))" }
    return String(decoding: buffer[..<Int(length)], as: UTF8.self)
  }
}
