/// What LaTeX's names stand for.
enum Symbols {
  /// Names that stand for one sign or a few words, without arguments.
  static let signs: [String: String] = {
    var signs = operators.merging(relations) { $1 }.merging(punctuation) { $1 }
    for (names, letters) in [(lowerGreek, lowerGreekLetters), (upperGreek, upperGreekLetters)] {
      for (name, letter) in zip(names.split(separator: " "), letters) {
        signs[String(name)] = String(letter)
      }
    }
    return signs
  }()

  private static let lowerGreek = """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi \
    pi varpi rho sigma varsigma tau upsilon phi varphi chi psi omega
    """
  private static let lowerGreekLetters = "αβγδϵεζηθϑικλμνξπϖρσςτυφϕχψω"
  private static let upperGreek = "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
  private static let upperGreekLetters = "ΓΔΘΛΞΠΣΥΦΨΩ"

  private static let operators: [String: String] = [
    "times": "×", "cdot": "·", "div": "÷", "pm": "±", "mp": "∓", "ast": "∗", "star": "⋆",
    "circ": "∘", "bullet": "•", "oplus": "⊕", "otimes": "⊗", "cup": "∪", "cap": "∩",
    "setminus": "∖", "wedge": "∧", "land": "∧", "vee": "∨", "lor": "∨", "neg": "¬", "lnot": "¬",
    "sum": "∑", "prod": "∏", "int": "∫", "oint": "∮", "iint": "∬", "bigcup": "⋃",
    "bigcap": "⋂", "partial": "∂", "nabla": "∇", "over": "/", "choose": " choose ",
    "Join": "⋈", "bigcirc": "◯", "cdotp": "·", "dagger": "†",
  ]

  private static let relations: [String: String] = [
    "leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥", "geqslant": "≥", "neq": "≠",
    "ne": "≠", "lt": "<", "gt": ">", "ll": "≪", "gg": "≫", "approx": "≈", "sim": "∼",
    "simeq": "≃", "cong": "≅", "equiv": "≡", "propto": "∝", "in": "∈", "notin": "∉", "ni": "∋",
    "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "supseteq": "⊇", "mid": "∣", "nmid": "∤",
    "parallel": "∥", "perp": "⊥", "to": "→", "rightarrow": "→", "longrightarrow": "→",
    "leftarrow": "←", "gets": "←", "leftrightarrow": "↔", "Rightarrow": "⇒", "implies": "⇒",
    "Longrightarrow": "⇒", "Leftarrow": "⇐", "impliedby": "⇐", "Leftrightarrow": "⇔",
    "iff": "⇔", "mapsto": "↦", "uparrow": "↑", "downarrow": "↓", "therefore": "∴",
    "because": "∵", "forall": "∀", "exists": "∃",
  ]

  private static let punctuation: [String: String] = [
    "ldots": "…", "dots": "…", "dotsc": "…", "dotsb": "⋯", "dotsm": "⋯", "dotsi": "⋯",
    "cdots": "⋯", "vdots": "⋮", "ddots": "⋱", "infty": "∞", "emptyset": "∅",
    "varnothing": "∅", "prime": "′", "degree": "°", "angle": "∠", "measuredangle": "∡",
    "triangle": "△", "square": "□", "Box": "□", "blacksquare": "■", "diamondsuit": "♢",
    "heartsuit": "♡", "clubsuit": "♣", "spadesuit": "♠", "checkmark": "✓", "ell": "ℓ",
    "hbar": "ℏ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "lfloor": "⌊", "rfloor": "⌋",
    "lceil": "⌈", "rceil": "⌉", "langle": "⟨", "rangle": "⟩", "lvert": "|", "rvert": "|",
    "vert": "|", "lVert": "‖", "rVert": "‖", "Vert": "‖", "lbrace": "{", "rbrace": "}",
    "lbrack": "[", "rbrack": "]", "colon": ":", "quad": "  ", "qquad": "   ", "space": " ",
    "backslash": "\\", "S": "§", "pounds": "£", "textdegree": "°", "mod": " mod ",
    "bmod": " mod ", "newline": "\n",
  ]

  /// Whether the blanks after a sign are dropped.
  ///
  /// In LaTeX they only end the name: `3\cdot 4` is 3·4, but in `3 \cdot 4` the blanks are
  /// intended.
  static func bindsRight(_ name: String, after output: [Unicode.Scalar]) -> Bool {
    if ["angle", "triangle", "nabla", "partial", "neg", "lnot"].contains(name) { return true }
    guard let last = output.last else { return name == "pm" || name == "mp" }
    if name == "pm" || name == "mp" {
      let before = output.suffix(2).first ?? last
      return last != " " || "=(,≈".unicodeScalars.contains(before)
    }
    return last != " " && last != "\n" && (operators[name] != nil || relations[name] != nil)
  }

  /// Names shown as words.
  static let functions: Set<String> = [
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh",
    "tanh", "log", "ln", "lg", "exp", "lim", "limsup", "liminf", "max", "min", "sup", "inf",
    "gcd", "lcm", "det", "dim", "ker", "deg", "arg", "Pr", "hom",
  ]
  static let functionSpelling = ["limsup": "lim sup", "liminf": "lim inf"]

  /// Names that only affect typesetting.
  static let silent: Set<String> = [
    "left", "right", "middle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr",
    "biggl", "biggr", "Biggl", "Biggr", "displaystyle", "textstyle", "scriptstyle", "limits",
    "nolimits", "hline", "rm", "bf", "it", "cal", "nonumber", "notag", "hfill", "centering",
  ]

  /// Names whose argument is shown as is.
  static let transparent: Set<String> = [
    "mathbf", "mathrm", "mathit", "mathsf", "mathtt", "mathcal", "mathfrak", "mathscr", "mathbb",
    "bold", "boldsymbol", "bm", "mathop", "operatorname", "substack", "ensuremath", "underbrace",
    "overbrace", "underline",
  ]
  /// Names whose argument is words.
  static let textual: Set<String> = [
    "text", "textbf", "textit", "textrm", "textsf", "texttt", "mbox", "emph", "textnormal",
  ]

  static let doubleStruck: [Unicode.Scalar: Unicode.Scalar] = [
    "R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "P": "ℙ",
  ]

  /// A mark over letters.
  struct Accent {
    var mark: Unicode.Scalar
    /// Used where the mark cannot be drawn: `vec(AB)`.
    var name: String
    var spansLetters = false
  }

  static let accents: [String: Accent] = [
    "overline": Accent(mark: "\u{305}", name: "bar", spansLetters: true),
    "bar": Accent(mark: "\u{304}", name: "bar"),
    "hat": Accent(mark: "\u{302}", name: "hat"),
    "widehat": Accent(mark: "\u{302}", name: "hat"),
    "tilde": Accent(mark: "\u{303}", name: "tilde"),
    "widetilde": Accent(mark: "\u{303}", name: "tilde"),
    "vec": Accent(mark: "\u{20D7}", name: "vec"),
    "overrightarrow": Accent(mark: "\u{20D7}", name: "vec"),
    "dot": Accent(mark: "\u{307}", name: "dot"),
    "ddot": Accent(mark: "\u{308}", name: "ddot"),
    "cancel": Accent(mark: "\u{336}", name: "cancel", spansLetters: true),
  ]

  /// What is written around an environment and between its rows.
  struct Fences {
    var opening = ""
    var closing = ""
    var rows = "\n"
    var columns = Columns.blanks
  }

  /// What `&` between the cells of a row becomes.
  enum Columns {
    case blanks
    /// `x, x > 0; 0, otherwise`.
    case commas
    /// Columns line up.
    case aligned
  }

  static let environments: [String: Fences] = {
    let matrix = "; "
    var environments: [String: Fences] = [
      "pmatrix": Fences(opening: "(", closing: ")", rows: matrix),
      "bmatrix": Fences(opening: "[", closing: "]", rows: matrix),
      "Bmatrix": Fences(opening: "{", closing: "}", rows: matrix),
      "vmatrix": Fences(opening: "|", closing: "|", rows: matrix),
      "Vmatrix": Fences(opening: "‖", closing: "‖", rows: matrix),
      "matrix": Fences(rows: matrix), "smallmatrix": Fences(rows: matrix),
      "cases": Fences(opening: "{ ", closing: " }", rows: matrix, columns: .commas),
      "dcases": Fences(opening: "{ ", closing: " }", rows: matrix, columns: .commas),
      "array": Fences(columns: .aligned), "tabular": Fences(columns: .aligned),
    ]
    for name in ["align", "gather", "equation", "multline", "eqnarray", "alignat", "flalign"] {
      environments[name] = Fences()
      environments[name + "*"] = Fences()
    }
    for name in ["aligned", "gathered", "split", "alignedat", "center"] {
      environments[name] = Fences()
    }
    return environments
  }()
}
