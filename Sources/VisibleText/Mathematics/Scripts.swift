/// The superscript and subscript characters of Unicode.
enum Scripts {
  static let raised: [Unicode.Scalar: Unicode.Scalar] = pairs(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzTβγδθφ",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᵝᵞᵟᶿᵠ")
  static let lowered: [Unicode.Scalar: Unicode.Scalar] = pairs(
    "0123456789+-−=()aehijklmnoprstuvxβγρφ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩ")

  /// A superscript or subscript: in Unicode's own characters if it has all of them, else `^(n+½)`.
  static func spelling(_ scalars: [Unicode.Scalar], sign: Unicode.Scalar) -> String {
    var bare = scalars.filter { $0 != " " }
    if sign == "^" {
      if bare == ["∘"] || bare == ["°"] { return "°" }
      if !bare.isEmpty, bare.allSatisfy({ $0 == "′" }) { return text(bare) }
    }
    let scripts = bare.compactMap { (sign == "^" ? raised : lowered)[$0] }
    if scripts.count == bare.count { return text(scripts) }
    bare = scalars
    let isOne = bare.count == 1 || FormulaBinding.isParenthesised(bare)
    return isOne ? text([sign] + bare) : text([sign, "("] + bare + [")"])
  }

  /// Whether a scalar is a superscript or subscript character.
  static func isScript(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0xB2 && (raisedToBase[scalar] != nil || loweredToBase[scalar] != nil)
  }

  private static func text(_ scalars: [Unicode.Scalar]) -> String {
    String(String.UnicodeScalarView(scalars))
  }

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
