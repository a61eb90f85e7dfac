import Drawing

/// Colours for text that is printed line by line, without a screen.
public enum ANSIColor {
  /// The text between the escape sequences of an ink in the dark theme, in 256 colours; `text` is
  /// what may be written to a terminal as it is.
  public static func wrap(_ text: String, in ink: Ink) -> String {
    let parameters = parameters(of: InkPalette.dark.style(for: ink))
    guard !parameters.isEmpty, !text.isEmpty else { return text }
    return "\u{1B}[\(parameters.joined(separator: ";"))m\(text)\u{1B}[0m"
  }

  private static func parameters(of style: InkStyle) -> [String] {
    let names: [(InkStyle.Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]
    let attributes = names.filter { style.attributes.contains($0.0) }.map(\.1)
    let color = style.color.flatMap { ColorDepth.indexed256.number(for: $0) }
    return attributes + (color.map { ["38;5;\($0)"] } ?? [])
  }
}
