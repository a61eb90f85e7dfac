import RegularExpressions
import Synchronization

/// A regular expression typed by a person; any number of threads may use it at once.
///
/// Backtracking is bounded twice. A text that takes longer than ``patience`` counts as not
/// matching; once ``allPatience`` is used up, no more texts are searched. ``unsearched`` counts
/// both.
final class RegularExpression: Sendable {
  private let compiled: CompiledExpression
  private let lostTime = Atomic<Int>(0)
  private let lostTexts = Atomic<Int>(0)

  /// Nanoseconds that one text may take.
  static let patience = 100_000_000
  /// Nanoseconds that may be lost in total on texts that took too long.
  static let allPatience = 2_000_000_000

  /// How the expression is read and matched.
  typealias Options = CompiledExpression.Options
  /// Why an expression cannot be compiled.
  typealias Fault = CompiledExpression.Fault

  /// - Throws: ``Fault``.
  init(_ expression: String, options: Options) throws(Fault) {
    let always = RegularExpression.always(expression, isLiteral: options.contains(.literal))
    compiled = try CompiledExpression(expression, options: always.union(options))
  }

  private static func always(_ expression: String, isLiteral: Bool) -> Options {
    if isLiteral { return [] }
    let isASCII = expression.utf8.allSatisfy { $0 < 0x80 }
    // Unicode's \d, \w and \s are up to ten times slower than ASCII's.
    let classes: Options = isASCII ? [] : .unicodeClasses
    // `^` and `$` match at line ends: a step spans several lines.
    return [.multipleLines, .wholeScalars, classes]
  }

  /// How many texts were given up.
  var unsearched: Int { lostTexts.load(ordering: .relaxed) }

  /// The first match that begins at or after `start`.
  ///
  /// With `isWhole` it must begin at `start` and end with the text.
  func firstMatch(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, isWhole: Bool = false
  ) -> Range<Int>? {
    guard let workspace = MatchWorkspace.ofThread else { return nil }
    guard lostTime.load(ordering: .relaxed) < RegularExpression.allPatience else {
      lostTexts.add(1, ordering: .relaxed)
      return nil
    }
    let search = TextSearch(compiled, bytes: bytes, workspace: workspace, isWhole: isWhole)
    let outcome = search.run(from: start)
    if case .gaveUp(let nanoseconds) = outcome { lose(nanoseconds) }
    return outcome == .found ? workspace.range : nil
  }

  private func lose(_ nanoseconds: Int) {
    lostTexts.add(1, ordering: .relaxed)
    lostTime.add(nanoseconds, ordering: .relaxed)
  }
}
