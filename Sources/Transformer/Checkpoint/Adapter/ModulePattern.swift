import RegularExpressions

/// A regular expression over the names of a model's modules, as peft's settings have them.
///
/// It comes with a foreign file: how far it may try is bounded.
struct ModulePattern: Sendable {
  private let expression: CompiledExpression

  /// The longest expression in bytes; peft's have some dozen.
  private static let lengthLimit = 4096
  /// How often PCRE2 may try on; names have some fifty characters.
  private static let tryLimit = 100_000

  /// What ``matches(_:)`` cannot answer within its bounds.
  struct GaveUp: Error {}

  /// - Returns: `nil` for an expression that PCRE2 does not understand.
  init?(_ text: String) {
    guard text.utf8.count <= ModulePattern.lengthLimit,
      let expression = try? CompiledExpression(text, options: .wholeScalars)
    else { return nil }
    self.expression = expression
  }

  /// As peft looks for a key of `rank_pattern` or `alpha_pattern`: at the end of a name, behind a dot.
  init?(ending key: String) { self.init("^(.*\\.)?(\(key))$") }

  /// As peft looks for `target_modules` that is text: all of a name.
  init?(whole expression: String) { self.init("^(?:\(expression))$") }

  /// Whether it stands in a name.
  ///
  /// - Throws: ``GaveUp`` when it tries too long.
  func matches(_ name: String) throws(GaveUp) -> Bool {
    guard let workspace = MatchWorkspace.ofThread else { throw GaveUp() }
    workspace.limit(tries: ModulePattern.tryLimit)
    var name = name
    let outcome = name.withUTF8 { expression.find(in: $0, from: 0, through: $0.count, workspace) }
    switch outcome {
    case .found: return true
    case .absent: return false
    case .gaveUp: throw GaveUp()
    }
  }
}
