/// Which colours the inks have; what colours those are is the terminal's business.
public enum Theme: String, CaseIterable, Sendable {
  case dark, light
  /// Bold, dim, underline and reverse only.
  case mono
  /// Dark, with hues that all common kinds of colour vision tell apart.
  case colorblind

  /// Every theme's name as it is typed, for messages and completion.
  public static let names = allCases.map(\.rawValue)
}
