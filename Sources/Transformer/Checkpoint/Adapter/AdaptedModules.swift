import RegularExpressions

/// Which modules the settings of an adapter name, and with what rank and scale; made of its expressions once.
struct AdaptedModules {
  private let configuration: AdapterConfiguration
  private let ranks: [(pattern: ModulePattern, value: Double)]
  private let alphas: [(pattern: ModulePattern, value: Double)]
  private let targets: Names
  private let excluded: Names?

  /// ``AdapterConfiguration/Modules`` made ready.
  private enum Names {
    case list([String])
    case pattern(ModulePattern)

    init?(_ modules: AdapterConfiguration.Modules) {
      switch modules {
      case .names(let names): self = .list(names)
      case .expression(let text):
        guard let pattern = ModulePattern(whole: text) else { return nil }
        self = .pattern(pattern)
      }
    }

    func contain(_ module: String) throws(ModulePattern.GaveUp) -> Bool {
      switch self {
      case .list(let names): names.contains { module == $0 || module.hasSuffix("." + $0) }
      case .pattern(let pattern): try pattern.matches(module)
      }
    }
  }

  /// - Throws: ``AdapterFault/badValue(key:expected:)`` for an expression that is none.
  init(_ configuration: AdapterConfiguration) throws(AdapterFault) {
    self.configuration = configuration
    ranks = try Self.patterns(configuration.rankPatterns, "rank_pattern")
    alphas = try Self.patterns(configuration.alphaPatterns, "alpha_pattern")
    guard let targets = Names(configuration.targets) else {
      throw .badValue(key: "target_modules", expected: Self.expected)
    }
    self.targets = targets
    excluded = configuration.excluded.flatMap(Names.init)
  }

  private static let expected = "names or regular expressions that are quickly looked for"

  private static func patterns(
    _ patterns: [AdapterConfiguration.Pattern], _ key: String
  ) throws(AdapterFault) -> [(pattern: ModulePattern, value: Double)] {
    var ready: [(pattern: ModulePattern, value: Double)] = []
    for pattern in patterns {
      guard let compiled = ModulePattern(ending: pattern.expression) else {
        throw .badValue(key: key, expected: Self.expected)
      }
      ready.append((compiled, pattern.value))
    }
    return ready
  }

  // MARK: Answers

  /// Whether the settings adapt a module, by peft's rules.
  func contain(_ module: String) throws(AdapterFault) -> Bool {
    do throws(ModulePattern.GaveUp) {
      if let excluded, try excluded.contain(module) { return false }
      guard try targets.contain(module) else { return false }
    } catch {
      throw .badValue(key: "target_modules", expected: Self.expected)
    }
    // A whole name counts whatever layers are named.
    if case .list(let names) = targets, names.contains(module) { return true }
    guard let layers = configuration.layers else { return true }
    return layer(of: module).map(layers.contains) ?? false
  }

  /// The number behind the name of a list of layers.
  private func layer(of module: String) -> Int? {
    let parts = module.split(separator: ".", omittingEmptySubsequences: false)
    let names = configuration.layerNames
    // The last that does counts, and something stands before it and behind it.
    return parts.indices.dropFirst(2).dropLast().reversed().lazy.compactMap { index -> Int? in
      guard names.isEmpty || names.contains(String(parts[index - 1])) else { return nil }
      return Int(parts[index])
    }.first
  }

  /// r of a module.
  func rank(of module: String) throws(AdapterFault) -> Int {
    try Int(value(ranks, module, "rank_pattern") ?? Double(configuration.rank))
  }

  /// What B · A is multiplied by: alpha / r, or alpha / √r.
  func scale(of module: String, rank: Int) throws(AdapterFault) -> Float {
    let alpha = try value(alphas, module, "alpha_pattern") ?? configuration.alpha
    let size = Double(rank)
    return Float(alpha / (configuration.dividesByRoot ? size.squareRoot() : size))
  }

  private func value(
    _ patterns: [(pattern: ModulePattern, value: Double)], _ module: String, _ key: String
  ) throws(AdapterFault) -> Double? {
    do throws(ModulePattern.GaveUp) {
      for (pattern, value) in patterns where try pattern.matches(module) { return value }
      return nil
    } catch {
      throw .badValue(key: key, expected: Self.expected)
    }
  }
}

/// A regular expression over the names of a model's modules, as peft's settings have them.
///
/// It comes with a foreign file: how far it may try is bounded.
struct ModulePattern: Sendable {
  private let expression: CompiledExpression

  /// The longest expression in bytes; peft's have some dozen.
  private static let lengthLimit = 4096
  /// How often PCRE2 may try on; names have some fifty characters.
  private static let tryLimit = 100_000

  /// What ``matches(_:)`` cannot answer within its bounds.
  struct GaveUp: Error {}

  /// - Returns: `nil` for an expression that PCRE2 does not understand.
  init?(_ text: String) {
    guard text.utf8.count <= ModulePattern.lengthLimit,
      let expression = try? CompiledExpression(text, options: .wholeScalars)
    else { return nil }
    self.expression = expression
  }

  /// As peft looks for a key of `rank_pattern` or `alpha_pattern`: at the end of a name, behind a dot.
  init?(ending key: String) { self.init("^(.*\\.)?(\(key))$") }

  /// As peft looks for `target_modules` that is text: all of a name.
  init?(whole expression: String) { self.init("^(?:\(expression))$") }

  /// Whether it stands in a name.
  ///
  /// - Throws: ``GaveUp`` when it tries too long.
  func matches(_ name: String) throws(GaveUp) -> Bool {
    guard let workspace = MatchWorkspace.ofThread else { throw GaveUp() }
    workspace.limit(tries: ModulePattern.tryLimit)
    var name = name
    let outcome = name.withUTF8 { expression.find(in: $0, from: 0, through: $0.count, workspace) }
    switch outcome {
    case .found: return true
    case .absent: return false
    case .gaveUp: throw GaveUp()
    }
  }
}
