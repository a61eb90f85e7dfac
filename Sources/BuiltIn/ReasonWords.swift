import Synchronization

/// Learned features as a reader would say them.
///
/// Names such as `+ near “left”` are keys of the model's file and stay what they are; only what is shown
/// is worded.
enum ReasonWords {
  /// What a feature, or a pair of them, says of a step.
  static func said(_ name: String) -> String {
    if let known = known.withLock({ $0[name] }) { return known }
    let words = worded(name)
    known.withLock { known in
      if known.count >= knownLimit { known = [:] }
      known[name] = words
    }
    return words
  }

  /// Wording takes as long as the features of a step, and a model has few that matter.
  private static let known = Mutex<[String: String]>([:])
  private static let knownLimit = 20_000

  private static func worded(_ name: String) -> String {
    guard let (first, second) = PairTerms.parts(of: name) else { return single(name) }
    return "\(single(String(first))), together with: \(single(String(second)))"
  }

  private static func single(_ name: String) -> String {
    if let (what, word) = split(name, " near “") { return near(what, word) }
    if let (what, word) = split(name, "for “") {
      return "\(computation(what)) where the words before it say “\(word)"
    }
    if let (what, word) = split(name, " after “") {
      return "\(waiting(what)) after a computation of “\(word)"
    }
    if name.hasPrefix("computes ") { return computation(name) }
    if name.hasPrefix("the constant ") { return constant(name) }
    return name
  }

  /// Both sides of the first occurrence of a separator.
  private static func split(_ name: String, _ separator: String) -> (String, String)? {
    name.firstRange(of: separator).map {
      (String(name[..<$0.lowerBound]), String(name[$0.upperBound...]))
    }
  }

  private static let verbs = ["+": "adds", "−": "subtracts", "×": "multiplies", "÷": "divides"]

  private static func near(_ what: String, _ word: String) -> String {
    guard let sign = what.first, let verb = verbs[String(sign)] else {
      return "\(constant(what)) near “\(word)"
    }
    return what.count == 1
      ? "\(verb) in a sentence with “\(word)"
      : "\(verb), with a number that the problem names near “\(word)"
  }

  private static func constant(_ name: String) -> String {
    name.replacing("the constant ", with: "brings in the number ")
  }

  private static func waiting(_ name: String) -> String {
    name.replacing("waiting", with: "waiting to be used")
      .replacing("number unused", with: "number of the problem unused")
      .replacing("numbers unused", with: "numbers of the problem unused")
  }

  private static let operands: [(name: Substring, said: String)] = [
    ("just computed", "what was just computed"), ("given again", "a given number again"),
    ("earlier again", "an earlier result again"), ("given", "a given number"),
    ("latest", "the latest result"), ("earlier", "an earlier result"), ("new", "a new number"),
    ("constant", "a constant"),
  ]

  /// `computes latest − given` and ` − ` with their operands spelled out.
  private static func computation(_ name: String) -> String {
    var rest = name[...]
    while rest.last == " " { rest.removeLast() }
    while rest.first == " " { rest.removeFirst() }
    if rest == "to the power" { return "takes a power" }
    if let verb = verbs[String(rest)] { return verb }
    guard rest.hasPrefix("computes ") else { return rest == "computes" ? "computes" : String(rest) }
    rest = rest.dropFirst("computes ".count)
    var said = "computes "
    while let first = rest.first {
      if let known = operands.first(where: { rest.hasPrefix($0.name) }) {
        said += known.said
        rest = rest.dropFirst(known.name.count)
      } else {
        said.append(first)
        rest = rest.dropFirst()
      }
    }
    return said
  }
}
