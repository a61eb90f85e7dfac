/// Terms that apply when two features occur together: "states an answer & results wait to be used".
///
/// A sum of single features cannot express that two harmless signs are suspicious together; a few
/// pairs, found in training, can, and remain readable.
struct PairTerms: Sendable {
  static let separator = " & "

  struct Pair: Sendable {
    var first: Int
    var second: Int
    var weight: Double
    var name: String
  }

  private(set) var pairs: [Pair] = []
  /// Position of each feature that is in a pair, by its key.
  private var positions: [UInt64: Int] = [:]

  init(weights: [String: Double]) {
    for (name, weight) in weights.sorted(by: { $0.key < $1.key }) {
      guard let (first, second) = Self.parts(of: name) else { continue }
      pairs.append(
        Pair(first: position(of: first), second: position(of: second), weight: weight, name: name))
    }
  }

  /// The two features of a pair's name; `nil` for a single feature.
  static func parts(of name: String) -> (Substring, Substring)? {
    guard let middle = name.utf8.firstIndex(of: UInt8(ascii: "&")) else { return nil }
    let first = name[..<middle].dropLast()
    let second = name[middle...].dropFirst(2)
    return first.isEmpty || second.isEmpty ? nil : (first, second)
  }

  private mutating func position(of name: Substring) -> Int {
    let key = FeatureKey.hash(name.utf8)
    if let known = positions[key] { return known }
    positions[key] = positions.count
    return positions.count - 1
  }

  /// The pairs whose features both occur.
  func active(in entries: [StepFeatures.Entry]) -> [Pair] {
    guard !pairs.isEmpty else { return [] }
    var present = [Bool](repeating: false, count: positions.count)
    for entry in entries where entry.value > 0 {
      if let position = positions[entry.key] { present[position] = true }
    }
    return pairs.filter { present[$0.first] && present[$0.second] }
  }
}
