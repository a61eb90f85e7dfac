/// Raised and lowered characters that Unicode has.
enum Scripts {
  static let raised: [Unicode.Scalar: Unicode.Scalar] = pairs(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzTβγδθφ",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵝᵞᵟᶿᵠ")
  static let lowered: [Unicode.Scalar: Unicode.Scalar] = pairs(
    "0123456789+-−=()aehijklmnoprstuvxβγρφ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩ")

  static let raisedToBase = inverse(raised)
  static let loweredToBase = inverse(lowered)

  private static func pairs(
    _ bases: String, _ scripts: String
  ) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(
      zip(bases.unicodeScalars, scripts.unicodeScalars).map { ($0, $1) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func inverse(
    _ scripts: [Unicode.Scalar: Unicode.Scalar]
  ) -> [Unicode.Scalar: String] {
    Dictionary(
      scripts.map { ($1, Transliteration.ascii($0)) },
      uniquingKeysWith: { first, second in min(first, second) })
  }
}
