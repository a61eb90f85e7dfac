extension JSONObject {
  /// Those of `keys` that occur more than once, in the order of their second occurrence.
  public func duplicatedKeys(among keys: Set<String>) -> [String] {
    var seen: Set<String> = []
    var duplicated: [String] = []
    for member in members where keys.contains(member.key) {
      if !seen.insert(member.key).inserted, !duplicated.contains(member.key) {
        duplicated.append(member.key)
      }
    }
    return duplicated
  }
}

extension JSONValue {
  /// The path of the first key of `keys` that its object holds twice; `nil` when there is none.
  ///
  /// A key of `keys` is a top-level name, or a dotted path such as `label.steps.text`: arrays on the
  /// way are passed through, the names on the way count too, and `*` stands for any name. Other keys may be doubled at will: nothing
  /// here reads them, and an export keeps both.
  public func duplicatedPath(among keys: Set<String>) -> [String]? {
    let patterns = keys.map { $0.split(separator: ".").map(String.init) }
    var waiting: [(value: JSONValue, path: [String], patterns: [[String]])] = [(self, [], patterns)]
    while let (value, path, patterns) = waiting.popLast() {
      switch value {
      case .array(let elements):
        for (index, element) in elements.enumerated().reversed() {
          waiting.append((element, path + ["\(index)"], patterns))
        }
      case .object(let object):
        let here = patterns.compactMap(\.first)
        let names = here.contains("*") ? Set(object.members.map(\.key)) : Set(here)
        if let key = object.duplicatedKeys(among: names).first { return path + [key] }
        for member in object.members.reversed() {
          let inner = patterns.filter { $0.count > 1 && ($0[0] == member.key || $0[0] == "*") }
          guard !inner.isEmpty else { continue }
          waiting.append((member.value, path + [member.key], inner.map { Array($0.dropFirst()) }))
        }
      default: break
      }
    }
    return nil
  }
}
