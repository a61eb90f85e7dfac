/// Why a `--split-steps` argument was refused.
public enum StepSplittingError: Error, Equatable, Sendable {
  case unknownRule(String)
  case emptyTag
  case emptyPattern
  case invalidPattern(String, reason: String)
}

extension StepSplittingError: CustomStringConvertible {
  /// What was wrong with the argument, and what would be right.
  public var description: String {
    switch self {
    case .unknownRule(let argument):
      "unknown rule for splitting steps: \(argument). "
        + "Use auto, blank, line, mark, tag=STRING or regex=PATTERN."
    case .emptyTag:
      "the tag to split steps at is empty. Give one, such as tag=<extra_0>."
    case .emptyPattern:
      "the pattern to split steps at is empty. Give one, such as regex=\\n+."
    case .invalidPattern(let pattern, let reason):
      "the pattern to split steps at, \(pattern), is not a regular expression: \(reason). "
        + "Quote special characters with a backslash."
    }
  }
}

extension StepSplitting {
  /// The rule that `--split-steps` names.
  ///
  /// - Parameter argument: `auto`, `blank`, `line`, `mark`, `tag=STRING` or `regex=PATTERN`.
  /// - Throws: ``StepSplittingError`` for anything else, an empty tag or a wrong pattern.
  public init(argument: String) throws(StepSplittingError) {
    switch argument {
    case "auto": self = .automatic
    case "blank": self = .blankLines
    case "line": self = .lines
    case "mark": self = .marks
    default:
      if argument.hasPrefix("tag=") {
        let tag = String(argument.dropFirst(4))
        guard !tag.isEmpty else { throw .emptyTag }
        self = .tag(tag)
      } else if argument.hasPrefix("regex=") {
        let pattern = String(argument.dropFirst(6))
        guard !pattern.isEmpty else { throw .emptyPattern }
        _ = try Self.expression(pattern)
        self = .pattern(pattern)
      } else {
        throw .unknownRule(argument)
      }
    }
  }

  static func expression(_ pattern: String) throws(StepSplittingError) -> Regex<AnyRegexOutput> {
    do {
      return try Regex(pattern)
    } catch {
      throw .invalidPattern(pattern, reason: String(describing: error))
    }
  }
}
