/// LaTeX as readable Unicode text: `\frac{a}{b}` as a/b, `x^2` as x².
public enum Mathematics {
  /// A raw text with its mathematics readable; the result is still foreign text.
  public static func readable(_ raw: String) -> String { render(raw).string }

  static func render(_ raw: String) -> SourcedText { SourcedText(raw) }
}
