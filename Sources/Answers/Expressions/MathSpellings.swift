import Arithmetic

/// The spellings used in answers.
enum MathSpellings {
  static let symbols: [Character: Character] = [
    "+": "+", "-": "-", "−": "-", "–": "-", "*": "*", "×": "*", "·": "*", "⋅": "*", "/": "/",
    "÷": "/", "^": "^", "_": "_", "!": "!", "%": "%", "°": "°", "(": "(", ")": ")", "[": "[",
    "]": "]", "{": "{", "}": "}", "|": "|", ",": ",", "，": ",", ";": ";", ":": ":", "&": "&",
    "=": "=", "≠": "≠", "<": "<", ">": ">", "≤": "≤", "≥": "≥", "∈": "∈", "∪": "∪", "±": "±",
    "√": "√", "∞": "∞", "≈": "=",
  ]

  static let commandSymbols: [String: Character] = [
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "pm": "±", "le": "≤", "leq": "≤",
    "leqslant": "≤",
    "ge": "≥", "geq": "≥", "geqslant": "≥", "lt": "<", "gt": ">", "ne": "≠", "neq": "≠", "in": "∈",
    "cup": "∪", "infty": "∞", "circ": "°", "degree": "°", "lbrace": "⦃", "rbrace": "⦄", "vert": "|",
    "lvert": "|", "rvert": "|", "approx": "=", "colon": ":",
  ]

  static let ignoredCommands: Set<String> = [
    "displaystyle", "textstyle", "quad", "qquad", "limits", "mathstrut", "hspace", "phantom",
    "dotfill",
  ]

  static let textCommands: Set<String> = [
    "text", "mathrm", "textbf", "mathbf", "textrm", "mbox", "textit", "mathit", "operatorname",
    "bold",
    "boxed", "fbox", "emph", "textnormal", "mathsf", "textup",
  ]

  static let functions: [String: MathToken] = {
    var table: [String: MathToken] = ["log": .command(.logarithm), "lg": .function(.log)]
    for function in MathFunction.allCases
    where ![.abs, .floor, .ceil, .factorial, .log].contains(function) {
      table[function.rawValue] = .function(function)
    }
    table["sqrt"] = .command(.root)
    return table
  }()

  static let constants: [String: MathExpression.Constant] = [
    "pi": .pi, "π": .pi, "e": .euler, "i": .imaginaryUnit, "infty": .infinity,
    "infinity": .infinity,
  ]

  static let greek: Set<String> = [
    "alpha", "beta", "gamma", "delta", "epsilon", "theta", "lambda", "mu", "phi", "varphi", "rho",
    "sigma", "tau", "omega", "ell", "zeta", "eta", "kappa", "nu", "xi", "chi", "psi",
  ]

  static let superscripts: [Character: Int] = [
    "⁰": 0, "¹": 1, "²": 2, "³": 3, "⁴": 4, "⁵": 5, "⁶": 6, "⁷": 7, "⁸": 8, "⁹": 9,
  ]

  static let fractions: [Character: Rational] = {
    let parts: [(Character, Int128, Int128)] = [
      ("½", 1, 2), ("⅓", 1, 3), ("⅔", 2, 3), ("¼", 1, 4), ("¾", 3, 4), ("⅕", 1, 5), ("⅖", 2, 5),
      ("⅗", 3, 5), ("⅘", 4, 5), ("⅙", 1, 6), ("⅚", 5, 6), ("⅛", 1, 8), ("⅜", 3, 8), ("⅝", 5, 8),
      ("⅞", 7, 8),
    ]
    return Dictionary(
      uniqueKeysWithValues: parts.compactMap { sign, top, bottom in
        Rational(top, over: bottom).map { (sign, $0) }
      })
  }()
}
