/// How a response is cut into steps; joining the steps gives the response back, byte for byte.
public enum StepSplitting: Equatable, Sendable {
  /// Marks if there are at least two, else blank lines, else lines.
  case automatic
  /// At `\n\n`.
  case blankLines
  /// At `\n`.
  case lines
  /// Before each "Step k:" or "Step: k:".
  case marks
  /// After each occurrence of a literal tag.
  case tag(String)
  /// Before each match of a regular expression.
  case pattern(String)
}
