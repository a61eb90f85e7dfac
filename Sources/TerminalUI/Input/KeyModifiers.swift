/// Which modifiers a sequence names; locks do not count.
struct KeyModifiers: OptionSet, Equatable {
  let rawValue: Int
  static let shift = Self(rawValue: 1)
  static let alt = Self(rawValue: 2)
  static let control = Self(rawValue: 4)

  /// Caps and Num Lock, which kitty reports like modifiers.
  private static let locks = 64 | 128

  init(rawValue: Int) { self.rawValue = rawValue }

  /// From a parameter: one more than the bits, absent for none.
  init(parameter: Int?) {
    rawValue = (max(parameter ?? 1, 1) - 1) & ~Self.locks
  }
}

/// The parameter of a key that names its modifiers and, behind a colon, what happened to it.
struct KeyState: Equatable {
  let modifiers: KeyModifiers
  /// The key was let go, which is nothing to us.
  let isRelease: Bool

  init(_ parameter: [Int?]?) {
    modifiers = KeyModifiers(parameter: parameter?.first ?? nil)
    let happened: Int? = parameter.flatMap { $0.count > 1 ? $0[1] : nil }
    isRelease = happened == 3
  }
}
