import Queries

/// Words of a filter that were probably meant to be something else.
enum FilterWords {
  /// The near miss of the first word that is looked for as text and is almost a field's name.
  static func nearMiss(in source: String) -> String? {
    let fields = QueryField.allCases.map(\.rawValue)
    for word in source.split(whereSeparator: { $0 == " " || $0 == "(" || $0 == ")" }) {
      let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
      guard let first = parts.first, !fields.contains(first), !first.contains("\"") else {
        continue
      }
      let names = parts.count > 1 ? fields : fields + known
      guard let near = NearMiss.nearest(to: first, among: names) else { continue }
      return parts.count > 1 ? "\(near):\(parts[1])" : near
    }
    return nil
  }

  /// Words that stand alone, beside the fields that do.
  private static let known = ["right", "wrong", "error", "noerror", "unsure", "not", "and", "or"]
}
