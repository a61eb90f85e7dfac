/// The modifiers named by a sequence; locks do not count.
struct KeyModifiers: OptionSet, Equatable {
  let rawValue: Int
  static let shift = Self(rawValue: 1)
  static let alt = Self(rawValue: 2)
  static let control = Self(rawValue: 4)

  /// Caps and Num Lock, which kitty reports like modifiers.
  private static let locks = 64 | 128

  init(rawValue: Int) { self.rawValue = rawValue }

  /// From a parameter: the bits plus one, or absent for none.
  init(parameter: Int?) {
    rawValue = (max(parameter ?? 1, 1) - 1) & ~Self.locks
  }
}

/// The parameter of a key: its modifiers and, after a colon, the event type.
struct KeyState: Equatable {
  let modifiers: KeyModifiers
  /// The key was released, which we ignore.
  let isRelease: Bool

  init(_ parameter: [Int?]?) {
    modifiers = KeyModifiers(parameter: parameter?.first ?? nil)
    let happened: Int? = parameter.flatMap { $0.count > 1 ? $0[1] : nil }
    isRelease = happened == 3
  }
}
