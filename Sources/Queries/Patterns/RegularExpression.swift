import CPCRE2
import Synchronization

/// A regular expression of PCRE2, compiled by its JIT; any number of threads may use it at once.
///
/// Backtracking is bounded twice. A text in which it gets out of hand counts as one without a match,
/// at the latest after ``patience``; once ``allPatience`` is used up, no text is looked at any more.
/// ``unsearched`` counts both.
final class RegularExpression: @unchecked Sendable {
  /// Never changed after `init`, which is what PCRE2 asks of a pattern that threads share.
  private let code: OpaquePointer
  private let lostTime = Atomic<Int>(0)
  private let lostTexts = Atomic<Int>(0)

  /// Nanoseconds that one text may take.
  static let patience = 100_000_000
  /// Nanoseconds that may be lost on all texts that took too long.
  static let allPatience = 2_000_000_000

  /// What is looked for, and how.
  struct Options: OptionSet {
    let rawValue: UInt32
    static let ignoringCase = Options(rawValue: PCRE2_CASELESS)
    /// The dot stands for line breaks too.
    static let dotMatchesAll = Options(rawValue: PCRE2_DOTALL)
    /// The text is no expression.
    static let literal = Options(rawValue: PCRE2_LITERAL)
  }

  /// Why an expression is none.
  struct Fault: Error {
    /// UTF-8 offset in the expression.
    var offset: Int
    /// PCRE2's own words.
    var reason: String
  }

  /// - Throws: ``Fault``.
  init(_ expression: String, options: Options) throws(Fault) {
    let always = RegularExpression.always(expression, isLiteral: options.contains(.literal))
    var number: Int32 = 0
    var offset = 0
    var text = expression
    let code = text.withUTF8 { utf8 in
      pcre2_compile_8(
        utf8.baseAddress, utf8.count, always | options.rawValue, &number, &offset, nil)
    }
    guard let code else {
      throw Fault(offset: offset, reason: RegularExpression.words(number))
    }
    // Where there is no JIT the interpreter does it, slower.
    pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
    self.code = code
  }

  private static func always(_ expression: String, isLiteral: Bool) -> UInt32 {
    if isLiteral { return PCRE2_UTF | PCRE2_USE_OFFSET_LIMIT }
    let isASCII = expression.utf8.allSatisfy { $0 < 0x80 }
    // Unicode's \d, \w and \s are up to ten times slower than ASCII's.
    let classes = isASCII ? 0 : PCRE2_UCP
    // `^` and `$` are for lines: a step spans several. \C could cut a character in two.
    return PCRE2_UTF | PCRE2_USE_OFFSET_LIMIT | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C | classes
  }

  deinit { pcre2_code_free_8(code) }

  /// How many texts were given up.
  var unsearched: Int { lostTexts.load(ordering: .relaxed) }

  /// The first match that begins at `start` or behind it.
  ///
  /// With `isWhole` it must begin at `start` and reach to the end of the text.
  func firstMatch(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, isWhole: Bool = false
  ) -> Range<Int>? {
    guard let workspace = MatchWorkspace.ofThread else { return nil }
    guard lostTime.load(ordering: .relaxed) < RegularExpression.allPatience else {
      lostTexts.add(1, ordering: .relaxed)
      return nil
    }
    let search = TextSearch(code: code, bytes: bytes, workspace: workspace, isWhole: isWhole)
    let outcome = search.run(from: start)
    if case .gaveUp(let nanoseconds) = outcome { lose(nanoseconds) }
    return outcome == .found ? workspace.range : nil
  }

  private func lose(_ nanoseconds: Int) {
    lostTexts.add(1, ordering: .relaxed)
    lostTime.add(nanoseconds, ordering: .relaxed)
  }

  private static func words(_ number: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(number, &buffer, buffer.count)
    guard length > 0 else { return "PCRE2 refuses it (\(number))" }
    return String(decoding: buffer[..<Int(length)], as: UTF8.self)
  }
}
